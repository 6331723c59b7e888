"""Numerics of rows of the visibility graph: bits of what is seen, and its area, in one look."""
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
    write_piece,
)
from sbd_tool.analysis.sight.mesh import Floats, Indices, Mesh
from sbd_tool.analysis.sight.outlines import piece_area

ONE = np.uint64(1)


@compiled
def mark_all(
    x: float,
    y: float,
    reach2: float,
    targets: tuple[Floats, Indices, Indices],
    triangle: int,
    row: np.ndarray,
) -> None:
    """Mark the targets of the triangle the eye stands in."""
    spots, starts, listed = targets
    for k in range(starts[triangle], starts[triangle + 1]):
        dx, dy = spots[k, 0] - x, spots[k, 1] - y
        if dx * dx + dy * dy <= reach2:
            row[listed[k] >> 6] |= ONE << np.uint64(listed[k] & 63)


@compiled
def mark(
    x: float,
    y: float,
    reach2: float,
    targets: tuple[Floats, Indices, Indices],
    triangle: int,
    window: tuple[float, float, float, float],
    row: np.ndarray,
) -> None:
    """Mark the targets of a triangle that a window shows: right end, left end."""
    spots, starts, listed = targets
    rx, ry, ex, ey = window
    for k in range(starts[triangle], starts[triangle + 1]):
        px, py = spots[k, 0], spots[k, 1]
        dx, dy = px - x, py - y
        if (
            dx * dx + dy * dy <= reach2
            and turn(x, y, rx, ry, px, py) >= 0.0
            and turn(x, y, ex, ey, px, py) <= 0.0
        ):
            row[listed[k] >> 6] |= ONE << np.uint64(listed[k] & 63)


@compiled
def look(
    mesh: Mesh,
    x: float,
    y: float,
    reach: float,
    targets: tuple[Floats, Indices, Indices],
    stack: Indices,
    row: np.ndarray,
) -> float:
    """Mark all targets seen from a point; returns the area seen, not a number inside a thing.

    Args:
        mesh: Free ground.
        x: Eye, whole millimetres.
        y: The same.
        reach: Millimetres.
        targets: Coordinates in the order of the list, where the list of each triangle begins, and
            the number of each target in the list.
        stack: (n, 4) room to work.
        row: Bits, set where a target is seen.
    """
    found, piece, area = np.empty(64, dtype=np.int64), np.empty(4), 0.0
    points, corners = mesh.points, mesh.corners
    triangles, reach2 = (corners, mesh.across, mesh.side), reach * reach
    count, bounded = triangles_at(mesh, x, y, found), is_bounded(mesh, reach)
    if count == 0:
        return np.nan
    for i in range(count):
        mark_all(x, y, reach2, targets, found[i], row)
    top = first_windows(mesh, x, y, found, count, stack)
    while top > 0:
        top -= 1
        behind, side, right, left = stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3]
        face = -1 - behind if behind < 0 else 3 * behind + side
        a, b = corners[face // 3, face % 3], corners[face // 3, next_side(face % 3)]
        if behind >= 0:
            a, b = b, a
        ax, ay, bx, by = points[a, 0], points[a, 1], points[b, 0], points[b, 1]
        if behind >= 0 and (not bounded or distance2(x, y, ax, ay, bx, by) <= reach2):
            window = (points[right, 0], points[right, 1], points[left, 0], points[left, 1])
            mark(x, y, reach2, targets, behind, window, row)
            top = go_on(points, triangles, x, y, stack, top)
            continue
        write_piece(points, x, y, (right, left, a, b), piece)
        area += piece_area(piece[0] - x, piece[1] - y, piece[2] - x, piece[3] - y, reach)
    return area


@compiled
def row_block(
    mesh: Mesh,
    eyes: Floats,
    reach: float,
    targets: tuple[Floats, Indices, Indices],
    rows: np.ndarray,
    areas: Floats,
) -> None:
    """Write the rows of some eyes and the areas they see, square millimetres."""
    stack = np.empty((len(mesh.corners) + 64, 4), dtype=np.int64)
    for k in range(len(eyes)):
        areas[k] = look(mesh, eyes[k, 0], eyes[k, 1], reach, targets, stack, rows[k])
