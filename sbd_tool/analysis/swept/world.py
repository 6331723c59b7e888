"""How much of the square a fire engine serves by what its body sweeps, gates open."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.obstacles import OBSTACLE_FACTS, OBSTACLE_NUMBERS, OBSTACLE_ROLES
from sbd_tool.analysis.spec import AnalysisSpec, NotAssessed, Results
from sbd_tool.analysis.streets import STREET_NUMBERS
from sbd_tool.analysis.swept.fire import FIRE_NUMBERS
from sbd_tool.analysis.swept.fleet import fleet_of
from sbd_tool.analysis.swept.lines import Wanted, Wheel, lines_of, wanted_of
from sbd_tool.analysis.swept.reached import (
    Places,
    Served,
    driven_to,
    places_of,
    region_of,
    served_by,
    wheel_of,
)
from sbd_tool.domain.access_results import Barriers, Service, ServiceVehicle
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import EmergencyReach
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

DRIVEN_ROLES: Final = (
    *OBSTACLE_ROLES,
    Role.TREE,
    Role.LAMP,
    Role.SEAT,
    Role.SHELTER,
    Role.SIGN,
    Role.STEPS,
    Role.BUILDING,
    Role.CARRIAGEWAY,
    Role.VEHICLE_ENTRY,
    Role.EMERGENCY_ROUTE,
    Role.FOOTWAY,
    Role.PEDESTRIAN_AREA,
    Role.CROWD_AREA,
)
_MOST_NAMED: Final = 12
_BESIDE_M: Final = 5.0
_KEPT: Final = 64  # rides remembered: those of the plan as it stands outlive all suggestions


def run(
    site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress
) -> EmergencyReach | NotAssessed:
    """Drive the fire engine along the routes with most room: the very figure of the list of access.

    Where the wide ground outside the square serves as much as all of it, no line is looked for.
    """
    quick: EmergencyReach | NotAssessed = results["emergency"]
    if isinstance(quick, NotAssessed):
        return quick
    region = region_of(site, rubric)
    engine = next(one for one in fleet_of(rubric) if one.key is Service.FIRE)
    wheel = wheel_of(engine, site, rubric, region)
    progress.advance(0.2)
    if quick.at_edge >= quick.share:
        return quick
    places = places_of(site, rubric, region, wheel, Barriers.OPEN)
    progress.advance(0.6)
    served = _served(_Ride.of(wanted_of(site, rubric, region), wheel, places))
    beside = [
        owner
        for owner, shape in places.ground.stops
        if shapely.dwithin(shape, site.zone, _BESIDE_M)
    ]
    return EmergencyReach(
        share=served.share,
        at_edge=quick.at_edge,
        lane=served.lane,
        objects=tuple(dict.fromkeys((*served.met, *beside)))[:_MOST_NAMED],
    )


@dataclass(frozen=True, slots=True)
class _Ride:
    """All that decides what the engine serves: equal where it lies the same to the last bit.

    Most worlds of a site, and suggestions of what a vehicle does not meet, ask for the same ride.
    """

    wanted: Wanted
    vehicle: ServiceVehicle
    margin_m: float
    things: tuple[tuple[str, BaseGeometry], ...]
    ground: tuple[BaseGeometry, BaseGeometry, BaseGeometry]
    cells: bytes
    wheel: Wheel = field(compare=False)
    places: Places = field(compare=False)

    @classmethod
    def of(cls, wanted: Wanted, wheel: Wheel, places: Places) -> "_Ride":
        # Only what is driven with barriers open counts, not the shape of the ground it takes.
        still = replace(wheel, standing=wheel.standing.only(Barriers.OPEN), is_ground_told=False)
        ground = places.ground
        return cls(
            wanted=wanted,
            vehicle=wheel.vehicle,
            margin_m=wheel.margin_m,
            things=tuple(still.standing.by_state[Barriers.OPEN]),
            ground=(ground.whole, ground.outside, ground.built),
            cells=shapely.get_coordinates(places.cells).tobytes(),
            wheel=still,
            places=places,
        )


@lru_cache(maxsize=_KEPT)
def _served(ride: _Ride) -> Served:
    lines = lines_of(ride.wanted, ride.wheel)
    driven = driven_to(ride.places, ride.wheel, lines)
    return served_by(ride.places, ride.wheel, driven, Barriers.OPEN)


SPEC: Final = AnalysisSpec(
    key="fire_ways",
    title=text("people.fire_ways"),
    version=1,
    reads=DRIVEN_ROLES,
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=(
        *OBSTACLE_NUMBERS,
        *STREET_NUMBERS,
        *FIRE_NUMBERS,
        "emergency_lane_m",
        "crowd_cells",
    ),
    needs_results=("emergency",),
    run=run,
    is_slow=True,
    sources=("UK-ADB",),
)
