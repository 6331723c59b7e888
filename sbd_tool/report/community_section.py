"""Consultation in a report: who was asked, who was not heard, surveys, and notes at places."""

from datetime import date

from sbd_tool.domain.text import Text
from sbd_tool.report.community_rows import CommunitySection, EngagementRow
from sbd_tool.report.look import Look
from sbd_tool.report.story import Cell, Column, Story


def heard(story: Story, section: CommunitySection) -> None:
    """Write what people said; nothing where nobody was asked."""
    look = story.look
    _engagements(story, section)
    _surveys(story, section)
    _subjects(story, section)
    _notes(story, section)
    if section.held:
        story.space(1.5)
        story.block(look.words_of("heard.held", count=section.held), 8.5, 400, "ink_2")


def _engagements(story: Story, section: CommunitySection) -> None:
    look = story.look
    if section.engagements:
        story.heading(look.words_of("heard.by_group"), 30.0)
        columns = (
            Column(look.words_of("heard.col_group"), 32.0, weight=500),
            Column(look.words_of("heard.col_how"), 38.0, colour="ink_2"),
            Column(look.words_of("heard.col_said"), 54.0),
            Column(look.words_of("heard.col_done"), 50.0, colour="ink_2"),
        )
        rows = [row for one in section.engagements for row in _rows(look, one)]
        story.table(columns, rows)
    if section.unheard and not section.is_empty:
        story.space(1.5)
        names = ", ".join(look.words(one) for one in section.unheard)
        story.block(look.words_of("heard.not_heard", names=names), 9.0, 500)


def _rows(look: Look, one: EngagementRow) -> list[tuple[Cell, ...]]:
    day = look.words.day(date.fromisoformat(one.day)) if one.day else ""
    how = "; ".join(part for part in (look.words(one.way), day, look.words(one.count)) if part)
    head = (look.words(one.group), how)
    said = [(row.words, look.words(row.done)) for row in one.said]
    if one.untold:
        said.append((look.words_of("heard.untold", count=one.untold), ""))
    if not said:
        said = [(look.words_of("heard.nothing_written"), "")]
    return [((*head, *cells) if at == 0 else ("", "", *cells)) for at, cells in enumerate(said)]


def _surveys(story: Story, section: CommunitySection) -> None:
    look = story.look
    for one in section.surveys:
        day = look.words.day(date.fromisoformat(one.day)) if one.day else ""
        story.heading(", ".join(part for part in (look.words(one.name), day) if part), 20.0)
        for line in one.lines:
            story.block(look.words(line), 8.5)
            story.space(0.6)
    if section.untold_surveys:
        story.space(1.0)
        words = look.words_of("heard.untold_surveys", count=section.untold_surveys)
        story.block(words, 8.5, 400, "ink_2")


def _subjects(story: Story, section: CommunitySection) -> None:
    look = story.look
    if not section.subjects:
        return
    story.heading(look.words_of("heard.notes_at_places"), 30.0)
    story.block(look.words_of("heard.notes_lead"), 8.5, 400, "ink_2")
    story.space(1.2)
    columns = (
        Column(look.words_of("heard.col_about"), 62.0, weight=500),
        *(Column(look.words_of(f"heard.col_{key}"), 28.0, "end") for key in _COUNTED),
    )
    rows = [
        (
            look.words(row.about),
            *(look.words.number(getattr(row, key)) for key in _COUNTED),
        )
        for row in section.subjects
    ]
    story.table(columns, rows)


_COUNTED = ("liked", "disliked", "ideas", "after_dark")


def _notes(story: Story, section: CommunitySection) -> None:
    look = story.look
    if not section.notes:
        return
    story.space(2.5)
    columns = (
        Column(look.words_of("heard.col_where"), 32.0, colour="ink_2"),
        Column(look.words_of("heard.col_what"), 48.0, weight=500),
        Column(look.words_of("heard.col_words"), 94.0),
    )
    rows = []
    for row in section.notes:
        what = _joined(look, row.about, row.liking, row.hour)
        words = f"{row.words} ({row.origin})" if row.origin else row.words
        rows.append((look.words(row.part), what, words))
    story.table(columns, rows)


def _joined(look: Look, about: Text, liking: Text, hour: Text) -> str:
    said = [look.words(one) for one in (about, liking, hour)]
    return ", ".join(part for part in said if part)
