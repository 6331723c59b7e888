"""Numerics of shortest ways round things: clearance of straight pieces, free arcs.

Every thing is a capsule: a segment (a point where both ends are the same) with the distance that
the middle of the walker keeps from it. Capsules lie in the cells of a grid that they touch.
"""

# ruff: noqa: PLR0917 - compiled code takes no keywords

import numpy as np

from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.segment_kernels import point_away, segment_away

TOLERANCE_M = 1e-6
"""The walker may come this much nearer than it should: two ways of rounding must not differ."""


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
