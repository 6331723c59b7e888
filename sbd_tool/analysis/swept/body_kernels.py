"""Numerics of bodies on their way: the ground of each step, and what it meets first."""

# ruff: noqa: PLR0917 - compiled code takes no keywords

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.compiled import compiled, compiled_bare
from sbd_tool.analysis.segment_kernels import segment_away
from sbd_tool.analysis.swept.outline_kernels import Cells, is_inside, is_left

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_TOUCH_M = 1e-6


class Body(NamedTuple):
    """The ground of one step, written over from step to step.

    Attributes:
        hull: Its corners, counter-clockwise; how many of them count is told beside it.
        frame: Least and greatest place along and across the direction.
        ahead: Unit vector of the direction.
        seen: Step in which each segment was looked at last.
        edge: (4,) the side of the hull that is looked at.
    """

    hull: Floats
    frame: Floats
    ahead: Floats
    seen: Ints
    edge: Floats


@compiled_bare
def hull_of(points: np.ndarray, hull: np.ndarray) -> int:
    """Convex hull of some points, counter-clockwise, written into ``hull``; returns its length."""
    count = len(points)
    for i in range(1, count):  # a few points: put in order one by one
        x, y = points[i, 0], points[i, 1]
        j = i
        while j > 0 and (points[j - 1, 0] > x or (points[j - 1, 0] == x and points[j - 1, 1] > y)):
            points[j, 0], points[j, 1] = points[j - 1, 0], points[j - 1, 1]
            j -= 1
        points[j, 0], points[j, 1] = x, y
    size = 0
    for turn in range(2):
        least = size if turn else 1
        for step in range(count):
            i = count - 1 - step if turn else step
            if turn and step == 0:
                continue
            x, y = points[i, 0], points[i, 1]
            while size > least and not is_left(
                hull[size - 2, 0], hull[size - 2, 1], hull[size - 1, 0], hull[size - 1, 1], x, y
            ):
                size -= 1
            hull[size, 0], hull[size, 1] = x, y
            size += 1
    return size - 1 if size > 1 else size


@compiled_bare
def cut_ahead(
    hull: np.ndarray, size: int, start: np.ndarray, ahead: np.ndarray, kept: np.ndarray
) -> int:
    """The part of a hull that lies ahead of a line across, written into ``kept``; its length."""
    found = 0
    for i in range(size):
        j = i + 1 if i + 1 < size else 0
        one = (hull[i, 0] - start[0]) * ahead[0] + (hull[i, 1] - start[1]) * ahead[1]
        two = (hull[j, 0] - start[0]) * ahead[0] + (hull[j, 1] - start[1]) * ahead[1]
        if one >= 0.0:
            kept[found, 0], kept[found, 1] = hull[i, 0], hull[i, 1]
            found += 1
        if (one > 0.0 > two) or (one < 0.0 < two):
            share = one / (one - two)
            kept[found, 0] = hull[i, 0] + share * (hull[j, 0] - hull[i, 0])
            kept[found, 1] = hull[i, 1] + share * (hull[j, 1] - hull[i, 1])
            found += 1
    return found


@compiled_bare
def hull_away(hull: np.ndarray, size: int, s: np.ndarray, edge: np.ndarray) -> float:
    """Squared distance of a segment from a convex area; zero where it lies in it."""
    least = math.inf
    is_within = size > 2  # noqa: PLR2004 - fewer corners hold no area
    for i in range(size):
        j = i + 1 if i + 1 < size else 0
        edge[0], edge[1], edge[2], edge[3] = hull[i, 0], hull[i, 1], hull[j, 0], hull[j, 1]
        least = min(least, segment_away(edge, s))
        if is_within and is_left(edge[2], edge[3], edge[0], edge[1], s[0], s[1]):
            is_within = False
    return 0.0 if is_within else least


@compiled_bare
def frame_of(points: np.ndarray, ahead_x: float, ahead_y: float, frame: np.ndarray) -> None:
    """Least and greatest place of points along and across a direction, into ``frame`` (4,)."""
    frame[0], frame[1], frame[2], frame[3] = math.inf, -math.inf, math.inf, -math.inf
    for i in range(len(points)):
        along = points[i, 0] * ahead_x + points[i, 1] * ahead_y
        across = points[i, 1] * ahead_x - points[i, 0] * ahead_y
        frame[0], frame[1] = min(frame[0], along), max(frame[1], along)
        frame[2], frame[3] = min(frame[2], across), max(frame[3], across)


