"""O16: how much of the edge is lined by things that look like security."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.place_results import Overtness
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import first_objects, is_unknown, not_known, trust, unseen_wall_m
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Length times overtness over the whole edge, percent.

    Over the perimeter, not over the barriers: the first bollard may not fall from 100 to 0.
    """
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: Overtness = results["overtness"]
    lined = found.weighted_m + unseen_wall_m(site, rubric) * rubric.value("overtness_wall")
    return Observed(
        value=min(100.0, 100.0 * lined / found.length_m),
        evidence=trust(site, Role.WALL),
        objects=first_objects(found.objects),
        is_bound_only=is_unknown(site, Role.WALL),
    )


SPEC: Final = IndicatorSpec(
    key="O16",
    needs_results=("overtness",),
    observe=observe,
    hurt_by=(Role.BARRIER, Role.WALL, Role.GATE),
    has_doubtful_attributes=True,
)
