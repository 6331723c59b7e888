"""Illuminance of many lamps at many points with occlusion, compiled.

E = I cos / r2 for each lamp that is seen; lamps add up. Rays are tested against upright segments of
a height; segments are sorted into sectors round each lamp, so a ray meets only those in its way.
A ray that touches the end or the top of a segment counts as stopped; one that runs along it does
not.
"""

import math
from typing import Any, Final

import numpy as np

from sbd_tool.analysis.compiled import compiled

SECTORS: Final = 180
_NEAR_LAMP_M: Final = 0.15  # a wall this near to a lamp carries it
_NEAR_POINT_M: Final = 0.02
_TIE: Final = 1e-9


@compiled
def _step(grid: Any, first: int, count: int, value: float) -> int:
    """Index of the step of an ascending grid that holds the value."""
    low, high = first, first + count - 1
    while high - low > 1:
        middle = (low + high) // 2
        if grid[middle] <= value:
            low = middle
        else:
            high = middle
    return low


@compiled
def _intensity(table: Any, shape: Any, turn: float, drop: float) -> Any:
    """Bilinear intensity of one packed table (planes closed to 360 degrees)."""
    planes, gammas = shape[1], shape[3]
    first_g = shape[2]
    if drop < table[first_g] or drop > table[first_g + gammas - 1]:
        return 0.0
    g = _step(table, first_g, gammas, drop)
    down = (drop - table[g]) / (table[g + 1] - table[g])
    base = shape[4] + (g - first_g)
    if planes == 1:
        return table[base] * (1.0 - down) + table[base + 1] * down
    c = _step(table, shape[0], planes, turn)
    across = (turn - table[c]) / (table[c + 1] - table[c])
    at = base + (c - shape[0]) * gammas
    left = table[at] * (1.0 - down) + table[at + 1] * down
    right = table[at + gammas] * (1.0 - down) + table[at + gammas + 1] * down
    return left * (1.0 - across) + right * across


@compiled
def _sector(angle: float) -> int:
    return math.floor(angle / (2.0 * math.pi) * SECTORS)


@compiled
def _distance(x: float, y: float, segment: Any) -> float:
    """From a point to a segment."""
    sx, sy = segment[2] - segment[0], segment[3] - segment[1]
    square = sx * sx + sy * sy
    t = 0.0
    if square > 0.0:
        t = ((x - segment[0]) * sx + (y - segment[1]) * sy) / square
        t = min(1.0, max(0.0, t))
    return math.hypot(segment[0] + t * sx - x, segment[1] + t * sy - y)


@compiled
def _spans(x: float, y: float, segments: Any, reach: float) -> Any:
    """First and last sector of each segment near a lamp; last < first where it is out of reach."""
    spans = np.empty((len(segments), 2), dtype=np.int64)
    for k in range(len(segments)):
        spans[k, 0], spans[k, 1] = 0, -1
        one = segments[k]
        distance = _distance(x, y, one)
        if distance > reach:
            continue
        if distance < _NEAR_LAMP_M:
            spans[k, 1] = SECTORS - 1
            continue
        start = math.atan2(one[1] - y, one[0] - x)
        turn = math.atan2(one[3] - y, one[2] - x) - start
        if turn > math.pi:
            turn -= 2.0 * math.pi
        elif turn < -math.pi:
            turn += 2.0 * math.pi
        low, high = min(start, start + turn), max(start, start + turn)
        spans[k, 0] = _sector(low - 1e-7)
        spans[k, 1] = _sector(high + 1e-7)
    return spans


@compiled
def _sorted_in(spans: Any) -> Any:
    """Segments by sector: where each sector starts, and the segments."""
    starts = np.zeros(SECTORS + 1, dtype=np.int64)
    for k in range(len(spans)):
        for s in range(spans[k, 0], spans[k, 1] + 1):
            starts[s % SECTORS + 1] += 1
    for s in range(SECTORS):
        starts[s + 1] += starts[s]
    filled = starts[:-1].copy()
    members = np.empty(starts[SECTORS], dtype=np.int64)
    for k in range(len(spans)):
        for s in range(spans[k, 0], spans[k, 1] + 1):
            members[filled[s % SECTORS]] = k
            filled[s % SECTORS] += 1
    return starts, members


