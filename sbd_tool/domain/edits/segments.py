"""Straight pieces of geometries as arrays: where they meet, and cutting a path there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.tolerances import PARALLEL_SINE, SAME_PLACE_M
from sbd_tool.domain.layers import GeometryArray, as_geometry_array

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
_LINEAR = (1, 2)
_POLYGON = 3
_LEAST_PIECE_M = SAME_PLACE_M / 1000  # shorter ones have no direction worth naming
_LEAST_SQUARE = 1e-200  # keeps the division defined for pieces of no length


@dataclass(frozen=True, slots=True)
class Segments:
    """Straight pieces.

    Attributes:
        xy: Shape (n, 4): x and y of start and end, metres.
        owner: Shape (n,): row of the geometry each piece belongs to.
    """

    xy: FloatArray
    owner: IntArray

    def __len__(self) -> int:
        return len(self.xy)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where pairs of lines meet, row by row.

    Attributes:
        first: Position on the first piece, 0 at its start and 1 at its end; NaN when parallel.
        second: Position on the second piece.
        xy: Shape (n, 2): the meeting place, metres, taken along the second piece.
    """

    first: FloatArray
    second: FloatArray
    xy: FloatArray


@dataclass(frozen=True, slots=True)
class Cuts:
    """Places on a path, in order.

    Attributes:
        at_m: Shape (n,): distance from the start of the path.
        xy: Shape (n, 2).
    """

    at_m: FloatArray
    xy: FloatArray

    def __len__(self) -> int:
        return len(self.at_m)


def segments_of(geometries: Sequence[BaseGeometry] | GeometryArray) -> Segments:
    """All straight pieces of lines and outlines that have a direction."""
    array = as_geometry_array(list(geometries))
    parts, owner = _flat(array)
    kinds = shapely.get_type_id(parts) if len(parts) else np.empty(0, dtype=np.int64)
    rings, ring_of = shapely.get_rings(parts[kinds == _POLYGON], return_index=True)
    linear = np.isin(kinds, _LINEAR)
    lines = np.concatenate([parts[linear], rings])
    line_owner = np.concatenate([owner[linear], owner[kinds == _POLYGON][ring_of]])
    if not len(lines):
        return Segments(np.empty((0, 4)), np.empty(0, dtype=np.int64))
    xy, line_of = shapely.get_coordinates(lines, return_index=True)
    joined = np.concatenate([xy[:-1], xy[1:]], axis=1)
    sizes = np.hypot(*(joined[:, 2:] - joined[:, :2]).T)
    real = (line_of[:-1] == line_of[1:]) & (sizes > _LEAST_PIECE_M)
    return Segments(joined[real], line_owner[line_of[:-1][real]].astype(np.int64))


def as_many(made: BaseGeometry | GeometryArray) -> GeometryArray:
    """What shapely makes of an array is an array, whatever its stubs allow."""
    return made if isinstance(made, np.ndarray) else as_geometry_array([made])


def points_of(geometries: Sequence[BaseGeometry] | GeometryArray) -> tuple[FloatArray, IntArray]:
    """Positions of single points, and the row of the geometry each belongs to."""
    parts, owner = _flat(as_geometry_array(list(geometries)))
    kinds = shapely.get_type_id(parts) if len(parts) else np.empty(0, dtype=np.int64)
    return shapely.get_coordinates(parts[kinds == 0]), owner[kinds == 0]


def _flat(array: GeometryArray) -> tuple[GeometryArray, IntArray]:
    owner = np.arange(len(array))
    for _ in range(2):  # collections may hold multi-part shapes
        array, index = shapely.get_parts(array, return_index=True)
        owner = owner[index]
    present = ~shapely.is_empty(array) if len(array) else np.empty(0, dtype=bool)
    return array[present], owner[present].astype(np.int64)


def meet(first: FloatArray, second: FloatArray) -> Meeting:
    """Meet the infinite lines through pieces, row by row.

    Args:
        first: Shape (n, 4).
        second: Shape (n, 4).
    """
    r, s = first[:, 2:] - first[:, :2], second[:, 2:] - second[:, :2]
    w = second[:, :2] - first[:, :2]
    cross = r[:, 0] * s[:, 1] - r[:, 1] * s[:, 0]
    sizes = np.hypot(*r.T) * np.hypot(*s.T)
    is_parallel = np.abs(cross) <= PARALLEL_SINE * sizes
    safe = np.where(is_parallel, 1.0, cross)
    along_first = (w[:, 0] * s[:, 1] - w[:, 1] * s[:, 0]) / safe
    along_second = (w[:, 0] * r[:, 1] - w[:, 1] * r[:, 0]) / safe
    along_first[is_parallel] = along_second[is_parallel] = np.nan
    return Meeting(along_first, along_second, second[:, :2] + s * along_second[:, None])


def slack_of(segments: FloatArray) -> FloatArray:
    """How far beyond 0 and 1 a position on each piece is still on it."""
    lengths = np.hypot(*(segments[:, 2:] - segments[:, :2]).T)
    return np.asarray(SAME_PLACE_M / np.maximum(lengths, SAME_PLACE_M), dtype=np.float64)


def within(position: FloatArray, slack: FloatArray) -> BoolArray:
    """Whether positions lie on their piece; NaN does not."""
    return np.asarray((position >= -slack) & (position <= 1 + slack), dtype=np.bool_)


