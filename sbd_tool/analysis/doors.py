"""Doors: entrances, shops and eateries that look at the square."""

import math
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from sbd_tool.analysis.attributes import number, word
from sbd_tool.analysis.knowledge import is_unit
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Doors
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_ARC: Final = 16
_MOST: Final = 200


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Doors:
    """Put doors and units on the fronts and count those near the square.

    A unit drawn inside its building looks out where the straight way to the square leaves the
    building. The number is the area of discs of half ``door_merge_m`` round all doors, each square
    metre once, over the area of one disc: doors that far apart count one each, doors at one place
    count once, and a further door never lowers the number. Garage and emergency doors do not
    count. Windows are not seen: figures are rather too low.
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
        number=_number(places, rubric.value("door_merge_m") / 2),
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
    return [shape if isinstance(shape, Point) else shape.representative_point()]


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


def _number(places: list[Point], radius_m: float) -> float:
    if not places:
        return 0.0
    discs = shapely.buffer(np.array(places, dtype=object), radius_m, quad_segs=_ARC)
    single = 0.5 * 4 * _ARC * radius_m**2 * math.sin(math.pi / (2 * _ARC))
    return float(shapely.union_all(discs).area / single)


SPEC: Final = AnalysisSpec(
    key="doors",
    title=text("analysis.doors"),
    version=1,
    reads=(Role.ENTRANCE, Role.AMENITY, Role.BUILDING),
    reads_numbers=("front_reach_m", "door_merge_m"),
    run=run,
    sources=("GEHL",),
)
