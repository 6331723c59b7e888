"""O07: how well the square is joined to the network (context)."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import by_answer, waits_for
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Not assessed until the analysis of network exists: never a stand-in, never zero."""
    del results, rubric
    return by_answer(site, "O07") or waits_for("network")


SPEC: Final = IndicatorSpec(
    key="O07",
    observe=observe,
    reads_facts=("O07",),
)
