"""P01: how much of the exposed edge is closed to vehicles."""

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
    """Share of the edge vehicles could reach that lies behind gaps of at most the limit, percent.

    A progress figure: it says nothing about ratings, and one open approach keeps the ring open.
    """
    found = gaps_of(site, results)
    if isinstance(found, NotAssessed):
        return found
    evidence = trust(site, Role.BARRIER, Role.WALL)
    if not found.gaps:
        note = text("indicator.no_vehicle")
        return Observed(value=100.0, evidence=trust(site, Role.CARRIAGEWAY), note=note)
    open_gaps, open_total = still_open(found, rubric, may_close_m(site, rubric))
    closed = min(found.exposed_m, max(found.closed_m, found.exposed_m - open_total))
    if not open_gaps:
        closed = found.exposed_m
    return Observed(
        value=100.0 * closed / found.exposed_m,
        evidence=evidence,
        objects=first_objects(key for gap in found.gaps for key in gap.barriers),
        is_bound_only=is_unknown(site, Role.BARRIER),
        note=text("indicator.approaches_counted", count=len(found.gaps)),
    )


SPEC: Final = IndicatorSpec(
    key="P01",
    needs_results=("gaps",),
    observe=observe,
    helped_by=(Role.BARRIER, Role.WALL, Role.GATE),
    has_doubtful_attributes=True,
)
