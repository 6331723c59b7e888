"""P08: from how much of the square two ways out are seen."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import ExitSight
from sbd_tool.scoring.observing import (
    by_answer,
    first_objects,
    is_unknown,
    not_known,
    trust,
    unseen_wall_m,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of the cells from which two ways out are seen, percent.

    An undrawn wall takes the view from at most its length times the distance faces are read at.
    """
    given = by_answer(site, "P08")
    if given is not None:
        return given
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: ExitSight | NotAssessed = results["exit_sight"]
    if isinstance(found, NotAssessed):
        return found
    hidden = unseen_wall_m(site, rubric) * rubric.value("view_reach_m")
    return Observed(
        value=max(0.0, found.share - 100.0 * hidden / float(site.zone.area)),
        evidence=trust(site, Role.BUILDING, Role.WALL),
        objects=first_objects(found.objects),
        is_bound_only=is_unknown(site, Role.WALL),
    )


SPEC: Final = IndicatorSpec(
    key="P08",
    needs_results=("exit_sight",),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.WALL, Role.BARRIER),
    has_doubtful_attributes=True,
    reads_facts=("P08",),
    version=2,
)
