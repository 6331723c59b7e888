"""P03: whether the barrier at the worst approach is rated for what may come."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.approach_results import EdgeSpeeds
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.results import ApproachGap, ClearGaps
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, speeds_not_asked, trust
from sbd_tool.scoring.ring_reading import gaps_of
from sbd_tool.scoring.spec import IndicatorSpec, Observed
from sbd_tool.scoring.speed_reading import WeakestRating, weakest_rating


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Rated over needed energy where the ring is weakest; unrated is 0 at any speed.

    Where something rated stands it needs the approach speeds. Where no vehicle can reach the edge
    the question does not arise and the best value stands.
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
    speeds: EdgeSpeeds | NotAssessed = results["approach"]
    if isinstance(speeds, NotAssessed):
        return _without_speeds(site, found, rubric)
    return _with_speeds(site, found, speeds, rubric)


def _without_speeds(
    site: EffectiveSite, found: ClearGaps, rubric: Rubric
) -> Observed | NotAssessed:
    if site.world.attributes is Leaning.LIKELY and _nothing_rated(found.gaps[0], rubric):
        return _nothing(site, found.gaps[0])
    if site.world.attributes is not Leaning.FEW:
        return speeds_not_asked()
    return _bound(0.0, found.gaps[0].barriers)


def _with_speeds(
    site: EffectiveSite, found: ClearGaps, speeds: EdgeSpeeds, rubric: Rubric
) -> Observed | NotAssessed:
    members = {key for gap in found.gaps for key in gap.members}
    weak = weakest_rating(speeds, members)
    if site.world.attributes is Leaning.FEW:
        return _bound(_surely(site, speeds, weak, members), found.gaps[0].barriers)
    if site.world.attributes is Leaning.MANY:
        if weak.best_ratio is None or is_unknown(site, Role.BARRIER):
            return NotAssessed(reason=text("speeds.note_unrated"))
        return _bound(weak.best_ratio, weak.objects)
    bare = next((gap for gap in found.gaps if _nothing_rated(gap, rubric)), None)
    if bare is not None:
        return _nothing(site, bare)
    return _likely(site, weak)


def _likely(site: EffectiveSite, weak: WeakestRating) -> Observed | NotAssessed:
    """What is needed, and what stands there, at the weakest stretch."""
    if weak.ratio is None or (weak.ratio > 0 and not weak.is_whole):
        return NotAssessed(
            reason=text("speeds.note_away" if weak.is_away else "speeds.note_unrated")
        )
    doubts = weak.doubts if weak.ratio > 0 else ()  # 0 holds at any speed
    return Observed(
        value=weak.ratio,
        evidence=trust(site, Role.BARRIER),
        objects=weak.objects,
        is_bound_only=is_unknown(site, Role.BARRIER) or bool(doubts),
        note=text(f"speeds.note_{doubts[0]}" if doubts else "speeds.note_full"),
    )


def _surely(
    site: EffectiveSite, speeds: EdgeSpeeds, weak: WeakestRating, members: set[str]
) -> float:
    """What is rated at least: nothing where a speed has no upper end or a barrier is in doubt."""
    standing = {key for edge in speeds.edges for key in edge.barriers} & members
    in_doubt = {one.id for one in site.of(*_BARRIERS) if one.is_in_doubt}
    is_sure = weak.is_whole and weak.is_bounded and not standing & in_doubt
    return (weak.ratio or 0.0) if is_sure and not is_unknown(site, Role.BARRIER) else 0.0


def _nothing_rated(worst: ApproachGap, rubric: Rubric) -> bool:
    """Whether the rating there is 0 at any speed: nothing stands there, or it carries no rating."""
    open_gap_m = rubric.indicators["P02"].breaks[-1][0]
    return worst.gap_m >= open_gap_m or not worst.barriers or worst.is_rating_open


def _nothing(site: EffectiveSite, gap: ApproachGap) -> Observed:
    return Observed(
        value=0.0,
        evidence=trust(site, Role.BARRIER),
        objects=first_objects(gap.barriers),
        is_bound_only=is_unknown(site, Role.BARRIER),
    )


def _bound(ratio: float, objects: tuple[str, ...]) -> Observed:
    return Observed(
        value=ratio, evidence=Evidence.NONE, objects=first_objects(objects), is_bound_only=True
    )


_BARRIERS: Final = (Role.BARRIER, Role.WALL, Role.GATE, Role.WATER, Role.VEGETATION)

SPEC: Final = IndicatorSpec(
    key="P03",
    needs_results=("gaps", "approach"),
    observe=observe,
    has_doubtful_attributes=True,
)
