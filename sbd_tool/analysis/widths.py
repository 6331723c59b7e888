"""Widths: clear width where each arriving way meets the edge."""

from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.obstacles import (
    OBSTACLE_FACTS,
    OBSTACLE_NUMBERS,
    OBSTACLE_ROLES,
    Obstacle,
    obstacles_of,
)
from sbd_tool.analysis.perimeter import (
    joined_over_start,
    merged,
    perimeter_of,
    shadows,
    without,
)
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Arrivals, EdgeForm, WayWidth, WayWidths
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

# Narrower openings are rounding between outlines that touch.
_SLIVER_M: Final = 0.01


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> WayWidths:
    """Take the widest opening at each arriving way.

    The free edge is cut by everything that stands within ``edge_reach_m`` of it: walls, single
    bollards, seats, columns; a row drawn as a line leaves its clear gap. Of the openings within
    half the merging distance of the way the widest counts, at most ``width_cap_m``. Elements
    staggered in depth are projected onto the edge, so widths are rather too narrow. Ways through
    passages of buildings get no verdict.
    """
    del progress
    form: EdgeForm = results["fronts"]
    arrivals: Arrivals = results["arrivals"]
    edge = perimeter_of(site.zone)
    reach, cap = rubric.value("edge_reach_m"), rubric.value("width_cap_m")
    shapes, gaps, ids = _standing(site, rubric)
    cast = shadows(edge, shapes, reach, reach)
    solid = [(start, end) for index, start, end in cast if gaps[index] <= 0]
    rows = [(start, end, gaps[index]) for index, start, end in cast if gaps[index] > 0]
    rows = [row for row in rows if row[1] - row[0] > row[2]]
    covered = merged((start, end) for start, end, _ in rows)
    open_parts = without(form.free, [*solid, *covered])
    openings = [
        (start, end, min(cap, end - start))
        for start, end in joined_over_start(merged(open_parts), edge.length_m)
        if end - start > _SLIVER_M
    ]
    openings += [(start, end, min(gap, end - start)) for start, end, gap in rows]
    window = rubric.value("arm_merge_m") / 2
    free = joined_over_start(form.free, edge.length_m)
    ways = []
    for way in arrivals.ways:
        near = [
            width
            for start, end, width in openings
            if _away(way.position_m, start, end, edge.length_m) <= window
        ]
        in_free = any(
            _away(way.position_m, start, end, edge.length_m) <= window for start, end in free
        )
        beside = [
            ids[index]
            for index, start, end in cast
            if _away(way.position_m, start, end, edge.length_m) <= window
        ]
        width = max(near, default=0.0) if in_free else None
        ways.append(
            WayWidth(
                position_m=way.position_m,
                width_m=width,
                objects=tuple(dict.fromkeys((*beside, *way.ways)))[:6],
            )
        )
    return WayWidths(ways=tuple(ways))


def _standing(
    site: EffectiveSite, rubric: Rubric
) -> tuple[list[BaseGeometry], list[float], list[str]]:
    """Shapes at the edge, the clear gap each leaves (0: none), and whose they are."""
    obstacles = [thing for thing in obstacles_of(site, rubric, wide=False) if _narrows(thing)]
    openings = [
        thing.opening
        for thing in obstacles_of(site, rubric, wide=False)
        if thing.is_gate and not thing.stops_people
    ]
    free = shapely.union_all(openings) if openings else None
    shapes: list[BaseGeometry] = []
    for thing in obstacles:
        shape = (
            thing.geometry.buffer(thing.radius_m, quad_segs=16)
            if thing.is_point
            else thing.geometry
        )
        shapes.append(shape.difference(free) if free is not None else shape)
    gaps = [0.0 if thing.stops_people else thing.gap_m for thing in obstacles]
    ids = [thing.id for thing in obstacles]
    for element in site.of(Role.SEAT):
        shapes.append(shapely.force_2d(element.geometry).buffer(rubric.value("seat_half_depth_m")))
        gaps.append(0.0)
        ids.append(element.id)
    return shapes, gaps, ids


def _narrows(thing: Obstacle) -> bool:
    if thing.is_gate and not thing.stops_people:
        return False
    if thing.is_solid and not thing.stops_people and not thing.is_point:
        return thing.geometry.geom_type == "Polygon"  # steps and the like: people walk over them
    return thing.form.stops_vehicles or thing.stops_people


def _away(at: float, start: float, end: float, length_m: float) -> float:
    """Distance along the ring from a position to a stretch; the stretch may run over the start."""
    return min(max(start - place, place - end, 0.0) for place in (at - length_m, at, at + length_m))


SPEC: Final = AnalysisSpec(
    key="widths",
    title=text("analysis.widths"),
    version=1,
    reads=(*OBSTACLE_ROLES, Role.SEAT),
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=(
        *OBSTACLE_NUMBERS,
        "edge_reach_m",
        "width_cap_m",
        "arm_merge_m",
        "seat_half_depth_m",
    ),
    needs_results=("fronts", "arrivals"),
    run=run,
    sources=("ES-TMA851", "LTN120"),
)
