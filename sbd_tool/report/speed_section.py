"""Approach speeds, stretch by stretch along the edge, with the arithmetic that checks them."""

from collections.abc import Sequence

from sbd_tool.report.model import ReportModel
from sbd_tool.report.speed_model import SpeedRow
from sbd_tool.report.story import SMALL_PT, Column, Story


def speeds(story: Story, model: ReportModel) -> None:
    """Write the chapter; nothing where speeds are no part of the scores or may not be told."""
    look, found = story.look, model.speeds
    if found is None:
        return
    title, lead = look.words_of("speeds.title"), look.words_of("speeds.chapter_lead")
    story.chapter("speeds", title, lead)
    if not found.rows:
        story.block(look.words_of("speeds.nothing"))
    else:
        _table(story, found.rows)
        _checks(story, found.rows)
    story.space(2.0)
    for note in found.notes:
        story.block(look.words(note), SMALL_PT, colour="ink_2")


def _table(story: Story, rows: Sequence[SpeedRow]) -> None:
    look = story.look
    columns = (
        Column("#", 8.0, weight=600),
        Column(look.words_of("speeds.column_band"), 50.0, weight=500),
        Column(look.words_of("speeds.column_asks"), 36.0),
        Column(look.words_of("speeds.column_stands"), 44.0),
        Column(look.words_of("speeds.column_energy"), 18.0, anchor="end"),
        Column(look.words_of("speeds.column_standoff"), 18.0, anchor="end"),
    )
    told = [
        (
            str(row.number),
            "; ".join(look.words(band) for band in row.bands),
            look.words(row.required),
            look.words(row.stands),
            look.words.quantity(row.energy),
            look.words.quantity(row.standoff),
        )
        for row in rows
    ]
    story.table(columns, told)


def _checks(story: Story, rows: Sequence[SpeedRow]) -> None:
    look = story.look
    story.heading(look.words_of("speeds.by_hand"), 24.0)
    for row in rows:
        if row.by_hand is not None:
            words = look.words(row.by_hand)
            story.block(look.words_of("speeds.stretch_hand", number=row.number, words=words))
        if row.doubts:
            doubts = ", ".join(look.words(doubt) for doubt in row.doubts)
            story.block(
                look.words_of("speeds.stretch_doubts", number=row.number, doubts=doubts),
                colour="ink_2",
            )
