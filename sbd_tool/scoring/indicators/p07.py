"""P07: how much of the square is hidden."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import by_answer, waits_for
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Not assessed until the analysis of visibility exists: never a stand-in, never zero."""
    del results, rubric
    return by_answer(site, "P07") or waits_for("visibility")


SPEC: Final = IndicatorSpec(
    key="P07",
    observe=observe,
    hurt_by=(Role.WALL,),
    reads_facts=("P07",),
)