def share_along(segments: FloatArray, at: FloatArray) -> FloatArray:
    """Where on the line of each piece a position falls square: 0 at its start, 1 at its end."""
    along = segments[:, 2:] - segments[:, :2]
    squares = np.maximum((along**2).sum(axis=1), _LEAST_SQUARE)
    return np.asarray(((at - segments[:, :2]) * along).sum(axis=1) / squares, dtype=np.float64)


def place_on(segments: FloatArray, share: FloatArray) -> FloatArray:
    """The place on each piece at a position along it, kept between its ends."""
    along = segments[:, 2:] - segments[:, :2]
    return np.asarray(segments[:, :2] + along * np.clip(share, 0.0, 1.0)[:, None], dtype=np.float64)


def feet(segments: FloatArray, at: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The nearest place of each piece to a position, and the unclipped position along it."""
    share = share_along(segments, at)
    return place_on(segments, share), share


def touches(
    segments: FloatArray, at: FloatArray, slack: FloatArray
) -> tuple[FloatArray, BoolArray]:
    """Position of places along pieces, row by row, and whether each lies on its piece."""
    foot, share = feet(segments, at)
    return share, within(share, slack) & (np.hypot(*(foot - at).T) <= SAME_PLACE_M)


def pairs_near(first: FloatArray, second: FloatArray) -> tuple[IntArray, IntArray]:
    """Rows of pieces whose boxes touch, within the tolerance."""
    if not len(first) or not len(second):
        none = np.empty(0, dtype=np.int64)
        return none, none
    tree = shapely.STRtree(_boxes(second, 0.0))
    found = tree.query(_boxes(first, SAME_PLACE_M))
    return found[0], found[1]


def _boxes(segments: FloatArray, margin_m: float) -> GeometryArray:
    low = np.minimum(segments[:, :2], segments[:, 2:]) - margin_m
    high = np.maximum(segments[:, :2], segments[:, 2:]) + margin_m
    made: GeometryArray = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    return made


def pieces_of_path(path: FloatArray) -> FloatArray:
    """The straight pieces of a path of shape (n, 2)."""
    return np.concatenate([path[:-1], path[1:]], axis=1)


def lengths_to(path: FloatArray) -> FloatArray:
    """Distance along the path to each of its vertices."""
    legs = np.hypot(*np.diff(path, axis=0).T)
    return np.concatenate([[0.0], np.cumsum(legs)])


def cuts_on(path: FloatArray, edges: FloatArray) -> Cuts:
    """Where edges meet a path; where one runs along it, the ends of the shared stretch.

    Args:
        path: Shape (n, 2).
        edges: Shape (m, 4).
    """
    legs = pieces_of_path(path)
    rows, cols = pairs_near(legs, edges)
    first, second = legs[rows], edges[cols]
    met = meet(first, second)
    leg_slack, edge_slack = slack_of(first), slack_of(second)
    on = within(met.first, leg_slack) & within(met.second, edge_slack)
    ends = [
        (rows, np.clip(met.first, 0, 1), met.xy, on),
        _end_on(legs, rows, second[:, :2], leg_slack),
        _end_on(legs, rows, second[:, 2:], leg_slack),
        _start_on(rows, first, second, edge_slack, end=0),
        _start_on(rows, first, second, edge_slack, end=1),
    ]
    to, leg = lengths_to(path), np.diff(lengths_to(path))
    at_m = np.concatenate([to[r][ok] + t[ok] * leg[r][ok] for r, t, _, ok in ends])
    xy = np.concatenate([place[ok] for _, _, place, ok in ends])
    order = np.argsort(at_m, kind="stable")
    return _distinct(Cuts(at_m[order], xy[order]))


def _end_on(
    legs: FloatArray, rows: IntArray, at: FloatArray, slack: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray, BoolArray]:
    """Ends of edges that touch a leg."""
    share, on = touches(legs[rows], at, slack)
    return rows, np.clip(share, 0, 1), at, on


def _start_on(
    rows: IntArray, first: FloatArray, second: FloatArray, slack: FloatArray, *, end: int
) -> tuple[IntArray, FloatArray, FloatArray, BoolArray]:
    """Vertices of the path that touch an edge."""
    at = first[:, 2 * end : 2 * end + 2]
    _, on = touches(second, at, slack)
    return rows, np.full(len(rows), float(end)), at, on


def _distinct(cuts: Cuts) -> Cuts:
    if len(cuts) < 2:  # noqa: PLR2004 - nothing to compare
        return cuts
    new = np.concatenate([[True], np.diff(cuts.at_m) > 2 * SAME_PLACE_M])
    return Cuts(cuts.at_m[new], cuts.xy[new])


def cut_apart(path: FloatArray, cuts: Cuts) -> list[FloatArray]:
    """The path between neighbouring cuts, from its start to its end; none of zero length."""
    to = lengths_to(path)
    inner = (cuts.at_m > SAME_PLACE_M) & (cuts.at_m < to[-1] - SAME_PLACE_M)
    at = np.concatenate([[0.0], cuts.at_m[inner], [to[-1]]])
    xy = np.concatenate([path[:1], cuts.xy[inner], path[-1:]])
    return [stretch(path, at[n], at[n + 1], xy[n], xy[n + 1]) for n in range(len(at) - 1)]


def stretch(
    path: FloatArray, from_m: float, to_m: float, start: FloatArray, end: FloatArray
) -> FloatArray:
    """The path between two distances, with exact ends."""
    to = lengths_to(path)
    between = path[(to > from_m + SAME_PLACE_M) & (to < to_m - SAME_PLACE_M)]
    return np.concatenate([start[None], between, end[None]])
