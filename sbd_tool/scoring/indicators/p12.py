"""P12: whether the ways out carry the crowd."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.results import Egress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, text
from sbd_tool.scoring.crowd import is_edge_narrowest, people_there, persons_out, width_out_m
from sbd_tool.scoring.observing import is_unknown, not_known, trust, weakest
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """People who get out in the egress time, over people there.

    Occupancy is a person's answer, else assumed per square metre; placed density caps lower it.
    Undrawn walls narrow the edge.
    """
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: Egress = results["egress"]
    width = width_out_m(site, found.rings, rubric)
    people, fact = people_there(site, rubric)
    carried = persons_out(width, rubric)
    top = rubric.indicators["P12"].maximum or carried
    return Observed(
        value=min(top, carried / people) if people > 0 else top,
        evidence=weakest(
            trust(site, Role.BUILDING, Role.WALL),
            fact.evidence if fact is not None else Evidence.ASSUMED,
        ),
        objects=found.objects if is_edge_narrowest(site, found.rings, rubric) else (),
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
