"""The line each route is driven along: as drawn for emergencies, else the one with most room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.streets import former_roads, grounds
from sbd_tool.analysis.swept.drive import drives_of
from sbd_tool.analysis.swept.free_ground import ROAD_ROLES
from sbd_tool.analysis.swept.network import routes_of
from sbd_tool.analysis.swept.passing import passing_of
from sbd_tool.analysis.swept.roomy import Room, room_of, roomy_line
from sbd_tool.analysis.swept.standing import Standing
from sbd_tool.domain.access_results import AccessRoute, Barriers, Drive, Passing, ServiceVehicle
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

_EASED_M: Final = (0.0, 2.0)  # how far the line with most room may be straightened further
_ALIKE: Final = 0.05  # sine of the turn under which two pieces have one direction
_LEGS: Final = (3.0, 1.5)  # in radii: shorter pieces are left out
_FAR_M: Final = 25.0  # pieces that meet farther off are not led on
_MOUTH_M: Final = 3.0  # narrower strips of road on the edge of the plan are no beginning
_APART_M: Final = 12.0  # roads that begin nearer to a route are that route
_BENT: Final = 3  # corners of a line that bends
_MOST: Final = 8
_ORDER: Final = (Passing.BLOCKED, Passing.TIGHT, Passing.PASSES)


@dataclass(frozen=True, slots=True)
class Wheel:
    """What drives past what.

    Attributes:
        vehicle: Vehicle.
        standing: What it meets.
        margin_m: Distance under which it is told as tight.
        is_ground_told: Whether the ground swept is joined to one shape; it takes long.
    """

    vehicle: ServiceVehicle
    standing: Standing
    margin_m: float
    is_ground_told: bool = True

    def drives(self, line: LineString) -> dict[Barriers, Drive]:
        """Drive a line in every state of the barriers."""
        return drives_of(
            line,
            self.vehicle,
            self.standing,
            self.margin_m,
            is_ground_told=self.is_ground_told,
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Routes with the lines they are driven along.

    Attributes:
        routes: From outside to the square.
        room: Where else there is room; None where an emergency route is drawn, or no room is.
    """

    routes: tuple[AccessRoute, ...]
    room: Room | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Routes whose lines are still to be chosen, with all that a site tells for it.

    Attributes:
        drawn: Routes along the lines of the plan.
        starts: Where lines are looked for; empty where an emergency route is drawn.
        paved: Roads and pedestrian areas.
        zone: The square.
        region: Ground looked at.
    """

    drawn: tuple[AccessRoute, ...]
    starts: tuple[AccessRoute, ...]
    paved: BaseGeometry
    zone: Polygon
    region: Polygon


def wanted_of(site: EffectiveSite, rubric: Rubric, region: Polygon) -> Wanted:
    """Read the routes of a site.

    A route with an emergency route in it stays as drawn. Roads that do not hang together with the
    square by their lines begin where they leave the region.

    Args:
        site: Ways, roads and pedestrian areas.
        rubric: Numbers of the network and of streets.
        region: Ground looked at.
    """
    drawn = tuple(routes_of(site, rubric, region))
    if any(route.is_drawn_for_it for route in drawn):
        return Wanted(drawn, (), shapely.Point(), site.zone, region)
    roads = _roads(site, rubric)
    starts = (*drawn, *_beginnings(site, region, roads, drawn))[:_MOST]
    paved = shapely.union_all([roads, *(one.geometry for one in site.of(Role.PEDESTRIAN_AREA))])
    return Wanted(drawn, starts, paved, site.zone, region)


def lines_of(wanted: Wanted, engine: Wheel) -> Lines:
    """Choose the line of every route by how far the fire engine gets on it, then by its clearance.

    The middle line and the line with most room, straightened more or less, are driven with
    everything that opens open; what is drawn for emergencies stays.

    Args:
        wanted: Routes.
        engine: The widest vehicle.
    """
    if any(route.is_drawn_for_it for route in wanted.drawn):
        return Lines(wanted.drawn, None)
    if not wanted.starts:
        return Lines((), None)
    room = room_of(wanted.region, wanted.zone, engine.standing, wanted.paved)
    routes = [_chosen(route, wanted.zone, room, engine) for route in wanted.starts]
    return Lines(tuple(route for route in routes if route is not None), room)


def _roads(site: EffectiveSite, rubric: Rubric) -> BaseGeometry:
    roads = grounds(site, rubric, ROAD_ROLES) + former_roads(site, rubric)
    return shapely.union_all([road.area for road in roads])


def _beginnings(
    site: EffectiveSite, region: Polygon, roads: BaseGeometry, known: Sequence[AccessRoute]
) -> tuple[AccessRoute, ...]:
    """Straight lines from where other roads leave the region to the middle of the square.

    They stand for routes that are still to be looked for: of roads drawn as areas, and of those
    whose middle line does not hang together with the square.
    """
    mouths = shapely.get_parts(shapely.line_merge(region.exterior.intersection(roads)))
    wide = [one for one in mouths if one.length >= _MOUTH_M]
    middle = site.zone.representative_point()
    places = [one.interpolate(0.5, normalized=True) for one in wide]
    begun = shapely.MultiPoint([route.line.coords[0] for route in known])
    fresh = [at for at in places if begun.is_empty or at.distance(begun) > _APART_M]
    lines = [LineString([at, middle]) for at in fresh]
    nearest = sorted(lines, key=lambda line: (line.length, *line.coords[0]))[:_MOST]
    return tuple(AccessRoute(line=line, ways=(), is_drawn_for_it=False) for line in nearest)


def _chosen(
    route: AccessRoute, zone: Polygon, room: Room | None, engine: Wheel
) -> AccessRoute | None:
    """The route along its best line; one that still is to be looked for may have none."""
    start, goal = (Point(route.line.coords[end]) for end in (0, -1))
    if not zone.intersects(goal):
        goal = zone.representative_point()
    found = None if room is None else roomy_line(room, start, goal)
    lines = [] if found is None else list(eased(found, engine.vehicle.least_radius_m))
    best = best_line([*lines, route.line] if route.ways else lines, engine)
    return None if best is None else replace(route, line=best)


def eased(line: LineString, radius_m: float) -> Iterable[LineString]:
    """The line, and the same with fewer corners: those a driver makes of them."""
    seen: set[tuple[tuple[float, ...], ...]] = set()
    for stray in _EASED_M:
        plain = LineString(line.simplify(stray).coords)
        joined = [legs_joined(plain, least * radius_m) for least in _LEGS]
        joined += [_without_end(one, radius_m) for one in (plain, *joined) if one is not None]
        for one in (*joined, plain):
            if one is not None and tuple(one.coords) not in seen:
                seen.add(tuple(one.coords))
                yield one


def legs_joined(line: LineString, least_m: float) -> LineString | None:
    """The first, the last and the longer pieces, each led on to where it meets the next.

    Returns:
        None where two of them meet nowhere near, or none is left out.
    """
    corners = shapely.get_coordinates(line)
    every = list(pairwise(corners))
    inner = [leg for leg in every[1:-1] if float(np.hypot(*(leg[1] - leg[0]))) > least_m]
    legs = [every[0], *inner, *every[1:][-1:]]
    if len(legs) == len(every):
        return None
    made = [legs[0][0]]
    for (start, end), (after, beyond) in pairwise(legs):
        first, second = end - start, beyond - after
        cross = float(first[0] * second[1] - first[1] * second[0])
        if abs(cross) < _ALIKE * float(np.hypot(*first) * np.hypot(*second)):
            made += [end, after]
            continue
        share = float((after - start)[0] * second[1] - (after - start)[1] * second[0]) / cross
        meeting = start + share * first
        if max(np.hypot(*(meeting - end)), np.hypot(*(meeting - after))) > _FAR_M:
            return None
        made.append(meeting)
    return LineString([*made, legs[-1][1]])


def _without_end(line: LineString, least_m: float) -> LineString | None:
    """The line without a short last piece."""
    corners = line.coords
    if len(corners) < _BENT or Point(corners[-1]).distance(Point(corners[-2])) > least_m:
        return None
    return LineString(corners[:-1])


def best_line(lines: Iterable[LineString], engine: Wheel) -> LineString | None:
    """The line on which the vehicle gets through best, barriers open; the first of equals."""
    best, worth = None, (-1.0, -1.0, -1.0)
    standing = engine.standing.outlines(Barriers.OPEN)
    for line in lines:
        passing, share, clear = passing_of(line, engine.vehicle, standing, engine.margin_m)
        own = (float(_ORDER.index(passing)), share, clear)
        if own > worth:
            best, worth = line, own
        if passing is Passing.PASSES:
            break
    return best
