"""O15: how dense cameras, guard posts and prohibition signs are, and what cameras see of homes."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.place_results import Control
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import PrivacyLedger
from sbd_tool.domain.text import Quantity, Text, text
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

_GUARDS: Final = "private-guards"


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Things that control people per 1,000 m2; guards without a place count as one post.

    Private front in view weighs ``privacy_front_m`` metres to a camera, each camera at most once
    more. In the worst world fronts of unsaid use are private, and what cameras see where that has
    not been looked at.
    """
    found: Control = results["control"]
    more = unseen(site, Role.CAMERA)
    if unbounded(more):
        return not_known("camera")
    drawn = (*found.cameras, *found.posts, *found.signs)
    posts = 1.0 if _GUARDS in site.practices and not found.posts else 0.0
    seen = results["privacy"]
    extra = _private(site, seen, rubric, found.cameras, max(0.0, more))
    return Observed(
        value=1000.0 * max(0.0, len(drawn) + posts + more + extra) / float(site.zone.area),
        evidence=trust(site, Role.CAMERA),
        objects=first_objects(drawn),
        is_bound_only=is_unknown(site, Role.CAMERA),
        note=_note(seen),
    )


def _private(
    site: EffectiveSite,
    seen: PrivacyLedger | NotAssessed,
    rubric: Rubric,
    cameras: tuple[str, ...],
    undrawn: float,
) -> float:
    """Cameras that private front in view is worth."""
    is_worst = site.world.leaning(Role.CAMERA) is Leaning.MANY
    if isinstance(seen, NotAssessed):
        return len(set(cameras)) + undrawn if is_worst else 0.0
    metres = [one.private_m + (one.unsaid_m if is_worst else 0.0) for one in seen.watched]
    worth = sum(min(1.0, m / rubric.value("privacy_front_m")) for m in metres)
    return worth + (undrawn if is_worst else 0.0)


def _note(seen: PrivacyLedger | NotAssessed) -> Text | None:
    if isinstance(seen, NotAssessed):
        return None
    metres = sum(one.private_m for one in seen.watched)
    return shown(text("sight.note_private", metres=Quantity(metres, "m")), when=metres > 0)


SPEC: Final = IndicatorSpec(
    key="O15",
    needs_results=("control", "privacy"),
    observe=observe,
    hurt_by=(Role.CAMERA, Role.SIGN),
    reads_practices=True,
    version=2,
)
