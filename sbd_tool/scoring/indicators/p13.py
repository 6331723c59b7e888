"""P13: how dense the crowd gets."""

from dataclasses import replace
from typing import Final

from sbd_tool.analysis.attributes import number
from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import judged
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Persons per m2 at the peak that a person stated; placed density caps are a ceiling."""
    del results, rubric
    found = judged(site, "P13")
    if isinstance(found, NotAssessed):
        return found
    caps = [
        (cap, element.id)
        for element in site.of(Role.CONTEXT, Role.CROWD_AREA)
        if element.kind == "density-cap"
        and (cap := number(element, "density_plan_p_per_m2")) is not None
    ]
    low, owner = min(caps, default=(found.value, ""))
    if low >= found.value:
        return found
    return replace(found, value=max(0.0, low), objects=(owner,))


SPEC: Final = IndicatorSpec(key="P13", observe=observe, reads_facts=("P13",))
