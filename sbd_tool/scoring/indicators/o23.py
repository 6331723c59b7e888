"""O23: how many ways in are lit."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import Arrivals
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
    """Arriving ways with at least the class minimum all along near the edge, percent.

    A lamp nobody drew may light one more way; of lamps that may be missing the lit ways shrink in
    their share. Where lamps are not known nothing is said, never "dark".
    """
    del rubric
    answer = by_answer(site, "O23")
    if answer is not None:
        return answer
    light = light_of(results)
    if isinstance(light, NotAssessed):
        return light
    arrivals: Arrivals = results["arrivals"]
    more = unseen(site, Role.LAMP)
    if unbounded(more):
        return not_known("lamp")
    if not arrivals.ways:
        return NotAssessed(reason=text("indicator.no_arrivals"))
    if not light.ways:
        return NotAssessed(reason=text("light.ways_in_buildings"))
    lit = sum(way.is_lit for way in light.ways) * (1.0 - missing_share(site)) + max(0.0, more)
    return Observed(
        value=100.0 * min(1.0, lit / len(light.ways)),
        evidence=light_evidence(site, light),
        objects=first_objects(light.lamps),
        is_bound_only=is_unknown(site, Role.LAMP),
        note=light_note(light),
    )


SPEC: Final = IndicatorSpec(
    key="O23",
    needs_results=("light", "arrivals"),
    observe=observe,
    helped_by=(Role.LAMP,),
    hurt_by=(Role.WALL,),
    has_doubtful_attributes=True,
    reads_facts=("O23",),
    version=2,
)
