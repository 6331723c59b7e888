"""How people of a given width get about on a square: ends, ways, what is in their way."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.text import Text


class EndKind(StrEnum):
    """What a way leads from or to."""

    ARRIVAL = "arrival"
    DOOR = "door"
    STOP = "stop"
    SEAT = "seat"
    AMENITY = "amenity"
    TAGGED = "tagged"


class PinchReason(StrEnum):
    """Why somebody does not get through."""

    GAP = "gap"  # two things stand too near to each other
    ROW = "row"  # the gaps inside one row are too narrow
    OBJECT = "object"  # it closes the way altogether
    STEPS = "steps"
    KERB = "kerb"
    SLOPE = "slope"
    ROOM = "room"  # there is no room to stand at an end


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkUser:
    """Who walks or rolls.

    Attributes:
        key: "wheelchair", "pram", "cane", "cargo_bike".
        clear_m: Clear width needed.
        max_step_m: Highest step that is no step; None: steps are walked.
        max_slope_percent: Steepest slope; None: not judged.
    """

    key: str
    clear_m: float
    max_step_m: float | None
    max_slope_percent: float | None

    @property
    def is_on_wheels(self) -> bool:
        """Steps stop this user."""
        return self.max_step_m is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkEnd:
    """One end of ways.

    Attributes:
        key: "E1" and so on for arriving ways, "D1" and so on for destinations.
        kind: What it is.
        at: Where it is drawn.
        place: Where one stands to be there: free of buildings for everybody where there is room.
        objects: Ids of what it stands for; the first names it.
        wheels: Whether somebody on wheels gets in or out here, steps and slope considered.
        reason: Why not, where that is known.
        unknown: What nobody has said of it: "slope", "step".
    """

    key: str
    kind: EndKind
    at: Point
    place: Point
    objects: tuple[str, ...]
    wheels: Verdict = Verdict.PASSES
    reason: PinchReason | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinch:
    """What keeps somebody from the direct way.

    Attributes:
        reason: Why.
        id: The thing itself, or "" for an end without room.
        other: The thing on the other side of a gap, or "".
        clear_width_m: What is left between them; 0 where the way is closed, None for steps and
            slopes.
        at: The gap from surface to surface, or where the way meets the thing.
    """

    reason: PinchReason
    id: str
    other: str
    clear_width_m: float | None
    at: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The way between two ends for one user.

    Attributes:
        start, end: Keys of the ends.
        verdict: Whether there is a way; unsure where what is not known, or the accuracy of the
            drawing, decides.
        length_m: Length of the shortest way as drawn; None where there is none.
        low_m, high_m: The same with all doubts for and against it; None where there is none.
        straight_m: Straight distance.
        bare_m: Length of the same user's way with only buildings and water; None where there is
            none.
        line: The way as drawn, arcs as chords.
        min_clear_m: Narrowest clear width along it; None where it is over the widths looked at.
        pinch: What blocks the direct way, if anything does.
        step_free: Whether there is a way without steps.
        unknown: What nobody has said: "slope", "step", "gap", "kerb".
    """

    start: str
    end: str
    verdict: Verdict
    length_m: float | None
    low_m: float | None
    high_m: float | None
    straight_m: float
    bare_m: float | None
    line: LineString | None
    min_clear_m: float | None
    pinch: Pinch | None
    step_free: Verdict
    unknown: tuple[str, ...] = ()

    @property
    def directness(self) -> float | None:
        """Length over straight distance; 1 is straight."""
        if self.length_m is None or self.straight_m <= 0:
            return None
        return max(1.0, self.length_m / self.straight_m)

    @property
    def detour(self) -> float | None:
        """Length over that without the objects; 1 is no detour."""
        if self.length_m is None or not self.bare_m:
            return None
        return max(1.0, self.length_m / self.bare_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesireLine:
    """A straight piece of ways that many pairs share when only buildings and water stand.

    Attributes:
        line: The piece.
        pairs: How many pairs walk along it.
        objects: Ids of what stands on it.
    """

    line: LineString
    pairs: int
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserWalks:
    """All ways of one user.

    Attributes:
        user: Who.
        walks: Every pair, arriving ways first, in order along the edge.
        desire: Desire lines, most pairs first.
    """

    user: WalkUser
    walks: tuple[Walk, ...]
    desire: tuple[DesireLine, ...] = ()

    def share(self, *verdicts: Verdict, through: bool = False) -> float | None:
        """Share of pairs with such a verdict; ``through`` counts pairs of arriving ways only."""
        pairs = [walk for walk in self.walks if not through or walk.end.startswith("E")]
        if not pairs:
            return None
        return sum(walk.verdict in verdicts for walk in pairs) / len(pairs)

    def step_free_share(self, *verdicts: Verdict) -> float | None:
        """Share of pairs that are step-free like that."""
        if not self.walks:
            return None
        return sum(walk.step_free in verdicts for walk in self.walks) / len(self.walks)

    @property
    def mean_directness(self) -> float | None:
        """Mean of the pairs that have a way."""
        return _mean([walk.directness for walk in self.walks])

    @property
    def mean_detour(self) -> float | None:
        """Mean of the pairs that have a way."""
        return _mean([walk.detour for walk in self.walks])


@dataclass(frozen=True, slots=True, kw_only=True)
class Walks:
    """Ways of all users asked for.

    Attributes:
        ends: Entrances and destinations by key, in order.
        users: User key -> ways.
        notes: What a reader has to know.
    """

    ends: Mapping[str, WalkEnd]
    users: Mapping[str, UserWalks]
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """What a wheelchair and a cargo bike meet on a site in one world.

    Attributes:
        detour: Mean detour of a wheelchair between the ways in, a pair that is cut off counting
            three; None where there is no pair.
        objects: Ids of what pinches on the direct ways.
        reached: User key -> for each way in, in their order, whether it leads to most of the
            square; None where buildings alone leave no room.
    """

    detour: float | None
    objects: tuple[str, ...]
    reached: Mapping[str, tuple[bool | None, ...]]


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
