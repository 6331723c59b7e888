"""Swing weights: which family would you lift from worst to best first, and the others beside it?

Source: von Winterfeldt and Edwards (1986), Decision Analysis and Behavioral Research.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Final

from sbd_tool.scoring.weighting.shares import as_shares

FIRST_SWING: Final = 100.0


def swing_weights(swings: Mapping[str, float]) -> dict[str, float]:
    """Shares from the worth of each swing, from its worst to its best.

    Args:
        swings: Family -> worth of its swing, 0 to 100; the one chosen first is 100.

    Returns:
        Shares that sum to 1, in the order given.

    Raises:
        ValueError: No swing is 100, or one lies outside 0 to 100.

    Examples:
        >>> swing_weights({"access": 100, "stay": 60, "life": 40})
        {'access': 0.5, 'stay': 0.3, 'life': 0.2}
    """
    if any(not isfinite(worth) or not 0 <= worth <= FIRST_SWING for worth in swings.values()):
        raise ValueError("a swing is worth 0 to 100")
    if not swings or max(swings.values()) != FIRST_SWING:
        raise ValueError("the swing chosen first is worth 100")
    return as_shares(swings)
