"""Routes to a square along drawn ways: shortest from every outer end of their network."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from sbd_tool.analysis.attributes import word
from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.streets import ROAD_WORDS
from sbd_tool.domain.access_results import AccessRoute
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

_GRID_M: Final = 1e-3  # ways this near meet
_STRAY_M: Final = 0.2  # corners this near to the line are left out
_MOST: Final = 8
_SHUT: Final = {"no"}


@dataclass(frozen=True, slots=True)
class _Way:
    id: str
    line: LineString
    is_for_emergency: bool


def routes_of(site: EffectiveSite, rubric: Rubric, region: Polygon) -> tuple[AccessRoute, ...]:
    """The shortest route from every outer end of the network to the square, shortest first.

    Ways are emergency routes, carriageways, vehicle entries and footways that are pedestrian
    streets, drawn as lines. A way that ends within ``service_join_m`` of another is joined to it.
    The route ends at an end of an emergency route in the square, else at the place of the network
    in the square (or nearest to it) that is nearest to its middle. At most eight are given.

    Returns:
        Routes inside the region; none where no way is drawn as a line.
    """
    ways = _ways(site, region)
    if not ways:
        return ()
    ways += _joints(ways, rubric.value("service_join_m"), region)
    ways, goals = _with_goals(ways, site.zone)
    return _shortest(ways, goals, site.zone, region)


def _ways(site: EffectiveSite, region: Polygon) -> list[_Way]:
    found = []
    for element in site.of(
        Role.EMERGENCY_ROUTE, Role.CARRIAGEWAY, Role.VEHICLE_ENTRY, Role.FOOTWAY
    ):
        if not _is_way(element):
            continue
        parts = shapely.get_parts(shapely.force_2d(element.geometry).intersection(region))
        found += [
            _Way(element.id, part, element.role is Role.EMERGENCY_ROUTE)
            for part in parts
            if part.geom_type == "LineString" and part.length > _GRID_M
        ]
    return found


def _is_way(element: Element) -> bool:
    if "Line" not in element.geometry.geom_type or element.geometry.is_empty:
        return False
    if element.role is Role.EMERGENCY_ROUTE:
        return True
    if element.role is Role.FOOTWAY:
        kind = word(element, "highway")
        return kind == "pedestrian" or kind in ROAD_WORDS
    return not {word(element, "motor_vehicle"), word(element, "vehicle")} & _SHUT


def _joints(ways: list[_Way], reach_m: float, region: Polygon) -> list[_Way]:
    """Straight links from loose ends to the nearest other way."""
    lines = np.array([way.line for way in ways], dtype=object)
    tree, found = shapely.STRtree(lines), []
    for number, way in enumerate(ways):
        for end in (Point(way.line.coords[0]), Point(way.line.coords[-1])):
            if region.exterior.distance(end) <= _GRID_M:
                continue
            near = [int(k) for k in tree.query(end, "dwithin", reach_m) if k != number]
            away = [float(lines[k].distance(end)) for k in near]
            if away and min(away) > _GRID_M:
                link = shapely.shortest_line(end, lines[near[int(np.argmin(away))]])
                found.append(_Way("", link, is_for_emergency=False))
    return found


def _with_goals(ways: list[_Way], zone: BaseGeometry) -> tuple[list[_Way], list[Point]]:
    """Ways cut where routes end, and those places."""
    zone = prepared(zone)
    ends = [
        Point(at)
        for way in ways
        if way.is_for_emergency
        for at in (way.line.coords[0], way.line.coords[-1])
    ]
    goals = [end for end in ends if zone.intersects(end)]
    if goals:
        return ways, goals
    special = [way for way in ways if way.is_for_emergency and zone.intersects(way.line)]
    inside = special or [way for way in ways if zone.intersects(way.line)]
    if inside:
        places = [way.line.intersection(zone) for way in inside]
        nearest = int(np.argmin(shapely.distance(places, zone.centroid)))
        goal = shapely.shortest_line(places[nearest], zone.centroid)
        way = inside[nearest]
    else:
        nearest = int(np.argmin([way.line.distance(zone) for way in ways]))
        way = ways[nearest]
        goal = shapely.shortest_line(way.line, zone)
    at = way.line.project(shapely.get_point(goal, 0))
    cut = [substring(way.line, 0.0, at), substring(way.line, at, way.line.length)]
    parts = [
        _Way(way.id, LineString(part.coords), way.is_for_emergency)
        for part in cut
        if part.length > _GRID_M
    ]
    kept = [one for one in ways if one is not way]
    return [*kept, *parts], [Point(way.line.interpolate(at))]


def _shortest(
    ways: list[_Way], goals: list[Point], zone: BaseGeometry, region: Polygon
) -> tuple[AccessRoute, ...]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    lines = np.array([way.line for way in ways], dtype=object)
    noded = shapely.union_all(lines, grid_size=_GRID_M)
    parts = np.array(
        [part for part in shapely.get_parts(noded) if part.geom_type == "LineString"], dtype=object
    )
    ends = shapely.get_coordinates(shapely.get_point(parts, [[0], [-1]])).reshape(2, -1, 2)
    nodes, index = np.unique(np.round(np.concatenate(ends), 3), axis=0, return_inverse=True)
    first, last = index.reshape(2, -1)
    links: dict[tuple[int, int], int] = {}
    lengths = shapely.length(parts)
    for number in np.argsort(lengths):
        pair = (int(first[number]), int(last[number]))
        for one in (pair, pair[::-1]):
            links.setdefault(one, int(number))
    pairs = np.array(list(links))
    weights = lengths[list(links.values())]
    graph = csr_array((weights, (pairs[:, 0], pairs[:, 1])), shape=(len(nodes),) * 2)
    spots = np.asarray(shapely.points(nodes))
    targets = np.unique([int(np.argmin(shapely.distance(spots, goal))) for goal in goals])
    away, before, _ = dijkstra(
        graph, directed=False, indices=targets, min_only=True, return_predecessors=True
    )
    starts = _outer(spots, first, last, zone, region)
    made: list[AccessRoute] = []
    for start in sorted(starts, key=lambda node: float(away[node])):
        if np.isfinite(away[start]) and away[start] > _GRID_M and len(made) < _MOST:
            numbers = _trail(int(start), before, links)
            made.append(_route(parts[numbers], nodes[start], ways, lines))
    return tuple(made)


def _outer(
    spots: np.ndarray, first: np.ndarray, last: np.ndarray, zone: BaseGeometry, region: Polygon
) -> list[int]:
    """Nodes on the edge of the region; for want of any, loose ends outside the square."""
    edge = np.nonzero(shapely.distance(spots, region.exterior) <= 10 * _GRID_M)[0]
    if len(edge):
        return [int(node) for node in edge]
    degree = np.bincount(np.concatenate((first, last)), minlength=len(spots))
    loose = (degree == 1) & ~shapely.intersects(zone, spots)
    return [int(node) for node in np.nonzero(loose)[0]]


def _trail(start: int, before: np.ndarray, links: dict[tuple[int, int], int]) -> list[int]:
    numbers, node = [], start
    while before[node] >= 0:
        numbers.append(links[node, int(before[node])])
        node = int(before[node])
    return numbers


def _route(
    parts: np.ndarray, start: np.ndarray, ways: list[_Way], lines: np.ndarray
) -> AccessRoute:
    corners = [start]
    for part in parts:
        points = shapely.get_coordinates(part)
        if np.hypot(*(points[0] - corners[-1])) > np.hypot(*(points[-1] - corners[-1])):
            points = points[::-1]
        corners += list(points[1:])
    middles = shapely.line_interpolate_point(parts, 0.5, normalized=True)
    owners = [ways[int(np.argmin(shapely.distance(lines, middle)))] for middle in middles]
    return AccessRoute(
        line=LineString(LineString(corners).simplify(_STRAY_M).coords),
        ways=tuple(dict.fromkeys(way.id for way in owners if way.id)),
        is_drawn_for_it=any(way.is_for_emergency for way in owners),
    )
