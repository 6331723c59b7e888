"""Snapping to what is drawn: ends, crossings, middles and nearest points of lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.layers import GeometryArray, as_geometry_array

LARGEST_INDEX: Final = 400_000  # segments; beyond this only the nearest features are indexed
FloatArray = npt.NDArray[np.float64]


class SnapKind(StrEnum):
    """What the pointer caught; each has a glyph of its own."""

    END = "end"
    CROSSING = "crossing"
    MIDDLE = "middle"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Snap:
    """A caught position in metres."""

    kind: SnapKind
    x_m: float
    y_m: float


class SnapIndex:
    """Finds the best catch near a position.

    Ends win over crossings, those over middles, and all over the nearest point of a line, as CAD
    users expect; among equals the closer one wins.
    """

    def __init__(self, geometries: Iterable[BaseGeometry]) -> None:
        array = as_geometry_array(list(geometries))
        points, segments = _points(array), _segments(array)[:LARGEST_INDEX]
        self._segments = segments
        self._lines = _as_array(shapely.linestrings(segments.reshape(-1, 2, 2)))
        self._tree = shapely.STRtree(self._lines)
        ends = np.concatenate([points, segments.reshape(-1, 2)]) if len(segments) else points
        self._ends = np.unique(ends, axis=0) if len(ends) else ends
        self._end_tree = shapely.STRtree(_as_array(shapely.points(self._ends.reshape(-1, 2))))

    def find(self, x_m: float, y_m: float, tolerance_m: float) -> Snap | None:
        """The best catch within the tolerance, or None."""
        at = np.array([x_m, y_m])
        box = shapely.box(
            x_m - tolerance_m, y_m - tolerance_m, x_m + tolerance_m, y_m + tolerance_m
        )
        ends = self._ends[self._end_tree.query(box)] if len(self._ends) else self._ends
        rows = self._tree.query(box) if len(self._segments) else np.empty(0, dtype=np.int64)
        near = self._segments[rows]
        for kind, candidates in (
            (SnapKind.END, ends),
            (SnapKind.CROSSING, self._crossings(rows)),
            (SnapKind.MIDDLE, near.reshape(-1, 2, 2).mean(axis=1)),
            (SnapKind.NEAREST, _feet(near, at)),
        ):
            found = _closest(candidates, at, tolerance_m)
            if found is not None:
                return Snap(kind, float(found[0]), float(found[1]))
        return None

    def _crossings(self, rows: npt.NDArray[np.int64]) -> FloatArray:
        few = rows[:40]
        crossings = [
            shapely.intersection(self._lines[a], self._lines[b])
            for index, a in enumerate(few)
            for b in few[index + 1 :]
        ]
        points = [c for c in crossings if c.geom_type == "Point" and not c.is_empty]
        return shapely.get_coordinates(points) if points else np.empty((0, 2))


def _points(array: npt.NDArray[np.object_]) -> FloatArray:
    parts = shapely.get_parts(array) if len(array) else array
    mask = shapely.get_type_id(parts) == 0 if len(parts) else np.empty(0, dtype=bool)
    return shapely.get_coordinates(parts[mask]) if len(parts) else np.empty((0, 2))


def _segments(array: npt.NDArray[np.object_]) -> FloatArray:
    if not len(array):
        return np.empty((0, 4))
    parts = shapely.get_parts(array)
    polygonal = shapely.get_type_id(parts) == 3  # noqa: PLR2004 - GEOS type of polygons
    rings = shapely.get_rings(parts[polygonal])
    kinds = shapely.get_type_id(parts)
    lines = np.concatenate([parts[(kinds == 1) | (kinds == 2)], rings])  # noqa: PLR2004
    if not len(lines):
        return np.empty((0, 4))
    xy, line_of = shapely.get_coordinates(lines, return_index=True)
    joined = np.concatenate([xy[:-1], xy[1:]], axis=1)
    return np.asarray(joined[line_of[:-1] == line_of[1:]], dtype=np.float64)


def _feet(segments: FloatArray, at: FloatArray) -> FloatArray:
    if not len(segments):
        return np.empty((0, 2))
    start, along = segments[:, :2], segments[:, 2:] - segments[:, :2]
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((at - start) * along).sum(axis=1) / length, 0.0, 1.0)
    return np.asarray(start + along * share[:, None], dtype=np.float64)


def _closest(candidates: FloatArray, at: FloatArray, tolerance_m: float) -> FloatArray | None:
    if not len(candidates):
        return None
    away = np.hypot(*(candidates - at).T)
    row = int(away.argmin())
    return np.asarray(candidates[row]) if away[row] <= tolerance_m else None


def _as_array(made: BaseGeometry | GeometryArray) -> GeometryArray:
    """What shapely makes of an array is an array, whatever its stubs allow."""
    return made if isinstance(made, np.ndarray) else as_geometry_array([made])
