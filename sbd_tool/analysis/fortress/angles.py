"""Angles under which things are seen from a place: exact intervals, no rays."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

Intervals = tuple[tuple[float, float], ...]
"""Disjoint (start, end) radians in [-pi, pi], in order."""

_TURN: Final = 2 * math.pi


def disc(x: float, y: float, radius_m: float) -> Intervals:
    """The angle under which a disc at an offset from the eye is seen; all round from inside."""
    distance = math.hypot(x, y)
    if distance <= radius_m:
        return ((-math.pi, math.pi),)
    half = math.asin(radius_m / distance)
    middle = math.atan2(y, x)
    return joined(_unwrapped(middle - half, middle + half))


def outline(shape: BaseGeometry, eye: tuple[float, float]) -> Intervals:
    """The angle under which lines and areas are seen: the union over their segments."""
    found: list[tuple[float, float]] = []
    for part in _lines(shape):
        points = [(x - eye[0], y - eye[1]) for x, y in shapely.get_coordinates(part)]
        for (x1, y1), (x2, y2) in pairwise(points):
            if math.hypot(x1, y1) == 0.0 or math.hypot(x2, y2) == 0.0:
                continue
            start = math.atan2(y1, x1)
            turn = math.remainder(math.atan2(y2, x2) - start, _TURN)
            found += _unwrapped(min(start, start + turn), max(start, start + turn))
    return joined(found)


def _lines(shape: BaseGeometry) -> Iterable[BaseGeometry]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield from (part.exterior, *part.interiors)
        elif "Line" in part.geom_type:
            yield part


def _unwrapped(start: float, end: float) -> list[tuple[float, float]]:
    """An interval as parts inside [-pi, pi]."""
    if start < -math.pi:
        return [(start + _TURN, math.pi), (-math.pi, end)]
    if end > math.pi:
        return [(start, math.pi), (-math.pi, end - _TURN)]
    return [(start, end)]


def joined(parts: Iterable[tuple[float, float]]) -> Intervals:
    """The union of intervals."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif end > start:
            found.append((start, end))
    return tuple(found)


def without(parts: Intervals, taken: Intervals) -> Intervals:
    """What is left of intervals outside of others."""
    left: list[tuple[float, float]] = []
    for start, end in parts:
        at = start
        for first, last in taken:
            if last <= at or first >= end:
                continue
            if first > at:
                left.append((at, first))
            at = max(at, last)
        if at < end:
            left.append((at, end))
    return tuple(left)


def width(parts: Intervals) -> float:
    """Radians of all intervals together."""
    return math.fsum(end - start for start, end in parts)


def weighted_width(seen: Sequence[tuple[float, Intervals]]) -> tuple[float, ...]:
    """Weighted radians of each thing where things stand before each other: the heaviest counts.

    Args:
        seen: Weight and angle of each thing.

    Returns:
        By thing: weight times the angle in which nothing heavier is seen (ties: the earlier one).
    """
    order = sorted(range(len(seen)), key=lambda n: (-seen[n][0], n))
    taken: Intervals = ()
    told = [0.0] * len(seen)
    for n in order:
        weight, parts = seen[n]
        fresh = without(parts, taken)
        told[n] = weight * width(fresh)
        taken = joined((*taken, *fresh))
    return tuple(told)
