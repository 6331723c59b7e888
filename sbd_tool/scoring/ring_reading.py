"""What the gap indicators share: which approaches there are and what may close them undrawn."""

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import ApproachGap, ClearGaps
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import is_unknown, not_known, unseen, unseen_wall_m


def gaps_of(site: EffectiveSite, results: Results) -> ClearGaps | NotAssessed:
    """Gaps of all approaches, where buildings and roads are known."""
    for role, key in ((Role.BUILDING, "building"), (Role.CARRIAGEWAY, "carriageway")):
        if is_unknown(site, role):
            return not_known(key)
    found: ClearGaps | NotAssessed = results["gaps"]
    return found


def may_close_m(site: EffectiveSite, rubric: Rubric) -> float:
    """Metres of edge that barriers and walls could close that nobody drew, in this world.

    Each unseen barrier closes at most the gap limit beside itself.
    """
    many = max(0.0, unseen(site, Role.BARRIER))
    pitch = rubric.value("gap_limit_m") + rubric.value("bollard_width_m")
    return many * pitch + unseen_wall_m(site, rubric)


def still_open(
    found: ClearGaps, rubric: Rubric, closed_m: float
) -> tuple[list[ApproachGap], float]:
    """Approaches over the limit that remain when the cheapest ones are closed, worst first.

    Args:
        found: Gaps of all approaches.
        rubric: Holds the limit.
        closed_m: Metres that may be closed undrawn.

    Returns:
        Approaches still open, and their open metres.
    """
    limit = rubric.value("gap_limit_m") + 1e-6
    wide = [gap for gap in found.gaps if gap.gap_m > limit]
    left, remaining = closed_m, []
    for gap in sorted(wide, key=lambda gap: (open_m(gap), gap.approach)):
        left -= open_m(gap)
        if left < 0:
            remaining.append(gap)
    kept = {gap.approach for gap in remaining}
    total = max(0.0, sum(open_m(gap) for gap in wide) - closed_m)
    return [gap for gap in found.gaps if gap.approach in kept], total


def open_m(gap: ApproachGap) -> float:
    """Open metres of an approach: what is not behind closed rows, at least its gap."""
    rest = max(0.0, gap.length_m - gap.closed_m)
    return max(rest, min(gap.length_m, gap.at.length, gap.gap_m))
