"""On what a score rests: assumptions, what is only drawn, and what was said long ago."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Final

from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.scores import IndicatorScore, IndicatorState, LedgerScore
from sbd_tool.scoring.readings import SURVEYED

_DAYS_A_YEAR: Final = 365.25


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
    dates = _dates(project)
    answered = {answer.key: answer.stamp.changed for answer in project.answers.values()}
    assessed = [
        line for line in ledger.indicators.values() if line.state is IndicatorState.ASSESSED
    ]
    whole = fsum(line.weight for line in assessed)
    old = fsum(
        line.weight for line in assessed if _is_old(_behind(line, answered, dates), today, years)
    )
    return Footing(
        assumed=ledger.assumed_share,
        drawn=max(0.0, ledger.unverified_share - ledger.assumed_share),
        old=old / whole if whole else 0.0,
        years=years,
    )


def _behind(
    line: IndicatorScore, answered: Mapping[str, str], dates: Mapping[str, str]
) -> Iterable[str]:
    """Dates of what an indicator rests on: a person's answer first, else its objects."""
    for key in (f"{SURVEYED}{line.key}", line.key):
        if key in answered:
            return (answered[key],)
    return [dates[name] for name in line.reading.objects if name in dates]


def _dates(project: Project) -> dict[str, str]:
    found = {name: layer.stamp.changed for layer in project.layers for name in layer.ids}
    found |= {name: measure.stamp.changed for name, measure in project.measures.items()}
    return found


def _is_old(moments: Iterable[str], today: date, years: float) -> bool:
    """Whether the oldest of them lies more than so many years back; what has no date does not."""
    known = [day for day in map(_day, moments) if day is not None]
    return bool(known) and (today - min(known)).days > years * _DAYS_A_YEAR


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
