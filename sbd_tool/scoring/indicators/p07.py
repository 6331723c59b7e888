"""P07: how much of the square is hidden."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import Pockets
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import (
    by_answer,
    first_objects,
    is_unknown,
    not_known,
    shown,
    trust,
    unseen_wall_m,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of the cells seen from too few of the cells around, percent.

    An undrawn wall hides at most its length times ``pocket_depth_m``.
    """
    given = by_answer(site, "P07")
    if given is not None:
        return given
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: Pockets | NotAssessed = results["hidden_pockets"]
    if isinstance(found, NotAssessed):
        return found
    hidden = unseen_wall_m(site, rubric) * rubric.value("pocket_depth_m")
    biggest = sorted(found.pockets, key=lambda pocket: -pocket.area_m2)
    count = len(found.pockets)
    return Observed(
        value=min(100.0, found.share + 100.0 * hidden / float(site.zone.area)),
        evidence=trust(site, Role.BUILDING, Role.WALL),
        objects=first_objects(name for pocket in biggest for name in pocket.hidden_by),
        is_bound_only=is_unknown(site, Role.WALL),
        note=shown(text("sight.note_pockets", count=count), when=count > 0),
    )


SPEC: Final = IndicatorSpec(
    key="P07",
    needs_results=("hidden_pockets",),
    observe=observe,
    hurt_by=(Role.WALL,),
    reads_facts=("P07",),
    version=2,
)
