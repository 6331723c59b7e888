"""`sbd notes` and `sbd engagement`: what people said at places, and who was asked."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sbd_tool.app.clock import RandomIds, SystemClock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.community.engagements import (
    AskedWish,
    SaidWish,
    add_point,
    clear,
    drop_heard,
    keep_engagement,
    publish,
)
from sbd_tool.app.community.heard_rows import part_of_square, unheard_groups
from sbd_tool.app.community.heard_words import (
    engagement_lines,
    engagement_title,
    note_lines,
    note_title,
    read_lines,
    unheard_line,
)
from sbd_tool.app.community.notes import NotesRead, NoteWish, keep_notes, note_at, read_notes
from sbd_tool.app.projects import open_project
from sbd_tool.app.review.saving import change_and_save
from sbd_tool.app.rules import load_rules
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.review_writing import place_said
from sbd_tool.cli.spoken import remark, say, say_lines
from sbd_tool.domain.community import (
    Answered,
    Engagement,
    Liking,
    NoteHour,
    PlaceNote,
    engagements,
    place_notes,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE = 0
LABEL = Tlp.AMBER
Made = Callable[[Session, Surroundings], Command]


def notes(arguments: Namespace, words: Words) -> int:
    """Put in, clear, publish, remove or list notes at places."""
    read = _change_notes(arguments)
    project = open_project(Path(arguments.project)).project
    if read is not None and not arguments.json:
        for line in read_lines(read):
            remark(words(line))
    is_trial = read is not None and arguments.is_trial
    shown = read.notes if read is not None and is_trial else place_notes(project.records)
    if arguments.json:
        print(dump(_notes_json(arguments, project, shown, read, words)))
    elif not shown:
        remark(words(text("heard.no_notes")))
    else:
        say(words(literal(LABEL.value)))
        for one in shown:
            say(f"{words(note_title(one, project))} ({one.id[:8]})")
            say_lines("    " + words(line) for line in note_lines(one))
    return DONE


def engagement(arguments: Namespace, words: Words) -> int:
    """Put in, clear, publish, remove or list who was asked."""
    wanted = [*_looked_after(arguments)]
    _refuse_lost(arguments)
    if arguments.to:
        wanted.append(
            lambda session, around: add_point(
                session.project, arguments.to, _said(arguments), around.by()
            )
        )
    elif arguments.group:
        wanted.append(lambda session, around: _asked(arguments, session, around))
    for made in wanted:
        change_and_save(Path(arguments.project), made, author=arguments.by)
    project = open_project(Path(arguments.project)).project
    found = engagements(project.records)
    if arguments.json:
        print(dump(_engagements_json(arguments, project, found, words)))
    elif not found:
        remark(words(text("heard.no_engagements")))
    else:
        rules = load_rules(project)
        say(words(literal(LABEL.value)))
        for one in found:
            say(f"{words(engagement_title(one, words))} ({one.id[:8]})")
            say_lines("    " + words(line) for line in engagement_lines(one, project, rules))
        say(words(unheard_line(project, words)))
    return DONE


def _refuse_lost(arguments: Namespace) -> None:
    """Words nobody could keep are refused, not dropped.

    Raises:
        InputError: Words without a group or an entry, or what was done about words not given.
    """
    is_why = arguments.reason and not arguments.publish
    told = arguments.target or is_why or arguments.done != Answered.OPEN.value
    if told and not arguments.said:
        raise InputError(text("heard.say_what"), text("heard.say_what_hint"))
    is_asked = arguments.said or arguments.day or arguments.count is not None
    if is_asked and not arguments.group and not arguments.to:
        raise InputError(text("heard.say_who"), text("heard.say_who_hint"))


def _change_notes(arguments: Namespace) -> NotesRead | None:
    path = Path(arguments.project)
    if arguments.at and arguments.add is None:
        raise InputError(text("heard.say_what"), text("heard.say_what_hint"))
    for made in () if arguments.is_trial else _looked_after(arguments):
        change_and_save(path, made, author=arguments.by)
    if arguments.add is not None and not arguments.is_trial:

        def add(session: Session, around: Surroundings) -> Command:
            note = note_at(session.project, _wish(arguments), around.stamp(Evidence.SEEN))
            return keep_notes(session.project, (note,), around.by())

        change_and_save(path, add, author=arguments.by)
    if not arguments.file:
        return None
    around = Surroundings(clock=SystemClock(), ids=RandomIds(), author=arguments.by)
    project = open_project(path).project
    read = read_notes(
        Path(arguments.file), project, lambda: around.stamp(Evidence.SEEN), arguments.workshop,
        arguments.day,
    )  # fmt: skip
    if not arguments.is_trial:
        change_and_save(
            path,
            lambda session, around: keep_notes(session.project, read.notes, around.by()),
            author=arguments.by,
        )
    return read


def _looked_after(arguments: Namespace) -> Iterator[Made]:
    asked = arguments
    if asked.drop:
        yield lambda session, around: drop_heard(session.project, asked.drop, around.by())
    if asked.clear:
        yield lambda session, around: clear(session.project, asked.clear, around.by())
    yield from published(arguments)


def published(arguments: Namespace) -> Iterator[Made]:
    """Steps that give a row its label: public, or amber again."""
    for row, marking in ((arguments.publish, Tlp.CLEAR), (arguments.keep, Tlp.AMBER)):
        if row:
            yield _publishing(row, marking, arguments.reason)


def _publishing(row: str, marking: Tlp, reason: str) -> Made:
    return lambda session, around: publish(session.project, row, marking, around.by(), reason)


def _wish(arguments: Namespace) -> NoteWish:
    place = place_said(arguments.at)
    if place is None:
        raise InputError(text("heard.say_where"), text("heard.say_where_hint"))
    return NoteWish(
        x_m=place[0], y_m=place[1], words=arguments.add, liking=Liking(arguments.kind),
        hour=NoteHour(arguments.hour), about=arguments.about, origin=arguments.workshop,
        day=arguments.day,
    )  # fmt: skip


def _asked(arguments: Namespace, session: Session, around: Surroundings) -> Command:
    wish = AskedWish(
        group=arguments.group, way=arguments.way, day=arguments.day, count=arguments.count
    )
    said = _said(arguments) if arguments.said else None
    return keep_engagement(session.project, wish, said, around.stamp(Evidence.SEEN), around.by())


def _said(arguments: Namespace) -> SaidWish:
    return SaidWish(
        words=arguments.said, answered=Answered(arguments.done), target=arguments.target,
        reason=arguments.reason,
    )  # fmt: skip


def _notes_json(
    arguments: Namespace, project: Project, found: tuple[PlaceNote, ...],
    read: NotesRead | None, words: Words,
) -> dict[str, Any]:  # fmt: skip
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "marking": LABEL.value,
        "read": None if read is None else {
            "rows": read.rows, "notes": len(read.notes), "without_place": read.without_place,
            "too_far": read.too_far, "empty": read.empty, "shortened": read.shortened,
            "columns": dict(read.columns),
        },
        "notes": [
            {
                "id": one.id, "words": one.words, "kind": one.liking.value, "hour": one.hour.value,
                "about": one.about, "x": one.x_m, "y": one.y_m, "workshop": one.origin or None,
                "day": one.day or None, "where": words(part_of_square(one, project)),
                "looks_personal": [trace.value for trace in one.traces],
                "marking": one.marking.value,
            }
            for one in found
        ],
    }  # fmt: skip


def _engagements_json(
    arguments: Namespace, project: Project, found: tuple[Engagement, ...], words: Words
) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "marking": LABEL.value,
        "engagements": [
            {
                "id": one.id, "group": one.group, "way": one.way, "day": one.day or None,
                "count": one.count, "looks_personal": [trace.value for trace in one.traces],
                "marking": one.marking.value,
                "said": [
                    {
                        "words": point.words, "done": point.answered.value,
                        "target": point.target or None, "reason": point.reason or None,
                    }
                    for point in one.points
                ],
            }
            for one in found
        ],
        "not_heard": [words(one) for one in unheard_groups(project)],
    }  # fmt: skip
