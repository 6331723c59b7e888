"""O01: how much of the free edge people can cross."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import Crossability
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, not_known, trust, unseen_wall_m
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Crossable over free edge, percent; a square without free edge is shut and has 0.

    Walls that may stand undrawn take away their metres in the unfavourable world.
    """
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    crossing: Crossability = results["crossability"]
    blocked = first_objects(stop.object for stop in crossing.blockages if stop.share <= 0)
    evidence = trust(site, Role.BUILDING, Role.WALL)
    if crossing.free_m <= 0:
        return Observed(value=0.0, evidence=evidence, note=text("indicator.no_free_edge"))
    crossable = max(0.0, crossing.crossable_m - unseen_wall_m(site, rubric))
    return Observed(
        value=100.0 * crossable / crossing.free_m,
        evidence=evidence,
        objects=blocked,
        is_bound_only=is_unknown(site, Role.WALL),
    )


SPEC: Final = IndicatorSpec(
    key="O01",
    needs_results=("crossability",),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.WALL, Role.BARRIER, Role.WATER),
    has_doubtful_attributes=True,
)
