"""What people said about their feeling of safety: sums only, day and night apart.

Single answers are no part of these values: there is no field that could hold one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.threads import is_day

SURVEY: Final = "survey"
LONGEST_NAME: Final = 200
_MOST_ANSWERS: Final = 1_000_000


class Answer(StrEnum):
    """An answer: four levels, and two that stand beside them."""

    VERY_SAFE = "very_safe"
    SAFE = "safe"
    UNSAFE = "unsafe"
    VERY_UNSAFE = "very_unsafe"
    NEVER_OUT = "never_out"
    DONT_KNOW = "dont_know"


LEVELS: Final = (Answer.VERY_SAFE, Answer.SAFE, Answer.UNSAFE, Answer.VERY_UNSAFE)
"""From the best to the worst."""


class Hour(StrEnum):
    """When the feeling is asked for."""

    DAY = "day"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A published question.

    Attributes:
        key: Its key.
        questions: The question by day and after dark; one that is not published is missing.
        source: Source in words.
        basis: ``a`` the page was read, ``b`` it was not.
        confidence: How sure the wording is.
        day_basis: Basis of the question by day.
    """

    key: str
    questions: Mapping[Hour, str]
    source: str
    basis: str
    confidence: str
    day_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRules:
    """The data file of surveys.

    Attributes:
        least_answers: Answers from which something is told.
        interval: Confidence of an interval, 0-1.
        most_groups: Groups a survey may be told by.
        wordings: Published questions.
        answers: Word in small letters -> answer.
        columns: "day", "night", "group" -> names such a column often has.
        personal: Parts of names of columns that hold something personal.
    """

    least_answers: int
    interval: float
    most_groups: int
    wordings: tuple[Wording, ...]
    answers: Mapping[str, Answer]
    columns: Mapping[str, tuple[str, ...]]
    personal: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Answers to one question, summed.

    Attributes:
        count: Answers on the four levels.
        levels: Answers by level, or empty where there are too few to tell.
        beside: "Never go out" and "don't know", or empty where there are too few to tell.
    """

    count: int
    levels: Mapping[Answer, int] = field(default_factory=dict)
    beside: Mapping[Answer, int] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Whether there were enough answers."""
        return bool(self.levels)

    def safe(self) -> int:
        """Answers "very safe" and "safe"."""
        return sum(self.levels.get(key, 0) for key in LEVELS[:2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """One survey, summed.

    Attributes:
        stamp: Who took it in, when.
        name: What people call it.
        day: ISO day it was held, or "".
        wording: Key of the question that was asked, or "" where it is not known.
        rows: Rows of the file.
        whole: All answers by hour.
        grouped_by: Column of the groups, or "".
        groups: Group -> answers by hour; only groups that may be told.
        hidden: Groups that may not be told, by hour.
    """

    stamp: Stamp
    name: str
    day: str
    wording: str
    rows: int
    whole: Mapping[Hour, Told]
    grouped_by: str = ""
    groups: Mapping[str, Mapping[Hour, Told]] = field(default_factory=dict)
    hidden: Mapping[Hour, int] = field(default_factory=dict)

    def as_record(self) -> Record:
        """The record that keeps it."""
        content = {
            "name": self.name, "day": self.day, "wording": self.wording, "rows": self.rows,
            "whole": _plain(self.whole), "grouped_by": self.grouped_by,
            "groups": {name: _plain(told) for name, told in self.groups.items()},
            "hidden": {hour.value: count for hour, count in self.hidden.items()},
        }  # fmt: skip
        return Record(stamp=self.stamp, kind=SURVEY, content=content)


def surveys(records: Mapping[str, Record]) -> tuple[Survey, ...]:
    """Surveys by day; what does not read is left out."""
    found = [_survey(record) for record in records_of(records, SURVEY)]
    kept = [one for one in found if one is not None]
    return tuple(sorted(kept, key=lambda one: (one.day, one.stamp.created, one.stamp.id)))


def _plain(told: Mapping[Hour, Told]) -> dict[str, object]:
    return {
        hour.value: {
            "count": one.count,
            "levels": {key.value: count for key, count in one.levels.items()},
            "beside": {key.value: count for key, count in one.beside.items()},
        }
        for hour, one in told.items()
    }


def _survey(record: Record) -> Survey | None:
    plain = record.content
    whole = _hours(plain.get("whole"))
    day = _words(plain, "day")
    if not whole or (day and not is_day(day)):
        return None
    groups, hidden = plain.get("groups"), plain.get("hidden")
    return Survey(
        stamp=record.stamp,
        name=_words(plain, "name"),
        day=day,
        wording=_words(plain, "wording"),
        rows=_count(plain.get("rows")),
        whole=whole,
        grouped_by=_words(plain, "grouped_by"),
        groups={
            name[:LONGEST_NAME]: _hours(told)
            for name, told in (groups.items() if isinstance(groups, Mapping) else ())
            if _hours(told)
        },
        hidden={
            hour: _count(hidden.get(hour.value)) for hour in Hour if isinstance(hidden, Mapping)
        },
    )


def _hours(plain: object) -> dict[Hour, Told]:
    if not isinstance(plain, Mapping):
        return {}
    found = {}
    for hour in Hour:
        one = plain.get(hour.value)
        if isinstance(one, Mapping):
            found[hour] = _told(one)
    return found


def _told(plain: Mapping[str, object]) -> Told:
    levels, beside = _counts(plain.get("levels")), _counts(plain.get("beside"))
    kept: dict[Answer, int] = {key: levels[key] for key in LEVELS if key in levels}
    count = sum(kept.values()) if kept else _count(plain.get("count"))
    return Told(count=count, levels=kept if count else {}, beside=beside)


def _counts(plain: object) -> dict[Answer, int]:
    if not isinstance(plain, Mapping):
        return {}
    return {key: _count(plain[key.value]) for key in Answer if key.value in plain}


def _count(value: object) -> int:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return min(max(int(value), 0), _MOST_ANSWERS) if is_count else 0  # type: ignore[call-overload]


def _words(plain: Mapping[str, object], name: str) -> str:
    value = plain.get(name)
    return value[:LONGEST_NAME] if isinstance(value, str) else ""
