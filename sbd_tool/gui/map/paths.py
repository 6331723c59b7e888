"""From ragged coordinate arrays to Qt paths, in small chunks.

Qt's raster engine slows down more than linearly with the rings of one path, so a path holds one
feature, or at most `CHUNK_RINGS` rings of many (measured for 100,000 polygons).
"""

import itertools
import struct
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from sbd_tool.cartography.drawlist import Paths

CHUNK_RINGS: Final = 8
SINGLE_FEATURES: Final = 20_000  # above this many features, several share a path
_ELEMENT: Final = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_MOVE, _LINE = 0, 1

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PathChunks:
    """Paths relative to an origin, with the bounds of each.

    Attributes:
        paths: One per feature or chunk of features.
        bounds: Shape (n, 4): west, south, east, north in metres.
    """

    paths: tuple[QPainterPath, ...]
    bounds: FloatArray

    def visible(self, west: float, south: float, east: float, north: float) -> list[int]:
        """Chunks that touch the frame."""
        b = self.bounds
        hits = (b[:, 0] <= east) & (b[:, 2] >= west) & (b[:, 1] <= north) & (b[:, 3] >= south)
        return [int(row) for row in np.flatnonzero(hits)]


def path_chunks(paths: Paths, origin: tuple[float, float]) -> PathChunks:
    """Build the paths of one draw-list item once; zooming only changes the transform."""
    starts = np.asarray(paths.part_starts, dtype=np.int64)
    features = np.asarray(paths.feature_starts, dtype=np.int64)
    count = len(features) - 1
    if count <= 0 or len(paths.coordinates) == 0:
        return PathChunks((), np.empty((0, 4)))
    chunk_features = _chunk_starts(features, count)
    local = np.asarray(paths.coordinates, dtype=np.float64)[:, :2] - np.asarray(origin)
    built: list[QPainterPath] = []
    bounds: list[tuple[float, float, float, float]] = []
    for first, last in itertools.pairwise(chunk_features):
        rings = starts[features[first] : features[last] + 1]
        if len(rings) < 2 or rings[-1] <= rings[0]:  # noqa: PLR2004 - a start and an end
            continue
        xy = local[rings[0] : rings[-1]]
        built.append(_path(xy, rings - rings[0], is_closed=paths.is_closed))
        low, high = xy.min(axis=0) + origin, xy.max(axis=0) + origin
        bounds.append((float(low[0]), float(low[1]), float(high[0]), float(high[1])))
    return PathChunks(tuple(built), np.asarray(bounds, dtype=np.float64).reshape(-1, 4))


def _chunk_starts(features: IntArray, count: int) -> list[int]:
    if count <= SINGLE_FEATURES:
        return list(range(count + 1))
    out = [0]
    for index in range(1, count):
        if features[index] - features[out[-1]] >= CHUNK_RINGS:
            out.append(index)
    return [*out, count]


def _path(xy: FloatArray, rings: IntArray, *, is_closed: bool) -> QPainterPath:
    """One path through Qt's public stream format: no call per vertex."""
    count = len(xy)
    elements = np.empty(count, _ELEMENT)
    elements["kind"] = _LINE
    elements["kind"][rings[:-1]] = _MOVE
    elements["x"], elements["y"] = xy[:, 0], xy[:, 1]
    last_start = int(rings[-2])
    head = struct.pack(">i", count)
    tail = struct.pack(">ii", last_start, 0)
    path = QPainterPath()
    stream = QDataStream(QByteArray(head + elements.tobytes() + tail))
    stream >> path
    if is_closed:
        path.closeSubpath()
    return path
