"""How we know a thing, who said so, and when."""

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """How well a fact is known; it widens ranges and is never a discount on a value."""

    SEEN = "seen"
    SURVEYED = "surveyed"
    PLAN = "plan"
    ASSUMED = "assumed"
    NONE = "none"


BASE_OPTION = "base"
ORDINARY_STATE = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What every stored row carries from schema 1 on.

    Attributes:
        id: UUID text, unique in the project and stable over its life.
        option: Option the row belongs to; an override names a row of the base by the same id.
        time_states: States in which the row holds; None means in all of them.
        marking: TLP label set by a person, or None for the default of its kind.
        evidence: How the row is known.
        author: Who made it.
        created: ISO 8601 UTC time of creation.
        changed: ISO 8601 UTC time of the last change.
    """

    id: str
    option: str = BASE_OPTION
    time_states: tuple[str, ...] | None = None
    marking: str | None = None
    evidence: Evidence = Evidence.PLAN
    author: str = ""
    created: str = ""
    changed: str = ""
