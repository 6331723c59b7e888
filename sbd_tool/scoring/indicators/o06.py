"""O06: how much of the view objects leave."""

import math
from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import OpenView
from sbd_tool.domain.text import Quantity, text
from sbd_tool.scoring.observing import (
    by_answer,
    first_objects,
    is_unknown,
    not_known,
    trust,
    unseen,
    unseen_wall_m,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of the view, within the reach, that objects other than buildings leave, percent.

    What may stand there undrawn cuts at most as much as Buffon's needle says: lines of joint length
    w are hit by 2 R w / (pi A) of all views as long as R from places in an area A.
    """
    given = by_answer(site, "O06")
    if given is not None:
        return given
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: OpenView | NotAssessed = results["open_view"]
    if isinstance(found, NotAssessed):
        return found
    undrawn = unseen_wall_m(site, rubric) + _undrawn_hedge_m(site, rubric)
    reach = rubric.value("view_reach_m")
    loss = 100.0 * 2.0 * reach * undrawn / (math.pi * float(site.zone.area))
    return Observed(
        value=max(0.0, found.share - loss),
        evidence=trust(site, Role.BUILDING, Role.WALL),
        objects=first_objects(name for name, _ in found.objects),
        is_bound_only=is_unknown(site, Role.WALL),
        note=text("sight.note_open_view", reach=Quantity(reach, "m")),
    )


def _undrawn_hedge_m(site: EffectiveSite, rubric: Rubric) -> float:
    """Shrubs that may stand there undrawn; where they are not mapped, fewer than a map would show.

    Not known means that the neighbourhood's density gives fewer than ``rule_of_three``.
    """
    most = min(max(0.0, unseen(site, Role.VEGETATION)), rubric.value("rule_of_three"))
    return most * rubric.value("unseen_wall_m")


SPEC: Final = IndicatorSpec(
    key="O06",
    needs_results=("open_view",),
    observe=observe,
    hurt_by=(
        Role.WALL,
        Role.VEGETATION,
    ),
    reads_facts=("O06",),
    version=2,
)
