"""P10: how even the light is (context)."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import by_answer, waits_for
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Not assessed until the analysis of light exists: never a stand-in, never zero."""
    del results, rubric
    return by_answer(site, "P10") or waits_for("light")


SPEC: Final = IndicatorSpec(
    key="P10",
    observe=observe,
    helped_by=(Role.LAMP,),
    reads_facts=("P10",),
)
