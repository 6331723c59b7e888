"""Egress: how much width leads out, ring by ring, and how far it is to a way out."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.cells import crowd_cells
from sbd_tool.analysis.obstacles import (
    OBSTACLE_FACTS,
    OBSTACLE_NUMBERS,
    OBSTACLE_ROLES,
    obstacles_of,
)
from sbd_tool.analysis.perimeter import EPSILON_M, perimeter_of, stretch_lines
from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.analysis.walkgrid import mesh_m, walk_grid
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Crossability, Egress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_EDGE_M: Final = 0.05


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Egress:
    """Measure the narrowest ring of streets around the square and the ways to its edge.

    Ring 0 is the edge itself with rows derated; the others are lines parallel to it, free of
    buildings and water, as far out as the plan is drawn. Of each ring the largest part is
    discounted, at most ``largest_exit_share_max`` of the whole. Distance: straight where nothing
    stands in between, else on the walking grid (up to 2.8 % long). Widths are rather too wide:
    what narrows a street behind the edge is not drawn in most plans.
    """
    del progress
    crossing: Crossability = results["crossability"]
    share = rubric.value("largest_exit_share_max")
    rings = [
        (away, discounted(widths, share)) for away, widths in ring_widths(site, crossing, rubric)
    ]
    return Egress(
        rings=tuple(rings),
        width_m=min(width for _, width in rings),
        distance_m=walk_out_m(site, crossing, rubric),
        shut_edge=not crossing.crossable,
        objects=tuple(dict.fromkeys(stop.object for stop in crossing.blockages))[:12],
    )


def ways_out(crossing: Crossability) -> list[tuple[float, float, float]]:
    """Crossable stretches (start, end, free width); the one over the first vertex in one piece.

    The end of that one is larger than the length of the edge. Metres.
    """
    parts = list(crossing.widths)
    first_m, last_m = EPSILON_M, crossing.length_m - EPSILON_M
    if len(parts) > 1 and parts[0][0] <= first_m and parts[-1][1] >= last_m:
        head, tail = parts.pop(0), parts.pop()
        parts.append((tail[0], crossing.length_m + head[1], tail[2] + head[2]))
    return parts


def ring_widths(
    site: EffectiveSite, crossing: Crossability, rubric: Rubric
) -> list[tuple[float, list[float]]]:
    """Distance from the edge and free width of every part, ring by ring; the edge first."""
    rings = [(0.0, [width for _, _, width in ways_out(crossing)])]
    step, last = rubric.value("egress_ring_step_m"), rubric.value("egress_ring_max_m")
    town = _solid(site, last)
    for away in np.arange(step, last + 1e-9, step):
        ring = site.zone.buffer(float(away), quad_segs=16).exterior
        if site.surroundings is not None and not site.surroundings.contains(ring):
            break
        parts = shapely.get_parts(ring.difference(town))
        rings.append((float(away), [float(one) for one in _joined_lengths(parts)]))
    return rings


def _solid(site: EffectiveSite, reach_m: float) -> BaseGeometry:
    near = site.zone.buffer(reach_m + 1.0)
    shapely.prepare(near)
    found = [
        element.geometry
        for element in site.of(Role.BUILDING, Role.WATER)
        if not element.is_measure
        and element.geometry.area > 0  # a stream drawn as a line narrows no ring
        and shapely.intersects(near, element.geometry)
    ]
    return shapely.union_all(shapely.make_valid(np.array(found, dtype=object)))


def _joined_lengths(parts: np.ndarray) -> np.ndarray:
    """Lengths of the parts; the one over the ring's first vertex in one piece."""
    merged = shapely.line_merge(shapely.multilinestrings(parts)) if len(parts) else None
    return np.asarray(shapely.length(shapely.get_parts(merged))) if merged is not None else parts


def discounted(widths: Sequence[float], share: float) -> float:
    """Sum of widths in metres less the largest, of which at most that share of the sum counts."""
    total = float(sum(widths))
    return total - min(max(widths, default=0.0), share * total)


