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
def triangles_at(mesh: Mesh, x: float, y: float, found: Indices) -> int:
    """Write the triangles that hold a point, their sides included; returns how many."""
    column = int(np.floor((x - mesh.grid[0]) * mesh.grid[2]))
    row = int(np.floor((y - mesh.grid[1]) * mesh.grid[2]))
    if column < 0 or row < 0 or column >= mesh.grid[3] or row >= mesh.grid[4]:
        return 0
    place = row * int(mesh.grid[3]) + column
    count = 0
    for k in range(mesh.bucket_starts[place], mesh.bucket_starts[place + 1]):
        triangle = mesh.bucket[k]
        holds = True
        for i in range(3):
            a = mesh.points[mesh.corners[triangle, i]]
            b = mesh.points[mesh.corners[triangle, (i + 1) % 3]]
            if turn(a[0], a[1], b[0], b[1], x, y) < 0.0:
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
    mesh: Mesh, stack: Indices, top: int, triangle: int, side: int, right: int, left: int
) -> int:
    """Put the window through one side of a triangle on the stack; returns the new height."""
    behind = mesh.across[triangle, side]
    stack[top, 0] = behind if behind >= 0 else -1 - (3 * triangle + side)
    stack[top, 1] = mesh.side[triangle, side]
    stack[top, 2] = right
    stack[top, 3] = left
    return top + 1


@compiled
def first_windows(
    mesh: Mesh, x: float, y: float, found: Indices, count: int, stack: Indices
) -> int:
    """Windows through the sides that do not touch the eye; returns the height of the stack."""
    top = 0
    for k in range(count):
        triangle = found[k]
        for i in range(2, -1, -1):
            a = mesh.corners[triangle, i]
            b = mesh.corners[triangle, (i + 1) % 3]
            pa, pb = mesh.points[a], mesh.points[b]
            if turn(x, y, pa[0], pa[1], pb[0], pb[1]) > 0.0:
                top = push(mesh, stack, top, triangle, i, a, b)
    return top


@compiled
def go_on(mesh: Mesh, x: float, y: float, stack: Indices, top: int) -> int:
    """Replace the window on top of the stack by those through the triangle behind it."""
    triangle, side, right, left = stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3]
    apex = mesh.corners[triangle, (side + 2) % 3]
    r, e, c = mesh.points[right], mesh.points[left], mesh.points[apex]
    past_right = turn(x, y, r[0], r[1], c[0], c[1])
    past_left = turn(x, y, e[0], e[1], c[0], c[1])
    if past_left < 0.0:
        low = apex if past_right > 0.0 else right
        top = push(mesh, stack, top, triangle, (side + 2) % 3, low, left)
    if past_right > 0.0:
        high = apex if past_left < 0.0 else left
        top = push(mesh, stack, top, triangle, (side + 1) % 3, right, high)
    return top


@compiled
def distance2(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    """Squared distance of a point from a segment."""
    ex, ey = bx - ax, by - ay
    share = ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey)
    share = min(1.0, max(0.0, share))
    dx, dy = ax + share * ex - x, ay + share * ey - y
    return dx * dx + dy * dy


@compiled
def meets(x: float, y: float, p: Floats, a: Floats, b: Floats) -> tuple[float, float]:
    """Where the ray from the eye through p meets the line from a to b."""
    dx, dy, ex, ey = p[0] - x, p[1] - y, b[0] - a[0], b[1] - a[1]
    along = ((a[0] - x) * ey - (a[1] - y) * ex) / (dx * ey - dy * ex)
    return x + along * dx, y + along * dy


