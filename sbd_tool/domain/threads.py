"""Review threads: a comment pinned to objects and a place, with what was answered since.

Each answer is a record of its own, and a status follows from the answers: two people who answer at
the same time never change one row, so their copies join without a conflict.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.records import Record, records_of

THREAD: Final = "thread"
ENTRY: Final = "thread_entry"
LONGEST: Final = 4_000
MOST_OBJECTS: Final = 200
_LONGEST_NAME: Final = 200
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Capacity(StrEnum):
    """In which capacity somebody works on a project."""

    PLANNER = "planner"
    REVIEWER = "reviewer"


class Severity(StrEnum):
    """How much a comment weighs, the gravest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Act(StrEnum):
    """What an entry does beside saying something."""

    SAY = "say"
    ADOPT = "adopt"
    REJECT = "reject"
    SETTLE = "settle"
    REOPEN = "reopen"


class Status(StrEnum):
    """Where a thread stands, what waits for the planner first."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"


class Decision(StrEnum):
    """What the planner decided about the advice."""

    ADOPTED = "adopted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing said in a thread after its first words.

    Attributes:
        stamp: Who said it, when.
        thread: Id of its thread.
        act: What it does.
        capacity: In which capacity.
        words: What was said; the reason where advice is adopted or rejected.
        number: How many entries its writer saw before it, plus one: what is said in reply comes
            after what it replies to, whatever the clocks of two desks say.
    """

    stamp: Stamp
    thread: str
    act: Act
    capacity: Capacity
    words: str = ""
    number: int = 0

    def as_record(self) -> Record:
        """The record that keeps it."""
        content = {
            "thread": self.thread,
            "act": self.act.value,
            "capacity": self.capacity.value,
            "words": self.words,
            "number": self.number,
        }
        return Record(stamp=self.stamp, kind=ENTRY, content=content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A comment with its entries.

    Attributes:
        stamp: Who wrote it, when; ``stamp.marking`` is its label, amber where nobody set one.
        words: The comment.
        capacity: In which capacity it was written.
        objects: Ids of the objects it is about; the first one carries the pin.
        object_name: What the first object was called then, for the day it is gone.
        place: Where it was pinned, metres in the project's CRS, or None.
        anchor: Where the first object lay then, so that the pin moves with it, or None.
        option, time_state: What was looked at.
        severity: How much it weighs.
        is_required: The reviewer holds it necessary; otherwise it is advice.
        reason: Why.
        source: Key of a source of guidance, or "".
        due: ISO day until which an answer is asked for, or "".
        condition: Id of the condition of the brief that was made of it, or "".
        number: How many comments its writer saw before it, plus one.
        entries: What was said since, in order.
    """

    stamp: Stamp
    words: str
    capacity: Capacity = Capacity.REVIEWER
    objects: tuple[str, ...] = ()
    object_name: str = ""
    place: tuple[float, float] | None = None
    anchor: tuple[float, float] | None = None
    option: str = ""
    time_state: str = ""
    severity: Severity = Severity.MEDIUM
    is_required: bool = False
    reason: str = ""
    source: str = ""
    due: str = ""
    condition: str = ""
    number: int = 0
    entries: tuple[Entry, ...] = field(default=())

    @property
    def id(self) -> str:
        """Id of its record."""
        return self.stamp.id

    @property
    def status(self) -> Status:
        """Where it stands: the last entry decides.

        What the other side says answers it; what its own side adds opens it again.
        """
        if not self.entries:
            return Status.OPEN
        last = self.entries[-1]
        if last.act is Act.SETTLE:
            return Status.SETTLED
        if last.act in {Act.ADOPT, Act.REJECT}:
            return Status.ANSWERED
        is_own = last.act is Act.REOPEN or last.capacity is self.capacity
        return Status.OPEN if is_own else Status.ANSWERED

    @property
    def deciding(self) -> Entry | None:
        """The last entry that adopted or rejected the advice, or None."""
        decided = [one for one in self.entries if one.act in {Act.ADOPT, Act.REJECT}]
        return decided[-1] if decided else None

    @property
    def decision(self) -> Decision | None:
        """What was decided last, or None."""
        entry = self.deciding
        if entry is None:
            return None
        return Decision.ADOPTED if entry.act is Act.ADOPT else Decision.REJECTED

    @property
    def last_said(self) -> Stamp:
        """Stamp of the last thing said."""
        return self.entries[-1].stamp if self.entries else self.stamp

    def as_record(self) -> Record:
        """The record that keeps its first words; entries are records of their own."""
        content: dict[str, object] = {
            "words": self.words,
            "capacity": self.capacity.value,
            "objects": self.objects,
            "object_name": self.object_name,
            "place": self.place,
            "anchor": self.anchor,
            "option": self.option,
            "time_state": self.time_state,
            "severity": self.severity.value,
            "is_required": self.is_required,
            "reason": self.reason,
            "source": self.source,
            "due": self.due,
            "condition": self.condition,
            "number": self.number,
        }
        return Record(stamp=self.stamp, kind=THREAD, content=content)


def is_day(words: str) -> bool:
    """Whether words are an ISO day that the calendar has.

    Examples:
        >>> is_day("2026-12-24"), is_day("24.12.2026"), is_day("2026-02-30")
        (True, False, False)
    """
    if _DAY.fullmatch(words) is None:
        return False
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def threads_of(records: Mapping[str, Record]) -> tuple[Thread, ...]:
    """All threads with their entries in the order of writing; what does not read is left out."""
    entries: dict[str, list[Entry]] = {}
    for record in records_of(records, ENTRY):
        entry = _entry(record)
        if entry is not None:
            entries.setdefault(entry.thread, []).append(entry)
    found = []
    for record in records_of(records, THREAD):
        said = sorted(entries.get(record.id, ()), key=_order)
        thread = _thread(record, tuple(said))
        if thread is not None:
            found.append(thread)
    return tuple(sorted(found, key=_order))


def _order(said: Thread | Entry) -> tuple[int, str, str]:
    return said.number, said.stamp.created, said.stamp.id


def _entry(record: Record) -> Entry | None:
    told = record.content
    act, capacity = (_words(told, name, _LONGEST_NAME) for name in ("act", "capacity"))
    if act not in set(Act) or capacity not in set(Capacity):
        return None
    return Entry(
        stamp=record.stamp,
        thread=_words(told, "thread", _LONGEST_NAME),
        act=Act(act),
        capacity=Capacity(capacity),
        words=_words(told, "words", LONGEST),
        number=_number(told),
    )


def _thread(record: Record, entries: tuple[Entry, ...]) -> Thread | None:
    told = record.content
    words, objects = _words(told, "words", LONGEST), told.get("objects")
    if not words:
        return None
    ids = objects if isinstance(objects, tuple | list) else ()
    capacity, severity = (_words(told, name, _LONGEST_NAME) for name in ("capacity", "severity"))
    due = _words(told, "due", _LONGEST_NAME)
    return Thread(
        stamp=record.stamp,
        words=words,
        capacity=Capacity(capacity) if capacity in set(Capacity) else Capacity.REVIEWER,
        objects=tuple(one for one in ids if isinstance(one, str))[:MOST_OBJECTS],
        object_name=_words(told, "object_name", _LONGEST_NAME),
        place=_place(told.get("place")),
        anchor=_place(told.get("anchor")),
        option=_words(told, "option", _LONGEST_NAME),
        time_state=_words(told, "time_state", _LONGEST_NAME),
        severity=Severity(severity) if severity in set(Severity) else Severity.MEDIUM,
        is_required=told.get("is_required") is True,
        reason=_words(told, "reason", LONGEST),
        source=_words(told, "source", _LONGEST_NAME),
        due=due if is_day(due) else "",
        condition=_words(told, "condition", _LONGEST_NAME),
        number=_number(told),
        entries=entries,
    )


def _words(told: Mapping[str, object], name: str, most: int) -> str:
    value = told.get(name)
    return value[:most] if isinstance(value, str) else ""


def _number(told: Mapping[str, object]) -> int:
    value = told.get("number")
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _place(value: object) -> tuple[float, float] | None:
    if not isinstance(value, tuple | list) or len(value) != 2:  # noqa: PLR2004 - x and y
        return None
    x, y = value
    is_number = isinstance(x, int | float) and isinstance(y, int | float)
    return (float(x), float(y)) if is_number else None
