"""Numerics of shortest ways round things: clearance of straight pieces, free arcs.

Every thing is a capsule: a segment (a point where both ends are the same) with the distance that
the middle of the walker keeps from it. Capsules lie in the cells of a grid that they touch.
"""

# ruff: noqa: PLR0917 - compiled code takes no keywords

import numpy as np

from sbd_tool.analysis.compiled import compiled

TOLERANCE_M = 1e-6
"""The walker may come this much nearer than it should: two ways of rounding must not differ."""


@compiled
def point_away(px: float, py: float, c: np.ndarray) -> float:
    """Squared distance of a point from the segment of a capsule."""
    dx, dy = c[2] - c[0], c[3] - c[1]
    length = dx * dx + dy * dy
    t = 0.0
    if length > 0.0:
        t = min(1.0, max(0.0, ((px - c[0]) * dx + (py - c[1]) * dy) / length))
    ex, ey = px - c[0] - t * dx, py - c[1] - t * dy
    return float(ex * ex + ey * ey)


@compiled
def segment_away(s: np.ndarray, c: np.ndarray) -> float:
    """Squared distance of two segments."""
    dx, dy = s[2] - s[0], s[3] - s[1]
    ex, ey = c[2] - c[0], c[3] - c[1]
    first = dx * (c[1] - s[1]) - dy * (c[0] - s[0])
    last = dx * (c[3] - s[1]) - dy * (c[2] - s[0])
    if first * last < 0.0:
        start = ex * (s[1] - c[1]) - ey * (s[0] - c[0])
        end = ex * (s[3] - c[1]) - ey * (s[2] - c[0])
        if start * end < 0.0:
            return 0.0
    away = min(point_away(c[0], c[1], s), point_away(c[2], c[3], s))
    return float(min(away, point_away(s[0], s[1], c), point_away(s[2], s[3], c)))


@compiled
def cells_of(
    capsules: np.ndarray, corner: np.ndarray, size: float, shape: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Which capsules touch each cell of a grid: starts per cell, and capsules cell by cell.

    ``capsules`` is (n, 5): both ends and the distance kept. Cells are counted row by row.
    """
    columns, rows = shape[0], shape[1]
    starts = np.zeros(columns * rows + 1, dtype=np.int64)
    listed = np.empty(0, dtype=np.int64)
    for turn in range(2):
        for k in range(len(capsules)):
            c = capsules[k]
            reach = c[4] + size * 0.70711
            low_x = int((min(c[0], c[2]) - c[4] - corner[0]) / size)
            high_x = int((max(c[0], c[2]) + c[4] - corner[0]) / size)
            low_y = int((min(c[1], c[3]) - c[4] - corner[1]) / size)
            high_y = int((max(c[1], c[3]) + c[4] - corner[1]) / size)
            for row in range(max(0, low_y), min(rows - 1, high_y) + 1):
                for column in range(max(0, low_x), min(columns - 1, high_x) + 1):
                    x = corner[0] + (column + 0.5) * size
                    y = corner[1] + (row + 0.5) * size
                    if point_away(x, y, c) <= reach * reach:
                        cell = row * columns + column
                        if turn == 0:
                            starts[cell + 1] += 1
                        else:
                            listed[starts[cell]] = k
                            starts[cell] += 1
        if turn == 0:
            for cell in range(columns * rows):
                starts[cell + 1] += starts[cell]
            listed = np.empty(starts[columns * rows], dtype=np.int64)
    for cell in range(columns * rows, 0, -1):
        starts[cell] = starts[cell - 1]
    starts[0] = 0
    return starts, listed


@compiled
def cell_is_clear(
    cell: int,
    s: np.ndarray,
    capsules: np.ndarray,
    starts: np.ndarray,
    listed: np.ndarray,
) -> bool:
    """Whether nothing in one cell comes too near to a segment."""
    for at in range(starts[cell], starts[cell + 1]):
        c = capsules[listed[at]]
        kept = c[4] - TOLERANCE_M
        if kept > 0.0 and segment_away(s, c) < kept * kept:
            return False
    return True


@compiled
def is_clear(
    s: np.ndarray,
    capsules: np.ndarray,
    starts: np.ndarray,
    listed: np.ndarray,
    corner: np.ndarray,
    size: float,
    shape: np.ndarray,
) -> bool:
    """Whether a segment keeps its distance from everything; walks from cell to cell."""
    x, y = (s[0] - corner[0]) / size, (s[1] - corner[1]) / size
    to_x, to_y = (s[2] - corner[0]) / size, (s[3] - corner[1]) / size
    column, row = int(np.floor(x)), int(np.floor(y))
    last_column, last_row = int(np.floor(to_x)), int(np.floor(to_y))
    dx, dy = to_x - x, to_y - y
    step_x, step_y = (1 if dx > 0 else -1), (1 if dy > 0 else -1)
    next_x = ((column + (dx > 0)) - x) / dx if dx != 0.0 else np.inf
    next_y = ((row + (dy > 0)) - y) / dy if dy != 0.0 else np.inf
    wide_x = abs(1.0 / dx) if dx != 0.0 else np.inf
    wide_y = abs(1.0 / dy) if dy != 0.0 else np.inf
    left = abs(last_column - column) + abs(last_row - row)
    while True:
        if column < 0 or row < 0 or column >= shape[0] or row >= shape[1]:
            return False
        if not cell_is_clear(row * shape[0] + column, s, capsules, starts, listed):
            return False
        if left == 0:
            return True
        left -= 1
        if next_x < next_y:
            column += step_x
            next_x += wide_x
        else:
            row += step_y
            next_y += wide_y


@compiled
def are_clear(
    segments: np.ndarray,
    capsules: np.ndarray,
    starts: np.ndarray,
    listed: np.ndarray,
    corner: np.ndarray,
    size: float,
    shape: np.ndarray,
) -> np.ndarray:
    """``is_clear`` of each of (n, 4) segments."""
    clear = np.empty(len(segments), dtype=np.bool_)
    for k in range(len(segments)):
        clear[k] = is_clear(segments[k], capsules, starts, listed, corner, size, shape)
    return clear


@compiled
def struck(
    segments: np.ndarray,
    capsules: np.ndarray,
    starts: np.ndarray,
    listed: np.ndarray,
    corner: np.ndarray,
    size: float,
    shape: np.ndarray,
) -> np.ndarray:
    """Capsules that any of (n, 4) segments comes too near to, in their own order."""
    is_struck = np.zeros(len(capsules), dtype=np.bool_)
    for k in range(len(segments)):
        s = segments[k]
        low_x = max(0, int((min(s[0], s[2]) - corner[0]) / size))
        high_x = min(shape[0] - 1, int((max(s[0], s[2]) - corner[0]) / size))
        low_y = max(0, int((min(s[1], s[3]) - corner[1]) / size))
        high_y = min(shape[1] - 1, int((max(s[1], s[3]) - corner[1]) / size))
        cell = np.empty(5)
        for row in range(low_y, high_y + 1):
            for column in range(low_x, high_x + 1):
                cell[0] = cell[2] = corner[0] + (column + 0.5) * size
                cell[1] = cell[3] = corner[1] + (row + 0.5) * size
                if point_away(cell[0], cell[1], s) > size * size * 0.50001:
                    continue
                at = row * shape[0] + column
                for entry in range(starts[at], starts[at + 1]):
                    c = capsules[listed[entry]]
                    kept = c[4] - TOLERANCE_M
                    if kept > 0.0 and segment_away(s, c) < kept * kept:
                        is_struck[listed[entry]] = True
    return np.nonzero(is_struck)[0]
