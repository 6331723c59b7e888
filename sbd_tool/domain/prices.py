"""Prices of measures as bands: a low and a high end each, never one figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost as a range.

    Attributes:
        low, high: Ends, in the unit of the price list.
        unpriced: How many measures have no price and are not in the figures.
    """

    low: float = 0.0
    high: float = 0.0
    unpriced: int = 0

    @property
    def mid(self) -> float:
        """Middle of the range, by which sets are compared."""
        return (self.low + self.high) / 2

    def __add__(self, other: "Cost") -> "Cost":
        """Both together: ends add up, which is the widest they can be."""
        return Cost(self.low + other.low, self.high + other.high, self.unpriced + other.unpriced)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceBand:
    """Price of one kind of measure.

    Attributes:
        kind: Catalogue key.
        per: Unit it is counted by ("m", "piece", "m2", "site", "year") -> (low, high).
    """

    kind: str
    per: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class PriceList:
    """Prices of an edition, and what makes no sense alone.

    Attributes:
        years: Years for which what is paid yearly counts.
        bands: By catalogue key.
        needs: Kind -> kinds of which it needs one on the square.
        basis, confidence: Where the figures come from ("c" is our own judgement).
    """

    years: float
    bands: Mapping[str, PriceBand]
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    basis: str = "c"
    confidence: str = "low"
