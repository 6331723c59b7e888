"""Approaches: edge a vehicle can come to when every barrier is ignored."""

from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.perimeter import (
    Perimeter,
    joined_over_start,
    line_of,
    merged,
    perimeter_of,
)
from sbd_tool.analysis.spec import AnalysisSpec, NotAssessed, Results
from sbd_tool.analysis.streets import STREET_NUMBERS, former_roads, grounds
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Approach, Approaches, Stretches
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

# The touch of the vehicle's side, so that rounding of a buffer's arc loses no contact.
_TOUCH_M: Final = 0.02
# Contact of one place alone is 0.4 m long by the touch above; less is a rounding of outlines.
_LEAST_M: Final = 0.3


def run(
    site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress
) -> Approaches | NotAssessed:
    """Shrink the ground outside by half a vehicle and keep what hangs together with a road.

    Ground is everything within ``vehicle_reach_m`` but buildings, water and the square itself:
    kerbs, steps, lawns, traffic rules and every barrier are ignored, so approaches are rather too
    many than too few. Stretches of edge that ground touches are exposed; breaks up to
    ``approach_break_m`` do not part an approach. Passages through buildings are not seen.
    """
    del results, progress
    entries = grounds(site, rubric, (Role.CARRIAGEWAY, Role.PARKING, Role.VEHICLE_ENTRY))
    entries += former_roads(site, rubric)
    if not entries:
        if site.surroundings is None:
            return NotAssessed(reason=text("analysis.no_roads_drawn"))
        return Approaches(approaches=(), exposed_m=0.0, reach=shapely.Point())
    half = rubric.value("vehicle_half_width_m")
    reach = _reach(site, [entry.area for entry in entries], half, rubric.value("vehicle_reach_m"))
    edge = perimeter_of(site.zone)
    touched = edge.ring.intersection(reach.buffer(half + _TOUCH_M, quad_segs=16))
    exposed = _stretches(edge, touched)
    parts = _joined(exposed, edge.length_m, rubric.value("approach_break_m"))
    kept = [part for part in parts if part[1] - part[0] > _LEAST_M]
    found = tuple(_approach(edge, number, part) for number, part in enumerate(kept, start=1))
    return Approaches(approaches=found, exposed_m=sum(part.length_m for part in found), reach=reach)


def _reach(
    site: EffectiveSite, entries: list[BaseGeometry], half_m: float, reach_m: float
) -> BaseGeometry:
    """Where the middle of a vehicle can be: shrunken ground connected to an entry."""
    region = site.zone.buffer(reach_m, quad_segs=4)
    shapely.prepare(region)
    solid = [
        element.geometry
        for element in site.of(Role.BUILDING, Role.WATER)
        if not element.is_measure and shapely.intersects(region, element.geometry)
    ]
    sound = shapely.make_valid(np.array([site.zone, *solid], dtype=object))
    taken = shapely.union_all(sound).buffer(half_m, quad_segs=8)
    parts = shapely.get_parts(region.difference(taken))
    near = [entry for entry in entries if shapely.intersects(region, entry)]
    if not len(parts) or not near:
        return shapely.Point()
    tree = shapely.STRtree(parts)
    hit = tree.query(np.array(near, dtype=object), predicate="intersects")[1]
    return shapely.union_all(parts[np.unique(hit)])


def _stretches(edge: Perimeter, touched: BaseGeometry) -> Stretches:
    """Positions of the pieces of the ring that are touched."""
    found = []
    for part in shapely.get_parts(touched):
        points = shapely.get_coordinates(part)
        for first, last in pairwise(points):
            middle = edge.ring.project(shapely.Point((first + last) / 2))
            half = float(np.hypot(*(last - first))) / 2
            found.append((max(0.0, middle - half), min(edge.length_m, middle + half)))
    return merged(found, slack_m=1e-6)


def _joined(exposed: Stretches, length_m: float, break_m: float) -> list[tuple[float, float]]:
    parts = list(merged(exposed, slack_m=break_m))
    if len(parts) > 1 and parts[0][0] + length_m - parts[-1][1] <= break_m:
        first = parts.pop(0)
        parts[-1] = (parts[-1][0], length_m + first[1])
    elif len(parts) == 1 and parts[0][1] - parts[0][0] >= length_m - break_m:
        parts = [(0.0, length_m)]
    return joined_over_start(tuple(parts), length_m)


def _approach(edge: Perimeter, number: int, part: tuple[float, float]) -> Approach:
    start, end = part
    return Approach(
        key=f"A{number}",
        start=start,
        end=end if end <= edge.length_m else end - edge.length_m,
        line=line_of(edge, start, end),
        length_m=end - start,
    )


SPEC: Final = AnalysisSpec(
    key="approaches",
    title=text("analysis.approaches"),
    version=1,
    reads=(
        Role.CARRIAGEWAY,
        Role.PARKING,
        Role.VEHICLE_ENTRY,
        Role.FOOTWAY,
        Role.BUILDING,
        Role.WATER,
    ),
    reads_numbers=(
        *STREET_NUMBERS,
        "vehicle_half_width_m",
        "vehicle_reach_m",
        "approach_break_m",
    ),
    run=run,
    sources=("TAL0111",),
)
