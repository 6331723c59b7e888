"""O03: how far along the edge it is to the next way in."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import Crossability, Stretches
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, not_known, trust, unseen_wall_m
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Mean distance along the edge to the nearest crossable metre, metres.

    Exact: a closed stretch of length g between two openings adds g squared over four. A shut square
    has the worst value, never none. Undrawn walls lengthen the longest closed stretch.
    """
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    crossing: Crossability = results["crossability"]
    evidence = trust(site, Role.BUILDING, Role.WALL)
    objects = first_objects(stop.object for stop in crossing.blockages if stop.share <= 0)
    worst = max(crossing.length_m / 2, rubric.indicators["O03"].breaks[-1][0])
    closed = _closed(crossing.crossable, crossing.length_m)
    more = unseen_wall_m(site, rubric)
    if not crossing.crossable or more >= crossing.crossable_m:
        note = text("indicator.no_way_in")
        return Observed(value=worst, evidence=evidence, objects=objects, note=note)
    longest = max(closed, default=0.0)
    squares = sum(gap**2 for gap in closed) - longest**2 + (longest + more) ** 2
    return Observed(
        value=min(worst, squares / 4 / crossing.length_m),
        evidence=evidence,
        objects=objects,
        is_bound_only=is_unknown(site, Role.WALL),
    )


def _closed(crossable: Stretches, length_m: float) -> list[float]:
    """Lengths of the stretches between openings, round the ring."""
    return [
        (crossable[(index + 1) % len(crossable)][0] - end) % length_m
        for index, (_, end) in enumerate(crossable)
    ]


SPEC: Final = IndicatorSpec(
    key="O03",
    needs_results=("crossability",),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.WALL, Role.BARRIER, Role.WATER),
    has_doubtful_attributes=True,
)
