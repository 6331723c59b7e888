"""Numerics of room round places: how far the nearest outline is, and what is inside.

Outlines are the segments of everything that stands, in the cells of a grid: each cell lists those
within the reach that is asked for. Rings run round their areas counter-clockwise, holes clockwise,
so that a place lies in an area where the rings wind round it.
"""

# ruff: noqa: PLR0917 - compiled code takes no keywords

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.compiled import compiled, compiled_bare
from sbd_tool.analysis.segment_kernels import point_away

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Cells(NamedTuple):
    """Outlines in cells, plain enough for compiled code; coordinates from the first corner.

    Attributes:
        segments: (n, 5) both ends and the reach within which cells list them.
        is_ring: (n,) whether a segment bounds an area.
        starts: (cells + 1,) where the list of each cell begins, row by row.
        listed: Numbers of segments, cell by cell.
        wound: (cells,) how often rings wind round the middle of each cell.
        size: Width of a cell, metres.
        shape: Columns and rows.
    """

    segments: Floats
    is_ring: npt.NDArray[np.bool_]
    starts: Ints
    listed: Ints
    wound: Ints
    size: float
    shape: Ints


@compiled_bare
def is_left(ax: float, ay: float, bx: float, by: float, x: float, y: float) -> bool:
    """Whether a place lies to the left of a segment."""
    return bool((bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0.0)


@compiled_bare
def wound_more(s: np.ndarray, fx: float, fy: float, x: float, y: float) -> int:
    """By how much the winding differs between two places, for one segment of a ring."""
    one, other = is_left(fx, fy, x, y, s[0], s[1]), is_left(fx, fy, x, y, s[2], s[3])
    if one == other:
        return 0
    before, after = is_left(s[0], s[1], s[2], s[3], fx, fy), is_left(s[0], s[1], s[2], s[3], x, y)
    if before == after:
        return 0
    return 1 if after else -1


@compiled
def wound_at_middles(
    segments: np.ndarray, is_ring: np.ndarray, size: float, shape: np.ndarray
) -> np.ndarray:
    """How often the rings wind round the middle of each cell, (cells,) row by row."""
    columns, rows = shape[0], shape[1]
    found = np.zeros((rows, columns + 1), dtype=np.int64)
    for k in range(len(segments)):
        ax, ay, bx, by = segments[k, 0], segments[k, 1], segments[k, 2], segments[k, 3]
        if not is_ring[k] or ay == by:
            continue
        first = max(0, math.ceil(min(ay, by) / size - 0.5))
        last = min(rows, math.ceil(max(ay, by) / size - 0.5))
        for row in range(first, last):
            x = ax + ((row + 0.5) * size - ay) / (by - ay) * (bx - ax)
            column = min(columns, max(0, math.ceil(x / size - 0.5)))
            found[row, column] += 1 if by < ay else -1
    for row in range(rows):
        for column in range(1, columns):
            found[row, column] += found[row, column - 1]
    return found[:, :columns].copy().reshape(-1)


@compiled_bare
def cell_at(cells: Cells, x: float, y: float) -> int:
    """The cell a place lies in; -1 outside the grid."""
    column, row = math.floor(x / cells.size), math.floor(y / cells.size)
    if column < 0 or row < 0 or column >= cells.shape[0] or row >= cells.shape[1]:
        return -1
    return int(row * cells.shape[0] + column)


@compiled_bare
def is_inside(cells: Cells, x: float, y: float) -> bool:
    """Whether a place lies in an area."""
    cell = cell_at(cells, x, y)
    wound = 0
    if cell < 0:
        far = x
        for k in range(len(cells.segments)):
            far = min(far, cells.segments[k, 0] - 1.0)
        for k in range(len(cells.segments)):
            if cells.is_ring[k]:
                wound += wound_more(cells.segments[k], far, y, x, y)
        return bool(wound != 0)
    middle_x = (cell % cells.shape[0] + 0.5) * cells.size
    middle_y = (cell // cells.shape[0] + 0.5) * cells.size
    wound = cells.wound[cell]
    for at in range(cells.starts[cell], cells.starts[cell + 1]):
        k = cells.listed[at]
        if cells.is_ring[k]:
            wound += wound_more(cells.segments[k], middle_x, middle_y, x, y)
    return bool(wound != 0)


@compiled_bare
def room_round(cells: Cells, x: float, y: float, most: float) -> float:
    """Distance to the nearest thing, at most ``most`` (never more than the reach of the cells)."""
    if not len(cells.segments):
        return most
    cell = cell_at(cells, x, y)
    least = most * most
    if cell < 0:
        for k in range(len(cells.segments)):
            least = min(least, point_away(x, y, cells.segments[k]))
    else:
        for at in range(cells.starts[cell], cells.starts[cell + 1]):
            least = min(least, point_away(x, y, cells.segments[cells.listed[at]]))
    return 0.0 if is_inside(cells, x, y) else math.sqrt(least)


@compiled
def prices(
    cells: Cells, ends: np.ndarray, tries: np.ndarray, spacing: float, narrow: float, wish: float
) -> np.ndarray:
    """What two straight pieces cost that meet in a corner, were it at each of the places tried.

    ``ends`` is (2, 2), ``tries`` (n, 2). A metre costs ``narrow`` times the square of the room that
    lacks to ``wish``; a piece costs what its places, ``spacing`` apart, cost in the mean.
    """
    found = np.zeros(len(tries))
    for number in range(len(tries)):
        for end in range(2):
            dx, dy = ends[end, 0] - tries[number, 0], ends[end, 1] - tries[number, 1]
            length = math.hypot(dx, dy)
            count = max(2, math.ceil(length / spacing) + 1)
            paid = 0.0
            for i in range(count):
                share = i / (count - 1)
                x, y = tries[number, 0] + share * dx, tries[number, 1] + share * dy
                paid += (wish - room_round(cells, x, y, wish)) ** 2
            found[number] += length * (1.0 + narrow * paid / count)
    return found
