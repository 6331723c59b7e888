"""P15: how much of the square a fire engine reaches."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import EmergencyReach
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import is_unknown, not_known, trust
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of the cells within ``emergency_reach_m`` of a drivable lane, percent."""
    del rubric
    for role, key in ((Role.BUILDING, "building"), (Role.CARRIAGEWAY, "carriageway")):
        if is_unknown(site, role):
            return not_known(key)
    found: EmergencyReach | NotAssessed = results["emergency"]
    if isinstance(found, NotAssessed):
        return found
    return Observed(
        value=100.0 * found.share,
        evidence=trust(site, Role.BUILDING, Role.CARRIAGEWAY),
        objects=found.objects,
    )


SPEC: Final = IndicatorSpec(
    key="P15",
    needs_results=("emergency",),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.BARRIER, Role.WALL),
    has_doubtful_attributes=True,
)
