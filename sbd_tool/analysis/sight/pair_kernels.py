"""Numerics of who sees whom: eyes against lists of places by triangle."""
# ruff: noqa: PLR0917 - compiled code takes no keywords

import numpy as np

from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.sight.kernels import (
    distance2,
    first_windows,
    go_on,
    is_bounded,
    next_side,
    triangles_at,
    turn,
)
from sbd_tool.analysis.sight.mesh import Floats, Indices, Mesh


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
    points, corners = mesh.points, mesh.corners
    triangles = (corners, mesh.across, mesh.side)
    bounded = is_bounded(mesh, reach)
    top = first_windows(mesh, x, y, found, count, stack)
    while top > 0:
        top -= 1
        behind, side = stack[top, 0], stack[top, 1]
        if behind < 0:
            continue
        if bounded:
            a, b = corners[behind, next_side(side)], corners[behind, side]
            ax, ay, bx, by = points[a, 0], points[a, 1], points[b, 0], points[b, 1]
            if distance2(x, y, ax, ay, bx, by) > reach2:
                continue
        right, left = stack[top, 2], stack[top, 3]
        rx, ry, ex, ey = points[right, 0], points[right, 1], points[left, 0], points[left, 1]
        for k in range(starts[behind], starts[behind + 1]):
            px, py = places[listed[k], 0], places[listed[k], 1]
            dx, dy = px - x, py - y
            if (
                dx * dx + dy * dy <= reach2
                and turn(x, y, rx, ry, px, py) >= 0.0
                and turn(x, y, ex, ey, px, py) <= 0.0
            ):
                seen[listed[k]] = True
        top = go_on(points, triangles, x, y, stack, top)


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
