"""A walking grid over the square: distances on foot round what stands in the way.

Sixteen neighbours per node: distances in the open are at most 2.8 % too long, never too short. The
grid lies along the square, so turning the plan changes nothing.
"""

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.cells import lattice

Floats = npt.NDArray[np.float64]
_STEPS: Final = ((0, 1), (1, 0), (1, 1), (1, -1), (1, 2), (2, 1), (1, -2), (2, -1))


@dataclass(frozen=True, slots=True)
class WalkGrid:
    """Nodes and weighted steps.

    Attributes:
        points: (n, 2) nodes, metres.
        graph: (n, n) sparse matrix, lengths of the steps between neighbours, metres.
    """

    points: Floats
    graph: Any

    def nearest(self, places: Floats) -> npt.NDArray[np.int64]:
        """Index of the node nearest to each place."""
        from scipy.spatial import cKDTree

        return np.asarray(cKDTree(self.points).query(places)[1], dtype=np.int64)


def walk_grid(zone: Polygon, taken: BaseGeometry, barred: BaseGeometry, step_m: float) -> WalkGrid:
    """Lay the grid.

    Args:
        zone: Ground to walk on.
        taken: Areas nobody walks in: buildings, water.
        barred: Lines and areas nobody crosses: walls, fences.
        step_m: Mesh, metres.
    """
    from scipy.sparse import csr_matrix

    centres, (rows, columns) = lattice(zone, step_m)
    free = zone.difference(taken) if not taken.is_empty else zone
    shapely.prepare(free)
    inside = shapely.contains_xy(free, centres[:, 0], centres[:, 1])
    number = np.full(rows * columns, -1)
    number[inside] = np.arange(int(inside.sum()))
    first, second = _neighbours(number.reshape(rows, columns))
    points = centres[inside]
    if not barred.is_empty and len(first):
        first, second = _uncut(points, first, second, barred)
    length = np.hypot(*(points[first] - points[second]).T)
    count = len(points)
    graph = csr_matrix((length, (first, second)), shape=(count, count))
    return WalkGrid(points, graph)


def _neighbours(
    number: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    rows, columns = number.shape
    first, second = [], []
    for down, right in _STEPS:
        if down >= rows or abs(right) >= columns:
            continue
        low, high = max(0, -right), columns - max(0, right)
        one = number[: rows - down, low:high].ravel()
        other = number[down:, low + right : high + right].ravel()
        both = (one >= 0) & (other >= 0)
        first.append(one[both])
        second.append(other[both])
    if not first:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate(first), np.concatenate(second)


def _uncut(
    points: Floats,
    first: npt.NDArray[np.int64],
    second: npt.NDArray[np.int64],
    barred: BaseGeometry,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Steps that cross nothing."""
    steps = np.asarray(shapely.linestrings(np.stack((points[first], points[second]), axis=1)))
    parts = shapely.get_parts(barred)
    cut = np.unique(shapely.STRtree(steps).query(parts, predicate="intersects")[1])
    keep = np.ones(len(first), dtype=bool)
    keep[cut] = False
    return first[keep], second[keep]


def mesh_m(zone: Polygon, least_m: float, nodes: float = 14_000) -> float:
    """Mesh that gives about that many nodes, never under the least."""
    return max(least_m, math.sqrt(zone.area / nodes))
