"""Arrivals: the ways of the town that meet the edge. The design cannot add or remove one."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, truth, word
from sbd_tool.analysis.perimeter import Perimeter, perimeter_of, position_of
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Arrival, Arrivals
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_ROLES: Final = (
    Role.FOOTWAY,
    Role.CARRIAGEWAY,
    Role.CYCLEWAY,
    Role.PEDESTRIAN_AREA,
    Role.STEPS,
)
_DRY_SHARE: Final = 0.2  # less of a way than this on dry ground leads into water
_NO_ARRIVAL: Final = {"motorway", "motorway_link", "trunk", "trunk_link", "platform", "raceway"}


@dataclass(frozen=True, slots=True)
class _Hit:
    """One way crossing the edge at one place."""

    at: Point
    way: Element
    line: BaseGeometry


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Arrivals:
    """Find where the lines of the network cross the edge and merge those close together.

    Lines that only run along the edge, and stubs under ``arm_min_length_m`` inside and outside, are
    no arrivals. Hits up to ``arm_merge_m`` apart are joined (single linkage: a street with two
    pavements is one arrival). Stepped: each member is a flight of steps, or touches one within
    ``arm_steps_reach_m``. Errors: a way drawn short of the edge is missed.
    """
    del results, progress
    edge = perimeter_of(site.zone)
    hits = _hits(site, edge.ring, rubric)
    steps = [
        shapely.force_2d(element.geometry)
        for element in site.of(Role.STEPS)
        if not element.geometry.is_empty
    ]
    found = [
        _arrival([hits[index] for index in group], steps, edge, rubric)
        for group in _clusters([hit.at for hit in hits], rubric.value("arm_merge_m"))
    ]
    return Arrivals(ways=tuple(sorted(found, key=lambda way: (way.position_m, way.ways))))


def _hits(site: EffectiveSite, ring: LineString, rubric: Rubric) -> list[_Hit]:
    near = ring.buffer(1.0)
    shapely.prepare(near)
    inner, outer = site.zone.buffer(-1.0), site.zone.buffer(1.0)
    water = shapely.union_all(
        [shapely.make_valid(element.geometry) for element in site.of(Role.WATER)]
    )
    least, longest = rubric.value("arm_min_length_m"), rubric.value("arm_along_edge_m")
    found = []
    for way in site.of(*_ROLES):
        line = shapely.force_2d(way.geometry)
        if way.is_measure or "Line" not in line.geom_type or not shapely.intersects(near, line):
            continue
        if word(way, "highway") in _NO_ARRIVAL:
            continue
        beyond = line.difference(outer)
        if line.intersection(inner).length + beyond.length < least or _is_wet(way, beyond, water):
            continue
        parts = shapely.get_parts(line.intersection(near))
        found += [_Hit(part.centroid, way, line) for part in parts if part.length <= longest]
    return found


def _is_wet(way: Element, beyond: BaseGeometry, water: BaseGeometry) -> bool:
    """Whether what lies beyond the edge leads into water: stairs to a beach bring nobody."""
    if beyond.length <= 0 or water.is_empty or word(way, "bridge") not in {"", "no"}:
        return False
    return float(beyond.difference(water).length) < _DRY_SHARE * beyond.length


def _clusters(points: list[Point], reach_m: float) -> list[list[int]]:
    """Groups of points linked by steps of at most the reach."""
    if not points:
        return []
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    array = np.array(points, dtype=object)
    first, second = shapely.STRtree(array).query(array, predicate="dwithin", distance=reach_m)
    graph = coo_matrix((np.ones(len(first)), (first, second)), shape=(len(array), len(array)))
    count, label = connected_components(graph, directed=False)
    return [[int(k) for k in np.nonzero(label == group)[0]] for group in range(count)]


def _arrival(
    hits: list[_Hit], steps: list[BaseGeometry], edge: Perimeter, rubric: Rubric
) -> Arrival:

    places = [(hit.at.x, hit.at.y) for hit in hits]
    middle = Point(*np.mean(places, axis=0))
    on_edge = shapely.line_interpolate_point(edge.ring, edge.ring.project(middle))
    free = [hit for hit in hits if not _is_stepped(hit, steps, rubric.value("arm_steps_reach_m"))]
    limit = rubric.value("step_free_slope_percent")
    slopes = [_slope(hit.way) for hit in free]
    return Arrival(
        at=on_edge,
        position_m=position_of(edge, on_edge),
        ways=tuple(sorted({hit.way.id for hit in hits})),
        is_stepped=not free,
        is_narrow=bool(free) and all(_is_narrow(hit.way, rubric) for hit in free),
        is_steep=bool(free) and all(slope is not None and slope > limit for slope in slopes),
        is_slope_known=any(
            slope is not None or truth(hit.way, "wheelchair") is not None
            for slope, hit in zip(slopes, free, strict=True)
        ),
        is_for_vehicles=any(hit.way.role is Role.CARRIAGEWAY for hit in hits),
    )


def _is_stepped(hit: _Hit, steps: list[BaseGeometry], reach_m: float) -> bool:
    if hit.way.role is Role.STEPS or word(hit.way, "highway") == "steps":
        return True
    if word(hit.way, "wheelchair") == "no":
        return True
    return any(
        flight.distance(hit.at) < reach_m and flight.distance(hit.line) < 0.5  # noqa: PLR2004 - drawn to touch
        for flight in steps
    )


def _is_narrow(way: Element, rubric: Rubric) -> bool:
    """A stated width under that of a step-free way; assumed widths say nothing."""
    stated = number(way, "width_m", "width")
    is_assumed = way.attributes.get("width_basis") == "assumed"
    return stated is not None and not is_assumed and 0 < stated < rubric.value("step_free_width_m")


def _slope(way: Element) -> float | None:
    """Stated slope in percent, without sign."""
    stated = number(way, "incline", "slope_percent")
    return None if stated is None else abs(stated)


SPEC: Final = AnalysisSpec(
    key="arrivals",
    title=text("analysis.arrivals"),
    version=1,
    reads=(*_ROLES, Role.WATER),
    reads_numbers=(
        "arm_merge_m",
        "arm_min_length_m",
        "arm_along_edge_m",
        "arm_steps_reach_m",
        "step_free_slope_percent",
        "step_free_width_m",
    ),
    run=run,
    sources=("EN17210", "CENTR17621"),
)
