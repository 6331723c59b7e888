"""The effective site: plan x option x time state x evidence world. What analyses read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import MeasureState, ParameterValue
from sbd_tool.domain.roles import Role


class ClassStatus(StrEnum):
    """Whether an empty map may be believed for a class of objects (scoring model, section 7)."""

    PRESENT = "present"
    THIN = "thin"
    ABSENT = "absent"
    UNKNOWN = "unknown"
    ANSWERED = "answered"  # a person said how many there are, or that there are none


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassKnowledge:
    """What is known about one class of objects in the existing state; an edit never changes it.

    Attributes:
        status: How far the map may be believed.
        here: Objects of the class in and around the zone.
        expected: Number the neighbourhood's own density would give.
        low, high: Bounds of the true number.
    """

    status: ClassStatus
    here: int
    expected: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing on the effective site.

    Attributes:
        id: Id of the plan feature or measure: the trace back to the plan.
        role: What it does here; a measure with two roles gives two elements of one id.
        geometry: In the project CRS, metres.
        attributes: Plan attributes or measure parameters, resolved with catalogue defaults.
        evidence: How its presence is known.
        is_measure: Placed by a person or arrived as a measure from the plan.
        kind: Catalogue key of the measure, or "".
        state: State of the measure; existing for plan features.
        is_in_doubt: May be absent (from the plan, unverified) or may be there (assumed).
    """

    id: str
    role: Role
    geometry: BaseGeometry
    attributes: Mapping[str, ParameterValue]
    evidence: Evidence
    is_measure: bool = False
    kind: str = ""
    state: MeasureState = MeasureState.EXISTING
    is_in_doubt: bool = False


class Leaning(StrEnum):
    """Which way the doubts of one class are resolved in a world."""

    FEW = "few"  # what is in doubt is absent; counts at their low end
    LIKELY = "likely"
    MANY = "many"  # what is in doubt is there; counts at their high end


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """An evidence world: a leaning per role, likely for roles not named.

    An indicator's worst world has FEW of what helps it and MANY of what hurts it.
    """

    leanings: tuple[tuple[Role, Leaning], ...] = ()
    attributes: Leaning = Leaning.LIKELY  # ratings, gaps and openings: FEW is the unfavourable end

    def leaning(self, role: Role) -> Leaning:
        """How doubts about that role are resolved."""
        return dict(self.leanings).get(role, Leaning.LIKELY)


LIKELY_WORLD = World()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A person's answer as the site carries it."""

    value: str | float | bool
    evidence: Evidence
    answer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveSite:
    """The site as it stands in one option, state and world. Immutable and picklable.

    Attributes:
        zone: The square, metres; exterior counter-clockwise.
        elements: Elements present in this world, by role.
        unseen: Role -> number of objects beyond the drawn ones in this world (may be negative).
        knowledge: Role -> what is known of the class in the existing state.
        facts: Answers by question key.
        practices: Catalogue keys of practice measures in place -> share of the zone reached, 0-1.
        practice_strengths: Practice indicator ("O19", "O20", "P17") -> strength times reach of each
            practice that counts in this world, 0 to 1; join them with ``scoring.practice``.
        practices_asked: Practice indicators somebody answered for; of the others only the range
            is known, whatever is placed (an edit never changes what is assessed).
        square_tags: Attributes of the square's own feature.
        option, time_state: Where this site stands.
        world: Which doubts were resolved how.
        surroundings: Polygon within which the plan is drawn, or None when not known.
    """

    zone: Polygon
    elements: Mapping[Role, tuple[Element, ...]]
    unseen: Mapping[Role, float] = field(default_factory=dict)
    knowledge: Mapping[Role, ClassKnowledge] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    practices: Mapping[str, float] = field(default_factory=dict)
    practice_strengths: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    practices_asked: tuple[str, ...] = ()
    square_tags: Mapping[str, ParameterValue] = field(default_factory=dict)
    option: str = "base"
    time_state: str = "ordinary"
    world: World = LIKELY_WORLD
    surroundings: Polygon | None = None

    def of(self, *roles: Role) -> tuple[Element, ...]:
        """Elements of those roles, in role order then plan order."""
        return tuple(element for role in roles for element in self.elements.get(role, ()))
