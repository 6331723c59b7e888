"""From the pieces of what is seen to outlines, areas, lengths and who stands in the way."""

import math

import numpy as np

from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.sight.kernels import expand
from sbd_tool.analysis.sight.mesh import Floats, Indices, Mesh

_ARC = math.radians(2.0)  # arcs are drawn in steps of two degrees
_GAP = 1e-9


@compiled
def angle_of(ax: float, ay: float, bx: float, by: float) -> float:
    """Angle at the origin from a to b, radians."""
    return math.atan2(ax * by - ay * bx, ax * bx + ay * by)


@compiled
def chord(ax: float, ay: float, bx: float, by: float, reach: float) -> tuple[float, float]:
    """Part of the segment within the reach: two shares of its length, or (1, 0) for none."""
    if ax * ax + ay * ay <= reach * reach and bx * bx + by * by <= reach * reach:
        return 0.0, 1.0
    ex, ey = bx - ax, by - ay
    square, half = ex * ex + ey * ey, ax * ex + ay * ey
    root = half * half - square * (ax * ax + ay * ay - reach * reach)
    if root <= 0.0 or square == 0.0:
        return 1.0, 0.0
    first, last = (-half - math.sqrt(root)) / square, (-half + math.sqrt(root)) / square
    if last <= 0.0 or first >= 1.0:
        return 1.0, 0.0
    return max(0.0, first), min(1.0, last)


@compiled
def piece_area(ax: float, ay: float, bx: float, by: float, reach: float) -> float:
    """Area of the triangle from the origin to a and b within the reach."""
    first, last = chord(ax, ay, bx, by, reach)
    if first > last:
        return 0.5 * reach * reach * angle_of(ax, ay, bx, by)
    ex, ey = bx - ax, by - ay
    px, py, nx, ny = ax + first * ex, ay + first * ey, ax + last * ex, ay + last * ey
    area = 0.5 * (px * ny - py * nx)
    if first > 0.0:
        area += 0.5 * reach * reach * angle_of(ax, ay, px, py)
    if last < 1.0:
        area += 0.5 * reach * reach * angle_of(nx, ny, bx, by)
    return area


@compiled
def areas_of(mesh: Mesh, eyes: Floats, reach: float) -> Floats:
    """Area seen from each eye, square millimetres; not a number where it stands in a thing."""
    areas = np.full(len(eyes), np.nan)
    stack = np.empty((len(mesh.corners) + 64, 4), dtype=np.int64)
    room = 2 * len(mesh.corners) + 64
    pieces, faces = np.empty((room, 4)), np.empty(room, dtype=np.int64)
    for k in range(len(eyes)):
        x, y = eyes[k, 0], eyes[k, 1]
        count = expand(mesh, x, y, reach, stack, pieces, faces)
        if count < 0:
            continue
        areas[k] = 0.0
        for i in range(count):
            p = pieces[i]
            areas[k] += piece_area(p[0] - x, p[1] - y, p[2] - x, p[3] - y, reach)
    return areas


@compiled
def angles_within(x: float, y: float, pieces: Floats, reach: float) -> Floats:
    """Angle at which each piece lies within the reach, radians."""
    angles = np.zeros(len(pieces))
    for i in range(len(pieces)):
        p = pieces[i]
        ax, ay, ex, ey = p[0] - x, p[1] - y, p[2] - p[0], p[3] - p[1]
        first, last = chord(ax, ay, ax + ex, ay + ey, reach)
        if first < last:
            angles[i] = angle_of(ax + first * ex, ay + first * ey, ax + last * ex, ay + last * ey)
    return angles


@compiled
def cut_angles(
    mesh: Mesh, eyes: Floats, reach: float, owner: Indices, things: int
) -> tuple[Floats, Floats]:
    """Angles at which sight ends on things within the reach.

    Args:
        mesh: Free ground.
        eyes: (n, 2) places.
        reach: Millimetres.
        owner: Thing that owns each face (3 x triangle + side), or -1.
        things: How many things there are.

    Returns:
        Radians cut by any thing from each eye (a full turn where it stands in one), and the sum
        over all eyes by thing.
    """
    cut, by_thing = np.zeros(len(eyes)), np.zeros(things)
    stack = np.empty((len(mesh.corners) + 64, 4), dtype=np.int64)
    room = 2 * len(mesh.corners) + 64
    pieces, faces = np.empty((room, 4)), np.empty(room, dtype=np.int64)
    for k in range(len(eyes)):
        x, y = eyes[k, 0], eyes[k, 1]
        count = expand(mesh, x, y, reach, stack, pieces, faces)
        if count < 0:
            cut[k] = 2.0 * math.pi
        angles = angles_within(x, y, pieces[: max(0, count)], reach)
        for i in range(max(0, count)):
            if faces[i] >= 0 and owner[faces[i]] >= 0:
                cut[k] += angles[i]
                by_thing[owner[faces[i]]] += angles[i]
    return cut, by_thing


