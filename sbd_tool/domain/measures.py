"""Measures a planner placed on the square."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.evidence import Evidence, Stamp

ParameterValue = str | int | float | bool | None


class MeasureState(StrEnum):
    """Where a measure is in its life."""

    EXISTING = "existing"
    PROPOSED = "proposed"
    TEMPORARY = "temporary"
    TO_REMOVE = "to_remove"


class CostBand(StrEnum):
    """Rough cost of one measure; a person's judgement, never computed."""

    UNKNOWN = "unknown"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure: a kind from the catalogue at a place, or for the whole site.

    Attributes:
        stamp: Row data; ``stamp.evidence`` says how its presence is known.
        kind: Key of the catalogue entry.
        geometry: Point, line or area in the project CRS (metres); None when site-wide.
        state: Existing, proposed, temporary or to remove.
        name: Name a person gave it, or "".
        parameters: Values that differ from the catalogue's defaults.
        parameter_evidence: How single parameters are known; the stamp's evidence otherwise.
        note: Free text.
        cost_band: Rough cost.
        plan_feature: Id of the plan feature it came from, or "" when a person drew it.
        accuracy_m: One sigma of its coordinates where it was traced from a picture or drawing of
            known accuracy, metres; None when nobody knows.
    """

    stamp: Stamp
    kind: str
    geometry: BaseGeometry | None
    state: MeasureState = MeasureState.PROPOSED
    name: str = ""
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)
    parameter_evidence: Mapping[str, Evidence] = field(default_factory=dict)
    note: str = ""
    cost_band: CostBand = CostBand.UNKNOWN
    plan_feature: str = ""
    accuracy_m: float | None = None

    @property
    def id(self) -> str:
        """The measure's id."""
        return self.stamp.id
