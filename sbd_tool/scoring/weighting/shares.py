"""Shares of families in one ledger: from raw weights, and held in bounds."""

from collections.abc import Mapping
from math import fsum, isfinite
from typing import Final

from sbd_tool.domain.weighting import WeightBounds

_TOLERANCE: Final = 1e-9
_LARGEST: Final = 1e6
_STEPS: Final = 200  # bisection: far more than the bits of a double


def as_shares(raw: Mapping[str, float]) -> dict[str, float]:
    """Divide weights by their sum.

    Args:
        raw: Weights by family, in any unit, at least one above 0.

    Returns:
        Shares that sum to 1, in the order given.

    Raises:
        ValueError: A weight is negative or no number, or all are 0.

    Examples:
        >>> as_shares({"access": 3, "stay": 1})
        {'access': 0.75, 'stay': 0.25}
    """
    if any(not isfinite(weight) or weight < 0 for weight in raw.values()):
        raise ValueError("a weight is a number of 0 or more")
    if any(weight > _LARGEST for weight in raw.values()):
        raise ValueError("a weight is at most a million")
    total = fsum(raw.values())
    if total <= 0:
        raise ValueError("at least one weight is above 0")
    return {key: weight / total for key, weight in raw.items()}


def out_of_bounds(shares: Mapping[str, float], bounds: WeightBounds) -> tuple[str, ...]:
    """Families whose share is under the least or over the greatest that is allowed."""
    return tuple(
        key
        for key, share in shares.items()
        if not bounds.least - _TOLERANCE <= share <= bounds.greatest + _TOLERANCE
    )


def held_in_bounds(shares: Mapping[str, float], bounds: WeightBounds) -> dict[str, float]:
    """The shares nearest in proportion that keep the bounds.

    All shares are scaled by one factor and cut off at the bounds; the factor is the one that makes
    them sum to 1 again. Families that hit no bound keep their proportions to each other.

    Args:
        shares: Shares that sum to 1.
        bounds: Least and greatest share.

    Raises:
        ValueError: So many or so few families cannot keep the bounds.

    Examples:
        >>> bounds = WeightBounds(least=0.05, greatest=0.45)
        >>> held = held_in_bounds({"a": 0.6, "b": 0.2, "c": 0.2}, bounds)
        >>> [round(share, 6) for share in held.values()]
        [0.45, 0.275, 0.275]
    """
    count = len(shares)
    if not bounds.least * count <= 1.0 <= bounds.greatest * count:
        raise ValueError("so many families cannot keep the bounds")
    if not out_of_bounds(shares, bounds):
        return dict(shares)
    least, most = 0.0, 1.0
    while fsum(_cut(shares, bounds, most).values()) < 1.0 and most < 1e12:  # noqa: PLR2004
        most *= 2.0
    for _ in range(_STEPS):
        middle = (least + most) / 2.0
        if fsum(_cut(shares, bounds, middle).values()) < 1.0:
            least = middle
        else:
            most = middle
    return _cut(shares, bounds, most)


def _cut(shares: Mapping[str, float], bounds: WeightBounds, factor: float) -> dict[str, float]:
    return {
        key: min(max(share * factor, bounds.least), bounds.greatest)
        for key, share in shares.items()
    }
