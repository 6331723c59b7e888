"""P12: whether the ways out carry the crowd."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.results import Egress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, text
from sbd_tool.scoring.observing import (
    answered,
    is_unknown,
    not_known,
    planned_people,
    trust,
    unseen_wall_m,
    weakest,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed

_OCCUPANCY: Final = {
    Leaning.FEW: "occupancy_high_p_per_m2",
    Leaning.LIKELY: "occupancy_likely_p_per_m2",
    Leaning.MANY: "occupancy_low_p_per_m2",
}


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """People who get out in the egress time, over people there.

    Occupancy is a person's answer, else assumed per square metre; placed density caps lower it.
    Undrawn walls narrow the edge.
    """
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: Egress = results["egress"]
    edge = max(0.0, found.rings[0][1] - unseen_wall_m(site, rubric))
    width = min([edge, *(width for _, width in found.rings[1:])])
    fact = answered(site, "occupancy")
    people = rubric.value(_OCCUPANCY[site.world.attributes]) * float(site.zone.area)
    people = planned_people(site, float(fact.value) if fact is not None else people)
    carried = width * rubric.value("egress_rate_p_per_m_min") * rubric.value("egress_time_min")
    top = rubric.indicators["P12"].maximum or carried
    return Observed(
        value=min(top, carried / people) if people > 0 else top,
        evidence=weakest(
            trust(site, Role.BUILDING, Role.WALL),
            fact.evidence if fact is not None else Evidence.ASSUMED,
        ),
        objects=found.objects if width >= edge else (),
        is_bound_only=is_unknown(site, Role.WALL),
        note=text("indicator.exit_width", width=Quantity(width, "m")),
    )


SPEC: Final = IndicatorSpec(
    key="P12",
    needs_results=("egress",),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.WALL, Role.BARRIER, Role.WATER),
    has_doubtful_attributes=True,
    reads_facts=("occupancy",),
)
