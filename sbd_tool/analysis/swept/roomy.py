"""Lines with most room over the ground a vehicle may use, where no route is drawn for it."""

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.swept.curve import Floats
from sbd_tool.analysis.swept.grid import grid_of
from sbd_tool.analysis.swept.outlines import Outlines
from sbd_tool.analysis.swept.standing import Standing
from sbd_tool.domain.access_results import Barriers

if TYPE_CHECKING:
    from scipy.sparse import csr_array
    from scipy.spatial import cKDTree

# How the search looks; none of these decides whether a vehicle passes.
_CELL_M: Final = (1.0, 1.4)  # neighbours stay nearer than twice the least room: no wall between
_MOST_CELLS: Final = 60_000
_LEAST_M: Final = 1.0  # half of the narrowest lane that is looked at
_WISH_M: Final = 3.0  # more room than this is not sought
_NARROW: Final = 8.0  # how dear a metre is for each square metre of room that lacks
_OFF_ROAD: Final = 2.0  # how dear a metre is off roads and off the square
_SNAP_M: Final = 12.0
_SAME: Final = 1.02  # a straight piece may cost this much more than the cells it replaces
_SPACING_M: Final = 0.5
_NUDGES_M: Final = (0.8, 0.4, 0.4, 0.2, 0.1)
_AROUND: Final = np.array(
    [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7)]
)


@dataclass(frozen=True, slots=True)
class Room:
    """Cells of a region with what a metre on each costs.

    Attributes:
        spots: (n, 2) middles of cells with room.
        cost: (n,) cost of a metre.
        graph: Costs between neighbours.
        part: (n,) number of the connected part of each cell.
        is_inside: (n,) whether a cell lies in the square.
        standing: Outlines of what stands in the way.
        tree: The middles, to be searched.
        trails: Cells before each on the way from a start; by the cell of the start.
    """

    spots: Floats
    cost: Floats
    graph: "csr_array"
    part: np.ndarray
    is_inside: np.ndarray
    standing: Outlines
    tree: "cKDTree"
    trails: dict[int, np.ndarray] = field(default_factory=dict)

    def before(self, start: int) -> np.ndarray:
        """The cell before each on the cheapest way from a start, negative where there is none."""
        from scipy.sparse.csgraph import dijkstra

        if start not in self.trails:
            found = dijkstra(self.graph, directed=False, indices=start, return_predecessors=True)
            self.trails[start] = found[1]
        return self.trails[start]


def room_of(
    region: Polygon,
    zone: Polygon,
    standing: Standing,
    roads: BaseGeometry,
) -> Room | None:
    """Look how much room there is round every cell of a region.

    Args:
        region: Ground looked at.
        zone: The square.
        standing: What stands in the way; that with barriers open counts.
        roads: Ground of roads.

    Returns:
        Cells along the least rectangle round the region; None where none has room.
    """
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    step = min(max(_CELL_M[0], math.sqrt(region.area / _MOST_CELLS)), _CELL_M[1])
    grid = grid_of(region, step)
    spots = grid.spots
    clear = grid.clear([shape for _, shape in standing.by_state[Barriers.OPEN]], _WISH_M)
    has_room = clear > _LEAST_M
    if not has_room.any():
        return None
    kept = np.nonzero(has_room)[0]
    inside = _within(zone, spots[kept])
    cost = _cost(clear[kept])
    cost = np.where(inside | _within(roads, spots[kept]), cost, cost * _OFF_ROAD)
    graph = _graph(has_room.reshape(grid.rows_columns), cost, spots[kept])
    part = connected_components(graph, directed=False)[1]
    outlines, spots = standing.outlines(Barriers.OPEN), spots[kept]
    return Room(spots, cost, graph, part, inside, outlines, cKDTree(spots))


def _cost(clear: Floats) -> Floats:
    return np.asarray(1.0 + _NARROW * (_WISH_M - clear) ** 2)


