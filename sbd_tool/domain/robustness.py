"""How firm an order of options is: shares of draws, tipping weights, what moves one score."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.rubric import LedgerKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How draws are made; the same sampling gives the same bits.

    Attributes:
        draws: Number of draws.
        seed: Fixes all of them.
        concentration: Dirichlet concentration of family weights per family; larger stays nearer.
        bend: Most that a curve of points is bent between its ends, 0 to 0.25.
    """

    draws: int
    seed: int
    concentration: float
    bend: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionSpread:
    """Scores of one option over the draws: 5th, 50th and 95th percentile, and the score as it is.

    Attributes:
        option: Key of the option.
        score: On the nodes that all options have assessed.
        low, middle, high: Percentiles over the draws.
        ranks: Share of draws in which it takes rank 1, 2, …; ties are split.
    """

    option: str
    score: float
    low: float
    middle: float
    high: float
    ranks: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairShare:
    """Share of draws in which the first option is ahead of the second.

    For one ledger ties count half; for both at once they count as not ahead. ``tied`` is the share
    of draws in which no ledger tells the two apart.
    """

    first: str
    second: str
    share: float
    tied: float = 0.0


class TippedBy(StrEnum):
    """What is turned until two options tie."""

    FAMILY = "family"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True, kw_only=True)
class TippingWeight:
    """The weight at which two options tie, all else in proportion.

    Attributes:
        better, worse: Order as it is.
        key: Family or chain whose weight is turned.
        of: Family: its share of the ledger. Chain: its share of its family.
        now: The share as it is.
        tips_at: The share at which they tie; beyond it the order is the other.
    """

    better: str
    worse: str
    key: str
    of: TippedBy
    now: float
    tips_at: float


class Swings(StrEnum):
    """What a bar of a tornado swings."""

    READING = "reading"
    UNKNOWN = "unknown"
    WEIGHT = "weight"
    CURVE = "curve"


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoBar:
    """One thing moved from its one end to its other, all else as it is likely.

    Attributes:
        swings: Reading, not assessed reading, weight of a family, or curve of points.
        key: Indicator or family.
        low, high: Least and greatest score that it gives.
    """

    swings: Swings
    key: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """Points between its ends."""
        return self.high - self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRobustness:
    """One ledger.

    Attributes:
        ledger: Which ledger.
        coverage: Share of the ledger's weight that all options have assessed; only that is
            compared.
        options: Spread and ranks of each option, in the order given.
        pairs: Each ordered pair once, in the order given.
        tipping: Weights that turn an order, nearest to the weights in use first.
        tornado: Option -> bars, widest first.
    """

    ledger: LedgerKey
    coverage: float
    options: tuple[OptionSpread, ...]
    pairs: tuple[PairShare, ...]
    tipping: tuple[TippingWeight, ...]
    tornado: Mapping[str, tuple[TornadoBar, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """Both ledgers, and how often an option is ahead in both; no number joins them.

    Attributes:
        sampling: How it was drawn.
        weights: Key of the set of weights the draws are centred on; "" for the rubric's own.
        ledgers: Ledger -> result; a ledger in which nothing is assessed everywhere is missing.
        both: Each pair in both directions: share of draws in which first is ahead in both.
    """

    sampling: Sampling
    weights: str
    ledgers: Mapping[LedgerKey, LedgerRobustness]
    both: tuple[PairShare, ...]
