"""Which roles, attributes and kinds each edition may hold (domain notes, section 7.2)."""

from collections.abc import Mapping
from typing import Final

from sbd_tool.domain.catalogue import MeasureKind
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
    Edition.PARTNER: frozenset(
        {None, Role.CAMERA, Role.INCIDENT, Role.NO_DIG, Role.BARRIER, Role.GATE}
    ),
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


def marking_of(measure: Measure, kind: MeasureKind | None) -> Tlp:
    """The label of a measure: a person's word, else its kind's; an unknown kind is amber."""
    if measure.stamp.marking:
        try:
            return Tlp(measure.stamp.marking)
        except ValueError:
            return Tlp.AMBER
    return Tlp.AMBER if kind is None else kind.marking


def is_bare_barrier(measure: Measure, kind: MeasureKind | None) -> bool:
    """Whether a kind is a barrier and nothing else, with the label of its kind.

    Wider editions tell it as a line even where the label of the kind would let it stand: a name
    such as "unrated concrete blocks" is a rating. A label that a person gave the measure holds.
    """
    if kind is None or measure.stamp.marking:
        return False
    return kind.category in BARRIER_CATEGORIES and kind.acts_as == (Role.BARRIER,)
