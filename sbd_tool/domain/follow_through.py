"""What became of advice: built or not, inspected or not, and how scores stood before and after.

Each check is a record of its own, so that copies join without a conflict; the latest day decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.threads import is_day

BUILT: Final = "built_check"
INSPECTION: Final = "inspection"
MOMENT: Final = "score_moment"
LONGEST: Final = 4_000
_LONGEST_NAME: Final = 200


class Built(StrEnum):
    """What was found where a measure was to be."""

    AS_DESIGNED = "as_designed"
    DIFFERS = "differs"
    NOT_BUILT = "not_built"


_WORST_LAST: Final = (Built.AS_DESIGNED, Built.DIFFERS, Built.NOT_BUILT)


class Upkeep(StrEnum):
    """What an inspection found."""

    IN_ORDER = "in_order"
    NEEDS_WORK = "needs_work"
    GONE = "gone"


class Moment(StrEnum):
    """Which side of the works a score stands for."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltCheck:
    """One look at whether a measure was built.

    Attributes:
        stamp: Who, when; ``stamp.marking`` is its label.
        measure: Id of the measure.
        found: What was found.
        day: ISO day of the look.
        words: What differs.
    """

    stamp: Stamp
    measure: str
    found: Built
    day: str
    words: str = ""

    def as_record(self) -> Record:
        """The record that keeps it."""
        found = self.found.value
        content = {"measure": self.measure, "found": found, "day": self.day, "words": self.words}
        return Record(stamp=self.stamp, kind=BUILT, content=content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One inspection: planned for a day, or done on one.

    Attributes:
        stamp: Who, when.
        measure: Id of the measure.
        day: ISO day it is due, or was done.
        upkeep: What was found; None while it is only planned.
        words: What is to be done.
    """

    stamp: Stamp
    measure: str
    day: str
    upkeep: Upkeep | None = None
    words: str = ""

    def as_record(self) -> Record:
        """The record that keeps it."""
        found = None if self.upkeep is None else self.upkeep.value
        content = {"measure": self.measure, "day": self.day, "upkeep": found, "words": self.words}
        return Record(stamp=self.stamp, kind=INSPECTION, content=content)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerThen:
    """A ledger as it stood: the range always, the score where it was fit to print."""

    low: float
    high: float
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreMoment:
    """Both ledgers as they stood on a day, before or after the works.

    Attributes:
        stamp: Who, when.
        moment: Before or after.
        day: ISO day.
        option, time_state: What was assessed.
        digest: Digest of the design that was assessed.
        ledgers: Both ledgers.
    """

    stamp: Stamp
    moment: Moment
    day: str
    option: str
    time_state: str
    digest: str
    ledgers: Mapping[LedgerKey, LedgerThen] = field(default_factory=dict)

    def as_record(self) -> Record:
        """The record that keeps it."""
        ledgers = {
            key.value: {"low": one.low, "high": one.high, "score": one.score}
            for key, one in self.ledgers.items()
        }
        content = {
            "moment": self.moment.value, "day": self.day, "option": self.option,
            "time_state": self.time_state, "digest": self.digest, "ledgers": ledgers,
        }  # fmt: skip
        return Record(stamp=self.stamp, kind=MOMENT, content=content)


def built_checks(records: Mapping[str, Record]) -> Mapping[str, BuiltCheck]:
    """What stands of the looks at each measure, by its id; what does not read is left out.

    The latest day decides. Of one person the last look of that day counts; where people differ on
    that day, the least favourable look stands, so that a merge never hides a fault.
    """
    looks: dict[str, list[BuiltCheck]] = {}
    for record in records_of(records, BUILT):
        told = record.content
        measure, found, day = (_words(told, key) for key in ("measure", "found", "day"))
        if not measure or found not in set(Built) or not is_day(day):
            continue
        check = BuiltCheck(
            stamp=record.stamp, measure=measure, found=Built(found), day=day,
            words=_words(told, "words", LONGEST),
        )  # fmt: skip
        looks.setdefault(measure, []).append(check)
    return {measure: _standing(found) for measure, found in looks.items()}


def _standing(looks: list[BuiltCheck]) -> BuiltCheck:
    day = max(one.day for one in looks)
    of_each = {one.stamp.author: one for one in sorted(looks, key=_order) if one.day == day}
    return max(of_each.values(), key=lambda one: (_WORST_LAST.index(one.found), *_order(one)))


def inspections(records: Mapping[str, Record]) -> Mapping[str, tuple[Inspection, ...]]:
    """Inspections of each measure, by day; what does not read is left out."""
    found: dict[str, list[Inspection]] = {}
    for record in records_of(records, INSPECTION):
        told = record.content
        measure, day, upkeep = (_words(told, key) for key in ("measure", "day", "upkeep"))
        if not measure or not is_day(day) or (upkeep and upkeep not in set(Upkeep)):
            continue
        one = Inspection(
            stamp=record.stamp, measure=measure, day=day,
            upkeep=Upkeep(upkeep) if upkeep else None, words=_words(told, "words", LONGEST),
        )  # fmt: skip
        found.setdefault(measure, []).append(one)
    return {key: tuple(sorted(rows, key=_order)) for key, rows in found.items()}


def score_moments(records: Mapping[str, Record]) -> tuple[ScoreMoment, ...]:
    """Scores that were kept, by day; what does not read is left out."""
    found = []
    for record in records_of(records, MOMENT):
        told = record.content
        moment, day = _words(told, "moment"), _words(told, "day")
        ledgers = _ledgers(told.get("ledgers"))
        if moment not in set(Moment) or not is_day(day) or not ledgers:
            continue
        found.append(
            ScoreMoment(
                stamp=record.stamp,
                moment=Moment(moment),
                day=day,
                ledgers=ledgers,
                option=_words(told, "option"),
                time_state=_words(told, "time_state"),
                digest=_words(told, "digest"),
            )
        )
    return tuple(sorted(found, key=_order))


def next_due(found: tuple[Inspection, ...]) -> str:
    """The first planned day after the last inspection that was done, or ""."""
    done = [one.day for one in found if one.upkeep is not None]
    after = max(done, default="")
    return min((one.day for one in found if one.upkeep is None and one.day > after), default="")


def last_upkeep(found: tuple[Inspection, ...]) -> Inspection | None:
    """What stands of the last day something was inspected, or None.

    Of one person the last look of that day counts; where people differ, the least favourable
    stands, as for built checks, so that a merge never hides a fault.
    """
    done = [one for one in found if one.upkeep is not None]
    day = max((one.day for one in done), default="")
    of_each = {one.stamp.author: one for one in sorted(done, key=_order) if one.day == day}
    return max(of_each.values(), key=_by_upkeep, default=None)


def _by_upkeep(one: Inspection) -> tuple[int, tuple[str, str, str]]:
    worst = -1 if one.upkeep is None else tuple(Upkeep).index(one.upkeep)
    return worst, _order(one)


def _order(one: BuiltCheck | Inspection | ScoreMoment) -> tuple[str, str, str]:
    return one.day, one.stamp.created, one.stamp.id


def _words(told: Mapping[str, object], name: str, most: int = _LONGEST_NAME) -> str:
    value = told.get(name)
    return value[:most] if isinstance(value, str) else ""


def _ledgers(told: object) -> dict[LedgerKey, LedgerThen]:
    if not isinstance(told, Mapping):
        return {}
    found = {}
    for key in LedgerKey:
        one = told.get(key.value)
        if not isinstance(one, Mapping):
            return {}
        low, high, score = (_points(one.get(name)) for name in ("low", "high", "score"))
        if low is None or high is None or low > high:
            return {}
        found[key] = LedgerThen(low=low, high=high, score=score)
    return found


def _points(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= 100 else None  # noqa: PLR2004 - points of a ledger
