"""Overtness: how much of the edge is lined by things that look like security."""

from typing import Final

from sbd_tool.analysis.obstacles import (
    OBSTACLE_FACTS,
    OBSTACLE_NUMBERS,
    OBSTACLE_ROLES,
    obstacles_of,
)
from sbd_tool.analysis.perimeter import merged, perimeter_of, shadows, total_m, without
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.place_results import Overtness
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Stretches
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Overtness:
    """Add up length times overtness over the edge; where things overlap the most overt counts.

    Things within ``edge_reach_m`` of the edge line it with their shadow. A single bollard or block
    lines ``single_lines_m``: a row of them is then a line. Things inside the square are not the
    edge. Fences that enclose a garden look like security here: figures are rather too high.
    """
    del results, progress
    edge = perimeter_of(site.zone)
    reach = rubric.value("edge_reach_m")
    things = [thing for thing in obstacles_of(site, rubric, wide=False) if thing.overtness > 0]
    half = rubric.value("single_lines_m") / 2
    shapes = [
        thing.geometry.buffer(max(thing.radius_m, half), quad_segs=64)
        if thing.is_point
        else thing.geometry
        for thing in things
    ]
    by_weight: dict[float, list[tuple[float, float]]] = {}
    lined: dict[str, float] = {}
    for index, start, end in shadows(edge, shapes, reach, reach):
        thing = things[index]
        by_weight.setdefault(thing.overtness, []).append((start, end))
        lined[thing.id] = lined.get(thing.id, 0.0) + thing.overtness * (end - start)
    taken: Stretches = ()
    weighted = 0.0
    for weight in sorted(by_weight, reverse=True):
        fresh = without(merged(by_weight[weight]), taken)
        weighted += weight * total_m(fresh)
        taken = merged((*taken, *fresh))
    return Overtness(
        length_m=edge.length_m,
        weighted_m=weighted,
        objects=tuple(sorted((k for k in lined if lined[k] > 0), key=lambda k: (-lined[k], k))),
    )


SPEC: Final = AnalysisSpec(
    key="overtness",
    title=text("analysis.overtness"),
    version=1,
    reads=tuple(role for role in OBSTACLE_ROLES if role is not Role.WATER),
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=(*OBSTACLE_NUMBERS, "edge_reach_m", "single_lines_m"),
    run=run,
    sources=("JRC-SBD",),
)
