"""Widths on the ground of what a plan draws as lines; for drawing only."""

from collections.abc import Mapping
from typing import Final

from sbd_tool.cartography.styles import ROLE_STYLES, RoleStyle
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.roles import Role

# Drawing widths of streets by class, metres: what a map shows when the plan names no width.
STREET_WIDTH_M: Final[Mapping[str, float]] = {
    "motorway": 15.0,
    "trunk": 13.0,
    "primary": 12.0,
    "secondary": 11.0,
    "tertiary": 9.0,
    "residential": 7.0,
    "unclassified": 7.0,
    "living_street": 6.0,
    "busway": 7.0,
    "service": 4.5,
    "primary_link": 6.0,
    "secondary_link": 6.0,
    "tertiary_link": 6.0,
}


LANE_M: Final = 3.25
MOST_LANES: Final = 12
"""More lanes than any street in a town has."""
WIDTH_COLUMNS: Final = ("width_m", "width", "est_width")


NARROWEST_M: Final = 0.3


WIDEST_M: Final = 60.0


def ground_width_m(attributes: Mapping[str, AttributeValue], style: RoleStyle) -> float:
    """Width on the ground at which a line is drawn.

    The plan's own width comes first, then lanes, then the usual width of the street's class,
    then the style's. Only the drawing uses it.
    """
    for key in WIDTH_COLUMNS:
        width = as_metres(attributes.get(key))
        if NARROWEST_M <= width <= WIDEST_M:
            return width
    if style.order == ROLE_STYLES[Role.CARRIAGEWAY].order:
        lanes = as_metres(attributes.get("lanes"))
        if 1 <= lanes <= MOST_LANES:
            return lanes * LANE_M
        return STREET_WIDTH_M.get(str(attributes.get("highway", "")), style.width_m)
    return style.width_m


def as_metres(value: AttributeValue) -> float:
    """A number out of an attribute of any file, or 0 when it is none.

    Examples:
        >>> as_metres("7,5 m")
        7.5
        >>> as_metres("wide")
        0.0
    """
    if isinstance(value, bool) or value is None:
        return 0.0
    if isinstance(value, int | float):
        return float(value)
    words = value[:32].replace(",", ".").split()
    first = words[0].removesuffix("m") if words else ""
    try:
        number = float(first)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e6 else 0.0  # noqa: PLR2004 - rejects inf and nan too
