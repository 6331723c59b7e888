"""Access of service vehicles to a square: every vehicle on every route, open and closed."""

from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from sbd_tool.analysis.cells import crowd_cells
from sbd_tool.analysis.swept.drive import drives_of
from sbd_tool.analysis.swept.fleet import fleet_of
from sbd_tool.analysis.swept.network import routes_of
from sbd_tool.analysis.swept.reach import is_reached
from sbd_tool.analysis.swept.standing import standing_of
from sbd_tool.domain.access_results import (
    Access,
    AccessRoute,
    Barriers,
    Drive,
    Service,
    ServiceVehicle,
)
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_AROUND_M: Final = 30.0  # room before the reach, so that a vehicle arrives in line


def access_of(site: EffectiveSite, rubric: Rubric, progress: Progress) -> Access:
    """Drive every vehicle along every route.

    Places are within reach of a route when a straight line to the part that is driven crosses no
    building and no water. Roads that no route runs along reach nothing: shares are rather low.
    """
    fleet = fleet_of(rubric)
    reach = max(vehicle.reach_m for vehicle in fleet)
    region = site.zone.buffer(reach + _AROUND_M, quad_segs=4)
    routes = routes_of(site, rubric, region)
    margin = rubric.value("service_margin_m")
    drives: dict[tuple[int, Service, Barriers], Drive] = {}
    for count, vehicle in enumerate(fleet):
        standing = standing_of(site, rubric, vehicle.width_m + 2 * margin, region)
        for number, route in enumerate(routes):
            found = drives_of(route.line, vehicle, standing, margin)
            drives |= {(number, vehicle.key, state): drive for state, drive in found.items()}
            share = (count + (number + 1) / len(routes)) / len(fleet)
            progress.advance(share, text("access.list_access"))
    cells = np.asarray(shapely.points(crowd_cells(site, rubric.value("crowd_cells"))))
    built = _built(site, region)
    reached = {
        (vehicle.key, state): float(
            np.mean(
                is_reached(cells, _lane(routes, drives, vehicle, state), built, vehicle.reach_m)
            )
        )
        for vehicle in fleet
        for state in Barriers
    }
    return Access(vehicles=fleet, routes=routes, drives=drives, reached=reached)


def _built(site: EffectiveSite, region: BaseGeometry) -> BaseGeometry:
    shapes = [
        element.geometry
        for element in site.of(Role.BUILDING, Role.WATER)
        if shapely.intersects(region, element.geometry)
    ]
    return shapely.union_all(shapely.make_valid(np.array(shapes, dtype=object)))


def _lane(
    routes: tuple[AccessRoute, ...],
    drives: dict[tuple[int, Service, Barriers], Drive],
    vehicle: ServiceVehicle,
    state: Barriers,
) -> BaseGeometry:
    """The parts of the routes that are driven, as wide as the body."""
    driven = []
    for number, route in enumerate(routes):
        drive = drives[number, vehicle.key, state]
        if drive.driven_m > 0:
            driven.append(substring(route.line, 0.0, min(drive.driven_m, route.line.length)))
    lines = shapely.union_all(driven)
    return lines if lines.is_empty else lines.buffer(vehicle.width_m / 2, quad_segs=2)
