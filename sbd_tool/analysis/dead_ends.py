"""Dead ends: narrow recesses at the square that one can only leave the way one came."""

from typing import Final

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.perimeter import perimeter_of, position_of
from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import DeadEnd, DeadEnds
from sbd_tool.domain.text import text

_ROLES: Final = (Role.BUILDING, Role.WALL, Role.WATER)
_LINE_M: Final = 0.05
_TOUCH_M: Final = 0.02
_BESIDE_M: Final = 0.1
_OBJECTS: Final = 5


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> DeadEnds:
    """Look for what is left of the free ground where a disc of ``dead_end_width_m`` cannot go.

    Such a part is a dead end when it opens to the rest at one place only, reaches at least
    ``dead_end_depth_m`` behind it and lies at the square. Whether a door or an open gate leads on
    is not asked: rather too many are told. Recesses wider than that are not told.
    """
    del results
    progress.advance(0.0)
    half, depth = rubric.value("dead_end_width_m") / 2, rubric.value("dead_end_depth_m")
    around = site.zone.buffer(rubric.value("hidden_reach_m"))
    things = _standing(site, around)
    solid = shapely.union_all([_solid(element) for element in things])
    free = shapely.difference(around, solid)
    open_ground = free.buffer(-half).buffer(half)
    rest = shapely.get_parts(shapely.difference(free, open_ground.buffer(1e-6)))
    rim, near = around.boundary, site.zone.buffer(half)
    shapely.prepare(near)
    found = []
    for part in rest:
        mouth = _mouth(part, open_ground)
        if mouth is None or part.distance(rim) < _TOUCH_M or not shapely.intersects(near, part):
            continue
        deep = float(shapely.hausdorff_distance(part, mouth)) if part.area > 0 else 0.0
        if deep >= depth:
            found.append(_described(site.zone, part, mouth, deep, things))
        progress.advance(0.5)
    return DeadEnds(found=tuple(sorted(found, key=lambda one: one.position_m)))


def _standing(site: EffectiveSite, around: Polygon) -> list[Element]:
    around = prepared(around)
    return [e for e in site.of(*_ROLES) if shapely.intersects(around, e.geometry)]


def _solid(element: Element) -> BaseGeometry:
    shape = shapely.make_valid(shapely.force_2d(element.geometry))
    return shape if shape.area > 0 else shape.buffer(_LINE_M, cap_style="square")


def _mouth(part: BaseGeometry, open_ground: BaseGeometry) -> BaseGeometry | None:
    """Where a part opens to the open ground; None where it does so nowhere or more than once."""
    touched = shapely.intersection(part.buffer(_TOUCH_M), open_ground)
    places = [one for one in shapely.get_parts(touched) if one.area > 0]
    return places[0] if len(places) == 1 else None


def _described(
    zone: Polygon, part: BaseGeometry, mouth: BaseGeometry, deep_m: float, things: list[Element]
) -> DeadEnd:
    edge = perimeter_of(zone)
    beside = part.buffer(_BESIDE_M)
    lengths = [
        float(shapely.length(shapely.intersection(beside, _solid(one).boundary))) for one in things
    ]
    order = [k for k in np.argsort(-np.array(lengths), kind="stable") if lengths[k] > 0]
    return DeadEnd(
        ground=part,
        position_m=position_of(edge, mouth.centroid),
        depth_m=deep_m,
        objects=tuple(dict.fromkeys(things[k].id for k in order))[:_OBJECTS],
    )


SPEC: Final = AnalysisSpec(
    key="dead_ends",
    title=text("sight.dead_ends"),
    version=1,
    reads=_ROLES,
    reads_numbers=("dead_end_width_m", "dead_end_depth_m", "hidden_reach_m"),
    run=run,
    is_slow=True,
    sources=("CENTR14383-2",),
)
