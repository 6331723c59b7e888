"""Notes and engagements in sentences, for lists in the window and the command line."""

from collections.abc import Iterator

from sbd_tool.app.community.heard_rows import (
    count_words,
    done_words,
    group_words,
    note_row,
    unheard_groups,
    way_words,
)
from sbd_tool.app.community.notes import NotesRead
from sbd_tool.app.follow_through.telling import day_said
from sbd_tool.app.rules import Rules
from sbd_tool.domain.community import LONGEST, Engagement, PlaceNote
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.domain.words import Words
from sbd_tool.formats.community_file import read_community_rules


def note_title(note: PlaceNote, project: Project) -> Text:
    """What a note is, what it is about, when it holds and where it lies."""
    row = note_row(note, project)
    key = "heard.note_title" if note.hour.value == "any" else "heard.note_title_hour"
    return text(key, liking=row.liking, about=row.about, hour=row.hour, part=row.part)


def note_lines(note: PlaceNote) -> Iterator[Text]:
    """Its words, its origin, and whether it may leave."""
    words = literal(note.words)
    yield text("heard.quoted", words=words) if note.words else text("heard.no_words")
    if note.origin:
        yield text("heard.from", origin=literal(note.origin))
    yield from _state(note)


def engagement_title(one: Engagement, words: Words) -> Text:
    """Who was asked, how, when and how many."""
    day = literal(day_said(one.day, words)) if one.day else text("community.no_date")
    return text(
        "heard.engagement_title",
        group=group_words(one.group),
        way=way_words(one.way),
        day=day,
        count=count_words(one.count),
    )


def engagement_lines(one: Engagement, project: Project, rules: Rules) -> Iterator[Text]:
    """What was said and done, and whether it may leave."""
    if not one.points:
        yield text("heard.nothing_written")
    for point in one.points:
        done = done_words(point, project, project, rules)
        yield text("heard.said_done", words=literal(point.words), done=done)
    yield from _state(one)


def unheard_line(project: Project, words: Words) -> Text:
    """Which groups were not heard, or that all were."""
    names = ", ".join(words(one) for one in unheard_groups(project))
    return text("heard.not_heard", names=literal(names)) if names else text("heard.all_heard")


def read_lines(found: NotesRead) -> Iterator[Text]:
    """What a file gave and what was left out."""
    columns = literal(", ".join(found.columns.values()) or "\u2013")
    yield text("heard.notes_read", count=len(found.notes), rows=found.rows, columns=columns)
    for key in ("without_place", "empty"):
        if getattr(found, key):
            yield text(f"heard.left_{key}", count=getattr(found, key))
    if found.too_far:
        reach = Quantity(read_community_rules().reach_m, "m")
        yield text("heard.left_far", count=found.too_far, reach=reach)
    if found.shortened:
        yield text("heard.shortened", count=found.shortened, most=LONGEST)
    held = sum(bool(one.traces) for one in found.notes)
    if held:
        yield text("heard.held", count=held)


def _state(one: PlaceNote | Engagement) -> Iterator[Text]:
    if one.traces:
        for trace in one.traces:
            yield text(f"heard.trace_{trace.value}")
        yield text("heard.waits")
    elif one.marking is Tlp.CLEAR:
        yield text("heard.is_public")
