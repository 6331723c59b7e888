"""On what a score rests: assumptions, what is only drawn, and what was said long ago."""

from dataclasses import dataclass
from datetime import date

from sbd_tool.domain.ageing import old_share
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.scores import IndicatorState, LedgerScore


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """Shares of what is assessed, 0 to 1; they may overlap.

    Attributes:
        assumed: Rests on assumptions.
        drawn: Comes unverified from the plan.
        old: Rests on something last changed more than ``years`` ago.
        years: What counts as old.
    """

    assumed: float
    drawn: float
    old: float
    years: float


def footing_of(project: Project, rubric: Rubric, ledger: LedgerScore, today: date) -> Footing:
    """On what the assessed part of a ledger rests.

    How old a thing is, is read from its row: when it was brought in, drawn, answered or last
    changed. A plan older than its import counts as young: nobody said how old it is.

    Args:
        project: Rows with their dates.
        rubric: Says what counts as old.
        ledger: The ledger.
        today: The day of asking.
    """
    years = rubric.value("old_years")
    rows = (
        (line.key, line.weight, line.reading.objects)
        for line in ledger.indicators.values()
        if line.state is IndicatorState.ASSESSED
    )
    return Footing(
        assumed=ledger.assumed_share,
        drawn=max(0.0, ledger.unverified_share - ledger.assumed_share),
        old=old_share(project, rows, years, today),
        years=years,
    )
