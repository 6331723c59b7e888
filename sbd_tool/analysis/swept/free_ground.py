"""Ground wide enough for a lane that hangs together with a road."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import truth
from sbd_tool.analysis.obstacles import OBSTACLE_ROLES, Obstacle, obstacles_of
from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.same import Same
from sbd_tool.analysis.streets import former_roads, grounds
from sbd_tool.domain.effective import EffectiveSite, Fact, Leaning
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

Things = Sequence[tuple[str, BaseGeometry]]
ROAD_ROLES = (Role.CARRIAGEWAY, Role.VEHICLE_ENTRY, Role.EMERGENCY_ROUTE)
_READS: Final = (*OBSTACLE_ROLES, *ROAD_ROLES, Role.FOOTWAY, Role.BUILDING)
_ANSWERED: Final = ("gap:", "rating:")
_KEPT: Final = 12


@dataclass(frozen=True, slots=True)
class FreeGround:
    """Where the middle of a lane may lie.

    Attributes:
        whole: Ground joined to a road, in the square and round it.
        outside: Ground joined to a road without entering the square.
        built: Buildings and water.
        stops: What stands in the way, with ids.
        has_roads: Whether any road is drawn.
    """

    whole: BaseGeometry
    outside: BaseGeometry
    built: BaseGeometry
    stops: tuple[tuple[str, BaseGeometry], ...]
    has_roads: bool


def free_ground(
    site: EffectiveSite,
    rubric: Rubric,
    lane_m: float,
    region: BaseGeometry,
    shut: Things = (),
) -> FreeGround:
    """Shrink the ground by half a lane and keep what hangs together with a road.

    Buildings, water, walls and rows with gaps under the lane's width stand in the way; gates and
    rows that can be opened do not. More ground is told than a vehicle can turn on: too much, never
    too little.

    Args:
        site: Roads, buildings, water and ``OBSTACLE_ROLES``.
        rubric: Numbers of obstacles and streets.
        lane_m: Width of the lane.
        region: Ground looked at.
        shut: What opens and is closed now, with ids.

    The last answers are kept: a seat or a sign leaves the ground of all worlds as it was.
    """
    if shut:
        return _found(site, rubric, lane_m, region, shut)
    facts = sorted((key, fact) for key, fact in site.facts.items() if key.startswith(_ANSWERED))
    things = (site.zone, rubric.numbers, *(site.elements.get(role, ()) for role in _READS))
    told = (tuple(facts), site.world.attributes, lane_m, region.wkb)
    return _kept(_Asked(Same(things), told, site, rubric, region))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Equal where all that is read is the very same."""

    things: Same
    told: tuple[tuple[tuple[str, Fact], ...], Leaning, float, bytes]
    site: EffectiveSite = field(compare=False)
    rubric: Rubric = field(compare=False)
    region: BaseGeometry = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _kept(asked: _Asked) -> FreeGround:
    return _found(asked.site, asked.rubric, asked.told[2], asked.region, ())


def _found(
    site: EffectiveSite, rubric: Rubric, lane_m: float, region: BaseGeometry, shut: Things
) -> FreeGround:
    roads = grounds(site, rubric, ROAD_ROLES) + former_roads(site, rubric)
    region = prepared(region)
    stops = (*_stops(site, rubric, lane_m, region), *shut)
    built = [
        element.geometry
        for element in site.of(Role.BUILDING, Role.WATER)
        if not element.is_measure and shapely.intersects(region, element.geometry)
    ]
    sound = shapely.make_valid(np.array([*built, *(shape for _, shape in stops)], dtype=object))
    taken = shapely.union_all(shapely.buffer(sound, lane_m / 2 - 1e-3, quad_segs=4))
    near = [road.area for road in roads if shapely.intersects(region, road.area)]
    return FreeGround(
        whole=_joined(region.difference(taken), near),
        outside=_joined(region.difference(site.zone).difference(taken), near),
        built=shapely.union_all(sound[: len(built)]),
        stops=stops,
        has_roads=bool(roads),
    )


def _joined(free: BaseGeometry, roads: list[BaseGeometry]) -> BaseGeometry:
    parts = shapely.get_parts(free)
    if not len(parts) or not roads:
        return shapely.Point()
    hit = shapely.STRtree(parts).query(np.array(roads, dtype=object), predicate="intersects")[1]
    return shapely.union_all(parts[np.unique(hit)])


def _stops(
    site: EffectiveSite, rubric: Rubric, lane_m: float, region: BaseGeometry
) -> list[tuple[str, BaseGeometry]]:
    """What a vehicle cannot pass or open, with its id; openings of gates are cut out."""
    closed = {
        element.id for element in site.of(*OBSTACLE_ROLES) if truth(element, "is_operable") is False
    }
    obstacles = obstacles_of(site, rubric, wide=False)
    gates = [thing.opening for thing in obstacles if thing.is_gate and thing.id not in closed]
    free = shapely.union_all(gates) if gates else None
    found = []
    for thing in obstacles:
        if not _stands(thing, lane_m) or not shapely.intersects(region, thing.geometry):
            continue
        shape = thing.geometry.buffer(thing.radius_m) if thing.radius_m > 0 else thing.geometry
        found.append((thing.id, shape.difference(free) if free is not None else shape))
    return found


def _stands(thing: Obstacle, lane_m: float) -> bool:
    if thing.form.opens or thing.is_gate:
        return False
    if not thing.form.stops_vehicles and not thing.stops_people:
        return False
    return thing.is_point or thing.gap_m < lane_m
