"""P03: whether the barrier at the worst approach is rated for what may come."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.results import ApproachGap
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, trust, waits_for
from sbd_tool.scoring.ring_reading import gaps_of
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Needs the attainable speed where something rated stands; unrated is 0 at any speed.

    Where no vehicle can reach the edge the question does not arise and the best value stands.
    """
    found = gaps_of(site, results)
    if isinstance(found, NotAssessed):
        return found
    if not found.gaps:
        return Observed(
            value=rubric.indicators["P03"].breaks[-1][0],
            evidence=trust(site, Role.CARRIAGEWAY),
            note=text("indicator.no_vehicle"),
        )
    if site.world.attributes is Leaning.LIKELY and _nothing_rated(found.gaps[0], rubric):
        return Observed(
            value=0.0,
            evidence=trust(site, Role.BARRIER),
            objects=first_objects(found.gaps[0].barriers),
            is_bound_only=is_unknown(site, Role.BARRIER),
        )
    if site.world.attributes is not Leaning.FEW:
        return waits_for("speed")
    return Observed(
        value=0.0,
        evidence=Evidence.NONE,
        objects=first_objects(found.gaps[0].barriers),
        is_bound_only=True,
    )


def _nothing_rated(worst: ApproachGap, rubric: Rubric) -> bool:
    """Whether the rating there is 0 at any speed: nothing stands there, or it carries no rating."""
    open_gap_m = rubric.indicators["P02"].breaks[-1][0]
    return worst.gap_m >= open_gap_m or not worst.barriers or worst.is_rating_open


SPEC: Final = IndicatorSpec(
    key="P03",
    needs_results=("gaps",),
    observe=observe,
    has_doubtful_attributes=True,
)
