"""Cells of a region with the room round each, remembered thing by thing between two looks.

A suggestion or an edit changes a few things of a square and leaves hundreds as they were: how far
the cells are from those is looked up, not worked out again. The distances are the same to the bit.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.cells import lattice
from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.swept.curve import Floats

_MOST_KEPT: Final = 4_000_000  # distances kept for one region: 64 MB
_Near = tuple[np.ndarray, Floats]  # numbers of the cells near a thing, and how far they are


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells along the least rectangle round a region.

    Attributes:
        spots: (n, 2) middles, row by row.
        rows_columns: Number of rows and columns.
        is_within: (n,) whether a cell lies in the region.
        tree: The middles as points.
        near: What is remembered: cells near a thing, by its shape.
    """

    spots: Floats
    rows_columns: tuple[int, int]
    is_within: np.ndarray
    tree: shapely.STRtree
    near: dict[BaseGeometry, _Near] = field(default_factory=dict)

    def clear(self, standing: list[BaseGeometry], most_m: float) -> Floats:
        """Room round each cell of the region, metres, at most ``most_m``; zero outside it.

        Args:
            standing: Shapes of what stands in the way.
            most_m: More room is not sought; the same in every call for a grid.

        Returns:
            (n,) distances to the nearest thing.
        """
        clear = np.where(self.is_within, most_m, 0.0)
        found = {shape: self._near(shape, most_m) for shape in standing}
        for cells, away in found.values():
            clear[cells] = np.minimum(clear[cells], away)
        # Only what stands now is kept: the next look differs from this one, not from older ones.
        self.near.clear()
        if sum(len(cells) for cells, _ in found.values()) <= _MOST_KEPT:
            self.near.update(found)
        return clear

    def _near(self, shape: BaseGeometry, most_m: float) -> _Near:
        known = self.near.get(shape)
        if known is not None:
            return known
        cells = np.sort(self.tree.query(shape, predicate="dwithin", distance=most_m))
        cells = cells[self.is_within[cells]]
        return cells, shapely.distance(shape, self.tree.geometries[cells])


@lru_cache(maxsize=2)
def grid_of(region: Polygon, step_m: float) -> Grid:
    """Cells of a region; that of the last two regions is remembered.

    Args:
        region: Ground looked at.
        step_m: Distance of cells, shortened to fit the least rectangle round the region.
    """
    spots, rows_columns = lattice(region, step_m)
    region = prepared(region)
    within = np.asarray(shapely.intersects_xy(region, spots[:, 0], spots[:, 1]))
    return Grid(spots, rows_columns, within, shapely.STRtree(np.asarray(shapely.points(spots))))
