"""What people said at places of the square, and who was asked how: groups, never persons.

A row whose words look personal (`domain.personal`) leaves in no edition until a person has cleared
it; clearing goes with the very words, so that changed words have to be looked at again.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Final

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp, is_narrower
from sbd_tool.domain.personal import Trace, traces_in
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.threads import is_day

PLACE_NOTE: Final = "place_note"
ENGAGEMENT: Final = "engagement"
LONGEST: Final = 1_000
LONGEST_NAME: Final = 120
MOST_POINTS: Final = 60
MOST_PEOPLE: Final = 1_000_000


class Liking(StrEnum):
    """What somebody thinks of a place."""

    LIKE = "like"
    DISLIKE = "dislike"
    IDEA = "idea"


class NoteHour(StrEnum):
    """When it holds."""

    DAY = "day"
    NIGHT = "night"
    ANY = "any"


class Answered(StrEnum):
    """What became of something that was said."""

    OPEN = "open"
    MEASURE = "measure"
    DECISION = "decision"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNote:
    """What somebody said about a place.

    Attributes:
        stamp: Who put it in, when; ``stamp.marking`` is its label, amber where nobody set one.
        words: What was said, or "".
        liking: Like, dislike or idea.
        hour: By day, after dark, or at any time.
        about: Key of what it is about.
        x_m, y_m: Place, project CRS.
        origin: The workshop or walk it comes from, or "".
        day: ISO day it was said, or "".
        cleared: Digest of the words a person has cleared, or "".
    """

    stamp: Stamp
    words: str
    liking: Liking
    hour: NoteHour
    about: str
    x_m: float
    y_m: float
    origin: str = ""
    day: str = ""
    cleared: str = ""

    @property
    def id(self) -> str:
        """Id of its record."""
        return self.stamp.id

    @property
    def place(self) -> tuple[float, float]:
        """East and north, metres in the project's CRS."""
        return self.x_m, self.y_m

    @property
    def marking(self) -> Tlp:
        """Its label."""
        return label_of(self.stamp)

    @property
    def traces(self) -> tuple[Trace, ...]:
        """What looks personal and nobody has cleared."""
        return _open_traces(f"{self.words}\n{self.origin}", self.cleared)

    def as_cleared(self) -> "PlaceNote":
        """The same, looked at by a person."""
        return replace(self, cleared=_digest(f"{self.words}\n{self.origin}"))

    def as_record(self) -> Record:
        """The record that keeps it."""
        content = {
            "words": self.words, "liking": self.liking.value, "hour": self.hour.value,
            "about": self.about, "place": (self.x_m, self.y_m), "origin": self.origin,
            "day": self.day, "cleared": self.cleared,
        }  # fmt: skip
        return Record(stamp=self.stamp, kind=PLACE_NOTE, content=content)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPoint:
    """One thing a group said, and what was done about it.

    Attributes:
        words: What was said.
        answered: What became of it.
        target: Id of the measure or of the comment that was decided, or "".
        reason: Why, in words; a rejection always has one.
    """

    words: str
    answered: Answered = Answered.OPEN
    target: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """One time a group was asked.

    Attributes:
        stamp: Who put it in, when; ``stamp.marking`` is its label.
        group: Key of the group.
        way: Key of how it was asked.
        day: ISO day, or "".
        count: How many took part, or None where nobody counted.
        points: What was said.
        cleared: Digest of the words a person has cleared, or "".
        published: Digest of the words that were let out wider than amber, or "".
    """

    stamp: Stamp
    group: str
    way: str
    day: str = ""
    count: int | None = None
    points: tuple[SaidPoint, ...] = ()
    cleared: str = ""
    published: str = ""

    @property
    def id(self) -> str:
        """Id of its record."""
        return self.stamp.id

    @property
    def marking(self) -> Tlp:
        """Its label; amber for words added, here or at another desk, since it was let out."""
        label = label_of(self.stamp)
        is_let_out = self.published == _digest(self._all_words())
        return label if is_let_out or not is_narrower(Tlp.AMBER, label) else Tlp.AMBER

    def as_labelled(self, label: Tlp) -> "Engagement":
        """The same with a label, which goes with the very words."""
        stamp = replace(self.stamp, marking=label.value)
        return replace(self, stamp=stamp, published=_digest(self._all_words()))

    @property
    def traces(self) -> tuple[Trace, ...]:
        """What looks personal and nobody has cleared."""
        return _open_traces(self._all_words(), self.cleared)

    def as_cleared(self) -> "Engagement":
        """The same, looked at by a person."""
        return replace(self, cleared=_digest(self._all_words()))

    def _all_words(self) -> str:
        return "\n".join(part for one in self.points for part in (one.words, one.reason))

    def as_record(self) -> Record:
        """The record that keeps it."""
        points = tuple(
            {
                "words": one.words, "answered": one.answered.value, "target": one.target,
                "reason": one.reason,
            }
            for one in self.points
        )  # fmt: skip
        content = {
            "group": self.group, "way": self.way, "day": self.day, "count": self.count,
            "points": points, "cleared": self.cleared, "published": self.published,
        }  # fmt: skip
        return Record(stamp=self.stamp, kind=ENGAGEMENT, content=content)


