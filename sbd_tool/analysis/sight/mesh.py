"""Free ground as a mesh of triangles whose sides are either open or the face of a thing.

Coordinates are whole millimetres from a local origin, kept as doubles: which side of a line a
point lies on is then exact for plans up to 30 km wide.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
MM: Final = 1000.0
_PER_CELL: Final = 2


class Mesh(NamedTuple):
    """Triangles of the free ground.

    Attributes:
        points: (p, 2) corners, whole millimetres.
        corners: (t, 3) corners of each triangle, counter-clockwise.
        across: (t, 3) triangle behind the side from corner k to corner k + 1, or -1 for a face.
        side: (t, 3) number of that side in the triangle behind it.
        bucket_starts: Where the triangles of each cell of the index begin.
        bucket: Triangles by cell of the index.
        grid: Left, bottom, cells per millimetre, columns, rows of the index.
    """

    points: Floats
    corners: Indices
    across: Indices
    side: Indices
    bucket_starts: Indices
    bucket: Indices
    grid: Floats


def mesh_of(free: BaseGeometry) -> Mesh:
    """Triangulate free ground.

    Args:
        free: Valid polygons, whole millimetres, noded where they touch.

    Returns:
        Its constrained Delaunay mesh.
    """
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(free))
    if not len(triangles):
        return _empty()
    rings = np.round(shapely.get_coordinates(triangles)).reshape(-1, 4, 2)[:, :3]
    points, corner = np.unique(rings.reshape(-1, 2), axis=0, return_inverse=True)
    corners = corner.reshape(-1, 3).astype(np.int64)
    turn = _turn(points, corners)
    corners[turn < 0] = corners[turn < 0][:, ::-1]
    corners = np.ascontiguousarray(corners[turn != 0])
    if not len(corners):
        return _empty()
    across, side = _neighbours(corners, len(points))
    starts, bucket, index = _index(points, corners)
    return Mesh(np.ascontiguousarray(points), corners, across, side, starts, bucket, index)


def _turn(points: Floats, corners: Indices) -> Floats:
    one, two, three = (points[corners[:, k]] for k in range(3))
    first, second = two - one, three - one
    return np.asarray(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0])


def _neighbours(corners: Indices, count: int) -> tuple[Indices, Indices]:
    start = corners.ravel()
    end = np.roll(corners, -1, axis=1).ravel()
    forth, back = start * count + end, end * count + start
    order = np.argsort(forth)
    place = np.searchsorted(forth[order], back)
    found = order[np.minimum(place, len(order) - 1)]
    is_open = forth[found] == back
    across = np.where(is_open, found // 3, -1).reshape(-1, 3)
    side = np.where(is_open, found % 3, 0).reshape(-1, 3)
    return np.ascontiguousarray(across), np.ascontiguousarray(side)


def _index(points: Floats, corners: Indices) -> tuple[Indices, Indices, Floats]:
    """Triangles by the cells of a grid their boxes touch."""
    low = points.min(axis=0)
    size = points.max(axis=0) - low + 1.0
    cell = float(max(size)) / max(1, int(np.sqrt(len(corners) / _PER_CELL)))
    columns, rows = int(size[0] // cell) + 1, int(size[1] // cell) + 1
    boxes = points[corners]
    first = ((boxes.min(axis=1) - low) // cell).astype(np.int64)
    last = ((boxes.max(axis=1) - low) // cell).astype(np.int64)
    wide = last[:, 0] - first[:, 0] + 1
    many = wide * (last[:, 1] - first[:, 1] + 1)
    triangle = np.repeat(np.arange(len(corners)), many)
    rank = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
    row = first[triangle, 1] + rank // wide[triangle]
    place = row * columns + first[triangle, 0] + rank % wide[triangle]
    order = np.argsort(place, kind="stable")
    starts = np.zeros(columns * rows + 1, dtype=np.int64)
    starts[1:] = np.cumsum(np.bincount(place, minlength=columns * rows))
    index = np.array([low[0], low[1], 1.0 / cell, columns, rows], dtype=float)
    return starts, np.ascontiguousarray(triangle[order]), index


def _empty() -> Mesh:
    nothing = np.zeros((0, 3), dtype=np.int64)
    starts = np.zeros(2, dtype=np.int64)
    none = np.zeros(0, dtype=np.int64)
    index = np.array([0.0, 0.0, 1.0, 0.0, 0.0])
    return Mesh(np.zeros((0, 2)), nothing, nothing.copy(), nothing.copy(), starts, none, index)
