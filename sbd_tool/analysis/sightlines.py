"""Exact shortest walks: straight lines between corners that cross nothing."""

from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]
# Corners stand off what they belong to, so that a walk round a corner does not touch it.
_SKIN_M: Final = 0.02
_OFF_M: Final = 0.03


def corners_of(ground: BaseGeometry, stands: BaseGeometry) -> Floats:
    """Points a shortest walk may bend at: corners of the ground and of what stands on it."""
    around = stands.buffer(_OFF_M, cap_style="square", join_style="mitre")
    points = shapely.get_coordinates([around, ground.buffer(-_OFF_M, join_style="mitre")])
    keep = shapely.contains_xy(ground, points[:, 0], points[:, 1])
    return np.unique(np.round(points[keep], 6), axis=0)


def walks_between(
    ground: BaseGeometry, stands: BaseGeometry, corners: Floats, places: Floats
) -> Floats:
    """Lengths of the shortest walks between places.

    Args:
        ground: Where one may walk, metres.
        stands: What nobody crosses.
        corners: Where walks may bend, from ``corners_of``.
        places: (n, 2) ends of the walks.

    Returns:
        (n, n) metres; infinite where no walk exists.
    """
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    points = np.concatenate((places, corners))
    first, second = np.triu_indices(len(points), 1)
    lines = np.asarray(shapely.linestrings(np.stack((points[first], points[second]), axis=1)))
    allowed = ground.buffer(_OFF_M)
    shapely.prepare(allowed)
    free = np.asarray(shapely.covers(allowed, lines))
    if not stands.is_empty:
        skin = stands.buffer(_SKIN_M, cap_style="square", join_style="mitre")
        shapely.prepare(skin)
        free &= ~np.asarray(shapely.intersects(skin, lines))
    first, second = first[free], second[free]
    length = np.hypot(*(points[first] - points[second]).T)
    graph = csr_matrix((length, (first, second)), shape=(len(points), len(points)))
    count = len(places)
    walks = dijkstra(graph, directed=False, indices=np.arange(count))
    return np.asarray(walks)[:, :count]
