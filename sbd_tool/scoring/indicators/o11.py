"""O11: how much of the square has shade or shelter."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.place_results import Canopy
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import (
    first_objects,
    is_unknown,
    not_known,
    shown,
    trust,
    unbounded,
    unseen,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Crowns and roofs over the square, percent of its area.

    Unseen trees have a crown like the drawn ones and stand somewhere in and around the square.
    """
    found: Canopy = results["canopy"]
    area = float(site.zone.area)
    around = float(site.zone.buffer(rubric.value("near_zone_m"), quad_segs=4).area)
    trees = unseen(site, Role.TREE)
    if unbounded(trees):
        return not_known("tree")
    share = area / around if trees > 0 else 1.0
    covered = found.covered_m2 + trees * found.crown_m2 * share
    return Observed(
        value=min(100.0, max(0.0, 100.0 * covered / area)),
        evidence=trust(site, Role.TREE),
        objects=first_objects(found.objects),
        is_bound_only=is_unknown(site, Role.TREE),
        note=shown(text("indicator.crown_assumed"), when=found.is_crown_assumed),
    )


SPEC: Final = IndicatorSpec(
    key="O11",
    needs_results=("canopy",),
    observe=observe,
    helped_by=(Role.TREE, Role.SHELTER),
)
