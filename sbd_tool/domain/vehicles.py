"""Vehicles a barrier is judged against: profiles read from the numbers of the rubric.

The figures are data (``vehicle_<what>_<class>`` in the rubric, each with source, basis and
confidence) and chosen on the high side: too strong a vehicle over-states speed, the safe direction.
"""

from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.rubric import Rubric

VEHICLE_CLASSES: Final = ("car", "van", "truck_7t", "truck_18t")
"""The same classes as in a ring, lightest first."""

RATING_LETTERS: Final = {"car": "M1", "van": "N1", "truck_7t": "N2A"}
"""Letters of the test classes; those of heavier ones were not seen and are not written."""

_UNITS: Final = {
    "mass": "kg",
    "acceleration": "mps2",
    "power": "w_per_kg",
    "friction": "",
    "rollover": "g",
    "width": "m",
    "turning": "m",
}
VEHICLE_NUMBERS: Final = tuple(
    f"vehicle_{what}_{name}_{unit}".rstrip("_")
    for name in VEHICLE_CLASSES
    for what, unit in _UNITS.items()
)
# The ISO 22343 family tests at these nominal speeds, km/h.
TEST_SPEEDS_KMH: Final = (16.0, 32.0, 48.0, 64.0, 80.0, 96.0, 112.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleProfile:
    """One vehicle class.

    Attributes:
        key: One of ``VEHICLE_CLASSES``.
        mass_kg: Mass as tested.
        acceleration_mps2: Acceleration from rest, until power limits it.
        power_w_per_kg: Power at the wheels per mass.
        friction: Largest use of tyre friction; dry, for wet roads lower the result.
        rollover_g: Lateral acceleration at which it rolls over, in g.
        width_m: Body without mirrors.
        turning_m: Tightest radius of its middle.
    """

    key: str
    mass_kg: float
    acceleration_mps2: float
    power_w_per_kg: float
    friction: float
    rollover_g: float
    width_m: float
    turning_m: float

    @property
    def lateral_g(self) -> float:
        """Largest lateral acceleration in g: friction or rollover, whichever is less."""
        return min(self.friction, self.rollover_g)

    def energy_kj(self, speed_mps: float) -> float:
        """Kinetic energy at a speed, kJ."""
        return 0.5 * self.mass_kg * speed_mps**2 / 1000.0


def vehicle_profiles(rubric: Rubric) -> tuple[VehicleProfile, ...]:
    """The vehicle classes of a rubric, lightest class first."""
    return tuple(_profile(rubric, name) for name in VEHICLE_CLASSES)


def _profile(rubric: Rubric, name: str) -> VehicleProfile:
    told = {
        what: rubric.value(f"vehicle_{what}_{name}_{unit}".rstrip("_"))
        for what, unit in _UNITS.items()
    }
    return VehicleProfile(
        key=name,
        mass_kg=told["mass"],
        acceleration_mps2=told["acceleration"],
        power_w_per_kg=told["power"],
        friction=told["friction"],
        rollover_g=told["rollover"],
        width_m=told["width"],
        turning_m=told["turning"],
    )


def next_test_speed_kmh(speed_kmh: float) -> float | None:
    """The least test speed that is not under a speed, km/h; None above the range of the tests.

    Examples:
        >>> next_test_speed_kmh(48.2), next_test_speed_kmh(130)
        (64.0, None)
    """
    return next((step for step in TEST_SPEEDS_KMH if step >= speed_kmh), None)
