"""Which roles, attributes and kinds each edition may hold (domain notes, section 7.2)."""

from collections.abc import Mapping
from typing import Final

from sbd_tool.domain.catalogue import (
    MeasureKind,
)
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.roles import Role

BARRIER_CATEGORIES: Final = frozenset(
    {"hvm", "access_control", "standoff_blast", "target_hardening"}
)


WATCHING: Final = "detection_cctv"


BARRIER_ROLES: Final = frozenset({Role.BARRIER, Role.GATE})


NEVER_WIDER: Final[Mapping[Edition, frozenset[Role | None]]] = {
    Edition.POLICE: frozenset(),
    Edition.PARTNER: frozenset({Role.CAMERA, Role.INCIDENT}),
    Edition.PUBLIC: frozenset(
        {
            None,
            Role.CAMERA,
            Role.INCIDENT,
            Role.NO_DIG,
            Role.EMERGENCY_ROUTE,
            Role.VEHICLE_ENTRY,
            Role.CROWD_AREA,
            Role.CONTEXT,
            Role.BARRIER,
            Role.GATE,
        }
    ),
}
"""Roles of the plan an edition does not get. A layer nobody has sorted may be anything."""


PUBLIC_ATTRIBUTES: Final = frozenset(
    {
        "name", "highway", "width", "width_m", "est_width", "lanes", "building", "height",
        "height_m", "building:levels", "levels", "surface", "natural", "leisure", "landuse",
        "amenity", "shop", "railway", "waterway", "public_transport", "place", "area",
        "diameter_crown", "crown_diameter_m", "backrest", "step_count", "role",
    }
)  # fmt: skip
"""What the public map needs to be drawn and read."""


def marking_of(measure: Measure, kind: MeasureKind | None) -> Tlp:
    """The label of a measure: a person's word, else its kind's; an unknown kind is amber."""
    if measure.stamp.marking:
        try:
            return Tlp(measure.stamp.marking)
        except ValueError:
            return Tlp.AMBER
    return Tlp.AMBER if kind is None else kind.marking


def without_ratings(row: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    """Attributes of a plan feature but for its ratings."""
    return {key: value for key, value in row.items() if "rating" not in key.lower()}


def public_attributes(row: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    """The attributes the public map needs; unknown ones may hold anything."""
    return {key: value for key, value in row.items() if key in PUBLIC_ATTRIBUTES}
