"""Segments in the cells of a grid: how far a place or a segment is from them, and which are near.

A capsule is a segment (a point where both ends are the same) with a distance round it.
"""

import numpy as np

from sbd_tool.analysis.compiled import compiled, compiled_bare


@compiled_bare
def point_away(px: float, py: float, c: np.ndarray) -> float:
    """Squared distance of a point from the segment of a capsule."""
    dx, dy = c[2] - c[0], c[3] - c[1]
    length = dx * dx + dy * dy
    t = 0.0
    if length > 0.0:
        t = min(1.0, max(0.0, ((px - c[0]) * dx + (py - c[1]) * dy) / length))
    ex, ey = px - c[0] - t * dx, py - c[1] - t * dy
    return float(ex * ex + ey * ey)


@compiled_bare
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
