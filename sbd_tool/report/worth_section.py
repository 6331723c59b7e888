"""What is worth doing: remedies before weaknesses, each with both effects."""

from sbd_tool.report.look import Look
from sbd_tool.report.model import ReportModel
from sbd_tool.report.story import Cell, Column, Story


def worth_doing(story: Story, model: ReportModel) -> None:
    """Remedies before weaknesses, each with both effects."""
    look = story.look
    if not model.suggestions:
        return
    story.chapter("worth", look.say("worth_doing"), look.say("worth_lead"))
    columns = (
        Column("", 7.0, colour="ink_3", weight=600, said=look.words_of("web.column_number")),
        Column(look.say("column_measure"), 83.0, weight=500),
        Column(look.say("openness"), 42.0, "end", 600, "openness_text"),
        Column(look.say("protection"), 42.0, "end", 600, "protection_text"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            look.words.number(number),
            look.words(row.sentence),
            _move(look, row.openness, row.openness_range),
            _move(look, row.protection, row.protection_range),
        )
        for number, row in enumerate(model.suggestions[:12], 1)
    ]
    story.table(columns, rows)


def _move(look: Look, delta: float | None, ends: tuple[float, float]) -> str:
    if delta is not None:
        return look.signed(delta)
    return ends_words(look, ends)


def ends_words(look: Look, ends: tuple[float, float]) -> str:
    """What a step does to a range when there is no single figure yet."""
    low, high = ends
    moves = (round(low, 1) != 0, round(high, 1) != 0)
    if not any(moves):
        return look.signed(0.0)
    if all(moves):
        return look.say("range_change", low=look.signed(low), high=look.signed(high))
    if moves[0]:
        return look.say("low_change", low=look.signed(low))
    return look.say("high_change", high=look.signed(high))
