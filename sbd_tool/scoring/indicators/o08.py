"""O08: how much longer walls and fences make the ways inside."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import Detour
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.walk_results import WaysIn
from sbd_tool.scoring.observing import is_unknown, not_known, trust
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Mean ratio of the ways with and without what stands inside; 1 means no detour.

    Once ways of wheelchairs are worked out theirs count: things that are only too near to each
    other are then in the way as well.
    """
    del rubric
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    rolling: WaysIn | NotAssessed = results["walking"]
    if not isinstance(rolling, NotAssessed) and rolling.detour is not None:
        return Observed(
            value=rolling.detour,
            evidence=trust(site, Role.BUILDING, Role.WALL),
            objects=rolling.objects,
            is_bound_only=is_unknown(site, Role.WALL),
        )
    found: Detour | NotAssessed = results["detour"]
    if isinstance(found, NotAssessed):
        return found
    return Observed(
        value=found.ratio,
        evidence=trust(site, Role.BUILDING, Role.WALL),
        objects=found.objects,
        is_bound_only=is_unknown(site, Role.WALL),
    )


SPEC: Final = IndicatorSpec(
    key="O08",
    needs_results=("detour", "walking"),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.WALL, Role.BARRIER),
    has_doubtful_attributes=True,
)
