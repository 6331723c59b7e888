"""What every edit checks: numbers in range, shapes that are shapes."""

import math
from typing import Final, TypeVar

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.tolerances import FARTHEST_M, LEAST_AREA_M2, LEAST_LENGTH_M
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Quantity, Text, text

XY = tuple[float, float]
G = TypeVar("G", bound=BaseGeometry)
POINT: Final = 0
LINE: Final = 1
AREA: Final = 2


def refusal(what: Text, subject: str = "") -> InputError:
    """An error whose hint is the sentence ``<key>.hint``."""
    return InputError(what, Text(what.key + ".hint"), subject)


def sound(geometry: G, subject: str = "") -> G:
    """Accept a result that can be drawn, stored and assessed.

    Args:
        geometry: Metres.
        subject: Id of the object, for the message.

    Raises:
        InputError: Nothing is left, a part is too small, coordinates are no numbers or too far,
            or an outline crosses itself.
    """
    if geometry.is_empty:
        raise refusal(text("edits.nothing_left"), subject)
    reach = np.abs(shapely.get_coordinates(geometry)).max()
    if not np.isfinite(reach) or reach > FARTHEST_M:
        raise refusal(text("edits.too_far"), subject)
    parts = shapely.get_parts([geometry])
    sizes = shapely.get_dimensions(parts)
    lines, areas = parts[sizes == LINE], parts[sizes == AREA]
    if (shapely.length(lines) < LEAST_LENGTH_M).any():
        raise refusal(text("edits.too_short"), subject)
    if not geometry.is_valid:
        raise refusal(text("edits.crosses_itself"), subject)
    if (shapely.area(areas) < LEAST_AREA_M2).any():
        raise refusal(text("edits.too_small"), subject)
    return geometry


def in_range(value: float, name: Text, low: float, high: float, unit: str = "m") -> float:
    """Accept a finite number in a closed range.

    Raises:
        InputError: It is no number or outside.
    """
    if not math.isfinite(value) or not low <= value <= high:
        what = text(
            "edits.out_of_range",
            name=name,
            low=Quantity(low, unit, decimals_of(low)),
            high=Quantity(high, unit, decimals_of(high)),
        )
        raise refusal(what)
    return value


def decimals_of(value: float) -> int:
    """Decimals that show a number without loss, at most six.

    Examples:
        >>> decimals_of(0.25)
        2
    """
    return next((n for n in range(6) if round(value, n) == value), 6)


def place(at: XY) -> XY:
    """Accept a position on a metric grid.

    Raises:
        InputError: It is no number or too far.
    """
    if not all(math.isfinite(part) and abs(part) <= FARTHEST_M for part in at):
        raise refusal(text("edits.too_far"))
    return float(at[0]), float(at[1])


def single_line(geometry: BaseGeometry, subject: str = "") -> LineString:
    """The line, also when a collection holds just that one.

    Raises:
        InputError: It is no line, or several.
    """
    parts = shapely.get_parts([geometry])
    if len(parts) != 1 or parts[0].geom_type not in {"LineString", "LinearRing"}:
        raise refusal(text("edits.one_line"), subject)
    return LineString(shapely.get_coordinates(parts[0]))
