"""From a value in its own unit to points, by the rubric's piecewise-linear curve."""

import math

import numpy as np

from sbd_tool.domain.rubric import IndicatorRule
from sbd_tool.domain.scores import Reading

Triple = tuple[float, float | None, float]


def points(rule: IndicatorRule, value: float) -> float:
    """Points of a value: linear between the breakpoints, flat outside.

    Args:
        rule: Whose curve.
        value: In ``rule.unit``; infinite values take the flat end.

    Returns:
        0 to 100.

    Examples:
        A curve through (0, 0), (100, 100) gives 40 points at 40.
    """
    values, worth = zip(*rule.breaks, strict=True)
    return float(np.interp(value, values, worth))


def top(rule: IndicatorRule) -> float:
    """Most points the curve can give (60 for the approach speed)."""
    return max(worth for _, worth in rule.breaks)


def bottom(rule: IndicatorRule) -> float:
    """Fewest points the curve can give."""
    return min(worth for _, worth in rule.breaks)


def triple(rule: IndicatorRule, reading: Reading) -> Triple:
    """Points in the worst, likely and best world, put in order.

    A world that nothing bounds counts with the curve's end. The three are ordered after the
    curve: where a world was not the corner it was taken for, the range widens, never narrows.

    Args:
        rule: Whose curve.
        reading: Values in the indicator's unit.

    Returns:
        (low, likely or None, high) with low <= likely <= high.
    """
    low = _or(rule, reading.worst, bottom(rule))
    high = _or(rule, reading.best, top(rule))
    likely = None if _missing(reading.likely) else points(rule, float(reading.likely or 0.0))
    known = [low, high] if likely is None else [low, likely, high]
    return min(known), likely, max(known)


def _or(rule: IndicatorRule, value: float | None, otherwise: float) -> float:
    return otherwise if value is None or math.isnan(value) else points(rule, value)


def _missing(value: float | None) -> bool:
    return value is None or math.isnan(value)
