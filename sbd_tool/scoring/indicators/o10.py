"""O10: how many kinds of seating there are to choose from."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.place_results import Seating
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import answered, first_objects
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Kinds a person counted; without a count the kinds drawn are only a lower bound.

    Kinds of placed measures that the person could not see raise a counted figure as well.
    """
    found: Seating = results["seating"]
    most = rubric.indicators["O10"].maximum or rubric.indicators["O10"].breaks[-1][0]
    fact = answered(site, "O10")
    objects = first_objects(found.objects)
    if fact is not None:
        value = min(most, max(float(fact.value), float(len(found.kinds))))
        return Observed(value=value, evidence=fact.evidence, objects=objects)
    if site.world.leaning(Role.SEAT) is Leaning.MANY:
        return NotAssessed(reason=text("indicator.ask_a_person"))
    return Observed(
        value=float(len(found.kinds)),
        evidence=Evidence.PLAN,
        objects=objects,
        is_bound_only=True,
        note=text("indicator.ask_a_person"),
    )


SPEC: Final = IndicatorSpec(
    key="O10",
    needs_results=("seating",),
    observe=observe,
    helped_by=(Role.SEAT,),
    reads_facts=("O10",),
)
