"""Incidents counted at identical coordinates, with what lies nearest to each point."""

from collections import Counter
from collections.abc import Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.incidents import IncidentPoint

Place = tuple[float, float]
_PLACES = 6  # decimal degrees: 0.1 m, finer than any coordinate of an incident


def counted(places: Sequence[Place]) -> Mapping[Place, int]:
    """Incidents by identical coordinates (degrees, six decimals)."""
    return Counter((round(x, _PLACES), round(y, _PLACES)) for x, y in places)


def shared_share(counts: Mapping[Place, int]) -> float:
    """Share of incidents at coordinates that at least one other has, 0-1.

    Examples:
        >>> shared_share({(0.0, 0.0): 3, (1.0, 1.0): 1})
        0.75
    """
    total = sum(counts.values())
    return sum(count for count in counts.values() if count > 1) / total if total else 0.0


def with_catchments(counts: Mapping[Place, int], reach: BaseGeometry) -> tuple[IncidentPoint, ...]:
    """Points within a reach with their catchments, the fullest first.

    A catchment is the Voronoi cell among the points of the file near the reach, cut to the reach:
    never too small where every anchor is in the file, and too large where some hold no incident.

    Args:
        counts: Point (metres) -> incidents.
        reach: What is looked at.
    """
    around = reach.buffer(reach.length)  # neighbours beyond the reach bound the cells within
    near = {
        place: count for place, count in counts.items() if around.intersects(shapely.Point(place))
    }
    if not near:
        return ()
    cells = _cells(list(near), reach)
    found = [
        IncidentPoint(x=place[0], y=place[1], count=count, catchment=cells[place])
        for place, count in near.items()
        if reach.intersects(shapely.Point(place))
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.x, one.y)))


def _cells(places: Sequence[Place], reach: BaseGeometry) -> Mapping[Place, BaseGeometry]:
    if len(places) == 1:
        return {places[0]: reach}
    points = shapely.MultiPoint(places)
    made = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=reach.envelope))
    tree = shapely.STRtree(made)
    found = {}
    for place in places:
        hit = tree.query(shapely.Point(place), predicate="intersects")
        found[place] = made[int(hit[0])].intersection(reach) if len(hit) else reach
    return found
