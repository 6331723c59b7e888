"""Ways out of a square, one by one, and how long a crowd takes through them."""

from dataclasses import dataclass

from shapely.geometry import LineString


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A row that stands in a way out.

    Attributes:
        object: Id of the object.
        length_m: Length of the edge it takes.
        share: Share of the width that people walk through, derated.
    """

    object: str
    length_m: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """A stretch of the edge that people on foot can cross.

    Attributes:
        line: Where, metres in the project CRS.
        open_m: Its length along the edge.
        width_m: What counts of it: the gaps of rows, derated.
        persons_per_min: Flow through that width.
        narrowed: Rows in it, most length first.
        beside: Ids of what ends it on either side, buildings excepted.
    """

    line: LineString
    open_m: float
    width_m: float
    persons_per_min: float
    narrowed: tuple[Narrowing, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """People, width and time in one world.

    Attributes:
        people: People there.
        width_m: Width of the narrowest ring, the largest part discounted.
        persons_out: Who gets out in the egress time.
        minutes: Until all are out; None where nobody gets out.
        lost_width_m: Width with the widest way out of the edge lost altogether.
        lost_minutes: Time through that; None where nobody gets out.
    """

    people: float
    width_m: float
    persons_out: float
    minutes: float | None
    lost_width_m: float
    lost_minutes: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearingCase:
    """One profile in one state: the worst, the likely and the best world.

    Attributes:
        profile: Key of the profile; "" for the project's own rules.
        time_state: Key of the state.
        rate_p_per_m_min: Rate of passage.
        time_min: Time in which people are to be out.
        worst, likely, best: The same in three worlds.
    """

    profile: str
    time_state: str
    rate_p_per_m_min: float
    time_min: float
    worst: Clearing
    likely: Clearing
    best: Clearing

    @property
    def is_carried(self) -> bool:
        """Whether all are out in time in every world, the largest part discounted."""
        return self.worst.minutes is not None and self.worst.minutes <= self.time_min


@dataclass(frozen=True, slots=True, kw_only=True)
class RingWidth:
    """Width of one ring round the square.

    Attributes:
        away_m: Distance from the edge.
        width_m: Sum of its parts.
        counted_m: Less the largest, of which at most a share of the sum is taken away.
        largest_m: Its largest part.
    """

    away_m: float
    width_m: float
    counted_m: float
    largest_m: float
