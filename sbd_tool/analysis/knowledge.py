"""What an empty map means: is a class of objects not there, or not mapped?

Four kinds of class (docs/method/scoring.md, section 7). A skeleton class (walls) is drawn first:
none drawn is assumed none. An optional class (seats) is believed absent only where the
neighbourhood's own density would give three or more here (e to the power -3 is 5 %); fewer than
three on a map that shows neither buildings nor shops say nothing either. An implied
class (doors, lamps) is never believed absent. A theme (buildings, shops) is known or unknown as a
whole.

Direction of error: the density test is rough, because mappers cluster; it errs towards "not known".
"""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.prepared import prepared
from sbd_tool.domain.effective import ClassKnowledge, ClassStatus, Element
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

NUMBERS: Final = (
    "near_zone_m",
    "front_reach_m",
    "surroundings_m",
    "rule_of_three",
    "thin_share",
    "count_low_share",
    "count_high_spread",
    "buildings_share_min",
    "buildings_reach_m",
    "shops_min",
)


class ClassKind(StrEnum):
    """How far an empty map may be believed."""

    SKELETON = "skeleton"
    OPTIONAL = "optional"
    IMPLIED = "implied"
    THEME = "theme"


KINDS: Final[Mapping[Role, ClassKind]] = {
    Role.WALL: ClassKind.SKELETON,
    Role.WATER: ClassKind.SKELETON,
    Role.STEPS: ClassKind.SKELETON,
    Role.TREE: ClassKind.OPTIONAL,
    Role.SEAT: ClassKind.OPTIONAL,
    Role.CAMERA: ClassKind.OPTIONAL,
    Role.BARRIER: ClassKind.OPTIONAL,
    Role.GATE: ClassKind.OPTIONAL,
    Role.SHELTER: ClassKind.OPTIONAL,
    Role.SIGN: ClassKind.OPTIONAL,
    Role.TERRACE: ClassKind.OPTIONAL,
    Role.PARKING: ClassKind.OPTIONAL,
    Role.VEGETATION: ClassKind.OPTIONAL,
    Role.TRANSIT_STOP: ClassKind.OPTIONAL,
    Role.KERB: ClassKind.OPTIONAL,
    Role.ENTRANCE: ClassKind.IMPLIED,
    Role.LAMP: ClassKind.IMPLIED,
    Role.WINDOW_FRONT: ClassKind.IMPLIED,
    Role.BUILDING: ClassKind.THEME,
    Role.AMENITY: ClassKind.THEME,
    Role.CARRIAGEWAY: ClassKind.THEME,
    Role.FOOTWAY: ClassKind.THEME,
}

COUNTED: Final = frozenset(
    {
        Role.TREE,
        Role.SEAT,
        Role.CAMERA,
        Role.LAMP,
        Role.SHELTER,
        Role.SIGN,
        Role.ENTRANCE,
        Role.AMENITY,
        Role.TRANSIT_STOP,
        Role.TERRACE,
        Role.PARKING,
        Role.VEGETATION,
        Role.WINDOW_FRONT,
        Role.KERB,
    }
)
"""Classes whose doubt is a count: single objects are not taken away in a world."""

_UNITS: Final = frozenset(
    {
        "cafe",
        "restaurant",
        "fast_food",
        "kiosk",
        "marketplace",
        "bar",
        "pub",
        "bank",
        "pharmacy",
        "theatre",
        "library",
        "casino",
        "cinema",
        "ice_cream",
        "biergarten",
        "food_court",
        "post_office",
    }
)


def is_unit(element: Element) -> bool:
    """Whether an amenity is a shop, eatery or the like: something with a door and people in it."""
    attributes = element.attributes
    if isinstance(attributes.get("shop"), str):
        return True
    kind = attributes.get("amenity")
    if isinstance(kind, str):
        return kind in _UNITS
    return not {"tourism", "public_transport", "leisure", "man_made", "highway"} & set(attributes)


def describe_classes(
    zone: Polygon,
    surroundings: Polygon,
    elements: Mapping[Role, Sequence[Element]],
    rubric: Rubric,
) -> dict[Role, ClassKnowledge]:
    """Say for each class what the existing plan knows; measures and answers play no part.

    Args:
        zone: The square, metres.
        surroundings: Where the plan is drawn.
        elements: Plan features on the ground by role.
        rubric: Holds the numbers named in ``NUMBERS``.

    Returns:
        Role -> knowledge, for every role that has a kind.
    """
    counts = _Counts(zone, surroundings, elements, rubric)
    return {role: _knowledge(role, kind, counts, rubric) for role, kind in KINDS.items()}


