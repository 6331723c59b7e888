"""Outlines of what stands, in the cells of a grid over the ground looked at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.same import KeptOf
from sbd_tool.analysis.swept.courses import Course
from sbd_tool.analysis.swept.curve import Floats

if TYPE_CHECKING:
    from sbd_tool.analysis.swept.outline_kernels import Cells

Box = tuple[float, float, float, float]
REACH_M: Final = 3.0
"""Distances up to this are told; more is not asked for."""
_CELL_M: Final = 2.0
_MOST_CELLS: Final = 60_000
_ROUND_M: Final = 15.0  # a body may stick out of the ground looked at
_KEPT: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """Everything that stands, quick to look through.

    Attributes:
        corner: What coordinates of the cells are counted from.
        cells: Segments in cells.
        boxes: (n, 4) box of each thing.
        wkb: (n,) its shape to the last bit.
    """

    corner: Floats
    cells: "Cells"
    boxes: Floats
    wkb: np.ndarray

    def met_by(self, ground: Floats) -> np.ndarray:
        """Numbers of the things that stand where one of some boxes, (m, 4), may meet them."""
        own, other = self.boxes[:, None], ground[None, :]
        is_met = (own[..., :2] <= other[..., 2:]) & (other[..., :2] <= own[..., 2:])
        return np.nonzero(np.any(is_met.all(axis=2), axis=1))[0]

    def first_hit(self, course: Course, most_m: float) -> tuple[int, float]:
        """The first step of a body that hits something, and the least distance till then.

        Args:
            course: Where the body is, step by step.
            most_m: More distance is not told; at most ``REACH_M``.

        Returns:
            Number of the step, or -1; metres.
        """
        from sbd_tool.analysis.swept.body_kernels import first_hit

        start, bodies = course.start - self.corner, course.bodies - self.corner
        hit, away = first_hit(
            self.cells, bodies, course.kept, course.fresh, start, course.ahead, most_m
        )
        return int(hit), float(away)

    def prices(
        self, ends: Floats, tries: Floats, *, spacing_m: float, narrow: float, wish_m: float
    ) -> Floats:
        """What the two straight pieces from a corner cost, were it at each of the places tried.

        Args:
            ends: (2, 2) where the pieces lead, metres.
            tries: (n, 2) places.
            spacing_m: How far apart the places on a piece are at which the room is looked at.
            narrow: How dear a metre is for each square metre of room that lacks.
            wish_m: More room is not sought; at most ``REACH_M``.

        Returns:
            (n,) costs; a metre with all the room wished for costs 1.
        """
        from sbd_tool.analysis.swept.outline_kernels import prices

        here, there = ends - self.corner, tries - self.corner
        return np.asarray(prices(self.cells, here, there, spacing_m, narrow, wish_m))


_KNOWN: KeptOf[Outlines] = KeptOf(_KEPT)


def outlines_of(shapes: Sequence[BaseGeometry], around: Box | None = None) -> Outlines:
    """Put the outlines of shapes into cells; the last answers are kept.

    Args:
        shapes: Points, lines and areas, metres.
        around: Ground looked at, by default all of the shapes: places outside are told as exactly,
            but slowly.
    """
    known = _KNOWN.get(shapes, around)
    return known if known is not None else _KNOWN.put(_made(shapes, around), shapes, around)


def _made(shapes: Sequence[BaseGeometry], around: Box | None) -> Outlines:
    from sbd_tool.analysis.segment_kernels import cells_of
    from sbd_tool.analysis.swept.outline_kernels import Cells, wound_at_middles

    things = np.array(shapes, dtype=object)
    if around is None:
        around = shapely.GeometryCollection(list(shapes)).bounds if len(things) else (0.0,) * 4
    box = np.array(around)
    corner = box[:2] - _ROUND_M
    sides = box[2:] + _ROUND_M - corner
    size = max(_CELL_M, math.sqrt(float(sides.prod()) / _MOST_CELLS))
    shape = np.ceil(sides / size).astype(np.int64)
    ends, is_ring = segments_of(shapes)
    segments = np.column_stack((ends - np.tile(corner, 2), np.full(len(ends), REACH_M)))
    starts, listed = cells_of(segments, np.zeros(2), size, shape)
    wound = wound_at_middles(segments, is_ring, size, shape)
    cells = Cells(segments, is_ring, starts, listed, wound, size, shape)
    return Outlines(corner, cells, shapely.bounds(things), shapely.to_wkb(things))


def segments_of(shapes: Sequence[BaseGeometry]) -> tuple[Floats, np.ndarray]:
    """Segments of shapes: of lines, of rings with their area to the left, and points.

    Returns:
        (n, 4) both ends, those of a point the same; (n,) whether a segment bounds an area.
    """
    parts = np.array([shape for shape in shapes if not shape.is_empty], dtype=object)
    while _is_collection(parts).any():
        parts = shapely.get_parts(parts)
        parts = parts[~shapely.is_empty(parts)]
    is_area = shapely.get_dimensions(parts) == _AREA
    rings, owner = shapely.get_rings(parts[is_area], return_index=True)
    is_outer = np.concatenate(([True], np.diff(owner) > 0)) if len(owner) else owner.astype(bool)
    is_wrong = shapely.is_ccw(rings) != is_outer
    rings = np.where(is_wrong, shapely.reverse(rings), rings)
    found = [_pairs(rings), _pairs(parts[~is_area])]
    is_ring = np.repeat([True, False], [len(pairs) for pairs in found])
    return np.concatenate(found), is_ring


_AREA: Final = 2
_COLLECTIONS: Final = (4, 5, 6, 7)


def _is_collection(parts: np.ndarray) -> np.ndarray:
    return np.isin(shapely.get_type_id(parts), _COLLECTIONS)


def _pairs(lines: np.ndarray) -> Floats:
    """Neighbouring corners of lines, (n, 4); a single point twice."""
    places, owner = shapely.get_coordinates(lines, return_index=True)
    single = np.bincount(owner, minlength=len(lines))[owner] == 1 if len(owner) else owner == 0
    places, owner = (np.concatenate((one, one[single])) for one in (places, owner))
    order = np.argsort(owner, kind="stable")
    places, owner = places[order], owner[order]
    is_same = owner[1:] == owner[:-1]
    return np.asarray(np.hstack((places[:-1], places[1:]))[is_same])
