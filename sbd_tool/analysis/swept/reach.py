"""Which places of a square lie within reach of a lane."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.prepared import prepared

_KEPT: Final = 8
_FIRST: Final = 4  # spots looked at at once, then twice as many each time
_SAMPLE_M: Final = 4.0  # spacing of the places on a lane that are looked at


def is_reached(
    cells: np.ndarray, lane: BaseGeometry, built: BaseGeometry, reach_m: float
) -> np.ndarray:
    """Which cells lie within reach of the lane in a straight line that crosses no building.

    The last answers are kept: the worlds of a site mostly share their lanes and buildings.
    """
    key = (shapely.get_coordinates(cells).tobytes(), lane.wkb, built.wkb, reach_m)
    return _reached(_Asked(key, cells, lane, built)).copy()


@dataclass(frozen=True, slots=True)
class _Asked:
    """Equal where everything lies the same to the last bit."""

    key: tuple[bytes, bytes, bytes, float]
    cells: np.ndarray = field(compare=False)
    lane: BaseGeometry = field(compare=False)
    built: BaseGeometry = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _reached(asked: _Asked) -> np.ndarray:
    cells, lane, built, reach_m = asked.cells, asked.lane, asked.built, asked.key[3]
    if lane.is_empty:
        return np.zeros(len(cells), dtype=bool)
    shortest = np.asarray(shapely.shortest_line(cells, lane))
    near = np.asarray(shapely.length(shortest)) <= reach_m
    if built.is_empty:
        return near
    built = prepared(built)
    hidden = near & np.asarray(shapely.intersects(built, shortest))
    if hidden.any():
        outline = shapely.segmentize(lane.boundary, _SAMPLE_M)
        near[hidden] = _sees_any(cells[hidden], shapely.get_coordinates(outline), built, reach_m)
    return near


def _sees_any(
    cells: np.ndarray, spots: np.ndarray, built: BaseGeometry, reach_m: float
) -> np.ndarray:
    """Which cells have a spot within reach that no building hides."""
    from scipy.spatial import cKDTree

    places, tree = shapely.get_coordinates(cells), cKDTree(spots)
    found = np.zeros(len(places), dtype=bool)
    left, first = np.arange(len(places)), 0
    while len(left) and first < len(spots):
        last = min(len(spots), max(_FIRST, 2 * first))  # the nearest spots first: most are seen
        away, near = tree.query(places[left], k=range(first + 1, last + 1))
        asked, which = np.nonzero(away <= reach_m)
        ends = np.stack((places[left[asked]], spots[near[asked, which]]), axis=1)
        is_seen = ~shapely.intersects(built, shapely.linestrings(ends))
        found[left[asked[is_seen]]] = True
        left = left[~found[left] & (away[:, -1] <= reach_m)]
        first = last
    return found
