"""Threads in the project: opened, answered, settled, changed and withdrawn, each a step of undo."""

from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.labelling import lowered_record
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.app.review.pins import lies_at
from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import plain_name
from sbd_tool.domain.annotations import INHERITED
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.lowering import lowered_id
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.threads import (
    LONGEST,
    MOST_OBJECTS,
    Act,
    Capacity,
    Entry,
    Severity,
    Thread,
    is_day,
    threads_of,
)
from sbd_tool.domain.words import Words

_NEEDS_WORDS: Final = frozenset({Act.SAY, Act.REJECT})
SHORTEST_ID: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody fills in for a comment.

    Attributes as of `Thread`; ``place`` may be left out where an object carries the pin;
    ``label_reason`` says why, where the label of the stamp is wider than amber.
    """

    words: str
    objects: tuple[str, ...] = ()
    place: tuple[float, float] | None = None
    severity: Severity = Severity.MEDIUM
    is_required: bool = False
    reason: str = ""
    source: str = ""
    due: str = ""
    label_reason: str = ""


def open_thread(
    project: Project,
    rules: Rules,
    draft: Draft,
    stamp: Stamp,
    *,
    capacity: Capacity,
    where: Place,
    words: Words,
    by: By = NOBODY,
) -> PutRecords:
    """The command that opens a thread.

    Args:
        project: Where its objects lie.
        rules: Names of kinds and sources of guidance.
        draft: What was filled in.
        stamp: A new stamp.
        capacity: In which capacity it is written.
        where: Option and state that were looked at.
        words: Language in which the object's name is kept.
        by: Who writes.

    Raises:
        InputError: No words, too many, no such source or object, no day, or a label wider than
            amber without a name or a reason.
    """
    objects = draft.objects[:MOST_OBJECTS]
    _check(draft, rules)
    anchor = lies_at(project, objects[0]) if objects else None
    if objects and anchor is None and draft.place is None:
        raise InputError(
            text("review.no_object", id=literal(objects[0][:60])), text("review.no_object.hint")
        )
    thread = Thread(
        stamp=replace(stamp, evidence=Evidence.SEEN),
        words=draft.words.strip(),
        capacity=capacity,
        objects=objects,
        object_name=words(plain_name(project, rules, objects[0])) if objects else "",
        place=draft.place or anchor,
        anchor=anchor,
        option=where.option,
        time_state=where.time_state,
        severity=draft.severity,
        is_required=draft.is_required,
        reason=draft.reason.strip(),
        source=draft.source,
        due=draft.due,
        number=1 + max((one.number for one in threads_of(project.records)), default=0),
    )
    row = (stamp.id, None, INHERITED)
    told = lowered_record(project, row, stamp.marking, by, draft.label_reason)
    why = tuple(told[key] for key in (lowered_id(stamp.id),) if key in told)
    return PutRecords(records=(thread.as_record(), *why), says=text("review.do_open"), by=by)


def change_thread(thread: Thread, draft: Draft, rules: Rules, by: By = NOBODY) -> PutRecords:
    """The command that changes what a comment says and asks for; its pin and entries stay.

    Raises:
        InputError: As `open_thread`.
    """
    _check(draft, rules)
    changed = replace(
        thread,
        words=draft.words.strip(),
        severity=draft.severity,
        is_required=draft.is_required,
        reason=draft.reason.strip(),
        source=draft.source,
        due=draft.due,
    )
    says = text("review.do_change")
    return PutRecords(records=(changed.as_record(),), says=says, merging=thread.id, by=by)


def add_entry(
    thread: Thread,
    act: Act,
    said: str,
    stamp: Stamp,
    *,
    capacity: Capacity,
    by: By = NOBODY,
) -> PutRecords:
    """The command that answers, decides, settles or opens again.

    Raises:
        InputError: An answer or a rejection without words, or too many words.
    """
    said = said.strip()
    if not said and act in _NEEDS_WORDS:
        raise InputError(text(f"review.{act.value}_needs_words"), text("review.words_hint"))
    _check_length(said)
    made = Entry(
        stamp=replace(stamp, evidence=Evidence.SEEN),
        thread=thread.id,
        act=act,
        capacity=capacity,
        words=said,
        number=1 + max((one.number for one in thread.entries), default=0),
    )
    return PutRecords(records=(made.as_record(),), says=text(f"review.do_{act.value}"), by=by)


def link_condition(thread: Thread, condition_id: str, by: By = NOBODY) -> PutRecords:
    """The command that keeps which condition of the brief was made of a comment."""
    record = replace(thread, condition=condition_id).as_record()
    return PutRecords(records=(record,), says=text("review.do_condition"), by=by)


def withdraw(thread: Thread, by: By = NOBODY) -> DropRecords:
    """The command that takes a comment back with everything said about it."""
    ids = (thread.id, *(one.stamp.id for one in thread.entries))
    return DropRecords(record_ids=ids, says=text("review.do_withdraw"), by=by)


def thread_named(project: Project, name: str) -> Thread:
    """A thread by its running number, its id or the first signs of it.

    Raises:
        InputError: There is none, or several begin so.
    """
    known = threads_of(project.records)
    if name.isdecimal() and 0 < int(name) <= len(known):
        return known[int(name) - 1]
    fitting = [one for one in known if len(name) >= SHORTEST_ID and one.id.startswith(name)]
    if len(fitting) != 1:
        raise InputError(
            text("review.no_thread", name=literal(name[:60])),
            text("review.no_thread.hint", count=len(known)),
            name,
        )
    return fitting[0]


def _check(draft: Draft, rules: Rules) -> None:
    if not draft.words.strip():
        raise InputError(text("review.no_words"), text("review.words_hint"))
    _check_length(draft.words)
    _check_length(draft.reason)
    if draft.due and not is_day(draft.due):
        raise InputError(
            text("review.no_day", day=literal(draft.due[:40])), text("review.no_day.hint")
        )
    if draft.source and draft.source not in sources_of(rules):
        raise InputError(
            text("review.no_source", key=literal(draft.source[:60])),
            text("domain.known_keys", keys=", ".join(sources_of(rules))),
        )


def sources_of(rules: Rules) -> dict[str, str]:
    """Sources of guidance a comment may name: key -> citation."""
    found = {one.key: one.citation for one in rules.catalogue.sources}
    return dict(sorted(found.items()))


def _check_length(said: str) -> None:
    if len(said) > LONGEST:
        raise InputError(text("review.too_long", most=LONGEST), text("review.too_long.hint"))