def walk_out_m(site: EffectiveSite, crossing: Crossability, rubric: Rubric) -> float | None:
    """95th percentile over the cells of the walk to the crossable edge, metres; None if none."""
    if not crossing.crossable:
        return None
    cells = crowd_cells(site, rubric.value("crowd_cells"))
    exits = stretch_lines(perimeter_of(site.zone), crossing.crossable)
    spots = shapely.points(cells)
    straight = np.asarray(shapely.shortest_line(spots, exits))
    walk = np.asarray(shapely.length(straight))
    taken = _inside(site)
    barred = barred_ground(site, rubric)
    stands = shapely.union_all([taken, barred])
    if not stands.is_empty:
        hidden = _meets(stands, straight)
        if bool(hidden.any()):
            round_about = _round_m(site, rubric, taken, barred, exits, cells)
            walk = np.where(hidden, np.maximum(walk, round_about), walk)
    reached = walk[np.isfinite(walk)]
    if len(reached) < len(walk) * rubric.value("exit_percentile") / 100.0:
        return None
    return float(np.percentile(walk[np.isfinite(walk)], rubric.value("exit_percentile")))


def free_area_m2(site: EffectiveSite, rubric: Rubric) -> float:
    """Ground of the square to stand on: less buildings, water and areas nobody walks through."""
    return float(
        site.zone.difference(shapely.union_all([_inside(site), barred_ground(site, rubric)])).area
    )


def barred_ground(site: EffectiveSite, rubric: Rubric) -> BaseGeometry:
    """Lines and areas nobody crosses, the openings of gates taken out."""
    things = obstacles_of(site, rubric, wide=False)
    barred = shapely.union_all(
        [thing.geometry for thing in things if thing.stops_people and not thing.is_point]
    )
    openings = [thing.opening for thing in things if thing.is_gate and not thing.stops_people]
    return barred.difference(shapely.union_all(openings)) if openings else barred


def _meets(stands: BaseGeometry, lines: np.ndarray) -> np.ndarray:
    """Whether lines meet what stands before their last centimetres, which lie on the edge."""
    stands = prepared(stands)
    ends = shapely.line_interpolate_point(lines, -_EDGE_M)
    points = shapely.get_coordinates(shapely.get_point(lines, 0))
    short = shapely.linestrings(np.stack((points, shapely.get_coordinates(ends)), axis=1))
    return np.asarray(shapely.intersects(stands, short))


def _inside(site: EffectiveSite) -> BaseGeometry:
    inner = [
        element.geometry
        for element in site.of(Role.BUILDING, Role.WATER)
        if not element.is_measure and shapely.intersects(site.zone, element.geometry)
    ]
    return shapely.union_all(shapely.make_valid(np.array(inner, dtype=object)))


def _round_m(  # noqa: PLR0917 - the ground, what stands on it, where from, where to
    site: EffectiveSite,
    rubric: Rubric,
    taken: BaseGeometry,
    barred: BaseGeometry,
    exits: BaseGeometry,
    cells: np.ndarray,
) -> np.ndarray:
    """Walk of each cell on the grid; infinite where no way leads out."""
    from scipy.sparse.csgraph import dijkstra

    step = mesh_m(site.zone, rubric.value("walk_mesh_m"))
    grid = walk_grid(site.zone, taken, barred, step)
    if not len(grid.points):
        return np.full(len(cells), np.inf)
    border = shapely.distance(shapely.points(grid.points), exits)
    doors = np.nonzero(border <= step)[0]
    if not len(doors):
        return np.full(len(cells), np.inf)
    graph = grid.graph + grid.graph.T
    away = dijkstra(graph, directed=False, indices=doors, min_only=True)
    return np.asarray((away + step / 2)[grid.nearest(cells)])


SPEC: Final = AnalysisSpec(
    key="egress",
    title=text("analysis.egress"),
    version=2,
    reads=(*OBSTACLE_ROLES, Role.BUILDING, Role.CROWD_AREA),
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=(
        *OBSTACLE_NUMBERS,
        "largest_exit_share_max",
        "egress_ring_step_m",
        "egress_ring_max_m",
        "exit_percentile",
        "crowd_cells",
        "walk_mesh_m",
    ),
    needs_results=("crossability",),
    is_heavy=True,
    run=run,
    sources=("GREENGUIDE",),
)
