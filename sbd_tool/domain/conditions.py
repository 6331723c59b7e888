"""Conditions of a brief: sentences that stay true while a design changes, or are said not to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sbd_tool.domain.text import Text

RECORD_KIND: Final = "condition"
ANY_STATE: Final = "any"
KIND_KEYS: Final = frozenset(
    (
        "no_gap_above",
        "openness_at_least",
        "protection_at_least",
        "indicator_at_least",
        "indicator_at_most",
        "vehicle_reaches_square",
        "vehicle_reaches_object",
        "no_route_longer",
        "ways_wide",
        "cost_at_most",
        "object_kept",
        "no_hostile",
    )
)
"""Kinds of conditions this version can word."""

BlankValue = str | float
Bounds = tuple[float, float, float, float]


class Verdict(StrEnum):
    """What is known of a condition; the gravest first."""

    NOT_MET = "not_met"
    NOT_CHECKED = "not_checked"  # cannot be checked: something it needs is missing
    NOT_DECIDED = "not_decided"  # the range of what is known holds both answers
    MET = "met"


def gravest(verdicts: "tuple[Verdict, ...]") -> Verdict | None:
    """The gravest of several verdicts, or None of none.

    Examples:
        >>> gravest((Verdict.MET, Verdict.NOT_DECIDED))
        <Verdict.NOT_DECIDED: 'not_decided'>
    """
    found = set(verdicts)
    return next((one for one in Verdict if one in found), None)


def at_least(low: float, high: float, limit: float) -> Verdict:
    """Judge a range against a least value.

    Examples:
        >>> at_least(60.0, 70.0, 65.0)
        <Verdict.NOT_DECIDED: 'not_decided'>
    """
    if low >= limit:
        return Verdict.MET
    return Verdict.NOT_MET if high < limit else Verdict.NOT_DECIDED


def at_most(low: float, high: float, limit: float) -> Verdict:
    """Judge a range against a greatest value.

    Examples:
        >>> at_most(1.0, 1.1, 1.2)
        <Verdict.MET: 'met'>
    """
    if high <= limit:
        return Verdict.MET
    return Verdict.NOT_MET if low > limit else Verdict.NOT_DECIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One sentence of a brief with its blanks filled in.

    Attributes:
        id: Id of its record.
        kind: Key of its kind ("no_gap_above").
        blanks: Blank -> number in the blank's unit, or a key (state, vehicle, object).
        author: Who wrote it.
        when: ISO 8601 time of writing, or "".
    """

    id: str
    kind: str
    blanks: Mapping[str, BlankValue] = field(default_factory=dict)
    author: str = ""
    when: str = ""

    def number(self, blank: str) -> float:
        """The number in a blank."""
        return float(self.blanks[blank])

    def key(self, blank: str) -> str:
        """The key in a blank, "" where it is empty."""
        return str(self.blanks.get(blank, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found about one condition.

    Attributes:
        condition: The condition.
        said: The condition in words.
        verdict: Met, not met, not decided or cannot be checked.
        sentence: Why, with the object named.
        objects: Ids of features and measures it is about, most telling first.
        bounds: Where to look (west, south, east, north in project metres), or None.
        state: Key of the state of time it fails in or is decided by, "" where none matters.
    """

    condition: Condition
    said: Text
    verdict: Verdict
    sentence: Text
    objects: tuple[str, ...] = ()
    bounds: Bounds | None = None
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBrief:
    """All conditions of a project, judged for one option.

    Attributes:
        option: Option they were judged for.
        judgements: In the order of the brief.
        pending: Ids of conditions that are still being checked; their judgements only say so.
    """

    option: str
    judgements: tuple[Judgement, ...] = ()
    pending: frozenset[str] = frozenset()

    @property
    def settled(self) -> tuple[Judgement, ...]:
        """Judgements that stand."""
        return tuple(one for one in self.judgements if one.condition.id not in self.pending)

    def count(self, verdict: Verdict) -> int:
        """How many conditions have that verdict for good."""
        return sum(one.verdict is verdict for one in self.settled)

    @property
    def verdict(self) -> Verdict | None:
        """The gravest verdict; None without conditions, or while what is pending may be graver."""
        found = gravest(tuple(one.verdict for one in self.settled))
        return found if not self.pending or found is Verdict.NOT_MET else None
