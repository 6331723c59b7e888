"""P11: how many key points cameras cover."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import CameraCover
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import (
    by_answer,
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
    """Share of the ways into the square shown at the wanted class, percent.

    A camera whose direction nobody knows covers nothing, what chance gives, or all round. An
    undrawn camera covers at most what one covers with nothing in the way; of drawn ones that may
    be missing their share of all is lost.
    """
    del rubric
    given = by_answer(site, "P11")
    if given is not None:
        return given
    found: CameraCover | NotAssessed = results["camera_cover"]
    if isinstance(found, NotAssessed):
        return found
    if not found.key_points:
        return NotAssessed(reason=text("indicator.no_arrivals"))
    more = unseen(site, Role.CAMERA)
    if unbounded(more):
        return not_known("camera")
    if more < 0:
        share = found.share * max(0.0, 1.0 + more / max(1, len(found.cameras)))
    else:
        share = min(100.0, found.share + more * found.single_share)
    count = found.unknown_direction
    return Observed(
        value=share,
        evidence=trust(site, Role.CAMERA),
        objects=first_objects(view.id for view in found.cameras),
        is_bound_only=is_unknown(site, Role.CAMERA),
        note=shown(text("sight.note_directions", count=count), when=count > 0),
    )


SPEC: Final = IndicatorSpec(
    key="P11",
    needs_results=("camera_cover",),
    observe=observe,
    helped_by=(Role.CAMERA,),
    has_doubtful_attributes=True,
    reads_facts=("P11",),
    version=2,
)
