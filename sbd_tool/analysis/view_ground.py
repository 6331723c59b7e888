"""The ground sight is judged on: what cuts the view, and the cells people stand in."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.cells import crowd_area, lattice
from sbd_tool.analysis.sight.cutters import CUTTER_NUMBERS, CUTTER_ROLES, cutters_of
from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import Floats, ViewGround
from sbd_tool.domain.text import text

_LEAST_M: Final = 1.0
_MARGIN_M: Final = 5.0


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> ViewGround:
    """Put what cuts the view into a field and lay cells over the walkable square.

    A thing cuts the view when it rises above ``barrier_view_height_m`` and begins under
    ``eye_height_m``. Cells lie in the crowd area, outside buildings, water and what the plan draws
    as shrubs or kiosks; walls and measures take none away, so that they can only hide.
    """
    del results, progress
    reach = rubric.value("view_reach_m") + _MARGIN_M
    frame = shapely.box(*site.zone.buffer(reach).bounds)
    heights = rubric.value("barrier_view_height_m"), rubric.value("eye_height_m")
    cutters = cutters_of(site, rubric, heights, frame)
    step = max(_LEAST_M, math.sqrt(site.zone.area / rubric.value("view_cells")))
    planted = {e.id for e in site.of(Role.VEGETATION, Role.AMENITY) if not e.is_measure}
    taken = [one.geometry for one in cutters if one.id in planted]
    return ViewGround(
        field=SightField([one.geometry for one in cutters], frame, [one.id for one in cutters]),
        cells=_cells(site, step, taken),
        step_m=step,
        is_object=np.array([one.is_object for one in cutters], dtype=bool),
    )


def _cells(site: EffectiveSite, step_m: float, taken: Sequence[BaseGeometry]) -> Floats:
    area = crowd_area(site)
    centres, _ = lattice(site.zone, step_m)
    solid = [
        element.geometry
        for element in site.of(Role.BUILDING, Role.WATER)
        if not element.is_measure and shapely.intersects(element.geometry, site.zone)
    ]
    closed = shapely.union_all(shapely.make_valid(np.array([*solid, *taken], dtype=object)))
    free = shapely.difference(area, closed)
    shapely.prepare(free)
    chosen = centres[shapely.contains_xy(free, centres[:, 0], centres[:, 1])]
    if not len(chosen):
        chosen = shapely.get_coordinates(shapely.point_on_surface(site.zone))
    return np.asarray(chosen, dtype=float)


SPEC: Final = AnalysisSpec(
    key="view_ground",
    title=text("sight.view_ground"),
    version=1,
    reads=(*CUTTER_ROLES, Role.WATER, Role.CROWD_AREA),
    reads_numbers=(
        *CUTTER_NUMBERS,
        "view_reach_m",
        "barrier_view_height_m",
        "eye_height_m",
        "view_cells",
    ),
    reads_square_tags=True,
    run=run,
    is_slow=True,
    sources=("GEHL",),
)
