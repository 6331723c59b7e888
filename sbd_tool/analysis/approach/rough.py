"""A rough map of clearance that fits into the cache next to a processor.

Most places are either well free or well inside a house. A byte for each square metre tells so; only
beside walls does anybody look at the fine grid, which waits for memory. What is found is the same.
"""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.clearance import PER_M, Grid
from sbd_tool.analysis.compiled import compiled_bare

Rough = npt.NDArray[np.uint8]
SHIFT: Final = 2  # four nodes of the fine grid along each side of a cell
UNSURE, BLOCKED, FREE = 0, 1, 2
PER_STEP: Final = 32.0  # steps of spare clearance to the metre, rounded down
_MOST: Final = 200.0


def rough_map(grid: Grid, need_m: float) -> Rough:
    """Sort cells of the grid: 0 look closely, 1 blocked, from 2 on free with so much to spare.

    Args:
        grid: Clearance at nodes, in 1/1024 m.
        need_m: Clearance the vehicle's middle needs.
    """
    rows, columns = (((size - 2) >> SHIFT) + 1 for size in grid.shape)
    rough = np.zeros((rows, columns), np.uint8)
    _sort_cells(grid, need_m, rough)
    return rough


@compiled_bare
def _sort_cells(grid: Grid, need: float, rough: Rough) -> None:
    size = 1 << SHIFT
    for i in range(rough.shape[0]):
        for j in range(rough.shape[1]):
            least, most = 1e9, -1e9
            for a in range(i * size, min((i + 1) * size + 1, grid.shape[0])):
                for b in range(j * size, min((j + 1) * size + 1, grid.shape[1])):
                    least, most = min(least, grid[a, b]), max(most, grid[a, b])
            # Between nodes clearance is a mean of four of them, so it lies between their extremes.
            if most / PER_M < need:
                rough[i, j] = BLOCKED
            elif least / PER_M > need:
                spare = math.floor((least / PER_M - need) * PER_STEP)
                rough[i, j] = FREE + int(min(_MOST, spare))


@compiled_bare
def rough_at(rough: Rough, per_m: float, x: float, y: float) -> int:
    """What the rough map says of a place given from the first node; blocked outside."""
    u, v = x * per_m, y * per_m
    if u < 0 or v < 0:
        return BLOCKED
    j, i = int(u) >> SHIFT, int(v) >> SHIFT
    if i >= rough.shape[0] or j >= rough.shape[1]:
        return BLOCKED
    return int(rough[np.uintp(i), np.uintp(j)])
