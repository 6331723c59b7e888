"""O06: how much of the view objects cut."""

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
    return by_answer(site, "O06") or waits_for("visibility")


SPEC: Final = IndicatorSpec(
    key="O06",
    observe=observe,
    hurt_by=(
        Role.WALL,
        Role.VEGETATION,
    ),
    reads_facts=("O06",),
)
