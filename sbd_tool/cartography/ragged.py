"""Shapely geometries to the ragged arrays of a draw list."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from sbd_tool.cartography.drawlist import BoolArray, Fill, IntArray, Paths, Stroke

ObjectArray = npt.NDArray[np.object_]
_LINES: Final = (1, 2)  # shapely type ids: LineString, LinearRing
_POLYGON: Final = 3
_POINT: Final = 0


def flat_parts(geometries: ObjectArray) -> tuple[ObjectArray, IntArray]:
    """Single parts of geometries, collections opened, with the row each came from."""
    kinds = shapely.get_type_id(geometries)
    if len(kinds) and kinds.min() >= 0 and kinds.max() <= _POLYGON:  # nothing to take apart
        filled = ~shapely.is_empty(geometries)
        return geometries[filled], np.flatnonzero(filled)
    parts, rows = shapely.get_parts(geometries, return_index=True)
    while bool(np.any(shapely.get_type_id(parts) > _POLYGON)):
        parts, inner = shapely.get_parts(parts, return_index=True)
        rows = rows[inner]
    keep = ~(shapely.is_missing(parts) | shapely.is_empty(parts))
    return parts[keep], rows[keep]


def split_kinds(
    geometries: ObjectArray,
) -> tuple[
    tuple[ObjectArray, IntArray], tuple[ObjectArray, IntArray], tuple[ObjectArray, IntArray]
]:
    """Areas, lines and points of an array of geometries, each with the rows they came from."""
    parts, rows = flat_parts(geometries)
    kinds = shapely.get_type_id(parts)
    areas, lines, points = (kinds == _POLYGON, np.isin(kinds, _LINES), kinds == _POINT)
    return (parts[areas], rows[areas]), (parts[lines], rows[lines]), (parts[points], rows[points])


def _starts(owners: IntArray, count: int) -> IntArray:
    """Index of the first member of each owner, then the number of members."""
    found: IntArray = np.searchsorted(owners, np.arange(count + 1)).astype(np.int64)
    return found


def area_paths(
    polygons: ObjectArray,
    rows: IntArray,
    ids: Sequence[str],
    *,
    fill: Fill | None,
    stroke: Stroke | None,
) -> Paths | None:
    """Polygons as closed paths; parts of one row become one feature. None when there are none."""
    if not len(polygons):
        return None
    rings, owners = shapely.get_rings(polygons, return_index=True)
    is_hole = np.zeros(len(rings), dtype=bool)
    is_hole[1:] = owners[1:] == owners[:-1]
    return _paths(
        rings, rows[owners], ids, is_closed=True, fill=fill, stroke=stroke, is_hole=is_hole
    )


def line_paths(
    lines: ObjectArray, rows: IntArray, ids: Sequence[str], *, stroke: Stroke | None
) -> Paths | None:
    """Lines as open paths. None when there are none."""
    if not len(lines) or stroke is None:
        return None
    return _paths(lines, rows, ids, is_closed=False, fill=None, stroke=stroke)


def _paths(
    rings: ObjectArray,
    rows: IntArray,
    ids: Sequence[str],
    *,
    is_closed: bool,
    fill: Fill | None,
    stroke: Stroke | None,
    is_hole: BoolArray | None = None,
) -> Paths:
    coordinates, owners = shapely.get_coordinates(rings, return_index=True)
    kept, feature = np.unique(rows, return_inverse=True)
    return Paths(
        coordinates=np.asarray(coordinates, dtype=np.float64),
        part_starts=_starts(owners, len(rings)),
        feature_starts=_starts(np.asarray(feature, dtype=np.int64), len(kept)),
        ids=tuple(ids) if len(kept) == len(ids) else tuple(ids[row] for row in kept.tolist()),
        is_closed=is_closed,
        fill=fill,
        stroke=stroke,
        is_hole=is_hole,
    )


def geometry_paths(
    geometry: Any, identifier: str, *, fill: Fill | None = None, stroke: Stroke | None = None
) -> tuple[Paths, ...]:
    """One geometry of any kind: its areas filled and outlined, its lines stroked."""
    single = np.empty(1, dtype=object)
    single[0] = geometry
    (areas, area_rows), (lines, line_rows), _ = split_kinds(single)
    found = (
        area_paths(areas, area_rows, (identifier,), fill=fill, stroke=stroke),
        line_paths(lines, line_rows, (identifier,), stroke=stroke),
    )
    return tuple(paths for paths in found if paths is not None)


def seen(paths: Paths, extent: tuple[float, float, float, float]) -> Paths | None:
    """The features whose bounds meet an extent; None when none does.

    Args:
        paths: Ragged paths.
        extent: West, south, east, north in metres.
    """
    firsts = paths.part_starts[paths.feature_starts[:-1]]
    if not len(firsts):
        return None
    low = np.minimum.reduceat(paths.coordinates, firsts, axis=0)
    high = np.maximum.reduceat(paths.coordinates, firsts, axis=0)
    west, south, east, north = extent
    keep = (low[:, 0] <= east) & (high[:, 0] >= west) & (low[:, 1] <= north) & (high[:, 1] >= south)
    if bool(keep.all()):
        return paths
    if not bool(keep.any()):
        return None
    parts_of = np.diff(paths.feature_starts)
    part_keep = np.repeat(keep, parts_of)
    sizes = np.diff(paths.part_starts)
    return Paths(
        coordinates=paths.coordinates[np.repeat(part_keep, sizes)],
        part_starts=_cumulated(sizes[part_keep]),
        feature_starts=_cumulated(parts_of[keep]),
        ids=tuple(name for name, is_kept in zip(paths.ids, keep, strict=True) if is_kept),
        is_closed=paths.is_closed,
        fill=paths.fill,
        stroke=paths.stroke,
        is_hole=None if paths.is_hole is None else paths.is_hole[part_keep],
    )


def _cumulated(sizes: IntArray) -> IntArray:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
