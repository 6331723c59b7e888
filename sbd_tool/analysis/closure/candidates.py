"""Stretches a line may be made of: shortest segments between pieces that see each other.

A cheapest line touches things; between two touches it is a shortest segment. Pairs of walls that
turn their backs on each other have none, or one that another pair has too. Whether a segment runs
through a third building is asked only of those that a solution uses: such a segment is never
shorter than the way along that building, which costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.closure.walls import CORNER, Bools, Floats, Ints, Walls
from sbd_tool.analysis.prepared import prepared

_EPS_M: Final = 1e-6
_BESIDE_M: Final = 0.5  # direction of a route is that of a metre of it
_MOST_PAIRS: Final = 6_000_000


@dataclass(frozen=True, slots=True)
class Stretches:
    """Candidate stretches.

    Attributes:
        first, second: (m,) numbers of pieces.
        lines: (m, 2, 2) from surface to surface.
        paths: (m, 4, 2) from middle to middle of the pieces, for parity.
        width: (m,) clear metres.
        is_standing: (m,) a way along what stands already, or touching: never built on.
        is_bare: (m,) it ends on a corner at which nothing stands: no gap of it is closed already.
    """

    first: Ints
    second: Ints
    lines: Floats
    paths: Floats
    width: Floats
    is_standing: Bools
    is_bare: Bools

    def __len__(self) -> int:
        return len(self.width)

    def kept(self, keep: Bools) -> "Stretches":
        """Some of them."""
        return Stretches(
            self.first[keep],
            self.second[keep],
            self.lines[keep],
            self.paths[keep],
            self.width[keep],
            self.is_standing[keep],
            self.is_bare[keep],
        )


def stretches_of(
    walls: Walls, zones: npt.NDArray[np.object_], span_m: float, closed_m: float
) -> Stretches:
    """Candidate stretches up to a length, none of them through a zone.

    Args:
        walls: Pieces.
        zones: Areas that no stretch cuts; touching their edge is allowed.
        span_m: Longest stretch.
        closed_m: Gaps up to this are closed already, whichever way their walls face.
    """
    first, second = _near(walls, span_m, closed_m)
    found = _measured(walls, walls.shapes, first, second)
    keep = (found.width <= closed_m) | _faces(walls, found)
    keep &= found.width <= span_m
    found = found.kept(keep)
    return found.kept(~_cuts(zones, found) | found.is_standing)


def affordable_m(walls: Walls, span_m: float) -> float:
    """The span, halved until the number of pairs within it can be held in memory."""
    from scipy.spatial import cKDTree

    tree = cKDTree((walls.start + walls.end) / 2)
    while span_m > 1.0 and tree.count_neighbors(tree, span_m) > 2 * _MOST_PAIRS:
        span_m /= 2
    return span_m


def _near(walls: Walls, span_m: float, closed_m: float) -> tuple[Ints, Ints]:
    """Pairs within reach that may see each other, and all that nearly touch."""
    from scipy.spatial import cKDTree

    middle = (walls.start + walls.end) / 2
    half = np.hypot(*(walls.end - walls.start).T) / 2 + walls.radius
    tree = cKDTree(middle)
    pairs = tree.query_pairs(span_m + 2 * float(half.max(initial=0.0)), output_type="ndarray")
    first, second = pairs[:, 0].astype(np.int64), pairs[:, 1].astype(np.int64)
    apart = middle[first] - middle[second]
    gap = np.hypot(apart[:, 0], apart[:, 1]) - half[first] - half[second]
    keep = gap <= span_m
    first, second, gap = first[keep], second[keep], gap[keep]
    keep = gap <= closed_m
    far = np.nonzero(~keep)[0]
    far = far[_may_see(walls, first[far], second[far])]
    far = far[_may_see(walls, second[far], first[far])]
    keep[far] = True
    return first[keep], second[keep]


def _may_see(walls: Walls, first: Ints, second: Ints) -> Bools:
    """Whether some of the second piece lies in front of the first, or in line with it."""
    normal, origin = walls.outward[first], walls.start[first]
    ahead = [
        ((side[second] - origin) * normal).sum(axis=1) >= -_EPS_M
        for side in (walls.start, walls.end)
    ]
    return np.asarray(ahead[0] | ahead[1])


def _measured(
    walls: Walls, shapes: npt.NDArray[np.object_], first: Ints, second: Ints
) -> Stretches:
    bare = shapely.get_coordinates(shapely.shortest_line(shapes[first], shapes[second]))
    bare = bare.reshape(-1, 2, 2)
    along = bare[:, 1] - bare[:, 0]
    length = np.hypot(along[:, 0], along[:, 1])
    unit = along / np.where(length > 0, length, 1.0)[:, None]
    lines = np.stack(
        (
            bare[:, 0] + unit * walls.radius[first][:, None],
            bare[:, 1] - unit * walls.radius[second][:, None],
        ),
        axis=1,
    )
    middle = (walls.start + walls.end) / 2
    paths = np.stack((middle[first], bare[:, 0], bare[:, 1], middle[second]), axis=1)
    width = np.maximum(0.0, length - walls.radius[first] - walls.radius[second])
    is_bare = (walls.owner[first] == CORNER) | (walls.owner[second] == CORNER)
    is_standing = (width <= _EPS_M) & ~is_bare
    return Stretches(first, second, lines, paths, width, is_standing, is_bare)


def _faces(walls: Walls, found: Stretches) -> Bools:
    """Whether a stretch leaves both pieces to their outside, or along them."""
    along = found.lines[:, 1] - found.lines[:, 0]
    leaves = (along * walls.outward[found.first]).sum(axis=1) >= -_EPS_M
    comes = (along * walls.outward[found.second]).sum(axis=1) <= _EPS_M
    return np.asarray(leaves & comes)


def _cuts(zones: npt.NDArray[np.object_], found: Stretches) -> Bools:
    inner = [zone.buffer(-_EPS_M) for zone in zones]
    return np.asarray(crosses(found, inner).any(axis=1))


def runs_through(lines: Floats, solids: npt.NDArray[np.object_]) -> Bools:
    """Which stretches run through the inside of a solid.

    Args:
        lines: (m, 2, 2).
        solids: Areas.
    """
    hit = np.zeros(len(lines), dtype=bool)
    if not len(solids) or not len(lines):
        return hit
    inner = shapely.buffer(solids, -1e-4, join_style="mitre")
    which = shapely.STRtree(inner).query(shapely.linestrings(lines), predicate="intersects")[0]
    hit[which] = True
    return hit


def clear_across(found: Stretches, at: Ints, route: BaseGeometry) -> Floats:
    """(k,) clear width of some stretches square to a route that crosses them.

    Of a route drawn as an area the whole length counts.
    """
    lines = shapely.linestrings(found.lines[at])
    if "Line" not in route.geom_type:
        return np.asarray(found.width[at])
    part = max(shapely.get_parts(route), key=shapely.length)
    place = shapely.line_locate_point(part, shapely.centroid(shapely.intersection(route, lines)))
    ends = [
        shapely.get_coordinates(
            shapely.line_interpolate_point(part, np.clip(place + step, 0.0, part.length))
        )
        for step in (-_BESIDE_M, _BESIDE_M)
    ]
    along, across = ends[1] - ends[0], found.lines[at, 1] - found.lines[at, 0]
    size = np.hypot(*along.T) * np.hypot(*across.T)
    turned = along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0]
    sine = np.abs(turned) / np.where(size > 0, size, 1.0)
    return np.asarray(found.width[at] * sine)


def crosses(found: Stretches, shapes: Sequence[BaseGeometry]) -> Bools:
    """(m, k) which stretches meet which lines or areas."""
    hit = np.zeros((len(found), len(shapes)), dtype=bool)
    low, high = found.lines.min(axis=1), found.lines.max(axis=1)
    for number, shape in enumerate(shapes):
        if shape.is_empty:
            continue
        west, south, east, north = shape.bounds
        near = (low[:, 0] <= east) & (high[:, 0] >= west)
        near &= (low[:, 1] <= north) & (high[:, 1] >= south)
        lines = shapely.linestrings(found.lines[near])
        hit[near, number] = shapely.intersects(prepared(shape), lines)
    return hit
