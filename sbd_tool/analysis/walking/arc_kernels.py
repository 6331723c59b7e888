"""Numerics of circles round corners: where the walker can be on them."""

# ruff: noqa: PLR0917 - compiled code takes no keywords

import math

import numpy as np

from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.segment_kernels import point_away
from sbd_tool.analysis.walking.kernels import TOLERANCE_M

FULL = 2.0 * math.pi
ANGLE = 1e-6  # radians; on a circle of a metre a micrometre
MOST_NEAR = 2048
SAME_M = 1e-9
SAME_ANGLE = 1e-12


@compiled
def near_circle(
    x: float,
    y: float,
    radius: float,
    near: np.ndarray,
    capsules: np.ndarray,
    starts: np.ndarray,
    listed: np.ndarray,
    corner: np.ndarray,
    size: float,
    shape: np.ndarray,
) -> int:
    """Write the capsules that a circle meets or encloses to ``near``; how many there are."""
    count = 0
    low_x = max(0, int((x - radius - corner[0]) / size))
    high_x = min(shape[0] - 1, int((x + radius - corner[0]) / size))
    low_y = max(0, int((y - radius - corner[1]) / size))
    high_y = min(shape[1] - 1, int((y + radius - corner[1]) / size))
    for row in range(low_y, high_y + 1):
        for column in range(low_x, high_x + 1):
            cell = row * shape[0] + column
            for at in range(starts[cell], starts[cell + 1]):
                c = capsules[listed[at]]
                is_new = point_away(x, y, c) <= (radius + c[4]) * (radius + c[4])
                for k in range(count):
                    if near[k] == listed[at]:
                        is_new = False
                        break
                if is_new and count < MOST_NEAR:
                    near[count] = listed[at]
                    count += 1
    return count


@compiled
def crossings(
    x: float, y: float, radius: float, c: np.ndarray, angles: np.ndarray, count: int
) -> int:
    """Add the angles at which a circle crosses the outline of a capsule; the new count."""
    for end in range(2):
        ex, ey = c[2 * end] - x, c[2 * end + 1] - y
        away = math.sqrt(ex * ex + ey * ey)
        if away > SAME_M:
            share = (away * away + radius * radius - c[4] * c[4]) / (2.0 * away * radius)
            if -1.0 <= share <= 1.0:
                middle, half = math.atan2(ey, ex), math.acos(share)
                angles[count] = (middle + half) % FULL
                angles[count + 1] = (middle - half) % FULL
                count += 2
    dx, dy = c[2] - c[0], c[3] - c[1]
    length = math.sqrt(dx * dx + dy * dy)
    if length <= 0.0:
        return count
    turned = math.atan2(dy, dx)
    off = (dx * (y - c[1]) - dy * (x - c[0])) / length
    for side in range(2):
        rise = ((c[4] if side == 0 else -c[4]) - off) / radius
        if -1.0 <= rise <= 1.0:
            angles[count] = (turned + math.asin(rise)) % FULL
            angles[count + 1] = (turned + math.pi - math.asin(rise)) % FULL
            count += 2
    return count


@compiled
def place_is_clear(x: float, y: float, near: np.ndarray, count: int, capsules: np.ndarray) -> bool:
    """Whether a place keeps its distance from the listed capsules."""
    for k in range(count):
        c = capsules[near[k]]
        kept = c[4] - TOLERANCE_M
        if kept > 0.0 and point_away(x, y, c) < kept * kept:
            return False
    return True


@compiled
def free_arcs(
    circles: np.ndarray,
    capsules: np.ndarray,
    starts: np.ndarray,
    listed: np.ndarray,
    corner: np.ndarray,
    size: float,
    shape: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Arcs of (n, 3) circles on which the walker keeps its distance.

    Returns:
        Starts per circle, and (m, 2) angles from and to, the second larger than the first.
    """
    first = np.zeros(len(circles) + 1, dtype=np.int64)
    found = np.empty((16 * len(circles) + 64, 2))
    near = np.empty(MOST_NEAR, dtype=np.int64)
    angles = np.empty(8 * MOST_NEAR + 2)
    total = 0
    for k in range(len(circles)):
        x, y, radius = circles[k, 0], circles[k, 1], circles[k, 2]
        count = near_circle(x, y, radius, near, capsules, starts, listed, corner, size, shape)
        cuts = 0
        for at in range(count):
            cuts = crossings(x, y, radius, capsules[near[at]], angles, cuts)
        if cuts == 0:
            angles[0] = 0.0
            cuts = 1
        order = np.sort(angles[:cuts])
        begun = total
        for at in range(cuts):
            low = order[at]
            high = order[at + 1] if at + 1 < cuts else order[0] + FULL
            middle = (low + high) / 2.0
            px, py = x + radius * math.cos(middle), y + radius * math.sin(middle)
            if high - low < SAME_ANGLE or not place_is_clear(px, py, near, count, capsules):
                continue
            if total > begun and low - found[total - 1, 1] < ANGLE:
                found[total - 1, 1] = high
            elif total < len(found):
                found[total, 0], found[total, 1] = low, high
                total += 1
        if total - begun > 1 and found[total - 1, 1] - FULL > found[begun, 0] - ANGLE:
            found[begun, 0] = found[total - 1, 0] - FULL  # one arc over the angle 0
            total -= 1
        first[k + 1] = total
    return first, found[:total].copy()


@compiled
def arc_at(angle: float, low: int, high: int, arcs: np.ndarray) -> int:
    """The free arc that holds an angle, or -1."""
    for k in range(low, high):
        turned = arcs[k, 0] - ANGLE + (angle - arcs[k, 0] + ANGLE) % FULL
        if turned <= arcs[k, 1] + ANGLE:
            return k
    return -1


@compiled
def not_on_free_arcs(
    bends: np.ndarray,
    circles: np.ndarray,
    free_first: np.ndarray,
    free: np.ndarray,
    capsules: np.ndarray,
    starts: np.ndarray,
    listed: np.ndarray,
    corner: np.ndarray,
    size: float,
    shape: np.ndarray,
) -> np.ndarray:
    """Capsules round the bends of a way that are not on free arcs.

    ``bends`` is (n, 3): circle, angle from and angle to, the second larger. ``free_first`` and
    ``free`` are the free arcs of all circles.
    """
    near = np.empty(MOST_NEAR, dtype=np.int64)
    is_met = np.zeros(len(capsules), dtype=np.bool_)
    for k in range(len(bends)):
        circle = int(bends[k, 0])
        low = bends[k, 1] % FULL
        is_free = False
        for at in range(free_first[circle], free_first[circle + 1]):
            turned = free[at, 0] - ANGLE + (low - free[at, 0] + ANGLE) % FULL
            if turned + bends[k, 2] - bends[k, 1] <= free[at, 1] + ANGLE:
                is_free = True
        if is_free:
            continue
        x, y, radius = circles[circle, 0], circles[circle, 1], circles[circle, 2]
        count = near_circle(x, y, radius, near, capsules, starts, listed, corner, size, shape)
        for at in range(count):
            is_met[near[at]] = True
    return np.nonzero(is_met)[0]
