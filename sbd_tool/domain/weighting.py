"""Whose view of a square counts how much: sets of family weights, named, dated and signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Text

Shares = Mapping[str, float]
"""Family key -> share of its ledger; the shares of one ledger sum to 1."""


class Elicitation(StrEnum):
    """How the weights of a set were found."""

    DIRECT = "direct"
    SWING = "swing"
    PAIRWISE = "pairwise"
    JUDGED = "judged"  # by the makers of the product, nobody was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSet:
    """Weights of one stakeholder for both ledgers.

    Attributes:
        key: Stable key; sets of a project carry the id of their row.
        name: Whose view it is.
        author: Who stands for it.
        date: ISO date on which it was agreed.
        reason: Why these weights.
        basis: "c" for judgement; a set that people were asked for is their word, not guidance.
        method: How the weights were found.
        shares: Ledger -> family -> share; a ledger that is missing keeps the rubric's weights.
        is_shipped: Ships with the product and cannot be changed.
        consistency: Ledger -> Saaty's consistency ratio, where weights were found pairwise.
    """

    key: str
    name: Text
    author: str
    date: str
    reason: Text
    basis: Basis = Basis.PRODUCT
    method: Elicitation = Elicitation.DIRECT
    shares: Mapping[LedgerKey, Shares] = field(default_factory=dict)
    is_shipped: bool = False
    consistency: Mapping[LedgerKey, float] = field(default_factory=dict)

    def family_weights(self) -> dict[str, float]:
        """Shares of both ledgers in one mapping; family keys are unique over both."""
        return {key: share for shares in self.shares.values() for key, share in shares.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightBounds:
    """Least and greatest share a family may have: none may vanish, none may rule a ledger."""

    least: float
    greatest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomIndex:
    """Saaty's random index: mean consistency index of random reciprocal matrices.

    Attributes:
        values: Size of the matrix -> index.
        limit: Consistency ratio above which judgements should be looked at again.
        basis: Where the figures come from.
        source: Key of the source.
        confidence: "high", "medium" or "low".
    """

    values: Mapping[int, float]
    limit: float
    basis: Basis
    source: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class WeightRules:
    """What ships about weights: sets, bounds and the random index."""

    sets: Registry[WeightSet]
    bounds: WeightBounds
    random_index: RandomIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScore:
    """One ledger of one option under one set."""

    set_key: str
    option: str
    score: float | None
    low: float
    high: float
    fit_to_print: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView:
    """How far sets agree on one family: their least and greatest share, by set."""

    family: str
    least: float
    greatest: float
    least_set: str
    greatest_set: str

    @property
    def spread(self) -> float:
        """Greatest minus least share."""
        return self.greatest - self.least


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange:
    """Two options that one set puts in one order and another set in the other, clearly.

    Attributes:
        better: Option that ``for_set`` puts first; ``against_set`` puts ``worse`` first.
        gain: Points by which it is ahead under ``for_set``.
        loss: Points by which it is behind under ``against_set``.
    """

    better: str
    worse: str
    for_set: str
    against_set: str
    gain: float
    loss: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerViews:
    """Several sets on one ledger, side by side.

    Attributes:
        ledger: Which ledger.
        scores: One for each set and option, in the order given.
        spread: Option -> (least, greatest) likely score over the sets, or None.
        disagreement: 0 when all sets are the same to 1 when they share nothing: the greatest half
            sum of absolute differences of shares between two sets.
        families: Families in order of disagreement, widest first.
        order_changes: Pairs of options whose order depends on the set.
    """

    ledger: LedgerKey
    scores: tuple[SetScore, ...]
    spread: Mapping[str, tuple[float, float] | None]
    disagreement: float
    families: tuple[FamilyView, ...]
    order_changes: tuple[OrderChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairwiseWeights:
    """What pairwise judgements say.

    Attributes:
        shares: Family -> share, the principal eigenvector.
        consistency_ratio: Saaty's CR; 0 when judgements fit each other perfectly.
        is_consistent: CR at or under the limit.
        weakest: The judgement that fits the others least, as (first, second), or None.
        suggested: The value of Saaty's scale that would fit there, as first over second.
    """

    shares: Shares
    consistency_ratio: float
    is_consistent: bool
    weakest: tuple[str, str] | None = None
    suggested: float | None = None
