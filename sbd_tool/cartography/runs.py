"""Runs: a line of bollards, planters or benches as what stands on the ground."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.ragged import ObjectArray
from sbd_tool.cartography.street_widths import as_metres
from sbd_tool.domain.edits.runs import unit_count
from sbd_tool.domain.measures import ParameterValue

NEAREST_SCALE: Final = 1500
"""Scale denominator up to which footprints are drawn; beyond it a run is a line."""

_MOST_UNITS: Final = 2000
_NEIGHBOUR_M: Final = 4.5


@dataclass(frozen=True, slots=True)
class Unit:
    """One element of a run on the ground, metres. ``clear_m`` is the usual clear gap between two.

    Drawing defaults: used only where measure and catalogue name no size.
    """

    length_m: float
    width_m: float
    clear_m: float
    is_round: bool = False


UNITS: Final[Mapping[str, Unit]] = {
    "bollard": Unit(0.3, 0.3, 1.2, is_round=True),
    "bollard_retractable": Unit(0.3, 0.3, 1.2, is_round=True),
    "planter": Unit(2.0, 0.9, 1.2),
    "bench_rated": Unit(2.2, 0.6, 1.2),
    "seat": Unit(1.8, 0.55, 1.8),
    "concrete_block": Unit(1.6, 0.8, 1.2),
    "mobile_barrier": Unit(1.2, 0.8, 1.2),
    "bike_rack": Unit(0.1, 0.9, 0.9),
}
_LENGTHS: Final = (
    "unit_length_m",
    "element_length_m",
    "length_m",
    "diameter_m",
    "planter_length_m",
)
_WIDTHS: Final = ("unit_width_m", "element_width_m", "width_m", "diameter_m")
_GAPS: Final = ("clear_gap_m", "gap_m", "clear_gap_max_m", "gap_max_m", "spacing_m")


def unit_of(symbol: str, parameters: Mapping[str, ParameterValue]) -> Unit | None:
    """The element a run of that symbol is made of, with the sizes its parameters name."""
    usual = UNITS.get(symbol)
    if usual is None:
        return None
    sizes = (*_LENGTHS, *_WIDTHS) if usual.is_round else _LENGTHS
    length = _first(parameters, sizes, usual.length_m)
    width = length if usual.is_round else _first(parameters, _WIDTHS, usual.width_m)
    return Unit(length, width, _first(parameters, _GAPS, usual.clear_m), usual.is_round)


def size_keys(symbol: str, parameters: Mapping[str, ParameterValue]) -> tuple[str, str] | None:
    """The parameters that hold the length of a unit and the clear gap, or None when no run."""
    usual = UNITS.get(symbol)
    if usual is None:
        return None
    lengths = (*_LENGTHS, *_WIDTHS) if usual.is_round else _LENGTHS
    return _held(parameters, lengths), _held(parameters, _GAPS)


def _held(parameters: Mapping[str, ParameterValue], keys: tuple[str, ...]) -> str:
    """The key whose value is read: the first sound one, else one that is there, else the first."""
    sound = [key for key in keys if 0.05 <= as_metres(parameters.get(key)) <= 20]  # noqa: PLR2004
    return next(iter([*sound, *(key for key in keys if key in parameters), keys[0]]))


def _first(
    parameters: Mapping[str, ParameterValue], keys: tuple[str, ...], otherwise: float
) -> float:
    for key in keys:
        value = as_metres(parameters.get(key))
        if 0.05 <= value <= 20:  # noqa: PLR2004 - street furniture
            return value
    return otherwise


def footprints(line: LineString, unit: Unit, *, least_m: float = 0.0) -> tuple[Polygon, ...]:
    """Elements along a line, first and last at its ends, no gap wider than the clear gap asked for.

    Args:
        line: The run's axis, metres.
        unit: Its element.
        least_m: Least size drawn, so that a bollard does not vanish on a small map.
    """
    run = line.length
    count = min(_MOST_UNITS, unit_count(run, unit.length_m, unit.clear_m))
    first = unit.length_m / 2 if count > 1 else run / 2
    step = (run - unit.length_m) / (count - 1) if count > 1 else 0.0
    length, width = max(unit.length_m, least_m), max(unit.width_m, least_m)
    return tuple(
        _element(line, first + step * place, length, width, is_round=unit.is_round)
        for place in range(count)
    )


def _element(
    line: LineString, along_m: float, length_m: float, width_m: float, *, is_round: bool
) -> Polygon:
    at = line.interpolate(along_m)
    if is_round:
        return at.buffer(length_m / 2, quad_segs=4)
    before, after = line.interpolate(max(0.0, along_m - 0.2)), line.interpolate(along_m + 0.2)
    turn = math.atan2(after.y - before.y, after.x - before.x)
    return oblong(at.x, at.y, length_m, width_m, turn)


def oblong(x_m: float, y_m: float, length_m: float, width_m: float, turn_rad: float) -> Polygon:
    """A rectangle around a point, its length along ``turn_rad`` (counter-clockwise from east)."""
    along = np.array([math.cos(turn_rad), math.sin(turn_rad)]) * length_m / 2
    across = np.array([-math.sin(turn_rad), math.cos(turn_rad)]) * width_m / 2
    middle = np.array([x_m, y_m])
    return Polygon(
        [
            middle - along - across,
            middle + along - across,
            middle + along + across,
            middle - along + across,
        ]
    )


def axis_lines(geometry: BaseGeometry) -> tuple[LineString, ...]:
    """The lines of a run drawn as a line or several."""
    return tuple(
        part
        for part in shapely.get_parts(geometry)
        if isinstance(part, LineString) and part.length > 0
    )


def neighbours(points: ObjectArray) -> tuple[tuple[int, ...], ...]:
    """Group points that stand within reach of each other, so that a row gets one marker.

    Args:
        points: Shapely points, metres.

    Returns:
        Rows of each group, in plan order.
    """
    if not len(points):
        return ()
    reach = shapely.buffer(points, _NEIGHBOUR_M / 2, quad_segs=2)
    parts = shapely.get_parts(shapely.union_all(reach))
    tree = shapely.STRtree(parts)
    rows, found = tree.query(points, predicate="within")
    groups: dict[int, list[int]] = {}
    for row, part in zip(rows.tolist(), found.tolist(), strict=True):
        groups.setdefault(part, []).append(row)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def middle_one(points: ObjectArray, group: tuple[int, ...]) -> int:
    """The row of the point nearest to the middle of its group."""
    centre = Point(
        float(np.mean([points[row].x for row in group])),
        float(np.mean([points[row].y for row in group])),
    )
    away = shapely.distance(points[list(group)], centre)
    return group[int(np.argmin(np.round(away, 6)))]


def places_along(geometry: BaseGeometry | None) -> tuple[Point, ...]:
    """Other places for the sign of a line, from its middle outwards."""
    lines = () if geometry is None else axis_lines(geometry)
    if not lines:
        return ()
    longest = max(lines, key=lambda line: line.length)
    shares = (0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)
    return tuple(longest.interpolate(share, normalized=True) for share in shares)


def midpoint(geometry: BaseGeometry) -> Point:
    """Where the marker of a line or area stands: halfway along, or well inside."""
    lines = axis_lines(geometry)
    if lines:
        longest = max(lines, key=lambda line: line.length)
        return longest.interpolate(0.5, normalized=True)
    return geometry.representative_point()
