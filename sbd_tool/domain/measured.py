"""Distances, areas and angles measured on the map, each with the accuracy it deserves.

The accuracy is one standard deviation, carried from the coordinates to the result by the law of
propagation of uncertainty to first order, with the errors of the points taken as independent.
Source: JCGM 100:2008, Guide to the expression of uncertainty in measurement, 5.1.2. Direction of
error: points of one picture or layer err alike in part, so a distance inside one source is mostly
better than told; where a leg is not much longer than the accuracy the first order is too small.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.text import Quantity, Text, text

FloatArray = npt.NDArray[np.float64]
ANGLE_POINTS: Final = 3
_LEAST_LEG_M: Final = 1e-6
_FAR_M: Final = 100.0
_LARGE_M2: Final = 1000.0
_MOST_DECIMALS: Final = 4


class Quantum(StrEnum):
    """What is measured."""

    LENGTH = "length"
    AREA = "area"
    ANGLE = "angle"


_UNITS: Final = {Quantum.LENGTH: "m", Quantum.AREA: "m²", Quantum.ANGLE: "°"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A result.

    Attributes:
        quantum: What was measured.
        value: Metres, square metres or degrees (0 to 180).
        sigma: One standard deviation in the same unit, or None when nobody knows: never zero.
    """

    quantum: Quantum
    value: float
    sigma: float | None = None


def is_measurable(quantum: Quantum, shape: BaseGeometry) -> bool:
    """Whether a shape has what is to be measured: a line, an area, or a line of three points."""
    if quantum is Quantum.AREA:
        return shape.geom_type == "Polygon" and shape.area > 0
    if shape.geom_type != "LineString" or shape.length <= 0:
        return False
    if quantum is Quantum.LENGTH:
        return True
    points = shapely.get_coordinates(shape)
    legs = np.hypot(*np.diff(points, axis=0).T)
    return len(points) == ANGLE_POINTS and bool((legs > _LEAST_LEG_M).all())


def measure(quantum: Quantum, shape: BaseGeometry, accuracy_m: float | None = None) -> Measured:
    """Measure a shape.

    Args:
        quantum: What to measure.
        shape: Line for a length, polygon for an area, line of three points for the angle at the
            middle one. Metres.
        accuracy_m: One sigma of a coordinate of its points; None or not above zero is unknown.

    Raises:
        ValueError: The shape has nothing of the kind; see `is_measurable`.
    """
    if not is_measurable(quantum, shape):
        raise ValueError("the shape cannot be measured so")
    value, growth = {
        Quantum.LENGTH: _length,
        Quantum.AREA: _area,
        Quantum.ANGLE: _angle,
    }[quantum](shape)
    sigma = 0.0 if accuracy_m is None else accuracy_m * growth
    is_known = math.isfinite(sigma) and sigma > 0
    return Measured(quantum=quantum, value=value, sigma=sigma if is_known else None)


def words_of(measured: Measured) -> Text:
    """The result with its accuracy; digits end where the accuracy makes them meaningless."""
    decimals, unit = _decimals(measured), _UNITS[measured.quantum]
    value = Quantity(measured.value, unit, decimals)
    if measured.sigma is None:
        return text("sketch.accuracy_unknown", value=value)
    # An accuracy that rounds to nothing would read as none at all.
    told = max(measured.sigma, 10.0**-decimals)
    return text("sketch.with_accuracy", value=value, accuracy=Quantity(told, unit, decimals))


def bare_words_of(measured: Measured) -> Text:
    """The result without its accuracy, for a read-out that follows the pointer."""
    value = Quantity(measured.value, _UNITS[measured.quantum], _decimals(measured))
    return text("sketch.bare", value=value)


def _decimals(measured: Measured) -> int:
    """Two digits of the accuracy at most, and at most what is usual for the size."""
    usual = {
        Quantum.LENGTH: 2 if measured.value < _FAR_M else 1,
        Quantum.AREA: 1 if measured.value < _LARGE_M2 else 0,
        Quantum.ANGLE: 1,
    }[measured.quantum]
    if measured.sigma is None:
        return usual
    first = -math.floor(math.log10(measured.sigma))  # place of its first digit
    return min(_MOST_DECIMALS, max(0, first, min(usual, first + 1)))


def _length(shape: BaseGeometry) -> tuple[float, float]:
    steps = np.diff(shapely.get_coordinates(shape), axis=0)
    reach = np.hypot(*steps.T)
    along = steps[reach > 0] / reach[reach > 0][:, None]
    # Each point pulls at the leg before and the leg after it; on a straight line they cancel.
    pulls = np.vstack([along[:1], along[:-1] - along[1:], along[-1:]])
    return float(reach.sum()), float(np.sqrt((pulls**2).sum()))


def _area(shape: BaseGeometry) -> tuple[float, float]:
    squares = 0.0
    for ring in shapely.get_rings(shape):
        points = shapely.get_coordinates(ring)[:-1]
        across = np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)
        squares += float((across**2).sum()) / 4
    return float(shape.area), math.sqrt(squares)


def _angle(shape: BaseGeometry) -> tuple[float, float]:
    first, corner, last = shapely.get_coordinates(shape)
    arms = np.array([first - corner, last - corner])
    reach = np.hypot(*arms.T)
    turn = np.arctan2(arms[:, 1], arms[:, 0])
    angle = abs(math.remainder(float(turn[1] - turn[0]), 2 * math.pi))
    # An end pulls across its arm; the corner pulls at both.
    across = np.column_stack([-arms[:, 1], arms[:, 0]]) / (reach**2)[:, None]
    pulls = np.array([across[0], across[1], across[1] - across[0]])
    return math.degrees(angle), math.degrees(float(np.sqrt((pulls**2).sum())))
