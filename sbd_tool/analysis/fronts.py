"""Fronts: which part of the edge buildings and shores form, and which part looks at a front."""

from typing import Final

from sbd_tool.analysis.perimeter import EPSILON_M, merged, perimeter_of, shadows, total_m, without
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import EdgeForm, Stretches
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> EdgeForm:
    """Cast the shadows of buildings and shores onto the edge.

    A building forms the edge where it stands on it or within ``front_touch_m`` outside of it, and
    so does water the plan shows: a shore walls nobody off. Water that is a measure does not; it
    is an obstacle somebody chose. A building faces the edge within ``front_reach_m``.
    Slits narrower than a person (``foot_gap_m``) between two fronts are counted as built: fewer
    metres are then free, which favours nobody.
    """
    del results, progress
    edge = perimeter_of(site.zone)
    buildings = site.of(Role.BUILDING)
    shapes = [element.geometry for element in buildings]
    reach, social = rubric.value("front_touch_m"), rubric.value("front_reach_m")
    shores = [element.geometry for element in site.of(Role.WATER) if not element.is_measure]
    near = shadows(edge, [*shapes, *shores], 0.0, reach)
    far = shadows(edge, shapes, 0.0, social)
    built = _closed_slits(merged(shadow[1:] for shadow in near), edge.length_m, rubric)
    faced: dict[str, float] = {}
    for index, start, end in far:
        faced[buildings[index].id] = faced.get(buildings[index].id, 0.0) + end - start
    return EdgeForm(
        length_m=edge.length_m,
        built=built,
        free=without(((0.0, edge.length_m),), built),
        facing=merged(shadow[1:] for shadow in far),
        buildings=tuple(sorted(faced, key=lambda key: (-faced[key], key))),
    )


def _closed_slits(built: Stretches, length_m: float, rubric: Rubric) -> Stretches:
    if total_m(built) <= 0:
        return ()
    built = tuple(stretch for stretch in built if stretch[1] - stretch[0] > EPSILON_M)
    gap = rubric.value("foot_gap_m")
    free = without(((0.0, length_m),), built)
    runs_over = len(free) > 1 and free[0][0] <= 0 and free[-1][1] >= length_m
    over = total_m((free[0], free[-1])) if runs_over else gap
    slits = [
        stretch
        for index, stretch in enumerate(free)
        if stretch[1] - stretch[0] < gap and not (runs_over and index in {0, len(free) - 1})
    ]
    slits += [free[0], free[-1]] if runs_over and over < gap else []
    return merged((*built, *slits))


SPEC: Final = AnalysisSpec(
    key="fronts",
    title=text("analysis.fronts"),
    version=2,
    reads=(Role.BUILDING, Role.WATER),
    reads_numbers=("front_touch_m", "front_reach_m", "foot_gap_m"),
    run=run,
    sources=("GEHL",),
)