def _within(shape: BaseGeometry, spots: Floats) -> np.ndarray:
    shape = prepared(shape)
    return np.asarray(shapely.intersects_xy(shape, spots[:, 0], spots[:, 1]))


def _graph(has_room: np.ndarray, cost: Floats, spots: Floats) -> "csr_array":
    from scipy.sparse import csr_array

    number = np.full(has_room.shape, -1)
    number[has_room] = np.arange(len(cost))
    rows, columns = has_room.shape
    firsts, lasts = [], []
    for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
        left = max(0, -right)
        one = number[: rows - down, left : columns - max(0, right)]
        other = number[down:, left + right : columns - max(0, right) + right]
        both = (one >= 0) & (other >= 0)
        firsts.append(one[both])
        lasts.append(other[both])
    first, last = np.concatenate(firsts), np.concatenate(lasts)
    away = np.hypot(*(spots[first] - spots[last]).T)
    weight = away * (cost[first] + cost[last]) / 2
    return csr_array((weight, (first, last)), shape=(len(cost),) * 2)


def roomy_line(room: Room, start: Point, goal: Point) -> LineString | None:
    """The line with most room between two places, as few straight pieces as cost no more.

    Args:
        room: Cells.
        start: Where it begins; the nearest cell within some metres counts from which the square can
            be got to.
        goal: Where it leads; the nearest cell of the square that can be got to counts.

    Returns:
        Corners, or None where there is no such cell.
    """
    away = np.hypot(*(room.spots - (start.x, start.y)).T)
    near = np.nonzero(away <= _SNAP_M)[0]
    near = near[np.isin(room.part[near], np.unique(room.part[room.is_inside]))]
    if not len(near):
        return None
    first = int(near[np.argmin(away[near] + room.cost[near] / 4)])
    wanted = (room.part == room.part[first]) & room.is_inside
    away = np.hypot(*(room.spots - (goal.x, goal.y)).T) + room.cost
    away[~wanted] = np.inf
    last = int(np.argmin(away))
    before = room.before(first)
    trail = [last]
    while before[trail[-1]] >= 0:
        trail.append(int(before[trail[-1]]))
    return _straightened(room, trail[::-1]) if len(trail) > 1 else None


def _straightened(room: Room, trail: list[int]) -> LineString:
    """Replace runs of cells by straight pieces that cost no more."""
    points, cost = room.spots[trail], room.cost[trail]
    lengths = np.hypot(*np.diff(points, axis=0).T)
    paid = np.concatenate(([0.0], np.cumsum(lengths * (cost[1:] + cost[:-1]) / 2)))
    corners, at = [0], 0
    while at < len(trail) - 1:
        reach = len(trail) - 1
        while reach > at + 1 and not _is_as_cheap(
            room, points[at], points[reach], paid[reach] - paid[at]
        ):
            reach = at + max(1, (reach - at) * 4 // 5)
        corners.append(reach)
        at = reach
    return LineString(_centred(room, points[corners]))


def _centred(room: Room, corners: Floats) -> Floats:
    """Move the corners, not the ends, by up to some cells to where there is more room."""
    found = corners.copy()
    for step in _NUDGES_M:
        for number in range(1, len(found) - 1):
            tries = found[number] + step * _AROUND
            costs = room.standing.prices(
                found[[number - 1, number + 1]],
                tries,
                spacing_m=_SPACING_M,
                narrow=_NARROW,
                wish_m=_WISH_M,
            )
            found[number] = tries[int(np.argmin(costs))]
    return found


def _is_as_cheap(room: Room, one: Floats, other: Floats, paid: float) -> bool:
    length = float(np.hypot(*(other - one)))
    count = max(2, math.ceil(length / _SPACING_M) + 1)
    spots = one + np.linspace(0.0, 1.0, count)[:, None] * (other - one)
    away, nearest = room.tree.query(spots)
    if float(away.max()) > _CELL_M[1]:
        return False
    return length * float(room.cost[nearest].mean()) <= paid * _SAME
