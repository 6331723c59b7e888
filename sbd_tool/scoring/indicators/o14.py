"""O14: how many hours a week the square is open to everybody."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.place_results import OpenHours
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import answered
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Percent of 168 hours: a placed closure first, then a person's answer, then tags."""
    del rubric
    hours: OpenHours = results["open_hours"]
    fact = answered(site, "O14")
    if fact is not None:
        value = min(float(fact.value), hours.high)
        return Observed(value=value, evidence=fact.evidence, objects=hours.objects)
    ends = {Leaning.FEW: hours.low, Leaning.MANY: hours.high}
    is_guess = hours.reason == "permissive"
    return Observed(
        value=ends.get(site.world.attributes, hours.likely),
        evidence=Evidence.ASSUMED if is_guess else Evidence.PLAN,
        objects=hours.objects,
        note=text(f"indicator.hours_{hours.reason}"),
    )


SPEC: Final = IndicatorSpec(
    key="O14",
    needs_results=("open_hours",),
    observe=observe,
    has_doubtful_attributes=True,
    reads_facts=("O14",),
)
