"""Steps of `sbd review` that change a project: writing, answering, deciding."""

import math
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from sbd_tool.app.capacities import capacity_asked
from sbd_tool.app.commands.base import Command
from sbd_tool.app.pipeline import check_place
from sbd_tool.app.review.phrasing import as_condition, condition_for, from_phrase, phrase_named
from sbd_tool.app.review.saving import change_and_save
from sbd_tool.app.review.signing import sign_off
from sbd_tool.app.review.writing import Draft, add_entry, open_thread, thread_named, withdraw
from sbd_tool.app.review_files import SUFFIXES, export_comments, named
from sbd_tool.app.rules import load_rules
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.check import blanks_of
from sbd_tool.cli.spoken import Telling, remark, say_withheld
from sbd_tool.domain.conditions import BlankValue
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.domain.seen import as_seen
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.threads import Act, Capacity, Severity, Thread, threads_of
from sbd_tool.domain.words import Words

ACTS: Final[Mapping[str, Act]] = {
    "answer": Act.SAY,
    "adopt": Act.ADOPT,
    "reject": Act.REJECT,
    "settle": Act.SETTLE,
    "reopen": Act.REOPEN,
}


_OF_COMMENTS: Final = (
    ("on", "--on"),
    ("at", "--at"),
    ("severity", "--severity"),
    ("is_required", "--required/--advised"),
    ("reason", "--reason"),
    ("source", "--source"),
    ("due", "--due"),
    ("label", "--label"),
    ("label_reason", "--label-reason"),
)


def refuse_idle(arguments: Namespace) -> None:
    """Refuse what says something about a comment that is not written.

    Raises:
        InputError: Such an option stands alone.
    """
    if arguments.add or arguments.phrase:
        return
    for name, option in _OF_COMMENTS:
        if getattr(arguments, name) not in ("", None, []):
            raise InputError(text("asked.idle", option=option), text("asked.idle.hint"), option)


def capacity_of(arguments: Namespace, project: Project) -> Capacity:
    """In which capacity somebody works: as said, else as the project asks."""
    return Capacity(arguments.open_as) if arguments.open_as else capacity_asked(project)


def _write(arguments: Namespace, words: Words) -> None:
    draft = _draft(arguments, words)
    where = Place(arguments.option, arguments.time_state)
    told: list[Text] = []

    def make(session: Session, around: Surroundings) -> Command:
        project = session.project
        check_place(project, where.option, where.time_state)
        stamp = replace(around.stamp(Evidence.SEEN), marking=arguments.label)
        told.append(text("review.written", number=len(threads_of(project.records)) + 1))
        return open_thread(
            as_seen(project, where),
            load_rules(project),
            draft,
            stamp,
            capacity=capacity_of(arguments, project),
            where=where,
            words=words,
            by=around.by(),
        )

    change_and_save(Path(arguments.project), make, author=arguments.by)
    _tell(told, arguments, words)


def _draft(arguments: Namespace, words: Words) -> Draft:
    draft = Draft(words=arguments.add)
    if arguments.phrase:
        draft = from_phrase(phrase_named(arguments.phrase), words.language)
        if arguments.add:
            draft = replace(draft, words=f"{draft.words} {arguments.add}")
    draft = replace(
        draft,
        objects=tuple(arguments.on),
        place=place_said(arguments.at),
        reason=arguments.reason,
        due=arguments.due,
        label_reason=arguments.label_reason,
    )
    if arguments.severity:
        draft = replace(draft, severity=Severity(arguments.severity))
    if arguments.is_required is not None:
        draft = replace(draft, is_required=arguments.is_required)
    return draft if arguments.source is None else replace(draft, source=arguments.source)


def place_said(said: str) -> tuple[float, float] | None:
    """A place in the project's metres from "X,Y"; None where nothing was said."""
    if not said:
        return None
    try:
        x, y = (float(part) for part in said.replace(";", ",").split(","))
    except ValueError:
        x = y = math.nan
    if not (math.isfinite(x) and math.isfinite(y)):
        raise InputError(
            text("review.no_place", words=literal(said[:60])), text("review.no_place.hint")
        )
    return x, y


