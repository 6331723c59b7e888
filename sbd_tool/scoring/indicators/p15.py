"""P15: how much of the square a fire engine reaches."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.results import EmergencyReach
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import is_unknown, not_known, trust
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of the cells within ``emergency_reach_m`` of a drivable lane, percent.

    Once swept paths are worked out theirs counts: the figure of the list of access. Before, the
    share that all wide ground serves is the most there can be, and what the engine serves from
    outside the square alone is the least: the unfavourable world reads that.
    """
    del rubric
    for role, key in ((Role.BUILDING, "building"), (Role.CARRIAGEWAY, "carriageway")):
        if is_unknown(site, role):
            return not_known(key)
    found: EmergencyReach | NotAssessed = results["emergency"]
    if isinstance(found, NotAssessed):
        return found
    driven: EmergencyReach | NotAssessed = results["fire_ways"]
    is_driven = not isinstance(driven, NotAssessed)
    if not isinstance(driven, NotAssessed):
        found = driven
    is_least = not is_driven and site.world.attributes is Leaning.FEW
    return Observed(
        value=100.0 * (found.at_edge if is_least else found.share),
        evidence=trust(site, Role.BUILDING, Role.CARRIAGEWAY),
        objects=found.objects,
    )


SPEC: Final = IndicatorSpec(
    key="P15",
    needs_results=("emergency", "fire_ways"),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.BARRIER, Role.WALL),
    has_doubtful_attributes=True,
)
