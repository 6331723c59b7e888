"""What walkers keep away from, taken apart into straight segments and points with a radius."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.prepared import prepared

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

EDGE: Final = -1
"""Owner of the edge of the ground: no thing, only the limit for the middle of the walker."""

_EDGE_M: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that stands on the ground or limits it.

    Attributes:
        id: Id of the element.
        shape: Point, line or area, metres.
        radius_m: Half its width round the shape: of a post, of a bench drawn as a line.
        doubt_m: How much nearer it may stand than drawn; less than 0 where it is taken away.
    """

    id: str
    shape: BaseGeometry
    radius_m: float = 0.0
    doubt_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Pieces:
    """Segments of all things and of the edge of the ground.

    Attributes:
        segments: (n, 4) both ends, project metres; a point has them at one place.
        radius: (n,) half widths, metres.
        owner: (n,) index of the thing, or ``EDGE``.
    """

    segments: Floats
    radius: Floats
    owner: Ints

    def kept_m(self, half_m: float) -> Floats:
        """Distance that the middle of a walker keeps from each."""
        kept = np.maximum(self.radius + half_m, _EDGE_M)
        return np.where(self.owner == EDGE, _EDGE_M, kept)


def pieces_of(ground: BaseGeometry, things: Sequence[Thing]) -> Pieces:
    """Take things apart; what lies off the ground, out of reach of all walkers, is left out.

    Args:
        ground: Area to walk on, metres.
        things: What stands there; outlines of areas are walls.
    """
    segments, owner = [_segments(ground.boundary)], [np.full(0, EDGE)]
    owner[0] = np.full(len(segments[0]), EDGE)
    radius = [np.zeros(len(segments[0]))]
    for number, thing in enumerate(things):
        found = _segments(_outline(thing.shape))
        segments.append(found)
        owner.append(np.full(len(found), number))
        radius.append(np.full(len(found), max(0.0, thing.radius_m + thing.doubt_m)))
    joined = np.concatenate(segments)
    whose, wide = np.concatenate(owner), np.concatenate(radius)
    lines = shapely.linestrings(joined.reshape(-1, 2, 2))
    ground = prepared(ground)
    near = shapely.dwithin(lines, ground, 2.0 + float(wide.max(initial=0.0)))
    near |= whose == EDGE
    return Pieces(np.ascontiguousarray(joined[near]), wide[near], whose[near].astype(np.int64))


def _outline(shape: BaseGeometry) -> BaseGeometry:
    return shape.boundary if "Polygon" in shape.geom_type else shape


def _segments(shape: BaseGeometry) -> Floats:
    """(n, 4) straight segments of points and lines."""
    found = []
    for part in shapely.get_parts(shape):
        points = shapely.get_coordinates(part)
        if len(points) == 1:
            points = np.repeat(points, 2, axis=0)
        if len(points) > 1:
            found.append(np.column_stack((points[:-1], points[1:])))
    return np.concatenate(found) if found else np.empty((0, 4))
