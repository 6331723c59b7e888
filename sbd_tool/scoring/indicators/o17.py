"""O17: how many devices there are against sitting, lying or staying."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.place_results import Control
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import answered, first_objects
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Devices per 1,000 m2: what a person counted, and what a measure adds.

    No map shows them: without a count a placed device only bounds the truth.
    """
    del rubric
    found: Control = results["control"]
    placed = 1000.0 * len(found.hostile) / float(site.zone.area)
    fact = answered(site, "O17")
    objects = first_objects(found.hostile)
    if fact is not None:
        return Observed(value=float(fact.value) + placed, evidence=fact.evidence, objects=objects)
    if site.world.attributes is not Leaning.MANY or not found.hostile:
        return NotAssessed(reason=text("indicator.ask_a_person"))
    return Observed(value=placed, evidence=Evidence.NONE, objects=objects, is_bound_only=True)


SPEC: Final = IndicatorSpec(
    key="O17",
    needs_results=("control",),
    observe=observe,
    has_doubtful_attributes=True,
    reads_facts=("O17",),
)