@compiled
def clip_to_cone(
    x: float, y: float, pieces: Floats, faces: Indices, cone: tuple[float, float, float, float]
) -> tuple[Floats, Indices]:
    """Keep what lies in a cone of under half a turn, given by its right and left direction."""
    rx, ry, ex, ey = cone
    kept, own = np.empty((len(pieces), 4)), np.empty(len(pieces), dtype=np.int64)
    count = 0
    for i in range(len(pieces)):
        ax, ay, bx, by = (
            pieces[i, 0] - x,
            pieces[i, 1] - y,
            pieces[i, 2] - x,
            pieces[i, 3] - y,
        )
        is_a_in = rx * ay - ry * ax >= 0.0 and ax * ey - ay * ex >= 0.0
        is_b_in = rx * by - ry * bx >= 0.0 and bx * ey - by * ex >= 0.0
        is_right_in = ax * ry - ay * rx >= 0.0 and rx * by - ry * bx >= 0.0
        is_left_in = ax * ey - ay * ex >= 0.0 and ex * by - ey * bx >= 0.0
        if not (is_a_in or is_right_in) or not (is_b_in or is_left_in):
            continue
        dx, dy, turned = bx - ax, by - ay, ax * by - ay * bx
        ca, cb, da, db = ax, ay, bx, by
        if not is_a_in:
            along = turned / (rx * dy - ry * dx)
            ca, cb = along * rx, along * ry
        if not is_b_in:
            along = turned / (ex * dy - ey * dx)
            da, db = along * ex, along * ey
        if ca * db - cb * da > 0.0:
            kept[count, 0], kept[count, 1] = x + ca, y + cb
            kept[count, 2], kept[count, 3] = x + da, y + db
            own[count] = faces[i]
            count += 1
    return kept[:count].copy(), own[:count].copy()


@compiled
def in_turn(x: float, y: float, pieces: Floats) -> Indices:
    """Order of the pieces counter-clockwise, beginning after the widest blind angle."""
    count = len(pieces)
    middle = np.empty(count)
    for i in range(count):
        ax, ay = pieces[i, 0] - x, pieces[i, 1] - y
        bx, by = pieces[i, 2] - x, pieces[i, 3] - y
        middle[i] = math.atan2(ay, ax) + 0.5 * angle_of(ax, ay, bx, by)
        if middle[i] > math.pi:
            middle[i] -= 2.0 * math.pi
    order = np.argsort(middle)
    first, widest = 0, -1.0
    for i in range(count):
        one, other = pieces[order[i - 1]], pieces[order[i]]
        blind = angle_of(one[2] - x, one[3] - y, other[0] - x, other[1] - y)
        if blind < -_GAP:
            blind += 2.0 * math.pi
        if blind > widest:
            first, widest = i, blind
    return np.concatenate((order[first:], order[:first]))


@compiled
def put_arc(ring: Floats, n: int, one: tuple[float, float], angle: float) -> int:
    """Write points of an arc round the origin that begins at a point; returns the new count."""
    steps = int(angle / _ARC) + 1
    for k in range(steps + 1):
        c, s = math.cos(angle * k / steps), math.sin(angle * k / steps)
        ring[n, 0], ring[n, 1] = one[0] * c - one[1] * s, one[0] * s + one[1] * c
        n += 1
    return n


@compiled
def put_piece(
    ring: Floats, n: int, piece: tuple[float, float, float, float], reach: float
) -> tuple[int, float]:
    """Write one piece within the reach; returns the new count and the length along it."""
    ax, ay, bx, by = piece
    first, last = chord(ax, ay, bx, by, reach)
    away = math.hypot(ax, ay)
    if first > last:
        angle = angle_of(ax, ay, bx, by)
        return put_arc(ring, n, (ax * reach / away, ay * reach / away), angle), reach * angle
    ex, ey, length = bx - ax, by - ay, 0.0
    px, py, nx, ny = ax + first * ex, ay + first * ey, ax + last * ex, ay + last * ey
    if first > 0.0:
        angle = angle_of(ax, ay, px, py)
        n = put_arc(ring, n, (ax * reach / away, ay * reach / away), angle)
        length += reach * angle
    ring[n, 0], ring[n, 1] = px, py
    ring[n + 1, 0], ring[n + 1, 1] = nx, ny
    n += 2
    length += math.hypot(nx - px, ny - py)
    if last < 1.0:
        angle = angle_of(nx, ny, bx, by)
        n = put_arc(ring, n, (nx, ny), angle)
        length += reach * angle
    return n, length


@compiled
def outline(x: float, y: float, pieces: Floats, reach: float) -> tuple[Floats, Floats]:
    """Outline of what is seen.

    Args:
        x: Eye, whole millimetres.
        y: The same.
        pieces: (n, 4) in turn, counter-clockwise.
        reach: Millimetres.

    Returns:
        (m, 2) ring from the eye as origin, millimetres; and area, perimeter, length of the parts
        of the outline that are no face but the end of sight past a corner, longest view.
    """
    ring = np.empty((len(pieces) * 4 + 800, 2))
    n, area, perimeter, hidden, longest = 0, 0.0, 0.0, 0.0, 0.0
    for i in range(len(pieces)):
        p, q = pieces[i], pieces[(i + 1) % len(pieces)]
        ax, ay, bx, by = p[0] - x, p[1] - y, p[2] - x, p[3] - y
        n, length = put_piece(ring, n, (ax, ay, bx, by), reach)
        area += piece_area(ax, ay, bx, by, reach)
        perimeter += length
        longest = max(longest, math.hypot(ax, ay), math.hypot(bx, by))
        here = min(reach, math.hypot(bx, by))
        there = min(reach, math.hypot(q[0] - x, q[1] - y))
        blind = angle_of(bx, by, q[0] - x, q[1] - y)
        if abs(blind) > _GAP or len(pieces) == 1:
            ring[n, 0], ring[n, 1] = 0.0, 0.0
            n += 1
            perimeter += here + there
        else:
            perimeter += abs(here - there)
            hidden += abs(here - there)
    told = np.array([area, perimeter, hidden, min(longest, reach)])
    return ring[:n].copy(), told
