"""Where a fire engine gets along the emergency routes that are drawn, gates open."""

from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from sbd_tool.analysis.swept.drive import drives_of
from sbd_tool.analysis.swept.fleet import fleet_of, number_keys
from sbd_tool.analysis.swept.network import routes_of
from sbd_tool.analysis.swept.standing import standing_of
from sbd_tool.domain.access_results import Barriers, Service
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

FIRE_NUMBERS: Final = (
    *(key for service in Service for key in number_keys(service)),
    "service_margin_m",
    "service_join_m",
    "bollard_width_m",
)
_AROUND_M: Final = 30.0  # room before the reach, so that a vehicle arrives in line


def driven_by_fire(
    site: EffectiveSite, rubric: Rubric
) -> tuple[BaseGeometry, tuple[str, ...]] | None:
    """The lane that the swept path of the fire engine allows, and what is in its way.

    Args:
        site: Ways, buildings and what stands.
        rubric: ``FIRE_NUMBERS``.

    Returns:
        Ground driven along the routes, as wide as the body, and ids of what blocks or narrows them;
        None where no emergency route is drawn as a line.
    """
    if not any("Line" in one.geometry.geom_type for one in site.of(Role.EMERGENCY_ROUTE)):
        return None
    engine = next(one for one in fleet_of(rubric) if one.key is Service.FIRE)
    region = site.zone.buffer(engine.reach_m + _AROUND_M, quad_segs=4)
    routes = [one for one in routes_of(site, rubric, region) if one.is_drawn_for_it]
    if not routes:
        return None
    margin = rubric.value("service_margin_m")
    standing = standing_of(site, rubric, engine.width_m + 2 * margin, region).only(Barriers.OPEN)
    lanes, met = [], []
    for route in routes:
        drive = drives_of(route.line, engine, standing, margin, is_ground_told=False)[Barriers.OPEN]
        met += [one.object for one in drive.conflicts if one.object]
        if drive.driven_m > 0:
            lanes.append(substring(route.line, 0.0, min(drive.driven_m, route.line.length)))
    lines = shapely.union_all(np.array(lanes, dtype=object))
    lane = lines if lines.is_empty else lines.buffer(engine.width_m / 2, quad_segs=2)
    return lane, tuple(dict.fromkeys(met))
