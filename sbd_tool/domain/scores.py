"""Readings, ledgers and the scorecard: openness and protection, never one number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.provenance import Provenance
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known about one indicator, as values in its own unit.

    Attributes:
        worst: Value in the world that is worst for it; None when nothing bounds it.
        likely: Value in the likely world; None means not assessed.
        best: Value in the world that is best for it; None when nothing bounds it.
        evidence: Weakest evidence the likely value rests on.
        objects: Ids of the features and measures the value comes from, most telling first.
        note: Why it is not assessed, or what was assumed.
    """

    worst: float | None = None
    likely: float | None = None
    best: float | None = None
    evidence: Evidence = Evidence.NONE
    objects: tuple[str, ...] = ()
    note: Text | None = None


class IndicatorState(StrEnum):
    """Whether an indicator takes part in its ledger."""

    ASSESSED = "assessed"
    NOT_ASSESSED = "not_assessed"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectShare:
    """Points of one indicator that rest on one group of objects (Shapley)."""

    objects: tuple[str, ...]
    earned: float
    lost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorScore:
    """One line of a ledger.

    Attributes:
        key: Indicator key.
        family: Family key.
        reading: Values in the indicator's unit.
        low, likely, high: Points 0 to 100; likely is None when not assessed (then 0 to 100 or
            what is partly known).
        weight: Effective share of the ledger, assessed or not; all weights sum to 1.
        earned, lost: Ledger points; earned plus ``held`` sums to the score.
        state: Assessed, not assessed or context.
        shares: Points by object group, most telling first.
        sentence: The point in plain words, with the object.
    """

    key: str
    family: str
    reading: Reading
    low: float
    likely: float | None
    high: float
    weight: float
    earned: float
    lost: float
    state: IndicatorState
    shares: tuple[ObjectShare, ...] = ()
    sentence: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question whose answer narrows a range; asked at the desk or on site.

    Attributes:
        key: Key that ``Answer`` and the command line take.
        ask: The question in words.
        unit: Unit of a number, or "".
        choices: Accepted words with their shown names; empty when a number is asked.
        is_list: Whether several choices may be given at once, joined by commas.
        minimum, maximum: Accepted numbers.
        narrows: Points of range width an answer removes, by ledger.
        where: "desk" or "site".
        indicators: Indicators it settles.
        objects: Objects it is about.
        removes: Points of range an answer removes at the least, by indicator or chain.
    """

    key: str
    ask: Text
    unit: str = ""
    choices: tuple[tuple[str, Text], ...] = ()
    is_list: bool = False
    minimum: float | None = None
    maximum: float | None = None
    narrows: Mapping[LedgerKey, float] = field(default_factory=dict)
    where: str = "desk"
    indicators: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    removes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerScore:
    """One ledger of an option in a time state.

    Attributes:
        ledger: Openness or protection.
        score: Weighted mean of what is assessed; None only when nothing is assessed.
        low, high: Range; always printed.
        coverage: Share of weight assessed.
        supply_coverage: Share of supply weight assessed.
        assumed_share: Share of the assessed weight resting on assumptions.
        unverified_share: The same, with what comes unverified from the plan.
        fit_to_print: Whether the score may stand without "withheld".
        unfit_reasons: Why not, in words.
        held: Points by which partly known items move the score into its own range.
        families: Family key -> points, or None when nothing in it is assessed.
        chains: Chain key -> points (low, likely, high); likely None when not assessed.
        indicators: Lines by key, catalogue order.
        warnings: Floor warnings; never a cap.
        carries, costs: Keys of the three indicators that carry it and that cost most.
        band_low, band_high: Bands 1 to 5 of low and high (the public edition of protection).
        questions: Those that narrow this ledger most, best first.
    """

    ledger: LedgerKey
    score: float | None
    low: float
    high: float
    coverage: float
    supply_coverage: float
    assumed_share: float
    unverified_share: float
    fit_to_print: bool
    unfit_reasons: tuple[Text, ...]
    held: float
    families: Mapping[str, float | None]
    chains: Mapping[str, tuple[float, float | None, float]]
    indicators: Mapping[str, IndicatorScore]
    warnings: tuple[Finding, ...] = ()
    carries: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    band_low: int = 1
    band_high: int = 5
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Both ledgers of one option in one time state."""

    option: str
    time_state: str
    openness: LedgerScore
    protection: LedgerScore

    def ledger(self, key: LedgerKey) -> LedgerScore:
        """The ledger of that key."""
        return self.openness if key is LedgerKey.OPENNESS else self.protection


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What an edit does to one ledger, on the nodes assessed before and after.

    Attributes:
        delta: Points gained, or None when only the range moves.
        low_delta, high_delta: Movement of the range's ends.
    """

    delta: float | None
    low_delta: float
    high_delta: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A measure worth adding or taking away, evaluated by the same function as the score.

    Attributes:
        key: Stable key of the candidate.
        kind: Catalogue key of the measure.
        sentence: What to do, where, in words.
        openness, protection: Predicted moves; applying it gives exactly these.
        is_win_win: Both ledgers gain.
        measures: Measures that applying it adds (ids are derived from the candidate).
        removes: Ids of measures that applying it takes away.
    """

    key: str
    kind: str
    sentence: Text
    openness: Move
    protection: Move
    is_win_win: bool
    measures: tuple[object, ...] = ()
    removes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything the tool says about one option in one time state."""

    scorecard: Scorecard
    findings: tuple[Finding, ...]
    suggestions: tuple[Suggestion, ...]
    provenance: Provenance
    results: Mapping[str, object] = field(default_factory=dict)
    removals: tuple[Suggestion, ...] = ()  # measures worth taking away
