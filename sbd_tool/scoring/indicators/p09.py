"""P09: how much of the square is lit to its class."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.lighting import light_evidence, light_note, light_of, missing_share
from sbd_tool.scoring.observing import (
    by_answer,
    first_objects,
    is_unknown,
    not_known,
    unbounded,
    unseen,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Cells with at least the class minimum, percent.

    A lamp nobody drew lights what one assumed lamp lights alone; of lamps that may be missing the
    lit ground shrinks in their share. Where lamps are not known nothing is said, never "dark".
    """
    del rubric
    answer = by_answer(site, "P09")
    if answer is not None:
        return answer
    light = light_of(results)
    if isinstance(light, NotAssessed):
        return light
    more = unseen(site, Role.LAMP)
    if unbounded(more):
        return not_known("lamp")
    if not len(light.grid.points):
        return NotAssessed(reason=text("light.no_cells"))
    share = light.lit_share * (1.0 - missing_share(site))
    share += max(0.0, more) * light.lit_by_one_m2 / float(site.zone.area)
    return Observed(
        value=100.0 * min(1.0, share),
        evidence=light_evidence(site, light),
        objects=first_objects(light.lamps),
        is_bound_only=is_unknown(site, Role.LAMP),
        note=light_note(light),
    )


SPEC: Final = IndicatorSpec(
    key="P09",
    needs_results=("light",),
    observe=observe,
    helped_by=(Role.LAMP,),
    hurt_by=(Role.WALL,),
    has_doubtful_attributes=True,
    reads_facts=("P09",),
    version=2,
)
