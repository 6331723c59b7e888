"""Emergency reach: cells within reach of a lane a fire engine can drive."""

from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import truth
from sbd_tool.analysis.cells import crowd_cells
from sbd_tool.analysis.obstacles import (
    OBSTACLE_FACTS,
    OBSTACLE_NUMBERS,
    OBSTACLE_ROLES,
    Obstacle,
    obstacles_of,
)
from sbd_tool.analysis.spec import AnalysisSpec, NotAssessed, Results
from sbd_tool.analysis.streets import STREET_NUMBERS, former_roads, grounds
from sbd_tool.analysis.swept.fire import FIRE_NUMBERS, driven_by_fire
from sbd_tool.analysis.swept.reach import is_reached
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import EmergencyReach
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_AROUND_M: Final = 20.0  # ground beyond the reach itself, so that a lane may turn back in


def run(
    site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress
) -> EmergencyReach | NotAssessed:
    """Tell which cells a fire engine reaches, gates open.

    Where an emergency route is drawn, the engine gets into the square only as far as its swept path
    along that route does (``analysis.swept``). Elsewhere the free ground is shrunk by half a lane
    and what hangs together with a road is kept, the square itself only where no route is drawn.
    Buildings, water, walls and rows with gaps under the lane's width stand in the way; gates and
    rows that can be opened do not. The last metres are a
    straight line that no building cuts; walls do not cut it, so the share is rather too high
    behind them. Slopes and weight limits are not checked, turning circles on drawn routes only.
    """
    del results, progress
    roads = grounds(site, rubric, (Role.CARRIAGEWAY, Role.VEHICLE_ENTRY, Role.EMERGENCY_ROUTE))
    roads += former_roads(site, rubric)
    if not roads:
        return NotAssessed(reason=text("analysis.no_roads_drawn"))
    reach = rubric.value("emergency_reach_m")
    region = site.zone.buffer(reach + _AROUND_M, quad_segs=4)
    shapely.prepare(region)
    lane = rubric.value("emergency_lane_m")
    stops = _stops(site, rubric, lane, region)
    built = [
        element.geometry
        for element in site.of(Role.BUILDING, Role.WATER)
        if not element.is_measure and shapely.intersects(region, element.geometry)
    ]
    sound = shapely.make_valid(np.array([*built, *(shape for _, shape in stops)], dtype=object))
    taken = shapely.union_all(shapely.buffer(sound, lane / 2 - 1e-3, quad_segs=4))
    driven = driven_by_fire(site, rubric)
    ground = region if driven is None else region.difference(site.zone)
    parts = shapely.get_parts(ground.difference(taken))
    near = [road.area for road in roads if shapely.intersects(region, road.area)]
    reached = _connected(parts, near)
    if driven is not None:
        reached = shapely.union_all([reached, driven[0]])
    cells = np.asarray(shapely.points(crowd_cells(site, rubric.value("crowd_cells"))))
    near_lane = is_reached(cells, reached, shapely.union_all(sound[: len(built)]), reach)
    inside = shapely.union_all([site.zone.buffer(5.0)])
    beside = [owner for owner, shape in stops if shapely.intersects(inside, shape)]
    beside = [*(driven[1] if driven is not None else ()), *beside]
    return EmergencyReach(
        share=float(np.mean(near_lane)),
        lane=reached,
        objects=tuple(dict.fromkeys(beside))[:12],
    )


def _connected(parts: np.ndarray, roads: list[BaseGeometry]) -> BaseGeometry:
    if not len(parts) or not roads:
        return shapely.Point()
    hit = shapely.STRtree(parts).query(np.array(roads, dtype=object), predicate="intersects")[1]
    return shapely.union_all(parts[np.unique(hit)])


def _stops(
    site: EffectiveSite, rubric: Rubric, lane_m: float, region: BaseGeometry
) -> list[tuple[str, BaseGeometry]]:
    """What an engine cannot pass or open, with its id; openings of gates are cut out."""
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


SPEC: Final = AnalysisSpec(
    key="emergency",
    title=text("analysis.emergency"),
    version=2,
    reads=(
        *OBSTACLE_ROLES,
        Role.TREE,
        Role.LAMP,
        Role.SEAT,
        Role.SHELTER,
        Role.SIGN,
        Role.STEPS,
        Role.BUILDING,
        Role.CARRIAGEWAY,
        Role.VEHICLE_ENTRY,
        Role.EMERGENCY_ROUTE,
        Role.FOOTWAY,
        Role.CROWD_AREA,
    ),
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=(
        *OBSTACLE_NUMBERS,
        *STREET_NUMBERS,
        *FIRE_NUMBERS,
        "emergency_lane_m",
        "emergency_reach_m",
        "crowd_cells",
    ),
    run=run,
    sources=("UK-ADB",),
)
