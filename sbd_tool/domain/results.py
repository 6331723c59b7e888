"""What analyses find: values with geometry and ids, so that windows can draw and explain them.

Stretches of the edge are pairs (start, end) in metres along the zone's exterior ring, counter-
clockwise from its first vertex, 0 <= start < end <= length. Coordinates are project CRS metres.
"""

from dataclasses import dataclass

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

Stretches = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeForm:
    """Which part of the edge is formed by buildings.

    Attributes:
        length_m: Length of the edge.
        built: Stretches with a building on or within reach outside of them.
        free: The other stretches; slits too narrow for a person are counted as built.
        facing: Stretches with a building straight ahead within the social distance.
        buildings: Ids of the buildings that form or face the edge.
    """

    length_m: float
    built: Stretches
    free: Stretches
    facing: Stretches
    buildings: tuple[str, ...]

    @property
    def free_m(self) -> float:
        """Length of edge not formed by buildings."""
        return sum(end - start for start, end in self.free)

    @property
    def facing_m(self) -> float:
        """Length of edge that looks at a front."""
        return sum(end - start for start, end in self.facing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blockage:
    """A stretch of the edge where something stands.

    Attributes:
        start, end: Metres along the edge.
        object: Id of the object.
        share: Share of the width people can still walk through, 0 to 1.
    """

    start: float
    end: float
    object: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossability:
    """Where people on foot can cross the edge.

    Attributes:
        length_m: Length of the edge.
        free_m: Edge not formed by buildings.
        crossable: Free stretches a person can cross (clear gap of the person's width or more).
        blockages: What stands at the edge, most of its length first.
        widths: (start, end, free width in metres) of each crossable stretch, runs derated.
    """

    length_m: float
    free_m: float
    crossable: Stretches
    blockages: tuple[Blockage, ...]
    widths: tuple[tuple[float, float, float], ...]

    @property
    def crossable_m(self) -> float:
        """Length of crossable edge."""
        return sum(end - start for start, end in self.crossable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A way of the town that meets the edge.

    Attributes:
        at: Where it meets the edge.
        position_m: The same, along the edge.
        ways: Ids of the ways merged into this arrival.
        is_stepped: Every way into the square has steps within reach.
        is_steep: Every step-free way states a slope over the limit.
        is_narrow: Every step-free way states a width under the limit.
        is_slope_known: A slope or wheelchair attribute is stated.
        is_for_vehicles: One of its ways is a carriageway.
    """

    at: Point
    position_m: float
    ways: tuple[str, ...]
    is_stepped: bool
    is_steep: bool
    is_narrow: bool
    is_slope_known: bool
    is_for_vehicles: bool

    @property
    def is_step_free(self) -> bool:
        """Neither steps nor a stated slope or width beyond the limit."""
        return not (self.is_stepped or self.is_steep or self.is_narrow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """All ways of the town into the square."""

    ways: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayWidth:
    """Clear width where one arriving way meets the edge; None inside a building's passage."""

    position_m: float
    width_m: float | None
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayWidths:
    """Clear widths of all arriving ways."""

    ways: tuple[WayWidth, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detour:
    """Mean lengthening of the ways inside by walls, fences and water; 1 means none."""

    ratio: float
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approach:
    """Consecutive edge a vehicle can come to when barriers are ignored.

    Attributes:
        key: "A1", "A2"... counter-clockwise from the ring's first vertex.
        start, end: Metres along the edge; end is under start when it runs over the first vertex.
        line: Its geometry.
        length_m: Its length.
    """

    key: str
    start: float
    end: float
    line: LineString
    length_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Approaches:
    """All approaches; empty when no vehicle can reach the edge.

    Attributes:
        approaches: In order along the edge.
        exposed_m: Their joint length.
        reach: Where the middle of the vehicle can be, outside the square.
    """

    approaches: tuple[Approach, ...]
    exposed_m: float
    reach: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproachGap:
    """The largest clear gap of the ring at one approach.

    Attributes:
        approach: Key of the approach.
        length_m: Length of the approach.
        gap_m: Width of the widest gap of the ring here, never over the widest way in; exact; a
            lower bound where nothing stands anywhere.
        at: Where it is: the shortest line across it.
        objects: Ids of what stands on both sides.
        barriers: Ids of the barriers here: those of the ring first, then what else stands there.
        closed_m: Length of the approach behind gaps of at most the limit.
        is_rating_open: Of a barrier of the ring here nobody has said rating or foundation.
        open_lines: Lines across all gaps over the limit here, from surface to surface; none where
            nothing stands anywhere.
        members: Ids of what forms the ring here: the first of the barriers.
    """

    approach: str
    length_m: float
    gap_m: float
    at: LineString
    objects: tuple[str, ...]
    barriers: tuple[str, ...]
    closed_m: float
    is_rating_open: bool
    open_lines: tuple[LineString, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearGaps:
    """Largest clear gaps of all approaches, worst first."""

    gaps: tuple[ApproachGap, ...]
    exposed_m: float

    @property
    def closed_m(self) -> float:
        """Exposed edge behind gaps of at most the limit."""
        return sum(gap.closed_m for gap in self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawfulTraffic:
    """How near lawful vehicles come.

    Attributes:
        median_m: Median distance from the cells of the crowd area to carriageway or parking.
        free_edge_m: Edge farther than the limit from a carriageway.
        length_m: Length of the edge.
        roads: Ids of the nearest roads and parking areas, nearest first.
        is_width_guessed: Some width is a default of its class.
    """

    median_m: float
    free_edge_m: float
    length_m: float
    roads: tuple[str, ...]
    is_width_guessed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Egress:
    """Ways out.

    Attributes:
        rings: (distance in metres, free width in metres after the discount) of each ring.
        width_m: Narrowest of them.
        distance_m: 95th percentile of the walking distance to a way out; None when there is none.
        shut_edge: Whether no stretch of the edge can be crossed.
        objects: Ids of what narrows the edge, most first.
    """

    rings: tuple[tuple[float, float], ...]
    width_m: float
    distance_m: float | None
    shut_edge: bool
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyReach:
    """Share of the square within reach of a fire engine's lane.

    Attributes:
        share: Share of the cells, 0 to 1; at most that where nothing has been driven.
        at_edge: The same where the engine does not enter the square: at least that.
        lane: Ground it gets to.
        objects: Ids of what is in its way, or beside it.
    """

    share: float
    at_edge: float
    lane: BaseGeometry
    objects: tuple[str, ...]
