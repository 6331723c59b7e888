"""What the approach speeds read: known without loading what drives the lattice."""

from typing import Final

from sbd_tool.analysis.approach.entries import ENTRY_NUMBERS
from sbd_tool.analysis.approach.rating import RATING_NUMBERS
from sbd_tool.analysis.obstacles import OBSTACLE_NUMBERS, OBSTACLE_ROLES
from sbd_tool.analysis.streets import STREET_NUMBERS
from sbd_tool.domain.roles import Role
from sbd_tool.domain.vehicles import VEHICLE_NUMBERS

GROUND_ROLES: Final = (
    Role.BUILDING,
    Role.WATER,
    Role.BARRIER,
    Role.WALL,
    Role.GATE,
    Role.VEGETATION,
    Role.TREE,
)
GROUND_NUMBERS: Final = (
    *OBSTACLE_NUMBERS,
    "barrier_reach_m",
    "approach_bends_m",
    "approach_inner_m",
    "vehicle_reach_m",
    "trunk_radius_m",
)
ROADS: Final = (Role.CARRIAGEWAY, Role.PARKING, Role.VEHICLE_ENTRY)
APPROACH_ROLES: Final = tuple(
    dict.fromkeys((*ROADS, Role.FOOTWAY, Role.CROWD_AREA, *GROUND_ROLES, *OBSTACLE_ROLES))
)
APPROACH_NUMBERS: Final = tuple(
    dict.fromkeys(
        (
            *STREET_NUMBERS,
            *GROUND_NUMBERS,
            *RATING_NUMBERS,
            *VEHICLE_NUMBERS,
            *ENTRY_NUMBERS,
            "approach_stretch_m",
            "approach_stations",
        )
    )
)
