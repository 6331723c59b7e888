"""Distance to the nearest wall on a fine grid: exact near walls, read bilinearly between nodes."""
# ruff: noqa: PLR0917 - compiled functions take no keywords

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.compiled import compiled_bare

Floats = npt.NDArray[np.float64]
Grid = npt.NDArray[np.int16]
_Squares = npt.NDArray[np.float32]
# Clearance is exact up to this, then constant; no vehicle is half as wide.
CAP_M: Final = 4.0
# Nodes are whole 1/1024 m: walls cut at other places by another obstacle differ in their last bits,
# and a speed must not rise because a clearance did.
PER_M: Final = 1024.0
_M: Final = 1 / PER_M


@dataclass(frozen=True, slots=True)
class Clearance:
    """Signed distance to the walls at grid nodes: positive on free ground, capped at ``CAP_M``.

    Attributes:
        grid: (rows, columns), in 1/1024 m: half the memory, and the same numbers.
        x, y: Where the first node lies.
        step_m: Spacing of nodes.
    """

    grid: Grid
    x: float
    y: float
    step_m: float


def segments_of_ground(ground: BaseGeometry) -> Floats:
    """Outlines of areas as (n, 4) segments x, y, x, y."""
    found = [
        np.hstack([ring[:-1], ring[1:]])
        for part in shapely.get_parts(ground)
        if part.geom_type == "Polygon"
        for ring in (
            shapely.get_coordinates(outline) for outline in (part.exterior, *part.interiors)
        )
    ]
    return np.vstack(found) if found else np.empty((0, 4))


def clearance_of(
    ground: BaseGeometry, rim: tuple[float, float, float, float], step_m: float
) -> Clearance:
    """Clearance on free ground.

    Args:
        ground: Where a vehicle may drive; areas inside ``rim``.
        rim: Box x0, y0, x1, y1. The grid fills it whatever the ground, so that variants of a plan
            are comparable. Outlines along it are walls like all others.
        step_m: Spacing of nodes.
    """
    segments = segments_of_ground(ground)
    x0, y0, x1, y1 = rim
    rows, columns = (int((high - low) / step_m) + 4 for low, high in ((y0, y1), (x0, x1)))
    corner = (x0 - step_m, y0 - step_m)
    squares = np.full((rows, columns), CAP_M * CAP_M, dtype=np.float32)
    _nearest(squares, segments, corner[0], corner[1], step_m)
    crossings = _crossings(segments, corner[1], step_m, rows)
    return Clearance(_signed(squares, crossings, corner[0], step_m), *corner, step_m)


def _crossings(segments: Floats, y0: float, step_m: float, rows: int) -> tuple[Floats, Floats]:
    """(first index per row, x of each crossing of a row of nodes sorted inside the row)."""
    low = np.minimum(segments[:, 1], segments[:, 3])
    high = np.maximum(segments[:, 1], segments[:, 3])
    first = np.clip(np.ceil((low - y0) / step_m), 0, rows).astype(np.int64)
    last = np.clip(np.ceil((high - y0) / step_m), 0, rows).astype(np.int64)
    count = np.maximum(0, last - first)
    owner = np.repeat(np.arange(len(segments)), count)
    inner = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    row = first[owner] + inner
    rise = segments[owner, 3] - segments[owner, 1]
    share = (y0 + row * step_m - segments[owner, 1]) / np.where(rise == 0, 1.0, rise)
    x = segments[owner, 0] + share * (segments[owner, 2] - segments[owner, 0])
    order = np.lexsort((x, row))
    starts = np.searchsorted(row[order], np.arange(rows + 1)).astype(np.float64)
    return starts, x[order]


@compiled_bare
def _nearest(grid: _Squares, walls: Floats, x0: float, y0: float, step: float) -> None:
    """Lower each node within reach of a wall to the square of its exact distance."""
    rows, columns = grid.shape
    for number in range(walls.shape[0]):
        ax, ay, bx, by = walls[number]
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        left = max(0, int((min(ax, bx) - CAP_M - x0) / step))
        right = min(columns - 1, int((max(ax, bx) + CAP_M - x0) / step) + 1)
        low = max(0, int((min(ay, by) - CAP_M - y0) / step))
        high = min(rows - 1, int((max(ay, by) + CAP_M - y0) / step) + 1)
        for i in range(low, high + 1):
            py = y0 + i * step - ay
            for j in range(left, right + 1):
                px = x0 + j * step - ax
                t = (px * dx + py * dy) / square if square > 0 else 0.0
                t = min(1.0, max(0.0, t))
                away = (px - t * dx) ** 2 + (py - t * dy) ** 2
                grid[i, j] = min(grid[i, j], away)


def _signed(squares: _Squares, crossings: tuple[Floats, Floats], x0: float, step: float) -> Grid:
    grid = np.zeros(squares.shape, np.int16)
    _sign_rows(squares, grid, crossings[0].astype(np.int64), crossings[1], x0, step)
    return grid


@compiled_bare
def _sign_rows(squares: _Squares, grid: Grid, starts: npt.NDArray[np.int64], x: Floats, x0: float,
               step: float) -> None:  # fmt: skip
    """Take roots; nodes with an even number of crossings to their left lie outside."""
    for i in range(grid.shape[0]):
        at = starts[i]
        for j in range(grid.shape[1]):
            while at < starts[i + 1] and x[at] <= x0 + j * step:
                at += 1
            away = math.floor(math.sqrt(squares[i, j]) * PER_M + 0.5)
            grid[i, j] = away if (at - starts[i]) % 2 == 1 else -away


@compiled_bare
def clear_at(grid: Grid, per_m: float, x: float, y: float) -> float:
    """Bilinear clearance in metres at a place given from the first node; -1 outside the grid."""
    u, v = x * per_m, y * per_m
    if u < 0 or v < 0:
        return -1.0
    column, line = int(u), int(v)
    if line >= grid.shape[0] - 1 or column >= grid.shape[1] - 1:
        return -1.0
    u, v = u - column, v - line
    i, j = np.uintp(line), np.uintp(column)
    up, right = np.uintp(line + 1), np.uintp(column + 1)
    low = grid[i, j] * (1 - u) + grid[i, right] * u
    high = grid[up, j] * (1 - u) + grid[up, right] * u
    return float((low * (1 - v) + high * v) * _M)
