"""How many people there are, and how many get out: what P12 and the list of exits share."""

from collections.abc import Sequence
from typing import Final

from sbd_tool.domain.effective import EffectiveSite, Fact, Leaning
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import answered, planned_people, unseen_wall_m

Rings = Sequence[tuple[float, float]]  # (metres from the edge, metres of width), the edge first
_OCCUPANCY: Final = {
    Leaning.FEW: "occupancy_high_p_per_m2",
    Leaning.LIKELY: "occupancy_likely_p_per_m2",
    Leaning.MANY: "occupancy_low_p_per_m2",
}
OCCUPANCIES: Final = tuple(_OCCUPANCY[one] for one in reversed(_OCCUPANCY))


def people_there(site: EffectiveSite, rubric: Rubric) -> tuple[float, Fact | None]:
    """People in the square, and the answer that says so; else assumed per square metre.

    The whole square counts, also where something stands: rather too many. Placed density caps
    lower it.
    """
    fact = answered(site, "occupancy")
    people = rubric.value(_OCCUPANCY[site.world.attributes]) * float(site.zone.area)
    return planned_people(site, float(fact.value) if fact is not None else people), fact


def width_out_m(site: EffectiveSite, rings: Rings, rubric: Rubric) -> float:
    """Width of the narrowest ring in metres; undrawn walls narrow the edge."""
    edge = max(0.0, rings[0][1] - unseen_wall_m(site, rubric))
    return min([edge, *(width for _, width in rings[1:])])


def is_edge_narrowest(site: EffectiveSite, rings: Rings, rubric: Rubric) -> bool:
    """Whether the edge itself, and nothing behind it, decides the width."""
    edge = max(0.0, rings[0][1] - unseen_wall_m(site, rubric))
    return width_out_m(site, rings, rubric) >= edge


def persons_per_min(width_m: float, rubric: Rubric) -> float:
    """Persons a minute through a width on the level."""
    return width_m * rubric.value("egress_rate_p_per_m_min")


def persons_out(width_m: float, rubric: Rubric) -> float:
    """Persons who get through a width in the egress time."""
    return persons_per_min(width_m, rubric) * rubric.value("egress_time_min")


def clearing_min(people: float, width_m: float, rubric: Rubric) -> float | None:
    """Minutes until people are out; None where nobody gets out.

    The walk to the exit and the start of moving are not in it: rather too short.
    """
    rate = persons_per_min(width_m, rubric)
    if people <= 0:
        return 0.0
    return people / rate if rate > 0 else None
