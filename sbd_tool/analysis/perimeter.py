"""The edge of the square as a line to measure along: exact shadows of things cast onto it.

A thing's shadow on one straight piece of the edge is the projection, square to that piece, of the
part of the thing within a strip inside and outside of it. The projection of a connected part is an
interval, so shadows are exact at any rotation; nothing is sampled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from sbd_tool.domain.results import Stretches

# Positions along the edge that differ by less are the same.
GRID_M: Final = 1e-6
EPSILON_M: Final = 1e-6
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Perimeter:
    """The exterior ring, counter-clockwise.

    Attributes:
        ring: The ring as a line.
        starts: (n, 2) first points of the straight pieces.
        along: (n, 2) unit vectors along them.
        outward: (n, 2) unit normals to the outside.
        offsets: (n,) metres from the ring's first vertex.
        lengths: (n,) metres.
    """

    ring: LineString
    starts: Floats
    along: Floats
    outward: Floats
    offsets: Floats
    lengths: Floats

    @property
    def length_m(self) -> float:
        """Length of the whole ring."""
        return float(self.lengths.sum())


def perimeter_of(zone: Polygon) -> Perimeter:
    """Prepare the exterior ring of a zone for measuring."""
    ring = shapely.geometry.polygon.orient(zone).exterior
    points = shapely.get_coordinates(ring)
    steps = np.diff(points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    keep = lengths > 0
    steps, lengths, starts = steps[keep], lengths[keep], points[:-1][keep]
    along = steps / lengths[:, None]
    outward = np.column_stack((along[:, 1], -along[:, 0]))
    offsets = np.concatenate(([0.0], np.cumsum(lengths)[:-1]))
    return Perimeter(LineString(points), starts, along, outward, offsets, lengths)


def shadows(
    edge: Perimeter, things: Sequence[BaseGeometry], inside_m: float, outside_m: float
) -> list[tuple[int, float, float]]:
    """Shadows of things within a strip along the edge.

    Args:
        edge: The edge.
        things: Geometries, metres; invalid ones are mended first.
        inside_m: Depth of the strip inside the square.
        outside_m: Depth of the strip outside it.

    Returns:
        (index of the thing, start, end) per connected part, metres along the edge.
    """
    if not len(things):
        return []
    mended = shapely.make_valid(np.array(things, dtype=object))
    sound, whose = shapely.get_parts(mended, return_index=True)  # one dimension each, for the grid
    first = edge.starts - edge.outward * inside_m
    last = first + edge.along * edge.lengths[:, None]
    depth = edge.outward * (inside_m + outside_m)
    corners = np.stack([first, last, last + depth, first + depth], axis=1)
    strips = np.asarray(shapely.polygons(corners))
    piece, thing = shapely.STRtree(sound).query(strips, predicate="intersects")
    if not len(piece):
        return []
    # On a grid of a micrometre: with free coordinates GEOS loses a building whose front lies on the
    # edge at some rotations (its intersection comes out as two points).
    cut = shapely.intersection(strips[piece], sound[thing], grid_size=GRID_M)
    parts, pair = shapely.get_parts(cut, return_index=True)
    points, part = shapely.get_coordinates(parts, return_index=True)
    if not len(points):
        return []
    owner = piece[pair[part]]
    position = ((points - edge.starts[owner]) * edge.along[owner]).sum(axis=1)
    low, high = np.full(len(parts), np.inf), np.full(len(parts), -np.inf)
    np.minimum.at(low, part, position)
    np.maximum.at(high, part, position)
    piece, thing = piece[pair], whose[thing[pair]]
    low, high = np.clip(low, 0, edge.lengths[piece]), np.clip(high, 0, edge.lengths[piece])
    found = zip(thing, edge.offsets[piece] + low, edge.offsets[piece] + high, strict=True)
    return [(int(index), float(start), float(end)) for index, start, end in found if end >= start]


def merged(stretches: Iterable[tuple[float, float]], slack_m: float = 1e-9) -> Stretches:
    """Sort stretches and join those that touch."""
    out: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if out and start <= out[-1][1] + slack_m:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def without(stretches: Stretches, removed: Iterable[tuple[float, float]]) -> Stretches:
    """What is left of stretches when others are taken away.

    Examples:
        >>> without(((0.0, 10.0),), [(2.0, 3.0)])
        ((0.0, 2.0), (3.0, 10.0))
    """
    left = list(merged(stretches))
    for low, high in merged(removed):
        cut = []
        for start, end in left:
            if high <= start or low >= end:
                cut.append((start, end))
                continue
            cut += [(start, low)] if low > start else []
            cut += [(high, end)] if high < end else []
        left = cut
    return tuple(left)


def shared(stretches: Stretches, others: Stretches) -> Stretches:
    """What two sets of stretches have in common."""
    pairs = ((max(start, low), min(end, high)) for start, end in stretches for low, high in others)
    return merged((low, high) for low, high in pairs if high > low)


def total_m(stretches: Iterable[tuple[float, float]]) -> float:
    """Joint length of stretches that do not overlap."""
    return float(sum(end - start for start, end in stretches))


def joined_over_start(stretches: Stretches, length_m: float) -> list[tuple[float, float]]:
    """Stretches with the one that runs over the ring's first vertex in one piece.

    Its end is then larger than the length of the ring.
    """
    parts = list(stretches)
    if len(parts) > 1 and parts[0][0] <= EPSILON_M and parts[-1][1] >= length_m - EPSILON_M:
        first = parts.pop(0)
        parts[-1] = (parts[-1][0], length_m + first[1])
    return parts


def line_of(edge: Perimeter, start: float, end: float) -> LineString:
    """Geometry of a stretch; ``end`` may run over the ring's first vertex."""
    if end <= edge.length_m + 1e-9:
        part = substring(edge.ring, start, min(end, edge.length_m))
        return LineString(shapely.get_coordinates(part))
    tail = shapely.get_coordinates(substring(edge.ring, start, edge.length_m))
    head = shapely.get_coordinates(substring(edge.ring, 0.0, end - edge.length_m))
    return LineString(np.concatenate((tail, head[1:])))


def position_of(edge: Perimeter, point: Point) -> float:
    """Metres along the edge of the point of it that is nearest."""
    return float(edge.ring.project(point))


def stretch_lines(edge: Perimeter, stretches: Stretches) -> BaseGeometry:
    """Geometry of stretches as one value, for drawing and for distances."""
    return shapely.union_all([substring(edge.ring, start, end) for start, end in stretches])