@compiled
def write_piece(
    mesh: Mesh, x: float, y: float, ends: tuple[int, int, int, int], piece: Floats
) -> None:
    """Write where a window ends on the side from a to b: right end, left end."""
    right, left, a, b = ends
    pa, pb = mesh.points[a], mesh.points[b]
    piece[0], piece[1] = pa[0], pa[1]
    piece[2], piece[3] = pb[0], pb[1]
    if right != a:
        piece[0], piece[1] = meets(x, y, mesh.points[right], pa, pb)
    if left != b:
        piece[2], piece[3] = meets(x, y, mesh.points[left], pa, pb)


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
    top = first_windows(mesh, x, y, found, count, stack)
    reach2, n = reach * reach, 0
    while top > 0:
        top -= 1
        behind, side, right, left = stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3]
        if behind < 0:
            face = -1 - behind
            a = mesh.corners[face // 3, face % 3]
            b = mesh.corners[face // 3, (face % 3 + 1) % 3]
        else:
            face = -1
            b = mesh.corners[behind, side]
            a = mesh.corners[behind, (side + 1) % 3]
            pa, pb = mesh.points[a], mesh.points[b]
            if distance2(x, y, pa[0], pa[1], pb[0], pb[1]) <= reach2:
                top = go_on(mesh, x, y, stack, top)
                continue
        if n == len(pieces):
            return -2
        write_piece(mesh, x, y, (right, left, a, b), pieces[n])
        faces[n] = face
        n += 1
    return n


@compiled
def sees_from(
    mesh: Mesh,
    x: float,
    y: float,
    reach: float,
    targets: tuple[Floats, Indices, Indices],
    stack: Indices,
    seen: np.ndarray,
) -> None:
    """Mark the targets seen from a point.

    Args:
        mesh: Free ground.
        x: Eye, whole millimetres.
        y: The same.
        reach: Millimetres.
        targets: (b, 2) places; where the list of each triangle begins; places by triangle. A place
            on a side is in the list of both triangles.
        stack: (n, 4) room to work.
        seen: (b,) marks, set to true.
    """
    places, starts, listed = targets
    found = np.empty(64, dtype=np.int64)
    count = triangles_at(mesh, x, y, found)
    reach2 = reach * reach
    for i in range(count):
        for k in range(starts[found[i]], starts[found[i] + 1]):
            dx, dy = places[listed[k], 0] - x, places[listed[k], 1] - y
            if dx * dx + dy * dy <= reach2:
                seen[listed[k]] = True
    top = first_windows(mesh, x, y, found, count, stack)
    while top > 0:
        top -= 1
        behind, side = stack[top, 0], stack[top, 1]
        if behind < 0:
            continue
        pa = mesh.points[mesh.corners[behind, (side + 1) % 3]]
        pb = mesh.points[mesh.corners[behind, side]]
        if distance2(x, y, pa[0], pa[1], pb[0], pb[1]) > reach2:
            continue
        r, e = mesh.points[stack[top, 2]], mesh.points[stack[top, 3]]
        for k in range(starts[behind], starts[behind + 1]):
            px, py = places[listed[k], 0], places[listed[k], 1]
            dx, dy = px - x, py - y
            if (
                dx * dx + dy * dy <= reach2
                and turn(x, y, r[0], r[1], px, py) >= 0.0
                and turn(x, y, e[0], e[1], px, py) <= 0.0
            ):
                seen[listed[k]] = True
        top = go_on(mesh, x, y, stack, top)


@compiled
def sees_all(
    mesh: Mesh, eyes: Floats, reach: float, targets: tuple[Floats, Indices, Indices]
) -> np.ndarray:
    """(a, b) matrix of which of the targets each eye sees."""
    seen = np.zeros((len(eyes), len(targets[0])), dtype=np.bool_)
    stack = np.empty((len(mesh.corners) + 64, 4), dtype=np.int64)
    for k in range(len(eyes)):
        sees_from(mesh, eyes[k, 0], eyes[k, 1], reach, targets, stack, seen[k])
    return seen


@compiled
def list_by_triangle(mesh: Mesh, places: Floats) -> tuple[Indices, Indices]:
    """Where the list of each triangle begins, and the places by triangle."""
    found = np.empty(64, dtype=np.int64)
    starts = np.zeros(len(mesh.corners) + 1, dtype=np.int64)
    for k in range(len(places)):
        for i in range(triangles_at(mesh, places[k, 0], places[k, 1], found)):
            starts[found[i] + 1] += 1
    for t in range(len(mesh.corners)):
        starts[t + 1] += starts[t]
    listed = np.empty(starts[-1], dtype=np.int64)
    fill = starts.copy()
    for k in range(len(places)):
        for i in range(triangles_at(mesh, places[k, 0], places[k, 1], found)):
            listed[fill[found[i]]] = k
            fill[found[i]] += 1
    return starts, listed
