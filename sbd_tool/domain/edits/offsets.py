"""Parallel lines, and areas grown or shrunk."""

from enum import StrEnum

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.soundness import (
    AREA,
    LINE,
    in_range,
    refusal,
    single_line,
    sound,
)
from sbd_tool.domain.edits.tolerances import (
    LARGEST_OFFSET_M,
    LEAST_LENGTH_M,
    MITRE_LIMIT,
    QUARTER_SEGMENTS,
)
from sbd_tool.domain.text import text


class Join(StrEnum):
    """What corners become."""

    MITRE = "mitre"
    ROUND = "round"
    BEVEL = "bevel"


class Side(StrEnum):
    """Of a line as it runs, or of an area's outline."""

    LEFT = "left"
    RIGHT = "right"
    OUT = "out"
    IN = "in"


def offset(
    geometry: BaseGeometry,
    distance_m: float,
    side: Side,
    join: Join = Join.MITRE,
    subject: str = "",
) -> BaseGeometry:
    """The parallel line of a line, or the grown or shrunk area.

    Args:
        geometry: One line, or areas.
        distance_m: Greater than zero.
        side: Left or right for a line, out or in for an area.
        join: What corners become; a mitre is cut beyond the mitre limit.
        subject: Id of the object, for the message.

    Returns:
        A line or area; in several parts where a narrow place closes.

    Raises:
        InputError: Nothing is left, the side does not fit the shape, or it is a point.
    """
    in_range(distance_m, text("edits.name.distance"), LEAST_LENGTH_M, LARGEST_OFFSET_M)
    dimension = int(shapely.get_dimensions(geometry))
    if dimension == LINE and side in {Side.LEFT, Side.RIGHT}:
        signed = distance_m if side is Side.LEFT else -distance_m
        made: BaseGeometry = shapely.offset_curve(
            single_line(geometry, subject),
            signed,
            quad_segs=QUARTER_SEGMENTS,
            join_style=join.value,
            mitre_limit=MITRE_LIMIT,
        )
    elif dimension == AREA and side in {Side.OUT, Side.IN}:
        made = shapely.buffer(
            geometry,
            distance_m if side is Side.OUT else -distance_m,
            quad_segs=QUARTER_SEGMENTS,
            join_style=join.value,
            mitre_limit=MITRE_LIMIT,
        )
        if not made.is_empty:
            made = shapely.orient_polygons(made)
    else:
        raise refusal(text("edits.offset_side"), subject)
    if made.is_empty:
        raise refusal(text("edits.offset_vanishes"), subject)
    return sound(made, subject)
