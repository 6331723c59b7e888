"""Emergency reach: cells within reach of a lane a fire engine can drive."""

from typing import Final

import numpy as np
import shapely

from sbd_tool.analysis.cells import crowd_cells
from sbd_tool.analysis.obstacles import OBSTACLE_FACTS, OBSTACLE_NUMBERS, OBSTACLE_ROLES
from sbd_tool.analysis.spec import AnalysisSpec, NotAssessed, Results
from sbd_tool.analysis.streets import STREET_NUMBERS
from sbd_tool.analysis.swept.fire import FIRE_NUMBERS, driven_by_fire
from sbd_tool.analysis.swept.free_ground import free_ground
from sbd_tool.analysis.swept.reach import is_reached
from sbd_tool.analysis.swept.reached import region_of
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import EmergencyReach
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def run(
    site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress
) -> EmergencyReach | NotAssessed:
    """Tell which cells a fire engine may reach, gates open.

    Where an emergency route is drawn, the engine gets into the square only as far as its swept path
    along that route does (``analysis.swept``). Elsewhere the free ground is shrunk by half a lane
    and what hangs together with a road is kept, the square itself only where no route is drawn:
    an upper bound, since nothing turns there; ``at_edge`` is the lower one, from outside the square
    alone. The last metres are a straight line that no building cuts; walls do not cut it, so the
    share is rather too high behind them. Slopes and weight limits are not checked.
    """
    del results, progress
    region = region_of(site, rubric)
    ground = free_ground(site, rubric, rubric.value("emergency_lane_m"), region)
    if not ground.has_roads:
        return NotAssessed(reason=text("analysis.no_roads_drawn"))
    driven = driven_by_fire(site, rubric)
    lane = ground.whole if driven is None else shapely.union_all([ground.outside, driven[0]])
    cells = np.asarray(shapely.points(crowd_cells(site, rubric.value("crowd_cells"))))
    reach = rubric.value("emergency_reach_m")
    near_lane = is_reached(cells, lane, ground.built, reach)
    share = float(np.mean(near_lane))
    at_edge = share
    if driven is None and share > 0:
        at_edge = float(np.mean(near_lane & is_reached(cells, ground.outside, ground.built, reach)))
    inside = site.zone.buffer(5.0)
    beside = [owner for owner, shape in ground.stops if shapely.intersects(inside, shape)]
    beside = [*(driven[1] if driven is not None else ()), *beside]
    return EmergencyReach(
        share=share,
        at_edge=at_edge,
        lane=lane,
        objects=tuple(dict.fromkeys(beside))[:12],
    )


SPEC: Final = AnalysisSpec(
    key="emergency",
    title=text("analysis.emergency"),
    version=3,
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
