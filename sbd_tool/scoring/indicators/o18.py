"""O18: how much of the square is free of charge."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.place_results import PaidArea
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import answered, first_objects
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Percent of the area: a person's answer, never above what drawn terraces leave.

    Without an answer the drawn terraces are only an upper bound.
    """
    del rubric
    found: PaidArea = results["terraces"]
    left = 100.0 * (1.0 - found.paid_m2 / found.area_m2)
    fact = answered(site, "O18")
    objects = first_objects(found.objects)
    if fact is not None:
        value = min(float(fact.value), left)
        return Observed(value=value, evidence=fact.evidence, objects=objects)
    if site.world.leaning(Role.TERRACE) is not Leaning.FEW:
        return NotAssessed(reason=text("indicator.ask_a_person"))
    return Observed(value=left, evidence=Evidence.NONE, objects=objects, is_bound_only=True)


SPEC: Final = IndicatorSpec(
    key="O18",
    needs_results=("terraces",),
    observe=observe,
    hurt_by=(Role.TERRACE,),
    reads_facts=("O18",),
)
