"""Detour: how much longer the ways inside become by what stands there."""

from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.obstacles import (
    OBSTACLE_FACTS,
    OBSTACLE_NUMBERS,
    OBSTACLE_ROLES,
    obstacles_of,
)
from sbd_tool.analysis.sightlines import corners_of, walks_between
from sbd_tool.analysis.spec import AnalysisSpec, NotAssessed, Results
from sbd_tool.analysis.walkgrid import mesh_m, walk_grid
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Arrivals, Detour
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_NEAR_M: Final = 10.0  # ways in closer than this are no pair: the ratio would be all mesh
_MOST_CORNERS: Final = 300  # more corners than this and the grid is the faster way
_SHUT: Final = 3.0  # ratio of a pair with no way left between them


def run(
    site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress
) -> Detour | NotAssessed:
    """Compare the walks between arriving ways with and without walls, fences and hedges.

    Walks are exact between corners; on squares with very many corners both walks use the same
    grid instead (up to a tenth too long). A pair that is cut off counts three times its length.
    Buildings and water of the plan are there in both. Without two arriving ways there is nothing
    to compare.
    """
    del progress
    arrivals: Arrivals = results["arrivals"]
    pair = 2
    if len(arrivals.ways) < pair:
        return NotAssessed(reason=text("analysis.too_few_arrivals"))
    ponds = [element for element in site.of(Role.WATER) if not element.is_measure]
    drawn = {element.id for element in ponds}
    things = [
        thing
        for thing in obstacles_of(site, rubric, wide=False)
        if thing.stops_people
        and thing.id not in drawn
        and not thing.is_point
        and shapely.intersects(site.zone.buffer(3.0), thing.geometry)
    ]
    if not things:
        return Detour(ratio=1.0, objects=())
    openings = [
        thing.opening
        for thing in obstacles_of(site, rubric, wide=False)
        if thing.is_gate and not thing.stops_people
    ]
    barred = shapely.union_all([thing.geometry for thing in things])
    barred = barred.difference(shapely.union_all(openings)) if openings else barred
    taken = shapely.union_all(
        [
            shapely.make_valid(element.geometry)
            for element in (*site.of(Role.BUILDING), *ponds)
            if shapely.intersects(site.zone, element.geometry)
        ]
    )
    ground = site.zone.buffer(3.0, quad_segs=2)
    places = np.array([(way.at.x, way.at.y) for way in arrivals.ways])
    before, after = _both_walks(ground, taken, barred, places, rubric)
    far = np.triu(before > _NEAR_M, 1) & np.isfinite(before)
    if not far.any():
        return NotAssessed(reason=text("analysis.too_few_arrivals"))
    ratio = np.where(np.isfinite(after[far]), after[far] / before[far], _SHUT)
    ids = tuple(dict.fromkeys(thing.id for thing in things))[:12]
    return Detour(ratio=float(np.minimum(np.maximum(ratio, 1.0), _SHUT).mean()), objects=ids)


def _both_walks(
    ground: shapely.Polygon,
    taken: BaseGeometry,
    barred: BaseGeometry,
    places: np.ndarray,
    rubric: Rubric,
) -> tuple[np.ndarray, np.ndarray]:
    """Walks without and with what bars the way: exact with few corners, else on the grid."""
    corners = corners_of(ground, shapely.union_all([taken, barred]))
    if len(corners) + len(places) <= _MOST_CORNERS:
        both = shapely.union_all([taken, barred])
        return (
            walks_between(ground, taken, corners, places),
            walks_between(ground, both, corners, places),
        )
    step = mesh_m(ground, rubric.value("walk_mesh_m"))
    before = _walks(ground, taken, shapely.Point(), step, places)
    return before, _walks(ground, taken, barred, step, places)


def _walks(
    ground: shapely.Polygon,
    taken: BaseGeometry,
    barred: BaseGeometry,
    step_m: float,
    places: np.ndarray,
) -> np.ndarray:
    from scipy.sparse.csgraph import dijkstra

    grid = walk_grid(ground, taken, barred, step_m)
    nodes = grid.nearest(places)
    graph = grid.graph + grid.graph.T
    return np.asarray(dijkstra(graph, directed=False, indices=nodes))[:, nodes]


SPEC: Final = AnalysisSpec(
    key="detour",
    title=text("analysis.detour"),
    version=1,
    reads=(*OBSTACLE_ROLES, Role.BUILDING),
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=(*OBSTACLE_NUMBERS, "walk_mesh_m"),
    needs_results=("arrivals",),
    is_heavy=True,
    run=run,
)
