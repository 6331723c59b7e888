"""What the input doctor finds and the edits it proposes; nothing changes by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.role_rules import Limit
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Text


class Ailment(StrEnum):
    """Kinds of drawing error, in the order in which they are best repaired."""

    SELF_INTERSECTION = "self_intersection"
    ZERO_LENGTH = "zero_length"
    DUPLICATE = "duplicate"
    SLIVER = "sliver"
    OPEN_RING = "open_ring"
    OVERSHOOT = "overshoot"
    UNDERSHOOT = "undershoot"
    OVERLAP = "overlap"
    FAR_OFF = "far_off"
    Z_DRIFT = "z_drift"


@dataclass(frozen=True, slots=True)
class Removal:
    """Take the object away."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Draw the object like this."""

    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Subtraction:
    """Take the other object's ground away from this one."""

    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class EndEdit:
    """Change one end of a line: drop some of its last vertices, then end at a place.

    Attributes:
        at_start: At the line's first vertex, else at its last.
        dropped: Vertices to drop from that end.
        x_m: Where the line then ends.
        y_m: Where the line then ends.
    """

    at_start: bool
    dropped: int
    x_m: float
    y_m: float


Edit = Removal | Replacement | Subtraction | EndEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One drawing error.

    Attributes:
        id: The same whenever the same plan is examined.
        kind: What is wrong.
        layer: Id of the layer of the object a repair changes.
        objects: Ids of all objects concerned; the first is the one a repair changes.
        place: Point to zoom to.
        before: The object as it is.
        after: The object as the repair leaves it; None when it would be taken away, and the same
            as ``before`` when no repair is proposed.
        edit: What the repair does, or None when a person has to decide.
        sentence: What was found.
        tolerance_m: Distance within which the repair moves or cuts anything; 0 when it does not.
    """

    id: str
    kind: Ailment
    layer: str
    objects: tuple[str, ...]
    place: BaseGeometry
    before: BaseGeometry
    after: BaseGeometry | None
    edit: Edit | None
    sentence: Text
    tolerance_m: float = 0.0

    @property
    def is_repairable(self) -> bool:
        """Whether a repair is proposed."""
        return self.edit is not None


@dataclass(frozen=True, slots=True)
class DoctorRules:
    """Tolerances, and which roles each check makes sense for.

    Attributes:
        limits: Tolerances by key, each with its source.
        thin_roles: Roles whose areas are narrow by nature; no slivers among them.
        network_roles: Roles whose lines should meet.
        filling_roles: Roles whose areas should not lie on each other.
    """

    limits: Mapping[str, Limit]
    thin_roles: frozenset[Role]
    network_roles: frozenset[Role]
    filling_roles: frozenset[Role]

    def limit(self, key: str) -> float:
        """Value of the limit of that key.

        Raises:
            KeyError: The rule file lacks it; a fault of the product, found by its tests.
        """
        return self.limits[key].value
