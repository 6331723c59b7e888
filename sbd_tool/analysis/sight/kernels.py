"""Triangular expansion: what is seen from a point, found triangle by triangle as sight goes on.

Every window of sight lies between two corners of the mesh, so each decision is exact on whole
millimetres; only where a ray meets a face is rounded. A line of sight that touches a corner or
runs along a face sees past it; one that touches a corner on either side does not: there is no gap
it could go through. The rule is the same from both ends.
"""
# ruff: noqa: PLR0917 - coordinates read in this order everywhere, and compiled code takes no keywords

import numpy as np

from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.sight.mesh import Floats, Indices, Mesh


@compiled
def turn(ax: float, ay: float, bx: float, by: float, cx: float, cy: float) -> float:
    """Twice the area of a triangle, positive counter-clockwise; exact on whole millimetres."""
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)


@compiled
def next_side(side: int) -> int:
    """The side after a side of a triangle; cheaper than a remainder."""
    return side + 1 if side < 2 else 0  # noqa: PLR2004 - a triangle has three


@compiled
def last_side(side: int) -> int:
    """The side before a side of a triangle."""
    return side - 1 if side > 0 else 2


@compiled
def triangles_at(mesh: Mesh, x: float, y: float, found: Indices) -> int:
    """Write the triangles that hold a point, their sides included; returns how many."""
    column = int(np.floor((x - mesh.grid[0]) * mesh.grid[2]))
    row = int(np.floor((y - mesh.grid[1]) * mesh.grid[2]))
    if column < 0 or row < 0 or column >= mesh.grid[3] or row >= mesh.grid[4]:
        return 0
    place = row * int(mesh.grid[3]) + column
    points, corners, count = mesh.points, mesh.corners, 0
    for k in range(mesh.bucket_starts[place], mesh.bucket_starts[place + 1]):
        triangle = mesh.bucket[k]
        holds = True
        for i in range(3):
            a, b = corners[triangle, i], corners[triangle, next_side(i)]
            if turn(points[a, 0], points[a, 1], points[b, 0], points[b, 1], x, y) < 0.0:
                holds = False
                break
        if holds and count < len(found):
            found[count] = triangle
            count += 1
    return count


@compiled
def held(mesh: Mesh, places: Floats) -> np.ndarray:
    """Which places lie in free ground, its edges included."""
    found = np.empty(64, dtype=np.int64)
    inside = np.empty(len(places), dtype=np.bool_)
    for k in range(len(places)):
        is_finite = np.isfinite(places[k, 0] + places[k, 1])
        inside[k] = is_finite and triangles_at(mesh, places[k, 0], places[k, 1], found) > 0
    return inside


@compiled
def push(
    across: Indices, sides: Indices, stack: Indices, top: int, triangle: int, side: int
) -> None:
    """Put what lies behind a side of a triangle on the stack."""
    behind = across[triangle, side]
    stack[top, 0] = behind if behind >= 0 else -1 - (3 * triangle + side)
    stack[top, 1] = sides[triangle, side]


@compiled
def first_windows(
    mesh: Mesh, x: float, y: float, found: Indices, count: int, stack: Indices
) -> int:
    """Windows through the sides that do not touch the eye; returns the height of the stack."""
    points, corners, top = mesh.points, mesh.corners, 0
    for k in range(count):
        triangle = found[k]
        for i in range(2, -1, -1):
            a, b = corners[triangle, i], corners[triangle, next_side(i)]
            if turn(x, y, points[a, 0], points[a, 1], points[b, 0], points[b, 1]) > 0.0:
                push(mesh.across, mesh.side, stack, top, triangle, i)
                stack[top, 2], stack[top, 3] = a, b
                top += 1
    return top


