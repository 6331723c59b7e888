"""P02: how wide the largest clear gap is at the worst approach."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, trust
from sbd_tool.scoring.ring_reading import gaps_of, may_close_m, still_open
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Largest clear gap over all approaches, metres; 0 when no vehicle can reach the edge.

    In the favourable world undrawn barriers may close the shortest open approaches.
    """
    found = gaps_of(site, results)
    if isinstance(found, NotAssessed):
        return found
    if not found.gaps:
        note = text("indicator.no_vehicle")
        return Observed(value=0.0, evidence=trust(site, Role.CARRIAGEWAY), note=note)
    worst = found.gaps[0]
    left, _ = still_open(found, rubric, may_close_m(site, rubric))
    limit = rubric.value("gap_limit_m")
    worst = left[0] if left else worst
    value = worst.gap_m if left else min(worst.gap_m, limit)
    return Observed(
        value=value,
        evidence=trust(site, Role.BARRIER, Role.WALL),
        objects=first_objects((*worst.objects, *worst.barriers)),
        is_bound_only=is_unknown(site, Role.BARRIER),
        note=text("indicator.worst_approach", key=worst.approach),
    )


SPEC: Final = IndicatorSpec(
    key="P02",
    needs_results=("gaps",),
    observe=observe,
    helped_by=(Role.BARRIER, Role.WALL, Role.GATE),
    has_doubtful_attributes=True,
)
