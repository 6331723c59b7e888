"""O02: how many of the town's ways into the square are step-free."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.results import Arrivals
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, trust, unseen
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of arriving ways without steps and without a stated slope over the limit, percent.

    Slopes are seldom mapped: in the unfavourable world a share of the ways without one is too
    steep, and steps may be there undrawn.
    """
    arrivals: Arrivals = results["arrivals"]
    if not arrivals.ways:
        return NotAssessed(reason=text("indicator.no_arrivals"))
    free = [way for way in arrivals.ways if way.is_step_free]
    doubt = rubric.value("slope_doubt_share") if site.world.attributes is Leaning.FEW else 0.0
    good = sum(1.0 if way.is_slope_known else 1.0 - doubt for way in free)
    good = max(0.0, good - max(0.0, unseen(site, Role.STEPS)))
    bad = [key for way in arrivals.ways if not way.is_step_free for key in way.ways]
    return Observed(
        value=100.0 * good / len(arrivals.ways),
        evidence=trust(site, Role.FOOTWAY),
        objects=first_objects([*bad, *(key for way in free for key in way.ways)]),
        note=text("indicator.ways_counted", count=len(arrivals.ways)),
    )


SPEC: Final = IndicatorSpec(
    key="O02",
    needs_results=("arrivals",),
    observe=observe,
    hurt_by=(Role.STEPS,),
    has_doubtful_attributes=True,
)