class _Counts:
    """Counts and areas shared by all classes."""

    def __init__(
        self,
        zone: Polygon,
        surroundings: Polygon,
        elements: Mapping[Role, Sequence[Element]],
        rubric: Rubric,
    ) -> None:
        self.elements = elements
        self.near = zone.buffer(rubric.value("near_zone_m"))
        self.front = zone.buffer(rubric.value("front_reach_m"))
        around = zone.buffer(rubric.value("surroundings_m")).intersection(surroundings)
        self.around = prepared(around if around.area > zone.area else zone)
        shapely.prepare(self.near)
        shapely.prepare(self.front)
        buildings = [element.geometry for element in elements.get(Role.BUILDING, ())]
        cut = shapely.intersection(np.array(buildings, dtype=object), self.around)
        self.built_area = float(np.sum(shapely.area(cut))) if buildings else 0.0
        self.built_share = _built_share(buildings, zone, surroundings, rubric)
        self.is_mapped = self.built_share >= rubric.value("buildings_share_min") or len(
            self.inside(Role.AMENITY, self.around)
        ) >= rubric.value("shops_min")
        self.open_area = max(self.around.area - self.built_area, 1.0)

    def inside(self, role: Role, region: BaseGeometry) -> list[Element]:
        found = _within(self.elements.get(role, ()), region)
        if role is Role.ENTRANCE:
            units = [e for e in self.elements.get(Role.AMENITY, ()) if is_unit(e)]
            found = found + _within(units, region)
        if role is Role.AMENITY:
            found = [element for element in found if is_unit(element)]
        return found


def _built_share(
    buildings: Sequence[BaseGeometry], zone: Polygon, surroundings: Polygon, rubric: Rubric
) -> float:
    around = zone.buffer(rubric.value("buildings_reach_m")).intersection(surroundings)
    if not buildings or around.area <= 0:
        return 0.0
    shapely.prepare(around)
    cut = shapely.intersection(np.array(buildings, dtype=object), around)
    return float(np.sum(shapely.area(cut))) / around.area


def _within(elements: Sequence[Element], region: BaseGeometry) -> list[Element]:
    if not elements:
        return []
    geometries = np.array([element.geometry for element in elements], dtype=object)
    hits = shapely.intersects(region, geometries)
    return [element for element, hit in zip(elements, hits, strict=True) if hit]


def _knowledge(role: Role, kind: ClassKind, counts: _Counts, rubric: Rubric) -> ClassKnowledge:
    region = counts.front if role is Role.ENTRANCE else counts.near
    here = counts.inside(role, region)
    around = counts.inside(role, counts.around)
    density = len(around) / counts.open_area
    expected = density * region.area
    sure = sum(element.evidence in (Evidence.SEEN, Evidence.SURVEYED) for element in here)
    few = sure + rubric.value("count_low_share") * (len(here) - sure)
    many = len(here) + rubric.value("count_high_spread") * math.sqrt(len(here) + 1)
    status = _status(role, kind, (len(here), len(around), expected), counts, rubric)
    return ClassKnowledge(
        status=status,
        here=len(here),
        expected=expected,
        low=few,
        high=math.inf if status is ClassStatus.UNKNOWN else max(many, expected),
    )


def _status(
    role: Role,
    kind: ClassKind,
    numbers: tuple[int, int, float],
    counts: _Counts,
    rubric: Rubric,
) -> ClassStatus:
    here, around, expected = numbers
    if kind is ClassKind.THEME:
        known = _is_theme_known(role, around, counts, rubric)
        return ClassStatus.PRESENT if known else ClassStatus.UNKNOWN
    if here:
        if role in COUNTED and here < rubric.value("rule_of_three") and not counts.is_mapped:
            return ClassStatus.UNKNOWN
        thin = here < rubric.value("thin_share") * expected
        return ClassStatus.THIN if thin else ClassStatus.PRESENT
    if kind is ClassKind.SKELETON:
        return ClassStatus.ABSENT
    believed = expected >= rubric.value("rule_of_three")
    if kind is ClassKind.OPTIONAL and believed:
        return ClassStatus.ABSENT
    return ClassStatus.UNKNOWN


def _is_theme_known(role: Role, around: int, counts: _Counts, rubric: Rubric) -> bool:
    if role is Role.BUILDING:
        return counts.built_share >= rubric.value("buildings_share_min")
    if role is Role.AMENITY:
        return around >= rubric.value("shops_min")
    return around > 0
