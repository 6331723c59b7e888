"""What analyses find about staying on the square and about what its things look like."""

from dataclasses import dataclass

from shapely.geometry import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """Public seats: metres drawn, kinds found, objects."""

    metres: float
    count: int
    kinds: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Canopy:
    """Tree crowns and roofs over the square, square metres without double counting."""

    covered_m2: float
    crown_m2: float
    trees: int
    is_crown_assumed: bool
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amenities:
    """Kinds of amenity near the square: kind -> ids."""

    kinds: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Doors and units that look at the square.

    Attributes:
        number: Doors and units, those within the merging distance counted once.
        at: Where they are, on the front.
        objects: Ids, in the order of ``at``.
    """

    number: float
    at: tuple[Point, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What controls people: cameras, guard posts, prohibition signs; and hostile devices."""

    cameras: tuple[str, ...]
    posts: tuple[str, ...]
    signs: tuple[str, ...]
    hostile: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtness:
    """Edge lined by security objects: length times overtness, metres, and the objects."""

    length_m: float
    weighted_m: float
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidArea:
    """Part of the square one has to pay or consume to use."""

    paid_m2: float
    area_m2: float
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """Share of the 168 hours of a week open to all, with how it is known.

    Attributes:
        low, likely, high: Percent.
        reason: "stated", "measure", "permissive" or "untagged".
        objects: Ids of what closes it.
    """

    low: float
    likely: float
    high: float
    reason: str
    objects: tuple[str, ...]
