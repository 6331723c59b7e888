"""Ground of lawful vehicles: carriageways and parking as areas, with the widths they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, word
from sbd_tool.analysis.same import KeptOf
from sbd_tool.domain.effective import EffectiveSite, Element, Leaning
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

_CLASSES: Final = (
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
    "service",
)
STREET_NUMBERS: Final = (
    *(f"carriageway_half_width_{name}_m" for name in (*_CLASSES, "link", "other")),
    "lane_width_m",
    "width_doubt_share",
)
ROAD_WORDS: Final = frozenset((*_CLASSES, *(f"{name}_link" for name in _CLASSES)))
_SHUT: Final = {"no"}
_MOST_READ: Final = 20_000


@dataclass(frozen=True, slots=True)
class Ground:
    """Ground of one road or parking area.

    Attributes:
        id: Id of the element.
        area: Its paved ground, metres.
        is_guessed: Its width is a default of its class.
    """

    id: str
    area: BaseGeometry
    is_guessed: bool


_READ: Final = KeptOf[tuple[Ground, ...]](_MOST_READ)


def half_width(element: Element, rubric: Rubric) -> tuple[float, bool]:
    """Half the paved width of a road drawn as a line, and whether it is a default.

    Width attribute first, then lanes, then the class.
    """
    stated = number(element, "width_m", "width")
    if stated is not None and stated > 0:
        return min(stated, 60.0) / 2, element.attributes.get("width_basis") == "assumed"
    lanes = number(element, "lanes")
    if lanes is not None and lanes >= 1:
        return min(lanes, 12.0) * rubric.value("lane_width_m") / 2, False
    kind = word(element, "highway", "class")
    name = "link" if kind.endswith("_link") else kind if kind in _CLASSES else "other"
    return rubric.value(f"carriageway_half_width_{name}_m"), True


def grounds(site: EffectiveSite, rubric: Rubric, roles: Iterable[Role]) -> list[Ground]:
    """Ground of all roads and parking areas open to lawful vehicles.

    Args:
        site: Reads the given roles; where the world leans attributes to FEW, guessed widths grow.
        rubric: Numbers of ``STREET_NUMBERS``.
        roles: CARRIAGEWAY, and PARKING where it counts.

    Returns:
        One ground per element, plan order.
    """
    return _grounds(site, rubric, site.of(*roles))


def former_roads(site: EffectiveSite, rubric: Rubric) -> list[Ground]:
    """Ground of roads a measure closed to traffic: rules keep lawful vehicles away, no others.

    Such a road is a footway that still carries its class.
    """
    roads = [element for element in site.of(Role.FOOTWAY) if word(element, "highway") in ROAD_WORDS]
    return _grounds(site, rubric, roads)


def _grounds(site: EffectiveSite, rubric: Rubric, elements: Iterable[Element]) -> list[Ground]:
    leaning = site.world.attributes
    found: list[Ground] = []
    for element in elements:
        kept = (element, rubric.numbers)
        ground = _READ.get(kept, leaning)
        if ground is None:
            ground = _READ.put(_ground(element, leaning, rubric), kept, leaning)
        found += ground
    return found


def _ground(element: Element, leaning: Leaning, rubric: Rubric) -> tuple[Ground, ...]:
    is_shut = word(element, "motor_vehicle") in _SHUT or word(element, "vehicle") in _SHUT
    if is_shut or element.geometry.is_empty:
        return ()
    doubt = rubric.value("width_doubt_share")
    lean = {Leaning.FEW: 1.0 + doubt, Leaning.MANY: 1.0 - doubt}.get(leaning, 1.0)
    shape, guessed = shapely.make_valid(shapely.force_2d(element.geometry)), False
    if "Line" in shape.geom_type:
        half, guessed = half_width(element, rubric)
        shape = shape.buffer(half * (lean if guessed else 1.0), cap_style="flat", quad_segs=4)
    elif shape.geom_type == "Point":
        shape = shape.buffer(rubric.value("carriageway_half_width_service_m"))
    return (Ground(element.id, shape, guessed),)
