"""O15: how dense cameras, guard posts and prohibition signs are."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.place_results import Control
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import (
    first_objects,
    is_unknown,
    not_known,
    trust,
    unbounded,
    unseen,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed

_GUARDS: Final = "private-guards"


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Things that control people per 1,000 m2; guards without a place count as one post."""
    del rubric
    found: Control = results["control"]
    more = unseen(site, Role.CAMERA)
    if unbounded(more):
        return not_known("camera")
    drawn = (*found.cameras, *found.posts, *found.signs)
    posts = 1.0 if _GUARDS in site.practices and not found.posts else 0.0
    return Observed(
        value=1000.0 * max(0.0, len(drawn) + posts + more) / float(site.zone.area),
        evidence=trust(site, Role.CAMERA),
        objects=first_objects(drawn),
        is_bound_only=is_unknown(site, Role.CAMERA),
    )


SPEC: Final = IndicatorSpec(
    key="O15",
    needs_results=("control",),
    observe=observe,
    hurt_by=(Role.CAMERA, Role.SIGN),
    reads_practices=True,
)