def label_of(stamp: Stamp) -> Tlp:
    """The label of a row: a person's word, else amber."""
    marking = stamp.marking
    return Tlp(marking) if marking and marking in set(Tlp) else Tlp.AMBER


def place_notes(records: Mapping[str, Record]) -> tuple[PlaceNote, ...]:
    """Notes in the order they were put in; what does not read is left out."""
    found = (_note(record) for record in records_of(records, PLACE_NOTE))
    return tuple(one for one in found if one is not None)


def engagements(records: Mapping[str, Record]) -> tuple[Engagement, ...]:
    """Who was asked, by day; what does not read is left out."""
    found = (_engagement(record) for record in records_of(records, ENGAGEMENT))
    kept = [one for one in found if one is not None]
    return tuple(sorted(kept, key=lambda one: (one.day, one.stamp.created, one.id)))


def may_leave(record: Record) -> bool:
    """Whether a record looks at no person, or a person has looked at it."""
    if record.kind == PLACE_NOTE:
        note = _note(record)
        return note is not None and not note.traces
    if record.kind == ENGAGEMENT:
        asked = _engagement(record)
        return asked is not None and not asked.traces
    return True


def _note(record: Record) -> PlaceNote | None:
    told = record.content
    place = _place(told.get("place"))
    liking, hour, day = (_words(told, key) for key in ("liking", "hour", "day"))
    if place is None or liking not in set(Liking) or (day and not is_day(day)):
        return None
    return PlaceNote(
        stamp=record.stamp, words=_words(told, "words", LONGEST), liking=Liking(liking),
        hour=NoteHour(hour) if hour in set(NoteHour) else NoteHour.ANY, about=_words(told, "about"),
        x_m=place[0], y_m=place[1], origin=_words(told, "origin"), day=day,
        cleared=_words(told, "cleared"),
    )  # fmt: skip


def _engagement(record: Record) -> Engagement | None:
    told = record.content
    group, way, day = (_words(told, key) for key in ("group", "way", "day"))
    if not group or not way or (day and not is_day(day)):
        return None
    count, points = told.get("count"), told.get("points")
    is_count = isinstance(count, int) and not isinstance(count, bool)
    return Engagement(
        stamp=record.stamp, group=group, way=way, day=day,
        count=min(max(int(count), 0), MOST_PEOPLE) if is_count else None,  # type: ignore[call-overload]
        points=tuple(
            _point(one)
            for one in (points if isinstance(points, tuple) else ())[:MOST_POINTS]
            if isinstance(one, Mapping)
        ),
        cleared=_words(told, "cleared"), published=_words(told, "published"),
    )  # fmt: skip


def _point(told: Mapping[str, object]) -> SaidPoint:
    answered = _words(told, "answered")
    return SaidPoint(
        words=_words(told, "words", LONGEST),
        answered=Answered(answered) if answered in set(Answered) else Answered.OPEN,
        target=_words(told, "target"),
        reason=_words(told, "reason", LONGEST),
    )


def _place(value: object) -> tuple[float, float] | None:
    if not isinstance(value, tuple) or len(value) != 2:  # noqa: PLR2004 - east and north
        return None
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in value):
        return None
    x_m, y_m = float(value[0]), float(value[1])
    return (x_m, y_m) if math.isfinite(x_m) and math.isfinite(y_m) else None


def _words(told: Mapping[str, object], name: str, most: int = LONGEST_NAME) -> str:
    value = told.get(name)
    return value[:most] if isinstance(value, str) else ""


def _open_traces(words: str, cleared: str) -> tuple[Trace, ...]:
    return () if cleared and cleared == _digest(words) else traces_in(words)


def _digest(words: str) -> str:
    return sha256(words.encode("utf-8")).hexdigest()[:32]
