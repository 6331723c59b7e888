"""What stands against each ticked threat, zone by zone and strategy by strategy."""

from sbd_tool.report.model import ReportModel
from sbd_tool.report.story import Column, Story


def threats(story: Story, model: ReportModel) -> None:
    """Write the threat view; nothing where no threat is ticked or the edition may not tell."""
    look = story.look
    if not model.threats:
        return
    story.chapter("threats", look.words_of("threats.title"), look.words_of("threats.no_prediction"))
    columns = (
        Column(look.words_of("threats.report_strategy"), 62.0, weight=500),
        Column(look.words_of("threats.report_cover"), 36.0, weight=600),
        Column(look.words_of("threats.report_in_place"), 76.0, colour="ink_2"),
    )
    for heading in dict.fromkeys((row.zone, row.threat) for row in model.threats):
        zone, threat = (look.words(part) for part in heading)
        story.heading(f"{threat} \u00b7 {zone}", 30.0)
        rows = [
            (
                look.words(row.strategy),
                look.words_of(f"threats.cover.{row.cover}"),
                ", ".join(look.words(kind) for kind in row.in_place),
            )
            for row in model.threats
            if (row.zone, row.threat) == heading
        ]
        story.table(columns, rows)