@compiled
def _stopped(  # noqa: PLR0917 - a kernel takes arrays in a row
    lamp: Any, dx: float, dy: float, face: float, segments: Any, members: Any
) -> Any:
    """Whether the rays to the ground and to a face are stopped."""
    ground_dark, face_dark = False, False
    distance = math.hypot(dx, dy)
    for k in members:
        one = segments[k]
        sx, sy = one[2] - one[0], one[3] - one[1]
        crossed = dx * sy - dy * sx
        if abs(crossed) <= _TIE * distance * math.hypot(sx, sy):
            continue
        ax, ay = one[0] - lamp[0], one[1] - lamp[1]
        along = (ax * dy - ay * dx) / crossed
        if along < -_TIE or along > 1.0 + _TIE:
            continue
        t = (ax * sy - ay * sx) / crossed
        if t * distance < _NEAR_LAMP_M or (1.0 - t) * distance < _NEAR_POINT_M:
            continue
        if one[4] >= lamp[2] * (1.0 - t) - _TIE:
            ground_dark = True
        if one[4] >= lamp[2] + t * (face - lamp[2]) - _TIE:
            face_dark = True
        if ground_dark and face_dark:
            break
    return ground_dark, face_dark


@compiled
def _through(lamp: Any, dx: float, dy: float, crowns: Any, share: float) -> float:
    """Share of the light that passes the crowns between a lamp and the ground."""
    left = 1.0
    square = dx * dx + dy * dy
    if square == 0.0:
        return left
    for k in range(len(crowns)):
        cx, cy = crowns[k, 0] - lamp[0], crowns[k, 1] - lamp[1]
        t = min(1.0, max(0.0, (cx * dx + cy * dy) / square))
        if math.hypot(cx - t * dx, cy - t * dy) >= crowns[k, 2]:
            continue
        height = lamp[2] * (1.0 - t)
        if crowns[k, 3] <= height <= crowns[k, 4]:
            left *= share
    return left


@compiled
def _from_lamp(  # noqa: PLR0917 - a kernel takes arrays in a row
    lamp: Any, dx: float, dy: float, z: float, table: Any, shape: Any
) -> Any:
    """Intensity towards a place over its distance cubed; times a length along it gives lux."""
    away, high = math.hypot(dx, dy), lamp[2] - z
    turn = math.degrees(math.atan2(dy, dx)) + lamp[4]
    turn -= 360.0 * math.floor(turn / 360.0)
    drop = math.degrees(math.atan2(away, high))
    return lamp[3] * _intensity(table, shape, turn, drop) / (away * away + high * high) ** 1.5


@compiled
def illuminate(  # noqa: PLR0917 - a kernel takes arrays in a row
    lamps: Any,
    kinds: Any,
    table: Any,
    shapes: Any,
    points: Any,
    segments: Any,
    crowns: Any,
    crown_share: float,
    axis: float,
    face: float,
    reach: float,
    lux: Any,
    sums: Any,
) -> Any:
    """Add the light of lamps to what is there already.

    Args:
        lamps: (k, 5) x, y, height, factor on the table's candela, bearing of C90 in degrees.
        kinds: (k,) which table each lamp has.
        table: Planes, gammas and values of all tables in one row.
        shapes: (t, 5) of each table: start of planes, planes, start of gammas, gammas, start of
            the values.
        points: (n, 2).
        segments: (m, 5) x, y, x, y, height.
        crowns: (c, 5) x, y, radius, lower and upper height.
        crown_share: Share of light that passes a crown.
        axis: Angle of the first direction a face looks in, radians from east.
        face: Height of a face, metres.
        reach: Lamps farther away add nothing.
        lux: (9, n) horizontal, four vertical, four semi-cylindrical; the light is added here.
        sums: (k,) horizontal light of each lamp, added here.
    """
    for k in range(len(lamps)):
        lamp, shape = lamps[k], shapes[kinds[k]]
        starts, members = _sorted_in(_spans(lamp[0], lamp[1], segments, reach))
        for p in range(len(points)):
            dx, dy = points[p, 0] - lamp[0], points[p, 1] - lamp[1]
            if math.hypot(dx, dy) > reach:
                continue
            angle = math.atan2(dy, dx)
            s = _sector(angle) % SECTORS
            near = members[starts[s] : starts[s + 1]]
            dark, face_dark = _stopped(lamp, dx, dy, face, segments, near)
            if dark and face_dark:
                continue
            share = _through(lamp, dx, dy, crowns, crown_share)
            if not dark:
                found = share * _from_lamp(lamp, dx, dy, 0.0, table, shape) * lamp[2]
                lux[0, p] += found
                sums[k] += found
            if not face_dark:
                flat = share * _from_lamp(lamp, dx, dy, face, table, shape) * math.hypot(dx, dy)
                for q in range(4):
                    # A face looks along axis + q quarter turns; the lamp lies towards -dx, -dy.
                    toward = -math.cos(angle - axis - q * math.pi / 2.0)
                    lux[1 + q, p] += flat * max(0.0, toward)
                    lux[5 + q, p] += flat * (1.0 + toward) / math.pi
