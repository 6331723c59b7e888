"""How accurate a measurement is: as accurate as what its points lie on."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.layers import GeometryArray, as_geometry_array
from sbd_tool.domain.project import Project
from sbd_tool.ingest import georeference

SAME_PLACE_M: Final = 0.005
"""A point that was caught lies on what it caught, but for rounding."""
_MOST_POINTS: Final = 200
"""Beyond that many points, a freehand outline say, nobody has caught them one by one."""


def points_accuracy_m(project: Project, shape: BaseGeometry) -> float | None:
    """One sigma of a coordinate of the points of a measured shape.

    A point on a drawn edge is as accurate as the layer or measure it lies on; a point beside
    everything is as accurate as the picture under it. The worst point counts for all, and where
    several things meet in a point, the worst of them: direction of error is too large.

    Args:
        project: What the shape was measured on.
        shape: Its points, metres.

    Returns:
        Metres, or None when one point lies on something nobody knows the accuracy of, or on
        nothing: unknown is never zero.
    """
    places = np.unique(shapely.get_coordinates(shape), axis=0)
    if not len(places) or len(places) > _MOST_POINTS:
        return None
    sources = list(_sources(project, shape))
    worst = 0.0
    for x, y in places:
        at = Point(x, y)
        here = [accuracy for edges, accuracy in sources if _is_on(edges, at)]
        found = here or [georeference.traced_accuracy_m(project.underlays, at)]
        known = [one for one in found if one is not None and one > 0]
        if len(known) < len(found):
            return None
        worst = max(worst, *known)
    return worst


def _sources(project: Project, shape: BaseGeometry) -> Iterator[tuple[GeometryArray, float | None]]:
    """Edges near the shape with their accuracy: of layers that are shown, and of measures."""
    west, south, east, north = shape.bounds
    air = 2 * SAME_PLACE_M
    reach = shapely.box(west - air, south - air, east + air, north + air)
    for layer in project.layers:
        if layer.is_visible and len(layer):
            near = layer.geometry[shapely.intersects(layer.geometry, reach)]
            if len(near):
                yield _edges(near), layer.accuracy_m
    for measure in project.measures.values():
        if measure.geometry is not None and shapely.intersects(measure.geometry, reach):
            yield _edges(as_geometry_array([measure.geometry])), measure.accuracy_m


def _edges(shapes: GeometryArray) -> GeometryArray:
    """Outlines of areas, everything else as it is: inside an area nothing is caught."""
    is_area = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - areas
    edges = shapes.copy()
    edges[is_area] = shapely.boundary(shapes[is_area])
    return edges


def _is_on(edges: GeometryArray, at: Point) -> bool:
    return bool(shapely.dwithin(edges, at, SAME_PLACE_M).any())
