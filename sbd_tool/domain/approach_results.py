"""What the approach speed analysis finds: listed along the edge, never by severity.

Everything here describes protection needs. It is for the police edition only
(``TLP:AMBER+STRICT``); no route is held, only straight run-ups a person can check by hand.
"""

from dataclasses import dataclass
from typing import Final

from shapely.geometry import LineString, Point

from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import Text

SPEEDS: Final = "approach"
"""Key of the analysis: it stands in the provenance of an assessment that has speeds in it."""
SPEED_MARKING: Final = Tlp.AMBER_STRICT
KMH: Final = 3.6
WIDE_RATIO: Final = 1.25
"""High over low from which a bracket says: look on site (vehicle dynamics brief, our judgement)."""


DOUBTS: Final = ("no_entry", "plan_end", "wide", "no_bends", "coarse", "above_tests")
"""No entry speed stated; the run starts where the plan ends; bracket over ``WIDE_RATIO``; bends not
driven; driven on coarse lines; faster than any test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSpeed:
    """One vehicle class at one stretch of the edge.

    Attributes:
        vehicle: Key of the class ("n2").
        low_mps, high_mps: Bracket of the attainable speed; rate by the high value.
        normal_mps: High value of the part of the speed square to the edge.
        low_normal_mps: Low value of that part: what a straight run on the ground as drawn gives.
        energy_kj: Kinetic energy at the high value.
        normal_energy_kj: The same of the part square to the edge: information, not the rating.
        run_m: Longest straight run-up of a vehicle this wide to a point of the stretch.
        run_line: That run-up from its start to the edge, or None where it has none.
        entry_mps: Speed at which the run-up starts: 0, or the stated speed of an entry.
        run_mps: Speed at its end on the level: what the arithmetic by hand gives.
        is_from_limit: The run-up starts where the plan ends.
        lines: What the high value rests on: "standard", "coarse" or "preview" lines, or "none".
    """

    vehicle: str
    low_mps: float
    high_mps: float
    normal_mps: float
    energy_kj: float
    normal_energy_kj: float
    run_m: float
    run_line: LineString | None
    entry_mps: float
    run_mps: float
    is_from_limit: bool
    lines: str
    low_normal_mps: float = 0.0

    @property
    def is_wide(self) -> bool:
        """Whether the bracket is too wide to be believed without a look on site."""
        return self.high_mps > WIDE_RATIO * self.low_mps


@dataclass(frozen=True, slots=True)
class StandRating:
    """One thing that stands at a stretch.

    Attributes:
        id: Of the plan feature or measure.
        is_rated: It carries a rating that can be read.
        ratio: Rated over full energy of the class that asks for most, at the high speed; 0 where it
            is unrated or rated for a lighter class.
        best_ratio: The same at the low speed.
    """

    id: str
    is_rated: bool
    ratio: float
    best_ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeSpeed:
    """One stretch of the edge that vehicles can come to.

    Attributes:
        key: "A1.2": second stretch of the first approach.
        approach: Key of the approach.
        start, end: Metres along the edge.
        line: Its geometry.
        classes: One per vehicle class, lightest first; empty where none gets there.
        vehicle: Class that decides the required rating, or "".
        required: Least rating as mass, class and test speed ("V/7200[N2A]/64/90"), or "" where
            the speed is above the tests or nothing gets there.
        barriers: Ids of what stands at the stretch.
        rating_ratio: Least rated energy over needed energy square to the edge among the barriers
            there at the high speed; None where nothing stands.
        best_ratio: The same at the low speed.
        stands: What stands there, one by one.
        is_adequate: Whether everything that stands there is rated for class and full energy;
            False where nothing stands.
        standoff_m: Distance from the stretch to the crowd.
        doubts: Why no single number may be taken from here, keys of ``DOUBTS``; empty: none.
    """

    key: str
    approach: str
    start: float
    end: float
    line: LineString
    classes: tuple[ClassSpeed, ...]
    vehicle: str
    required: str
    barriers: tuple[str, ...]
    rating_ratio: float | None
    best_ratio: float | None
    is_adequate: bool
    standoff_m: float
    doubts: tuple[str, ...] = ()
    stands: tuple[StandRating, ...] = ()

    @property
    def midpoint(self) -> Point:
        """Middle of the stretch."""
        return Point(self.line.interpolate(0.5, normalized=True))

    @property
    def fastest(self) -> ClassSpeed | None:
        """The class with the highest speed."""
        return max(self.classes, key=lambda entry: entry.high_mps, default=None)

    def of(self, vehicle: str) -> ClassSpeed | None:
        """The bracket of one class."""
        return next((entry for entry in self.classes if entry.vehicle == vehicle), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeSpeeds:
    """All stretches, counter-clockwise along the edge.

    Attributes:
        edges: In order along the edge.
        notes: What a reader has to know: assumptions, what is missing.
        is_entry_assumed: Nobody stated a speed at a vehicle entry.
    """

    edges: tuple[EdgeSpeed, ...]
    notes: tuple[Text, ...] = ()
    is_entry_assumed: bool = False

    @property
    def marking(self) -> Tlp:
        """Widest circle that may read any of it."""
        return SPEED_MARKING
