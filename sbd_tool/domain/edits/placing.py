"""Moving, turning, scaling, mirroring and repeating shapes, with numbers.

Angles are degrees counter-clockwise from east, as in CAD and in QGIS's advanced digitizing.
Everything is computed from the fixed point outwards, so that large grid offsets lose nothing.
"""

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.segments import FloatArray
from sbd_tool.domain.edits.soundness import XY, in_range, place, refusal, sound
from sbd_tool.domain.edits.tolerances import (
    LARGEST_FACTOR,
    LEAST_FACTOR,
    MOST_COPIES,
    SAME_PLACE_M,
)
from sbd_tool.domain.text import text

G = TypeVar("G", bound=BaseGeometry)
_FULL_TURN = 360.0
_TURN_LIMIT = 36_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Shift by metres east and north."""

    dx_m: float
    dy_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotate:
    """Turn about a point; degrees, counter-clockwise positive."""

    angle_deg: float
    about: XY


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Scale about a point.

    Attributes:
        factor: Factor along east; along north too when ``factor_north`` is None.
        factor_north: Factor along north, or None.
    """

    factor: float
    about: XY
    factor_north: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """Mirror at the line through two points."""

    first: XY
    second: XY


Transform = Move | Rotate | Scale | Mirror


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearArray:
    """Repeat along a step; ``count`` includes the original."""

    count: int
    dx_m: float
    dy_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PolarArray:
    """Repeat around a centre.

    Attributes:
        count: How many there are in the end, with the original.
        centre: Fixed point.
        sweep_deg: Angle from first to last; a full turn spreads them evenly without doubling.
        turns_items: Whether each copy turns with its place, or keeps its direction.
    """

    count: int
    centre: XY
    sweep_deg: float = _FULL_TURN
    turns_items: bool = True


Array = LinearArray | PolarArray


def transformed(geometry: G, transform: Transform, subject: str = "") -> G:
    """The geometry after one transform.

    Raises:
        InputError: A number is out of range, or the result is no sound shape.
    """
    if isinstance(transform, Move):
        return move(geometry, transform.dx_m, transform.dy_m, subject)
    if isinstance(transform, Rotate):
        return rotate(geometry, transform.angle_deg, transform.about, subject)
    if isinstance(transform, Scale):
        north = transform.factor_north
        return scale(geometry, transform.factor, transform.about, north, subject)
    return mirror(geometry, transform.first, transform.second, subject)


def move(geometry: G, dx_m: float, dy_m: float, subject: str = "") -> G:
    """Shift a shape."""
    shift = np.array(place((dx_m, dy_m)))
    return sound(shapely.transform(geometry, lambda xy: xy + shift), subject)


def rotate(geometry: G, angle_deg: float, about: XY, subject: str = "") -> G:
    """Turn a shape about a point; quarter turns are exact."""
    in_range(angle_deg, text("edits.name.angle"), -_TURN_LIMIT, _TURN_LIMIT, "°")
    return sound(_about(geometry, about, _turn(angle_deg)), subject)


def scale(
    geometry: G, factor: float, about: XY, factor_north: float | None = None, subject: str = ""
) -> G:
    """Scale a shape about a point; to flip it, mirror it."""
    north = factor if factor_north is None else factor_north
    for value in (factor, north):
        in_range(value, text("edits.name.factor"), LEAST_FACTOR, LARGEST_FACTOR, "")
    return sound(_about(geometry, about, np.diag([factor, north])), subject)


def mirror(geometry: G, first: XY, second: XY, subject: str = "") -> G:
    """Mirror a shape at the line through two points; rings keep their direction.

    Raises:
        InputError: The two points are one.
    """
    a, b = np.array(place(first)), np.array(place(second))
    along = b - a
    length = float(np.hypot(*along))
    if length < SAME_PLACE_M:
        raise refusal(text("edits.mirror_point"), subject)
    unit = along / length
    flip = 2 * np.outer(unit, unit) - np.eye(2)
    flipped = _about(geometry, first, flip)
    is_area = shapely.get_dimensions(geometry) == 2  # noqa: PLR2004 - areas
    return sound(shapely.reverse(flipped) if is_area else flipped, subject)


def arrayed(geometry: G, array: Array, subject: str = "") -> tuple[G, ...]:
    """The copies of an array, without the original, in order.

    Raises:
        InputError: Fewer than two or too many, or a step of nothing.
    """
    in_range(array.count, text("edits.name.count"), 2, MOST_COPIES, "")
    if isinstance(array, LinearArray):
        if math.hypot(array.dx_m, array.dy_m) < SAME_PLACE_M:
            raise refusal(text("edits.array_no_step"), subject)
        return tuple(
            move(geometry, n * array.dx_m, n * array.dy_m, subject) for n in range(1, array.count)
        )
    in_range(array.sweep_deg, text("edits.name.angle"), -_FULL_TURN, _FULL_TURN, "°")
    if array.sweep_deg == 0:
        raise refusal(text("edits.array_no_step"), subject)
    is_full = abs(array.sweep_deg) == _FULL_TURN
    step = array.sweep_deg / (array.count if is_full else array.count - 1)
    return tuple(_turned(geometry, array, n * step, subject) for n in range(1, array.count))


def _turned(geometry: G, array: PolarArray, angle_deg: float, subject: str) -> G:
    if array.turns_items:
        return rotate(geometry, angle_deg, array.centre, subject)
    here = shapely.get_coordinates(geometry.centroid)[0]
    offset = here - np.array(place(array.centre))
    shift = _turn(angle_deg) @ offset - offset
    return move(geometry, float(shift[0]), float(shift[1]), subject)


def _turn(angle_deg: float) -> FloatArray:
    quarter, rest = divmod(angle_deg, 90.0)
    if rest == 0:
        cos, sin = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
    else:
        cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return np.array([[cos, -sin], [sin, cos]])


def _about(geometry: G, about: XY, matrix: FloatArray) -> G:
    centre = np.array(place(about))
    return shapely.transform(geometry, lambda xy: (xy - centre) @ matrix.T + centre)
