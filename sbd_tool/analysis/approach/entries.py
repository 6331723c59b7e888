"""Where vehicles enter, how fast, and how steep the way is: what is stated, and what is assumed."""

from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number
from sbd_tool.domain.approach_results import KMH
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

ENTRY_NUMBERS: Final = (
    "approach_entry_kmh",
    "approach_bend_entry_kmh",
    "approach_downhill_percent",
)
_MOST_KMH: Final = 250.0
_MOST_PERCENT: Final = 30.0
_POINT_M: Final = 6.0  # a point stands for the width of a street
_LINE_M: Final = 0.3
_LEAST_M: Final = 0.5


@dataclass(frozen=True, slots=True)
class StatedEntry:
    """A vehicle entry with a stated speed, in the project's coordinates.

    Attributes:
        id: Id of the element.
        place: Ground cut out for it; never in the square.
        at: Its middle.
        radius_m: How far the cut reaches.
        speed_mps: Stated speed.
    """

    id: str
    place: BaseGeometry
    at: shapely.Point
    radius_m: float
    speed_mps: float


def stated_entries(site: EffectiveSite) -> tuple[StatedEntry, ...]:
    """Vehicle entries that carry ``entry_speed_kmh``; impossible speeds count as not stated."""
    found = []
    for element in site.of(Role.VEHICLE_ENTRY):
        stated = number(element, "entry_speed_kmh")
        shape = shapely.force_2d(element.geometry)
        if stated is None or not 0 <= stated <= _MOST_KMH or shape.is_empty:
            continue
        is_line = shape.length > 0
        away = float(shape.distance(site.zone))
        radius = _LINE_M if is_line else max(_LEAST_M, min(_POINT_M, away / 2))
        drawn: BaseGeometry = shape
        if shape.area == 0:
            drawn = shape.buffer(radius, quad_segs=8, cap_style="flat" if is_line else "round")
        middle = shape.interpolate(0.5, normalized=True) if _is_line(shape) else shape.centroid
        found.append(
            StatedEntry(element.id, drawn.difference(site.zone), middle, radius, stated / KMH)
        )
    return tuple(found)


def _is_line(shape: BaseGeometry) -> bool:
    return shape.geom_type == "LineString"


def grades_percent(site: EffectiveSite, rubric: Rubric) -> tuple[float, float, bool]:
    """(least, most, whether stated) downhill grade toward the square, percent.

    ``downhill_percent`` of vehicle entries goes before ``incline`` of carriageways, whose sign
    says nothing about the square: either way is reckoned. While nobody states one, the number of
    the rubric is reckoned either way.
    """
    told = [number(element, "downhill_percent") for element in site.of(Role.VEHICLE_ENTRY)]
    stated = [_bounded(one) for one in told if one is not None]
    if stated:
        return min(stated), max(stated), True
    roads = [number(element, "incline", "slope_percent") for element in site.of(Role.CARRIAGEWAY)]
    steep = [abs(_bounded(one)) for one in roads if one is not None]
    if steep:
        return -max(steep), max(steep), True
    doubt = rubric.value("approach_downhill_percent")
    return -doubt, doubt, False


def _bounded(percent: float) -> float:
    return max(-_MOST_PERCENT, min(_MOST_PERCENT, percent))
