"""What is different about an object in one design option, or in one state of the square.

An option and a state hold nothing but differences. What an override does not name follows the
base, also when the base is edited later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid5

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE, Stamp
from sbd_tool.domain.layers import AttributeValue

_NAMES: Final = UUID("7a0cf4a6-3b52-5d0e-9f0b-2f6f3f9b8f11")
MEASURE_FIELDS: Final = ("state", "name", "note", "cost_band", "parameter_evidence", "accuracy_m")
STAMP_FIELDS: Final = ("evidence", "marking")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one looks: a design option in a state of time."""

    option: str = BASE_OPTION
    time_state: str = ORDINARY_STATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """How one object differs in an option, in one state or in all.

    Attributes:
        stamp: Row data; ``stamp.option`` and ``stamp.time_states`` (None, or a single state) say
            where it holds. Its id follows from option, state and target: see `override_id`.
        target: Id of a measure, of a plan feature, or of a whole plan layer.
        is_present: False takes the object away, True puts it there; None leaves it as it is.
        geometry: Another geometry, metres in the project CRS; None leaves it as it is.
        values: Parameters of a measure, or attributes of a feature, that differ.
        dropped: Parameters or attributes that are not there.
        fields: Other things of a measure that differ, as plain values: those of
            ``MEASURE_FIELDS`` and ``STAMP_FIELDS``.
    """

    stamp: Stamp
    target: str
    is_present: bool | None = None
    geometry: BaseGeometry | None = None
    values: Mapping[str, AttributeValue] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The override's id."""
        return self.stamp.id

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        nothing = self.is_present is None and self.geometry is None
        return nothing and not (self.values or self.dropped or self.fields)


def override_id(option: str, time_state: str | None, target: str) -> str:
    """The id of the one override an object has in an option and a state (None: in all).

    Two people who change the same object in the same place write the same row, so that joining
    their work meets.
    """
    return str(uuid5(_NAMES, f"{option}\n{time_state or ''}\n{target}"))