@compiled_bare
def at_least_away(s: np.ndarray, ahead_x: float, ahead_y: float, frame: np.ndarray) -> float:
    """How far a segment at least is from what a frame holds."""
    along, other = s[0] * ahead_x + s[1] * ahead_y, s[2] * ahead_x + s[3] * ahead_y
    gap = max(frame[0] - max(along, other), min(along, other) - frame[1])
    across, other = s[1] * ahead_x - s[0] * ahead_y, s[3] * ahead_x - s[2] * ahead_y
    return float(max(gap, frame[2] - max(across, other), min(across, other) - frame[3]))


@compiled_bare
def nearer(cells: Cells, k: int, body: Body, size: int, least: float) -> float:
    """The distance of a segment from the ground of a step where that is less than the least yet."""
    s = cells.segments[k]
    if at_least_away(s, body.ahead[0], body.ahead[1], body.frame) >= least:
        return least
    return min(least, math.sqrt(hull_away(body.hull, size, s, body.edge)))


@compiled_bare
def least_away(cells: Cells, body: Body, size: int, step: int, least: float) -> float:
    """The distance of the ground of a step from the nearest thing, at most the least yet."""
    hull, columns, size_m = body.hull, cells.shape[0], cells.size
    least_x, most_x, least_y, most_y = math.inf, -math.inf, math.inf, -math.inf
    for i in range(size):
        least_x, most_x = min(least_x, hull[i, 0]), max(most_x, hull[i, 0])
        least_y, most_y = min(least_y, hull[i, 1]), max(most_y, hull[i, 1])
    low_x, high_x = math.floor(least_x / size_m), math.floor(most_x / size_m)
    low_y, high_y = math.floor(least_y / size_m), math.floor(most_y / size_m)
    if low_x < 0 or low_y < 0 or high_x >= columns or high_y >= cells.shape[1]:
        for k in range(len(cells.segments)):
            least = nearer(cells, k, body, size, least)
        return least
    for row in range(low_y, high_y + 1):
        for cell in range(row * columns + low_x, row * columns + high_x + 1):
            for at in range(cells.starts[cell], cells.starts[cell + 1]):
                k = cells.listed[at]
                if body.seen[k] != step:
                    body.seen[k] = step
                    least = nearer(cells, k, body, size, least)
    return least


@compiled_bare
def take_up(body: Body, points: np.ndarray) -> int:
    """Write direction, frame and hull of two neighbouring bodies, (8, 2); length of the hull."""
    along_x, along_y = points[0, 0] - points[3, 0], points[0, 1] - points[3, 1]
    long = math.hypot(along_x, along_y)
    body.ahead[0], body.ahead[1] = along_x / long, along_y / long
    frame_of(points, body.ahead[0], body.ahead[1], body.frame)
    return hull_of(points, body.hull)


@compiled
def first_hit(
    cells: Cells,
    bodies: np.ndarray,
    kept: np.ndarray,
    fresh: int,
    start: np.ndarray,
    ahead: np.ndarray,
    most: float,
) -> tuple[int, float]:
    """The first step of a body that hits something, and the least distance up to there.

    ``bodies`` is (m, 4, 2); each of the ``kept`` numbers stands for the ground between that body
    and the next. Of the first ``fresh`` of these only what lies ahead of the start counts. Returns
    the place in ``kept``, -1 where nothing is hit, and the distance, at most ``most``.
    """
    seen = np.full(len(cells.segments), -1, dtype=np.int64)
    body = Body(np.empty((12, 2)), np.empty(4), np.empty(2), seen, np.empty(4))
    points, cut = np.empty((8, 2)), np.empty((12, 2))
    least, is_begun = most, False
    for number in range(len(kept)):
        points[:4], points[4:] = bodies[kept[number]], bodies[kept[number] + 1]
        size = take_up(body, points)
        if number < fresh:
            size = cut_ahead(body.hull, size, start, ahead, cut)
            body.hull[:size] = cut[:size]
        if size == 0:
            continue
        # Later steps hang together with this one: none gets into an area but over its outline.
        if not is_begun and is_inside(cells, body.hull[0, 0], body.hull[0, 1]):
            return number, 0.0
        is_begun = True
        least = least_away(cells, body, size, number, least)
        if least <= _TOUCH_M:
            return number, 0.0
    return -1, least
