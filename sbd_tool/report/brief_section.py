"""The brief in a report: every condition with its verdict and why."""

from sbd_tool.report.model import ReportModel
from sbd_tool.report.story import Column, Story


def brief(story: Story, model: ReportModel) -> None:
    """Write the conditions, in the order of the brief; nothing where there is none."""
    look = story.look
    if not model.brief:
        return
    title, lead = look.words_of("conditions.title"), look.words_of("conditions.report_lead")
    story.chapter("brief", title, lead)
    columns = (
        Column(look.words_of("conditions.report_condition"), 70.0, weight=500),
        Column(look.words_of("conditions.report_verdict"), 28.0, weight=600),
        Column(look.words_of("conditions.report_why"), 76.0, colour="ink_2"),
    )
    rows = [
        (
            look.words(row.said),
            look.words_of(f"conditions.verdict_{row.verdict}"),
            look.words(row.sentence),
        )
        for row in model.brief
    ]
    story.table(columns, rows)
