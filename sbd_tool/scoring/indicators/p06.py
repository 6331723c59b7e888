"""P06: how much of the square doors and windows overlook."""

import math
from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import ClassStatus, EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import Overlooked
from sbd_tool.domain.text import Quantity, text
from sbd_tool.scoring.observing import (
    by_answer,
    first_objects,
    is_unknown,
    not_known,
    status_of,
    trust,
    unbounded,
    unseen,
    unseen_wall_m,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of the cells seen by enough doors and windows that stand apart, percent.

    Where doors are not mapped, or thinly, the number only bounds the truth. An undrawn door or
    window adds at most half a disc; of drawn ones that may be missing their share of all is lost.
    """
    given = by_answer(site, "P06")
    if given is not None:
        return given
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    if unbounded(unseen(site, Role.ENTRANCE)):
        return not_known("entrance")
    found: Overlooked | NotAssessed = results["overlooked"]
    if isinstance(found, NotAssessed):
        return found
    is_thin = status_of(site, Role.ENTRANCE) in {ClassStatus.THIN, ClassStatus.UNKNOWN}
    return Observed(
        value=_with_unseen(site, found, rubric),
        evidence=trust(site, Role.ENTRANCE, Role.BUILDING),
        objects=first_objects(found.objects),
        is_bound_only=is_thin,
        note=text(
            "sight.note_overlooked",
            doors=Quantity(found.doors),
            windows=Quantity(found.windows),
        ),
    )


def _with_unseen(site: EffectiveSite, found: Overlooked, rubric: Rubric) -> float:
    area, reach = float(site.zone.area), rubric.value("view_reach_m")
    more = unseen(site, Role.ENTRANCE) + unseen(site, Role.WINDOW_FRONT)
    if more < 0:
        share = found.share * max(0.0, 1.0 + more / max(1, found.doors + found.windows))
    else:
        share = found.share + 100.0 * more * math.pi * reach**2 / 2 / area
    loss = 100.0 * unseen_wall_m(site, rubric) * reach / area
    return min(100.0, max(0.0, share - loss))


SPEC: Final = IndicatorSpec(
    key="P06",
    needs_results=("overlooked",),
    observe=observe,
    helped_by=(Role.ENTRANCE, Role.WINDOW_FRONT),
    hurt_by=(Role.WALL,),
    reads_facts=("P06",),
    version=2,
)
