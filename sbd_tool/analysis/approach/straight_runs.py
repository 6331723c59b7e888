"""Longest straight run-up to a point: exact, and short enough to check by hand.

Ground is shrunk by half the vehicle's width; the longest straight run to a point is the farthest
point seen from it. Distance along a straight wall is convex, so only directions just beside corners
(and the ends of the sector looked at) can hold it. Corners are shrunk with chords inside the true
round, so a run is never under-stated.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.approach.clearance import Floats, segments_of_ground
from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.prepared import prepared

_BESIDE = 1e-9  # radians beside a corner
_HAIR = 1e-6  # far more than a corner's own directions are turned by
_AT = 1e-9  # metres; a wall nearer than this is the point's own
_PARALLEL = 1e-14
_END = 1e-12  # share of a wall by which a ray may miss its end
_CELL_M = 8.0
_FAR = 1e29  # metres; nothing was hit


class Run(NamedTuple):
    """A straight run to a point: length in metres, and the unit direction back to its start."""

    metres: float
    back_x: float
    back_y: float


class Sight:
    """Ground of a vehicle's middle, ready to be asked for straight runs."""

    def __init__(self, ground: BaseGeometry) -> None:
        """Take the ground of the middle: already shrunk by half the vehicle's width."""
        self.ground = prepared(ground)
        self._walls = segments_of_ground(ground)
        self._cells = _cells(self._walls)
        self._corners = np.unique(self._walls[:, :2], axis=0)
        self._found: dict[tuple[float, ...], Run] = {}

    def holds(self, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
        """Whether the middle can be at places."""
        return np.asarray(shapely.contains_xy(self.ground, x, y))

    def back_m(self, x: Floats, y: Floats, back_x: Floats, back_y: Floats) -> Floats:
        """Free distance from places along unit directions; 0 where the middle cannot be."""
        free = self.holds(x, y)
        found = np.zeros(len(x))
        rays = np.column_stack((x, y, back_x, back_y))[free]
        found[free] = _cast(np.ascontiguousarray(rays), self._walls, self._cells)
        return found

    def longest(self, x: float, y: float, outward: tuple[float, float], least: float) -> Run:
        """Longest run to a place, among runs that come from outside.

        Args:
            x: The place.
            y: The place.
            outward: Unit vector out of the square there.
            least: Least sine of the angle between run and edge.

        Returns:
            The run; 0 m where the middle cannot be there. What was asked before is known.
        """
        asked = (x, y, *outward, least)
        if asked not in self._found:
            self._found[asked] = self._longest(x, y, outward, least)
        return self._found[asked]

    def _longest(self, x: float, y: float, outward: tuple[float, float], least: float) -> Run:
        if not bool(self.holds(np.array([x]), np.array([y]))[0]):
            return Run(0.0, *outward)
        dx, dy = self._corners[:, 0] - x, self._corners[:, 1] - y
        # Corners outside the sector hold no run that is asked for; a hair wider than it.
        ahead_m = dx * outward[0] + dy * outward[1]
        inside = ahead_m >= (least - _HAIR) * np.hypot(dx, dy)
        seen = np.arctan2(dy[inside], dx[inside])
        ahead = math.atan2(outward[1], outward[0])
        half = math.acos(least)
        angles = np.concatenate((seen - _BESIDE, seen + _BESIDE, ahead + half * _FAN))
        back = np.column_stack((np.cos(angles), np.sin(angles)))
        back = back[back @ np.array(outward) >= least - _AT]
        rays = np.column_stack((np.full(len(back), x), np.full(len(back), y), back))
        metres = _cast(np.ascontiguousarray(rays), self._walls, self._cells)
        best = int(np.argmax(metres))
        return Run(float(metres[best]), float(back[best, 0]), float(back[best, 1]))


# The middle of the sector and its ends, in half sectors.
_FAN: npt.NDArray[np.float64] = np.array([-1.0, 0.0, 1.0])


class Cells(NamedTuple):
    """Walls in the square cells they cross, so that a ray looks at few of them.

    Attributes:
        x, y: Corner of the first cell.
        size: Side of a cell, m.
        rows, columns: Number of cells.
        starts: First entry of each cell in ``walls_of``; one more at the end.
        walls_of: Indices of walls, cell by cell.
    """

    x: float
    y: float
    size: float
    rows: int
    columns: int
    starts: npt.NDArray[np.int64]
    walls_of: npt.NDArray[np.int64]


def _cells(walls: Floats) -> Cells:
    """Sort walls into cells by the boxes round them."""
    if not len(walls):
        walls = np.zeros((1, 4))
    x = np.minimum(walls[:, 0], walls[:, 2])
    y = np.minimum(walls[:, 1], walls[:, 3])
    high_x, high_y = np.maximum(walls[:, 0], walls[:, 2]), np.maximum(walls[:, 1], walls[:, 3])
    x0, y0 = float(x.min()) - 1.0, float(y.min()) - 1.0
    columns = int((float(high_x.max()) - x0) / _CELL_M) + 2
    rows = int((float(high_y.max()) - y0) / _CELL_M) + 2
    spans = [((low - at) / _CELL_M).astype(np.int64) for low, at in
             ((x, x0), (high_x, x0), (y, y0), (high_y, y0))]  # fmt: skip
    pairs: list[tuple[int, int]] = []
    for wall, (left, right, low, high) in enumerate(zip(*(s.tolist() for s in spans), strict=True)):
        pairs += [
            (i * columns + j, wall) for i in range(low, high + 1) for j in range(left, right + 1)
        ]
    table = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    starts = np.searchsorted(table[:, 0], np.arange(rows * columns + 1)).astype(np.int64)
    return Cells(x0, y0, _CELL_M, rows, columns, starts, np.ascontiguousarray(table[:, 1]))


@compiled
def _hit(ray: Floats, wall: Floats) -> float:
    """Distance along a ray (x, y, direction) to a wall, or a very large number."""
    dx, dy = wall[2] - wall[0], wall[3] - wall[1]
    det = ray[2] * dy - ray[3] * dx
    if abs(det) < _PARALLEL:
        return 1e30
    ax, ay = wall[0] - ray[0], wall[1] - ray[1]
    t, u = (ax * dy - ay * dx) / det, (ax * ray[3] - ay * ray[2]) / det
    return t if t > _AT and -_END <= u <= 1 + _END else 1e30


@compiled
def _first_wall(ray: Floats, walls: Floats, cells: Cells) -> float:
    """Distance along a ray to the first wall, walking from cell to cell; 0 where it leaves."""
    j, i = int((ray[0] - cells.x) / cells.size), int((ray[1] - cells.y) / cells.size)
    step_x, step_y = (1 if ray[2] > 0 else -1), (1 if ray[3] > 0 else -1)
    pace_x = cells.size / abs(ray[2]) if ray[2] != 0 else 1e30
    pace_y = cells.size / abs(ray[3]) if ray[3] != 0 else 1e30
    edge_x = cells.x + (j + (1 if step_x > 0 else 0)) * cells.size
    edge_y = cells.y + (i + (1 if step_y > 0 else 0)) * cells.size
    next_x = (edge_x - ray[0]) / ray[2] if ray[2] != 0 else 1e30
    next_y = (edge_y - ray[1]) / ray[3] if ray[3] != 0 else 1e30
    best = 1e30
    while 0 <= i < cells.rows and 0 <= j < cells.columns:
        cell = i * cells.columns + j
        for at in range(cells.starts[cell], cells.starts[cell + 1]):
            best = min(best, _hit(ray, walls[cells.walls_of[at]]))
        if best <= min(next_x, next_y):
            return best
        if next_x < next_y:
            j, next_x = j + step_x, next_x + pace_x
        else:
            i, next_y = i + step_y, next_y + pace_y
    return best if best < _FAR else 0.0


@compiled
def _cast(rays: Floats, walls: Floats, cells: Cells) -> Floats:
    """Distance from each ray's start (x, y, direction) to the first wall."""
    found = np.zeros(rays.shape[0])
    for number in range(rays.shape[0]):
        found[number] = _first_wall(rays[number], walls, cells)
    return found