def _act(name: str) -> Callable[[Namespace, Words], None]:
    def step(arguments: Namespace, words: Words) -> None:
        number, *said = getattr(arguments, name)
        told: list[Text] = []

        def make(session: Session, around: Surroundings) -> Command:
            thread = thread_named(session.project, number)
            command = add_entry(
                thread,
                ACTS[name],
                " ".join(said),
                around.stamp(Evidence.SEEN),
                capacity=capacity_of(arguments, session.project),
                by=around.by(),
            )
            after = thread_named(command.apply(session.project), thread.id)
            status = text(f"review.status_{after.status.value}")
            told.append(text("review.done", number=_number(session, thread), status=status))
            return command

        change_and_save(Path(arguments.project), make, author=arguments.by)
        _tell(told, arguments, words)

    return step


def _withdraw(arguments: Namespace, words: Words) -> None:
    told: list[Text] = []

    def make(session: Session, around: Surroundings) -> Command:
        thread = thread_named(session.project, arguments.withdraw)
        told.append(text("review.withdrawn", number=_number(session, thread)))
        return withdraw(thread, around.by())

    change_and_save(Path(arguments.project), make, author=arguments.by)
    _tell(told, arguments, words)


def _condition(arguments: Namespace, words: Words) -> None:
    number, *rest = arguments.condition
    told: list[Text] = []

    def make(session: Session, around: Surroundings) -> Command:
        thread = thread_named(session.project, number)
        kind, blanks = _sentence(thread, rest)
        told.append(text("review.made_condition", number=_number(session, thread)))
        rubric = load_rules(session.project).rubric
        new_id = around.ids.new_id()
        return as_condition(
            session.project, thread, kind, blanks, rubric, new_id=new_id, by=around.by()
        )

    change_and_save(Path(arguments.project), make, author=arguments.by)
    _tell(told, arguments, words)


def _sentence(thread: Thread, rest: list[str]) -> tuple[str, Mapping[str, BlankValue]]:
    if rest:
        return rest[0], blanks_of(rest[1:])
    offered = condition_for(thread)
    if offered is None:
        raise InputError(text("review.no_offer"), text("review.no_offer.hint"))
    return offered


def _number(session: Session, thread: Thread) -> int:
    ids = [one.id for one in threads_of(session.project.records)]
    return ids.index(thread.id) + 1


def _tell(told: list[Text], arguments: Namespace, words: Words) -> None:
    if not arguments.json:
        for one in told:
            remark(words(one))


def _sign(arguments: Namespace, words: Words) -> None:
    told: list[Text] = [text("review.signed")]

    def make(session: Session, around: Surroundings) -> Command:
        project = session.project
        capacity = capacity_of(arguments, project)
        stamp = around.stamp(Evidence.SEEN)
        return sign_off(project, arguments.sign_off, stamp, capacity, around.by())

    change_and_save(Path(arguments.project), make, author=arguments.by)
    _tell(told, arguments, words)


def renamed(asked: Path, kind: str) -> Text | None:
    """That a file gets another name than was asked for, or None."""
    name = named(asked, kind).name
    return None if name == asked.name else text("asked.renamed", asked=asked.name, name=name)


def _export(kind: str) -> Callable[[Namespace, Words], None]:
    def step(arguments: Namespace, words: Words) -> None:
        with Telling(words) as progress:
            done = export_comments(
                Path(arguments.project),
                Path(getattr(arguments, kind)),
                kind,
                edition=Edition(arguments.edition),
                place=Place(arguments.option, arguments.time_state),
                words=words,
                progress=progress,
            )
        if not arguments.json:
            if said := renamed(Path(getattr(arguments, kind)), kind):
                remark(words(said))
            remark(str(done.path))
            say_withheld(done.withheld, words)

    return step


STEPS: Final[
    tuple[tuple[Callable[[Namespace], object], Callable[[Namespace, Words], None]], ...]
] = (
    (lambda told: told.add or told.phrase, _write),
    *((lambda told, key=name: getattr(told, key), _act(name)) for name in ACTS),
    (lambda told: told.condition, _condition),
    (lambda told: told.withdraw, _withdraw),
    (lambda told: told.sign_off, _sign),
    *((lambda told, key=kind: getattr(told, key), _export(kind)) for kind in SUFFIXES),
)
"""What is asked for, and what does it, in this order."""