@compiled
def go_on(
    points: Floats,
    triangles: tuple[Indices, Indices, Indices],
    x: float,
    y: float,
    stack: Indices,
    top: int,
) -> int:
    """Replace the window on top of the stack by those through the triangle behind it.

    Args:
        points: Corners of the mesh.
        triangles: Its corners by triangle, what lies across each side, and on which side there.
        x: Eye.
        y: The same.
        stack: Triangle, its side, right and left end of each window.
        top: Where the window stands.

    Returns:
        The new height of the stack.
    """
    corners, across, sides = triangles
    triangle, side, right, left = stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3]
    second, third = next_side(side), last_side(side)
    apex = corners[triangle, third]
    cx, cy = points[apex, 0], points[apex, 1]
    past_right = turn(x, y, points[right, 0], points[right, 1], cx, cy)
    past_left = turn(x, y, points[left, 0], points[left, 1], cx, cy)
    if past_left < 0.0:
        push(across, sides, stack, top, triangle, third)
        stack[top, 2], stack[top, 3] = (apex if past_right > 0.0 else right), left
        top += 1
    if past_right > 0.0:
        push(across, sides, stack, top, triangle, second)
        stack[top, 2], stack[top, 3] = right, (apex if past_left < 0.0 else left)
        top += 1
    return top


@compiled
def is_bounded(mesh: Mesh, reach: float) -> bool:
    """Whether a reach can end before the ground does."""
    wide, high = mesh.grid[3] / mesh.grid[2], mesh.grid[4] / mesh.grid[2]
    return bool(reach * reach < wide * wide + high * high)


@compiled
def distance2(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    """Squared distance of a point from a segment."""
    ex, ey = bx - ax, by - ay
    share = ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey)
    share = min(1.0, max(0.0, share))
    dx, dy = ax + share * ex - x, ay + share * ey - y
    return dx * dx + dy * dy


@compiled
def along(
    x: float, y: float, px: float, py: float, ax: float, ay: float, ex: float, ey: float
) -> float:
    """How many times the way from the eye to p it is to the line from a along e."""
    return ((ax - x) * ey - (ay - y) * ex) / ((px - x) * ey - (py - y) * ex)


@compiled
def write_piece(
    points: Floats, x: float, y: float, ends: tuple[int, int, int, int], piece: Floats
) -> None:
    """Write where a window ends on the side from a to b: right end, left end."""
    right, left, a, b = ends
    ax, ay, bx, by = points[a, 0], points[a, 1], points[b, 0], points[b, 1]
    piece[0], piece[1], piece[2], piece[3] = ax, ay, bx, by
    if right != a:
        px, py = points[right, 0], points[right, 1]
        far = along(x, y, px, py, ax, ay, bx - ax, by - ay)
        piece[0], piece[1] = x + far * (px - x), y + far * (py - y)
    if left != b:
        px, py = points[left, 0], points[left, 1]
        far = along(x, y, px, py, ax, ay, bx - ax, by - ay)
        piece[2], piece[3] = x + far * (px - x), y + far * (py - y)


@compiled
def expand(
    mesh: Mesh, x: float, y: float, reach: float, stack: Indices, pieces: Floats, faces: Indices
) -> int:
    """Find all that is seen.

    Args:
        mesh: Free ground.
        x: Eye, whole millimetres.
        y: The same.
        reach: Millimetres; sight is only cut where a side lies wholly beyond.
        stack: (n, 4) room to work.
        pieces: (m, 4) filled with right and left end of each piece of the outline.
        faces: (m,) filled with the face it ends on (3 x triangle + side), or -1 beyond the reach.

    Returns:
        Number of pieces; -1 where the eye is in no free ground, -2 where the room is too small.
    """
    found = np.empty(64, dtype=np.int64)
    count = triangles_at(mesh, x, y, found)
    if count == 0:
        return -1
    points, corners = mesh.points, mesh.corners
    triangles = (corners, mesh.across, mesh.side)
    top = first_windows(mesh, x, y, found, count, stack)
    reach2, n, bounded = reach * reach, 0, is_bounded(mesh, reach)
    while top > 0:
        top -= 1
        behind, side, right, left = stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3]
        if behind < 0:
            face = -1 - behind
            a, b = corners[face // 3, face % 3], corners[face // 3, next_side(face % 3)]
        else:
            face = -1
            b, a = corners[behind, side], corners[behind, next_side(side)]
            if not bounded or (
                distance2(x, y, points[a, 0], points[a, 1], points[b, 0], points[b, 1]) <= reach2
            ):
                top = go_on(points, triangles, x, y, stack, top)
                continue
        if n == len(pieces):
            return -2
        write_piece(points, x, y, (right, left, a, b), pieces[n])
        faces[n] = face
        n += 1
    return n
