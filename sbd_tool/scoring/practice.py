"""Practice: what no plan can show enters its indicator by noisy-OR (docs/method/scoring.md)."""

import math
from collections.abc import Iterable


def noisy_or(strengths: Iterable[float]) -> float:
    """Join independent practices: 1 - prod(1 - s).

    Free of order, monotone, each further practice adds less, and never quite 1 while every
    strength stays under 1.

    Args:
        strengths: Strength times reach of each practice, 0 to 1.

    Returns:
        Joint strength, 0 to 1.

    Examples:
        >>> round(noisy_or([0.3, 0.3]), 2)
        0.51
    """
    return 1.0 - math.prod(sorted(1.0 - strength for strength in strengths))


def practice_percent(strengths: Iterable[float]) -> float:
    """The value of a practice indicator, in percent."""
    return 100.0 * noisy_or(strengths)
