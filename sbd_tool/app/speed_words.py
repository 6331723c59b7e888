"""Approach speeds in words and figures, for the window and the report of the police."""

from collections.abc import Callable
from dataclasses import dataclass

from sbd_tool.domain.approach_results import DOUBTS, KMH, ClassSpeed, EdgeSpeed, EdgeSpeeds
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.domain.vehicles import VehicleProfile, vehicle_profiles


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedLine:
    """One stretch of edge, told.

    Attributes:
        number: Its place in the order along the edge, from 1.
        edge: The stretch.
        band: Vehicle, low and high speed.
        bands: Low and high speed of each class.
        energy: Energy at the high value.
        rating: The rating it asks for, or that no test reaches it.
        required: The same as a half sentence.
        stands: What stands there, or that nothing does.
        is_adequate: Whether it is rated for what comes.
        standoff: Distance from the stretch to the crowd, metres.
        by_hand: How to check the straight run-up with a pocket calculator, or None without a run.
        doubts: Why no single number may be taken.
    """

    number: int
    edge: EdgeSpeed
    band: Text
    bands: tuple[Text, ...]
    energy: Quantity
    rating: Text
    required: Text
    stands: Text
    is_adequate: bool
    standoff: Quantity
    by_hand: Text | None
    doubts: tuple[Text, ...]


def deciding(edge: EdgeSpeed) -> ClassSpeed | None:
    """The class that decides the rating, else the fastest."""
    return edge.of(edge.vehicle) or edge.fastest


def speed_lines(
    speeds: EdgeSpeeds, rubric: Rubric, name: Callable[[str], Text]
) -> tuple[SpeedLine, ...]:
    """All stretches in order along the edge, never by severity.

    Args:
        speeds: What was found.
        rubric: Vehicle classes.
        name: Name of a thing by its id.
    """
    profiles = {profile.key: profile for profile in vehicle_profiles(rubric)}
    found = ((edge, deciding(edge)) for edge in speeds.edges)
    told = [(edge, chosen) for edge, chosen in found if chosen is not None]
    return tuple(
        _line(number, edge, chosen, profiles[chosen.vehicle], name)
        for number, (edge, chosen) in enumerate(told, start=1)
    )


def _line(
    number: int,
    edge: EdgeSpeed,
    chosen: ClassSpeed,
    profile: VehicleProfile,
    name: Callable[[str], Text],
) -> SpeedLine:
    rating = literal(edge.required) if edge.required else text("speeds.above_tests")
    return SpeedLine(
        number=number,
        edge=edge,
        band=_band(chosen),
        bands=tuple(_band(entry) for entry in edge.classes),
        energy=Quantity(chosen.energy_kj, "kJ", 0),
        rating=rating,
        required=text("speeds.asks", rating=rating) if edge.required else rating,
        stands=_stands(edge, name),
        is_adequate=edge.is_adequate,
        standoff=Quantity(edge.standoff_m, "m", 1),
        by_hand=by_hand(chosen, profile),
        doubts=tuple(text(f"speeds.doubt_{key}") for key in DOUBTS if key in edge.doubts),
    )


def _band(entry: ClassSpeed) -> Text:
    return text(
        "speeds.band",
        vehicle=text(f"approach.vehicle_{entry.vehicle}"),
        low=Quantity(entry.low_mps * KMH, "", 0),
        high=Quantity(entry.high_mps * KMH, "km/h", 0),
    )


def _stands(edge: EdgeSpeed, name: Callable[[str], Text]) -> Text:
    if not edge.barriers:
        return text("speeds.nothing_stands")
    key = "speeds.stands_adequate" if edge.is_adequate else "speeds.stands_lacking"
    return text(key, what=name(edge.barriers[0]), count=len(edge.barriers))


def by_hand(entry: ClassSpeed, profile: VehicleProfile) -> Text | None:
    """The arithmetic of the straight run-up on the level: constant acceleration, then power.

    ``v^2 = u^2 + 2 a s`` up to ``p / a``, from there ``v^3 = u^3 + 3 p s``.
    """
    if entry.run_m <= 0:
        return None
    u, a, p = entry.entry_mps, profile.acceleration_mps2, profile.power_w_per_kg
    turn = p / a
    shown = {
        "run": Quantity(entry.run_m, "m", 1),
        "length": Quantity(entry.run_m, "", 1),
        "entry": Quantity(u, "", 2),
        "entry_kmh": Quantity(u * KMH, "km/h", 0),
        "speed": Quantity(entry.run_mps, "m/s", 2),
        "kmh": Quantity(entry.run_mps * KMH, "km/h", 1),
    }
    if entry.run_mps <= turn:
        return text("speeds.hand_steady", a=Quantity(a, "", 1), **shown)
    power = Quantity(p, "W/kg", 0)
    if u >= turn:
        return text("speeds.hand_power", power=power, p=Quantity(p, "", 0), **shown)
    first = (turn**2 - u**2) / (2 * a)
    return text(
        "speeds.hand_both",
        a=Quantity(a, "", 1),
        power=power,
        p=Quantity(p, "", 0),
        first=Quantity(first, "m", 1),
        turn=Quantity(turn, "", 2),
        rest=Quantity(entry.run_m - first, "", 1),
        **shown,
    )
