"""How service vehicles get to a square: vehicles, routes, what is in their way."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry


class Service(StrEnum):
    """Vehicles that have to come to a square."""

    FIRE = "fire"
    AMBULANCE = "ambulance"
    REFUSE = "refuse"
    DELIVERY = "delivery"


class Barriers(StrEnum):
    """State of everything that opens."""

    OPEN = "open"
    CLOSED = "closed"


class Passing(StrEnum):
    """Whether a vehicle gets through along a route."""

    PASSES = "passes"
    TIGHT = "tight"  # touches nothing, but comes nearer than the margin
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceVehicle:
    """Size and turning of a rigid vehicle, metres, mirrors excluded.

    Attributes:
        key: Which it is.
        length_m, width_m: Body.
        wheelbase_m: From the front axle to the (middle of the) rear axle.
        front_overhang_m: Body before the front axle.
        turn_radius_m: Least radius of the outer front wheel, between kerbs.
        reach_m: How far from it the service is done.
    """

    key: Service
    length_m: float
    width_m: float
    wheelbase_m: float
    front_overhang_m: float
    turn_radius_m: float
    reach_m: float

    @property
    def least_radius_m(self) -> float:
        """Least radius of the middle of the front axle: the bicycle's front wheel."""
        base, half = self.wheelbase_m, self.width_m / 2
        rear = (max(0.0, self.turn_radius_m**2 - base**2)) ** 0.5 - half
        return float((max(0.0, rear) ** 2 + base**2) ** 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRoute:
    """A way from outside to the square along drawn ways.

    Attributes:
        line: From outside to the square, metres in the project CRS.
        ways: Ids of the ways it runs along.
        is_drawn_for_it: An emergency route is part of it.
    """

    line: LineString
    ways: tuple[str, ...]
    is_drawn_for_it: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessConflict:
    """Something in the way of a vehicle.

    Attributes:
        object: Id of what stands there; "" for a bend of the route that is too tight.
        at: Where the body meets it.
        along_m: Position of the front axle on the route where it first does.
        clearance_m: Least distance to the body; 0 where it is hit.
    """

    object: str
    at: Point
    along_m: float
    clearance_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """One vehicle on one route with barriers in one state.

    Attributes:
        passing: Verdict.
        clearance_m: Least distance of the body to anything, at most the distance looked at.
        driven_m: How far it gets, along the route.
        conflicts: What is in the way or nearer than the margin, in order of the route.
        swept: Ground its body sweeps as far as it gets.
        opened: Ids of what has to be opened on the way.
    """

    passing: Passing
    clearance_m: float
    driven_m: float
    conflicts: tuple[AccessConflict, ...]
    swept: BaseGeometry
    opened: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Everything about service vehicles and one square.

    Attributes:
        vehicles: Vehicles looked at.
        routes: Routes along drawn ways.
        drives: (route number, service, state) -> drive.
        reached: (service, state) -> share of the square within reach, 0 to 1.
    """

    vehicles: tuple[ServiceVehicle, ...]
    routes: tuple[AccessRoute, ...]
    drives: Mapping[tuple[int, Service, Barriers], Drive]
    reached: Mapping[tuple[Service, Barriers], float]
