"""Doors: entrances, shops and eateries that look at the square."""

from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from sbd_tool.analysis.attributes import number, word
from sbd_tool.analysis.knowledge import is_unit
from sbd_tool.analysis.perimeter import perimeter_of
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.place_results import Doors
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_SAME_M: Final = 1e-5
_MOST: Final = 200


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Doors:
    """Put doors and units on the fronts and count those near the square.

    A unit drawn inside its building looks out where the straight way to the square leaves the
    building. The number is the most doors that are pairwise ``door_merge_m`` apart along the edge:
    an entrance and the shop behind it are one, and a further door never lowers the number. Garage
    and emergency doors do not count. Windows are not seen: figures are rather too low.
    """
    del results, progress
    reach = rubric.value("front_reach_m")
    near = site.zone.buffer(2 * reach)
    shapely.prepare(near)
    blocks = [
        shapely.make_valid(element.geometry)
        for element in site.of(Role.BUILDING)
        if shapely.intersects(near, element.geometry)
    ]
    tree = shapely.STRtree(blocks)
    places: list[Point] = []
    owners: list[str] = []
    for element in site.of(Role.ENTRANCE, Role.AMENITY):
        if not _looks_out(element) or not shapely.intersects(near, element.geometry):
            continue
        for spot in _spots(element):
            at = _on_front(spot, site, blocks, tree)
            if at.distance(site.zone) < reach:
                places.append(at)
                owners.append(element.id)
    return Doors(
        number=_number(places, site, rubric.value("door_merge_m")),
        at=tuple(places),
        objects=tuple(dict.fromkeys(owners)),
    )


def _looks_out(element: Element) -> bool:
    if element.role is Role.ENTRANCE:
        return word(element, "entrance", "door") not in {"garage", "emergency", "no", "service"}
    return word(element, "kind") in {"food", "shop", "service"} or (
        not word(element, "kind") and not element.is_measure and is_unit(element)
    )


def _spots(element: Element) -> list[Point]:
    """One place for a point or an area; several along a line of doors."""
    shape = shapely.force_2d(element.geometry)
    if "Line" in shape.geom_type:
        every = number(element, "doors_per_100m_min", "doors_per_100m")
        count = max(1, min(_MOST, round(shape.length * (every or 0.0) / 100.0)))
        return [shape.interpolate((k + 0.5) / count, normalized=True) for k in range(count)]
    if isinstance(shape, Point):
        return [shape]
    # The centroid turns with the plan, a representative point does not.
    return [nearest_points(shapely.make_valid(shape), shape.centroid)[0]]


def _on_front(
    spot: Point, site: EffectiveSite, blocks: list[BaseGeometry], tree: shapely.STRtree
) -> Point:
    inside = tree.query(spot, predicate="within")
    if not len(inside):
        return spot
    goal = nearest_points(site.zone, spot)[0]
    way = LineString([spot, goal]).difference(blocks[int(inside[0])])
    parts = [part for part in shapely.get_parts(way) if part.length > 0]
    return Point(max(parts, key=lambda part: part.length).coords[0]) if parts else goal


def _number(places: list[Point], site: EffectiveSite, apart_m: float) -> float:
    """Most doors that are pairwise at least that far apart along the edge.

    Greedy from a fixed start is best on a line; on the ring every door is tried as the start.
    """
    if not places:
        return 0.0
    edge = perimeter_of(site.zone)
    at = np.unique(np.round(shapely.line_locate_point(edge.ring, np.array(places)), 6))
    starts = range(len(at)) if len(at) <= _MOST else range(1)
    return float(max(_count_from(np.roll(at, -k), edge.length_m, apart_m) for k in starts))


def _count_from(at: np.ndarray, length_m: float, apart_m: float) -> int:
    """Doors kept when the first one is, going round."""
    away = (at - at[0]) % length_m
    count, last = 1, 0.0
    for place in away[1:]:
        if place - last >= apart_m - _SAME_M and length_m - place >= apart_m - _SAME_M:
            count, last = count + 1, float(place)
    return count


SPEC: Final = AnalysisSpec(
    key="doors",
    title=text("analysis.doors"),
    version=1,
    reads=(Role.ENTRANCE, Role.AMENITY, Role.BUILDING),
    reads_numbers=("front_reach_m", "door_merge_m"),
    run=run,
    sources=("GEHL",),
)
