"""Constraints while drawing: ortho, fixed direction, fixed length."""

import math

from sbd_tool.domain.edits.soundness import XY, in_range, refusal
from sbd_tool.domain.edits.tolerances import SAME_PLACE_M
from sbd_tool.domain.text import text


def ortho(last: XY, pointer: XY, *, base_deg: float = 0.0, step_deg: float = 90.0) -> XY:
    """The pointer brought onto the nearest of the directions base + n * step.

    Args:
        last: Last vertex.
        pointer: Pointer, metres.
        base_deg: First direction, counter-clockwise from east; that of the last leg makes the
            constraint follow the drawing.
        step_deg: Angle between directions; 90 is ortho, 45 or 15 are polar tracking.

    Raises:
        InputError: The step is no angle between 0.1 and 180 degrees.
    """
    in_range(step_deg, text("edits.name.angle"), 0.1, 180.0, "°")
    dx, dy = pointer[0] - last[0], pointer[1] - last[1]
    if math.hypot(dx, dy) < SAME_PLACE_M:
        return pointer
    turn = math.degrees(math.atan2(dy, dx)) - base_deg
    return along(last, pointer, base_deg + round(turn / step_deg) * step_deg)


def along(last: XY, pointer: XY, angle_deg: float) -> XY:
    """The pointer brought onto the line through the last vertex in a direction."""
    cos, sin = _unit(angle_deg)
    reach = (pointer[0] - last[0]) * cos + (pointer[1] - last[1]) * sin
    return last[0] + reach * cos, last[1] + reach * sin


def at_length(last: XY, pointer: XY, length_m: float) -> XY:
    """The pointer's direction, at a fixed length from the last vertex.

    Raises:
        InputError: The pointer lies on the last vertex and shows no direction.
    """
    dx, dy = pointer[0] - last[0], pointer[1] - last[1]
    reach = math.hypot(dx, dy)
    if reach < SAME_PLACE_M:
        raise refusal(text("edits.entry_no_pointer"))
    return last[0] + dx / reach * length_m, last[1] + dy / reach * length_m


def direction_deg(first: XY, second: XY) -> float:
    """Direction from one position to another, degrees counter-clockwise from east.

    Examples:
        >>> direction_deg((0, 0), (0, 2))
        90.0
    """
    return math.degrees(math.atan2(second[1] - first[1], second[0] - first[0]))


def bearing_deg(first: XY, second: XY) -> float:
    """Bearing from one position to another, degrees clockwise from north, 0 to below 360.

    Examples:
        >>> bearing_deg((0, 0), (-1, 0))
        270.0
    """
    bearing = (90.0 - direction_deg(first, second)) % 360.0
    return 0.0 if bearing == 360.0 else bearing  # a hair west of north rounds up  # noqa: PLR2004


def _unit(angle_deg: float) -> XY:
    quarter, rest = divmod(angle_deg, 90.0)
    if rest == 0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
    return math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
