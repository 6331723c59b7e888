"""P10: how even the light is (context)."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.lighting import light_evidence, light_note, light_of
from sbd_tool.scoring.observing import by_answer, first_objects, is_unknown, not_known
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """5th percentile over mean of the cells.

    A further lamp may make light less even, so no class of objects is named as helping.
    """
    del rubric
    answer = by_answer(site, "P10")
    if answer is not None:
        return answer
    light = light_of(results)
    if isinstance(light, NotAssessed):
        return light
    if is_unknown(site, Role.LAMP):
        return not_known("lamp")
    if not len(light.grid.points):
        return NotAssessed(reason=text("light.no_cells"))
    return Observed(
        value=light.evenness,
        evidence=light_evidence(site, light),
        objects=first_objects(light.lamps),
        note=light_note(light),
    )


SPEC: Final = IndicatorSpec(
    key="P10",
    needs_results=("light",),
    observe=observe,
    reads_facts=("P10",),
    version=2,
)
