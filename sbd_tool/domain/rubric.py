"""The rubric: what a value is worth, as data with sources. Nothing here computes a score."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.photometry import Photometry
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import Text


class LedgerKey(StrEnum):
    """The two ledgers. No number in the product joins them."""

    OPENNESS = "openness"
    PROTECTION = "protection"


class IndicatorKind(StrEnum):
    """Guard indicators start full and only design takes away; supply indicators start empty."""

    GUARD = "guard"
    SUPPLY = "supply"
    CONTEXT = "context"  # shown, weight 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNumber:
    """One number of guidance or judgement used by an analysis.

    Attributes:
        key: Name with unit ("gap_limit_m").
        value: The number.
        unit: Unit symbol.
        basis: a, b or c; c is our own judgement and labelled so wherever it is shown.
        source: Key of the guidance source, or "" for our own judgement.
        confidence: "high", "medium" or "low".
        note: What it decides.
    """

    key: str
    value: float
    unit: str
    basis: Basis
    source: str
    confidence: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRule:
    """A family of indicators inside one ledger."""

    key: str
    ledger: LedgerKey
    weight: float
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRule:
    """What one indicator's value is worth.

    Attributes:
        key: "O01" to "O24", "P01" to "P18".
        name: Short name; question: the plain question it answers.
        family: Key of the family.
        ledger: Ledger of the family.
        unit: Unit of the value.
        weight: Weight inside the family; 0 for context.
        breaks: (value, points) pairs in order of value, monotone in one direction.
        is_up: Larger values are better.
        kind: Guard, supply or context.
        chain: Key of the chain it belongs to, or "".
        basis, sources, confidence: Where the breakpoints come from.
        minimum, maximum: Range a person may enter, or None.
        cards: Keys of guidance cards.
    """

    key: str
    name: Text
    question: Text
    family: str
    ledger: LedgerKey
    unit: str
    weight: float
    breaks: tuple[tuple[float, float], ...]
    is_up: bool
    kind: IndicatorKind
    chain: str = ""
    basis: Basis = Basis.PRODUCT
    sources: tuple[str, ...] = ()
    confidence: str = "medium"
    minimum: float | None = None
    maximum: float | None = None
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRule:
    """When a score may be printed as one number; else only its range is.

    Attributes:
        coverage: Least share of weight assessed.
        supply_coverage: Least share of the supply weight assessed.
        width_points: Widest range.
        must: Indicators that have to be assessed, where their ledger has them.
    """

    coverage: float
    supply_coverage: float
    width_points: float
    must: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsInUse:
    """The set of family weights a project put in place of the rubric's.

    Attributes:
        key: Key of the set.
        name, author, date, reason: Whose view it is, who stands for it, since when, and why.
        method: How the weights were found: "direct", "swing", "pairwise" or "judged".
        is_shipped: Ships with the product; else it is the project's own.
    """

    key: str
    name: Text
    author: str
    date: str
    reason: Text
    method: str
    is_shipped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """One thing of the rubric that a project changed.

    Attributes:
        path: Where it stands: "indicators.O04.breaks", "numbers.gap_limit_m", ….
        before, after: A single number as one row of one, breakpoints as rows of value and points.
        author, reason: Who changed it, and why.
    """

    path: str
    before: tuple[tuple[float, ...], ...]
    after: tuple[tuple[float, ...], ...]
    author: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """One edition of the rules.

    Attributes:
        name, version: Printed in every report.
        families, indicators, numbers: Registries by key.
        chains: Chain key -> members in the order gap, rating, slowness.
        floors: Indicator or chain key -> points under which a warning is shown; never a cap.
        print_rule: When a score is fit to print.
        bands: Upper ends of the words from "very little" to "very much".
        strengths: Strength of a practice measure by absolute catalogue effect.
        luminaires: Library of light distributions by name, lower case.
        weights_in_use: The set whose family weights stand here, or None for the rubric's own.
        changes: What a project changed about the edition and its profile, by path.
    """

    name: str
    version: str
    families: Registry[FamilyRule]
    indicators: Registry[IndicatorRule]
    numbers: Registry[RuleNumber]
    chains: Mapping[str, tuple[str, ...]]
    floors: Mapping[str, float]
    print_rule: PrintRule
    bands: tuple[float, ...]
    strengths: Mapping[int, float]
    luminaires: Mapping[str, Photometry] = field(default_factory=dict)
    weights_in_use: WeightsInUse | None = None
    changes: tuple[RuleChange, ...] = ()

    def value(self, key: str) -> float:
        """The number of that key."""
        return self.numbers[key].value
