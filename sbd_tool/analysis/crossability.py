"""Crossability: where people on foot can cross the edge, and how much width is left."""

from itertools import pairwise
from typing import Final

import numpy as np
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
    EPSILON_M,
    merged,
    perimeter_of,
    shadows,
    shared,
    total_m,
    without,
)
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Blockage, Crossability, EdgeForm, Stretches
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Crossability:
    """Take away from the free edge what stands on it.

    Walls, fences, hedges, water and rows with gaps under ``foot_gap_m`` block; a gate that
    everybody may use opens its own width again. Rows with wider gaps stay crossable, with the
    share gap / (gap + element) x ``gap_derate`` of their width. Things deeper inside or outside
    than ``edge_reach_m`` do not count here. Errors make the edge look less open.
    """
    del progress
    form: EdgeForm = results["fronts"]
    edge = perimeter_of(site.zone)
    depth = rubric.value("edge_reach_m")
    obstacles = obstacles_of(site, rubric, wide=False)
    shapes, shares, ids = _shapes(obstacles, rubric)
    found = shadows(edge, shapes, depth, depth)
    gates = merged(shadow[1:] for shadow in shadows(edge, _openings(obstacles), depth, depth))
    stops: list[Blockage] = []
    rows: list[Blockage] = []
    for index, start, end in found:
        parts = shared(form.free, ((start, end),)) if end > start else ()
        if shares[index] <= 0:
            parts = without(parts, gates)
        stops_or_rows = stops if shares[index] <= 0 else rows
        stops_or_rows += [
            Blockage(start=low, end=high, object=ids[index], share=shares[index])
            for low, high in parts
        ]
    gap = rubric.value("foot_gap_m")
    crossable = _wide_enough(
        without(form.free, [(stop.start, stop.end) for stop in stops]), edge.length_m, gap
    )
    ordered = sorted(
        (*stops, *rows), key=lambda stop: (stop.share, stop.start - stop.end, stop.object)
    )
    return Crossability(
        length_m=edge.length_m,
        free_m=form.free_m,
        crossable=crossable,
        blockages=tuple(ordered),
        widths=tuple((start, end, _free_width(start, end, rows)) for start, end in crossable),
    )


def _shapes(
    obstacles: list[Obstacle], rubric: Rubric
) -> tuple[list[BaseGeometry], list[float], list[str]]:
    """Shapes that block or narrow, the share each leaves, and whose they are."""
    foot, derate = rubric.value("foot_gap_m"), rubric.value("gap_derate")
    shapes: list[BaseGeometry] = []
    shares: list[float] = []
    ids: list[str] = []
    for thing in obstacles:
        if not _blocks(thing) and thing.gap_m <= 0:
            continue
        is_row = thing.gap_m >= foot and not thing.stops_people
        shapes.append(thing.opening if thing.is_point else thing.geometry)
        shares.append(thing.gap_m / (thing.gap_m + thing.unit_m) * derate if is_row else 0.0)
        ids.append(thing.id)
    for shape, gap, unit, owner in _links(obstacles, rubric):
        shapes.append(shape)
        shares.append(gap / (gap + unit) * derate if gap >= foot else 0.0)
        ids.append(owner)
    return shapes, shares, ids


def _blocks(thing: Obstacle) -> bool:
    if thing.is_point:
        return thing.is_gate and thing.stops_people
    is_heavy = thing.geometry.geom_type == "Polygon" and not thing.is_gate
    return thing.stops_people or is_heavy


def _links(
    obstacles: list[Obstacle], rubric: Rubric
) -> list[tuple[BaseGeometry, float, float, str]]:
    """Lines between neighbouring single elements: (line, clear gap, element width, id)."""
    single = [
        thing
        for thing in obstacles
        if thing.is_point and thing.form.stops_vehicles and not thing.is_solid
    ]
    if not single:
        return []
    shapes = np.array([thing.geometry for thing in single], dtype=object)
    radius = np.array([thing.radius_m for thing in single])
    reach = rubric.value("row_link_m") + 2 * float(radius.max())
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=reach)
    keep = first < second
    first, second = first[keep], second[keep]
    gap = shapely.distance(shapes[first], shapes[second]) - radius[first] - radius[second]
    near = gap <= rubric.value("row_link_m")
    lines = shapely.shortest_line(shapes[first], shapes[second])
    return [
        (
            lines[k],
            max(0.0, float(gap[k])),
            float(radius[first[k]] + radius[second[k]]),
            single[first[k]].id,
        )
        for k in np.nonzero(near)[0]
    ]


def _openings(obstacles: list[Obstacle]) -> list[BaseGeometry]:
    """Gates everybody may use, at their width."""
    return [thing.opening for thing in obstacles if thing.is_gate and not thing.stops_people]


def _wide_enough(stretches: Stretches, length_m: float, gap_m: float) -> Stretches:
    over = total_m(
        stretch
        for stretch in stretches
        if stretch[0] <= EPSILON_M or stretch[1] >= length_m - EPSILON_M
    )
    return tuple(
        (start, end)
        for start, end in stretches
        if end - start >= gap_m - EPSILON_M
        or ((start <= EPSILON_M or end >= length_m - EPSILON_M) and over >= gap_m)
    )


def _free_width(start: float, end: float, rows: list[Blockage]) -> float:
    """Width of a stretch, the part behind rows counted at their share; the least share counts."""
    cuts = sorted(
        {start, end} | {cut for row in rows for cut in (row.start, row.end) if start < cut < end}
    )
    width = 0.0
    for low, high in pairwise(cuts):
        middle = (low + high) / 2
        over = [row.share for row in rows if row.start <= middle <= row.end]
        width += (high - low) * min(over, default=1.0)
    return width


SPEC: Final = AnalysisSpec(
    key="crossability",
    title=text("analysis.crossability"),
    version=1,
    reads=OBSTACLE_ROLES,
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=(*OBSTACLE_NUMBERS, "edge_reach_m", "foot_gap_m", "gap_derate", "row_link_m"),
    needs_results=("fronts",),
    run=run,
    sources=("TAL0111",),
)
