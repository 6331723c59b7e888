"""What a line may end on: walls and standing barriers taken apart, and bare corners."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.prepared import prepared

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

CORNER: Final = -1
"""Owner of a corner of a zone or of ground without digging: a line may turn there, no more."""

_INSIDE_M: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing a line may end on.

    Attributes:
        id: Id of the element.
        shape: Area of a building; line or point of a barrier that holds.
        radius_m: Half the width of a point.
    """

    id: str
    shape: BaseGeometry
    radius_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Walls:
    """Convex pieces: straight segments, points with a radius, corners.

    Attributes:
        start, end: (n, 2) metres; equal for points.
        radius: (n,) metres.
        outward: (n, 2) unit vector out of the building; zero where both sides are free.
        owner: (n,) number of the thing, or ``CORNER``.
        solids: Areas that no line runs through.
        ids: Ids of the things.
    """

    start: Floats
    end: Floats
    radius: Floats
    outward: Floats
    owner: Ints
    solids: tuple[Polygon, ...]
    ids: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.radius)

    @property
    def shapes(self) -> npt.NDArray[np.object_]:
        """(n,) lines and points."""
        found = np.empty(len(self), dtype=object)
        is_line = np.hypot(*(self.end - self.start).T) > 0
        ends = np.stack((self.start, self.end), axis=1)
        found[is_line] = shapely.linestrings(ends[is_line])
        found[~is_line] = shapely.points(self.start[~is_line])
        return found


def walls_of(
    things: Sequence[Standing], corners: Floats, region: BaseGeometry, piece_m: float
) -> Walls:
    """Take things apart into pieces no longer than ``piece_m``.

    Splitting matters: two buildings may have more than one mouth between them.

    Args:
        things: Buildings as areas, barriers as lines and points.
        corners: (k, 2) convex corners of zones and of ground without digging.
        region: Pieces that do not touch it are left out.
        piece_m: Longest piece, metres.
    """
    starts, ends, radii, normals, owners = [], [], [], [], []
    solids: list[Polygon] = []
    for number, thing in enumerate(things):
        for part in shapely.get_parts(shapely.make_valid(shapely.force_2d(thing.shape))):
            first, last, outward = _pieces(part, piece_m)
            if part.geom_type == "Polygon":
                solids.append(part)
            starts.append(first)
            ends.append(last)
            normals.append(outward)
            radii.append(np.full(len(first), thing.radius_m if part.geom_type == "Point" else 0.0))
            owners.append(np.full(len(first), number, dtype=np.int64))
    starts.append(corners)
    ends.append(corners)
    normals.append(np.zeros_like(corners))
    radii.append(np.zeros(len(corners)))
    owners.append(np.full(len(corners), CORNER, dtype=np.int64))
    every = Walls(
        np.concatenate(starts),
        np.concatenate(ends),
        np.concatenate(radii),
        np.concatenate(normals),
        np.concatenate(owners),
        tuple(solids),
        tuple(thing.id for thing in things),
    )
    region = prepared(region)
    return _kept(every, shapely.intersects(region, every.shapes))


def _kept(walls: Walls, keep: Bools) -> Walls:
    return Walls(
        walls.start[keep],
        walls.end[keep],
        walls.radius[keep],
        walls.outward[keep],
        walls.owner[keep],
        walls.solids,
        walls.ids,
    )


def _pieces(part: BaseGeometry, piece_m: float) -> tuple[Floats, Floats, Floats]:
    """Starts, ends and outward normals of the pieces of one simple shape."""
    if part.geom_type == "Point":
        at = shapely.get_coordinates(part)
        return at, at, np.zeros_like(at)
    is_area = isinstance(part, Polygon)
    lines: list[BaseGeometry] = [part]
    if isinstance(part, Polygon):
        shape = shapely.geometry.polygon.orient(part)
        lines = [shape.exterior, *shape.interiors]
    starts, ends = [], []
    for line in lines:
        points = shapely.get_coordinates(shapely.segmentize(line, piece_m))
        starts.append(points[:-1])
        ends.append(points[1:])
    start, end = np.concatenate(starts), np.concatenate(ends)
    along = end - start
    length = np.hypot(along[:, 0], along[:, 1])
    keep = length > 0
    start, end, along = start[keep], end[keep], along[keep] / length[keep][:, None]
    outward = np.column_stack((along[:, 1], -along[:, 0])) if is_area else np.zeros_like(start)
    return start, end, outward


def convex_corners(areas: Sequence[BaseGeometry]) -> Floats:
    """(k, 2) corners at which a taut line round an area can turn."""
    found = [np.empty((0, 2))]
    for part in shapely.get_parts(list(areas)):
        found += [
            _convex(shapely.geometry.polygon.orient(area))
            for area in shapely.get_parts(part)
            if area.geom_type == "Polygon" and area.area > 0
        ]
    return np.concatenate(found)


def _convex(area: Polygon) -> Floats:
    points = shapely.get_coordinates(area.exterior)[:-1]
    into, out = points - np.roll(points, 1, axis=0), np.roll(points, -1, axis=0) - points
    return np.asarray(points[into[:, 0] * out[:, 1] - into[:, 1] * out[:, 0] > 0])


def outside(points: Floats, solids: Sequence[BaseGeometry]) -> Floats:
    """Points that lie in no solid."""
    if not len(points) or not solids:
        return points
    inner = shapely.buffer(np.array(solids, dtype=object), -_INSIDE_M)
    hit = shapely.STRtree(inner).query(shapely.points(points), predicate="within")[0]
    keep = np.ones(len(points), dtype=bool)
    keep[hit] = False
    return points[keep]
