"""Vehicles of the rubric that have to come to a square."""

from typing import Final

from sbd_tool.domain.access_results import Service, ServiceVehicle
from sbd_tool.domain.rubric import Rubric

_SIZES: Final = (
    "length",
    "width",
    "wheelbase",
    "front_overhang",
    "turn_radius",
)


def number_keys(service: Service) -> tuple[str, ...]:
    """Keys of the rubric numbers of a vehicle: sizes, then reach."""
    reach = "emergency_reach_m" if service is Service.FIRE else f"service_{service}_reach_m"
    return (*(f"service_{service}_{size}_m" for size in _SIZES), reach)


def fleet_of(rubric: Rubric) -> tuple[ServiceVehicle, ...]:
    """The vehicles with the sizes of the rubric."""
    return tuple(_vehicle(service, rubric) for service in Service)


def _vehicle(service: Service, rubric: Rubric) -> ServiceVehicle:
    length, width, base, front, turn, reach = map(rubric.value, number_keys(service))
    return ServiceVehicle(
        key=service,
        length_m=length,
        width_m=width,
        wheelbase_m=base,
        front_overhang_m=front,
        turn_radius_m=turn,
        reach_m=reach,
    )
