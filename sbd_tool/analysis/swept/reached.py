"""What of a square a vehicle serves: the one figure behind P15 and the list of access."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from sbd_tool.analysis.cells import crowd_cells
from sbd_tool.analysis.swept.fleet import fleet_of
from sbd_tool.analysis.swept.free_ground import FreeGround, free_ground
from sbd_tool.analysis.swept.lines import Lines, Wheel, best_line, eased
from sbd_tool.analysis.swept.reach import is_reached
from sbd_tool.analysis.swept.roomy import roomy_line
from sbd_tool.analysis.swept.standing import standing_of
from sbd_tool.domain.access_results import AccessRoute, Barriers, Drive, Service, ServiceVehicle
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.rubric import Rubric

_AROUND_M: Final = 30.0  # room before the reach, so that a vehicle arrives in line
_MORE: Final = 6  # further places of the square that a line is looked for to
_BESIDE_M: Final = 8.0  # places nearer to one already tried are not tried again

Driven = Sequence[tuple[AccessRoute, dict[Barriers, Drive]]]


@dataclass(frozen=True, slots=True)
class Served:
    """What one vehicle serves with barriers in one state.

    Attributes:
        share: Share of the cells of the square, 0 to 1.
        lane: Ground it gets to.
        met: Ids of what blocks or narrows its way.
    """

    share: float
    lane: BaseGeometry
    met: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Cells of a square and the wide ground of a vehicle.

    Attributes:
        cells: Points.
        ground: Ground wide enough for its lane.
        reach_m: How far from its lane it serves.
        at_most: Which cells all of that ground serves.
    """

    cells: np.ndarray
    ground: FreeGround
    reach_m: float
    at_most: np.ndarray

    def reached(self, lane: BaseGeometry) -> np.ndarray:
        """Which cells lie within reach of a lane."""
        return is_reached(self.cells, lane, self.ground.built, self.reach_m)


def region_of(site: EffectiveSite, rubric: Rubric) -> Polygon:
    """The ground looked at round a square: the longest reach, and room to arrive in line."""
    reach = max(vehicle.reach_m for vehicle in fleet_of(rubric))
    return site.zone.buffer(reach + _AROUND_M, quad_segs=4)


def wheel_of(
    vehicle: ServiceVehicle, site: EffectiveSite, rubric: Rubric, region: Polygon
) -> Wheel:
    """A vehicle with what it meets."""
    margin = rubric.value("service_margin_m")
    return Wheel(vehicle, standing_of(site, rubric, vehicle.width_m + 2 * margin, region), margin)


def places_of(
    site: EffectiveSite, rubric: Rubric, region: Polygon, wheel: Wheel, state: Barriers
) -> Places:
    """Cells and the ground wide enough: the lane of guidance, else the body and both margins."""
    vehicle = wheel.vehicle
    is_fire = vehicle.key is Service.FIRE
    lane = rubric.value("emergency_lane_m") if is_fire else vehicle.width_m + 2 * wheel.margin_m
    shut = wheel.standing.opening if state is Barriers.CLOSED else ()
    ground = free_ground(site, rubric, lane, region, shut)
    cells = np.asarray(shapely.points(crowd_cells(site, rubric.value("crowd_cells"))))
    at_most = is_reached(cells, ground.whole, ground.built, vehicle.reach_m)
    return Places(cells, ground, vehicle.reach_m, at_most)


def driven_to(places: Places, wheel: Wheel, lines: Lines) -> Driven:
    """Everything a vehicle drives to serve a square, barriers open and closed.

    Where an emergency route is drawn, the routes along it. Else the routes to its middle and, with
    barriers open, lines with most room to at most six further places of the square.

    Args:
        places: With barriers open.
        wheel: The vehicle.
        lines: Routes.
    """
    drawn = [route for route in lines.routes if route.is_drawn_for_it]
    driven = [(route, wheel.drives(route.line)) for route in drawn or lines.routes]
    return driven if drawn else [*driven, *_further(places, wheel, lines, driven)]


def served_by(places: Places, wheel: Wheel, driven: Driven, state: Barriers) -> Served:
    """Tell how much of a square lies within reach of what is driven.

    Outside the square every piece of ground wide enough for the lane that hangs together with a
    road is driven. Inside it counts only what the body sweeps; where no emergency route is drawn,
    only on ground wide enough for the lane: the share is never over that of all wide ground.
    """
    lane = _lane(places, wheel, driven, state)
    reached = places.reached(lane)
    if not any(route.is_drawn_for_it for route, _ in driven):
        reached = reached & places.at_most
    met = [one.object for _, drives in driven for one in drives[state].conflicts if one.object]
    return Served(float(np.mean(reached)), lane, tuple(dict.fromkeys(met)))


def _lane(places: Places, wheel: Wheel, driven: Driven, state: Barriers) -> BaseGeometry:
    """Wide ground outside, and the parts of the routes that are driven, as wide as the body."""
    pieces = [places.ground.outside]
    for route, drives in driven:
        drive = drives[state]
        if drive.driven_m <= 0:
            continue
        line = substring(route.line, 0.0, min(drive.driven_m, route.line.length))
        body = line.buffer(wheel.vehicle.width_m / 2, quad_segs=2)
        pieces.append(body if route.is_drawn_for_it else body.intersection(places.ground.whole))
    areas = [one for piece in pieces for one in shapely.get_parts(piece) if one.area > 0]
    return shapely.union_all(np.array(areas, dtype=object)) if areas else shapely.Point()


def _further(
    places: Places, wheel: Wheel, lines: Lines, driven: Driven
) -> list[tuple[AccessRoute, dict[Barriers, Drive]]]:
    """Drives to places that are wide enough to be driven to, from the shortest route's start."""
    if lines.room is None or not lines.routes:
        return []
    start = Point(lines.routes[0].line.coords[0])
    more: list[tuple[AccessRoute, dict[Barriers, Drive]]] = []
    tried: list[Point] = []
    radius = wheel.vehicle.least_radius_m
    for _ in range(_MORE):
        goal = _left(places, _lane(places, wheel, [*driven, *more], Barriers.OPEN), tried)
        if goal is None:
            break
        tried.append(goal)
        found = roomy_line(lines.room, start, goal)
        line = None if found is None else best_line(eased(found, radius), wheel)
        if line is not None:
            route = AccessRoute(line=line, ways=(), is_drawn_for_it=False)
            more.append((route, wheel.drives(line)))
    return more


def _left(places: Places, lane: BaseGeometry, tried: Sequence[Point]) -> Point | None:
    """The place on wide ground nearest to the cell that lies farthest from what is driven."""
    left = places.cells[places.at_most & ~places.reached(lane)]
    if not len(left):
        return None
    goals = shapely.get_point(shapely.shortest_line(places.ground.whole, left), 0)
    if tried:
        away = shapely.distance(goals[:, None], np.array(tried, dtype=object)[None, :]).min(axis=1)
        goals, left = goals[away > _BESIDE_M], left[away > _BESIDE_M]
    if not len(left):
        return None
    return Point(goals[int(np.argmax(shapely.distance(left, lane)))])
