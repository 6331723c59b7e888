"""P14: how far it is to a way out."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import Egress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import is_unknown, not_known, trust, unseen_wall_m
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """95th percentile of the walk from the crowd to a crossable stretch of the edge, metres.

    A shut square has the worst value. An undrawn wall lengthens the walk by half its length.
    """
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: Egress = results["egress"]
    evidence = trust(site, Role.BUILDING, Role.WALL)
    worst = max(rubric.indicators["P14"].breaks[-1][0], float(site.zone.length) / 2)
    if found.distance_m is None:
        note = text("indicator.no_way_out")
        return Observed(value=worst, evidence=evidence, objects=found.objects, note=note)
    return Observed(
        value=min(worst, found.distance_m + unseen_wall_m(site, rubric) / 2),
        evidence=evidence,
        objects=found.objects,
        is_bound_only=is_unknown(site, Role.WALL),
    )


SPEC: Final = IndicatorSpec(
    key="P14",
    needs_results=("egress",),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.WALL, Role.BARRIER, Role.WATER),
    has_doubtful_attributes=True,
)
