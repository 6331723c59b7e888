"""How much of a ledger rests on what was said or drawn long ago."""

from collections.abc import Iterable, Mapping
from datetime import date
from math import fsum
from typing import Final

from sbd_tool.domain.project import Project

_DAYS_A_YEAR: Final = 365.25
_SURVEYED: Final = "surveyed:"

Weighed = tuple[str, float, tuple[str, ...]]
"""An assessed indicator: key, weight, ids of the objects it rests on."""


def old_share(project: Project, rows: Iterable[Weighed], years: float, today: date) -> float:
    """Share of weight that rests on something last changed more than so many years ago, 0 to 1.

    A person's answer speaks for an indicator first, else its objects. How old a thing is, is read
    from its row; what has no date does not count as old, so the share is told rather too low.

    Args:
        project: Rows with their dates.
        rows: What is assessed.
        years: What counts as old.
        today: The day of asking.
    """
    dates = {name: layer.stamp.changed for layer in project.layers for name in layer.ids}
    dates |= {name: measure.stamp.changed for name, measure in project.measures.items()}
    answered = {answer.key: answer.stamp.changed for answer in project.answers.values()}
    weighed = list(rows)
    whole = fsum(weight for _, weight, _ in weighed)
    old = fsum(
        weight
        for key, weight, objects in weighed
        if _is_old(_behind(key, objects, answered, dates), today, years)
    )
    return old / whole if whole else 0.0


def _behind(
    key: str, objects: Iterable[str], answered: Mapping[str, str], dates: Mapping[str, str]
) -> Iterable[str]:
    for name in (f"{_SURVEYED}{key}", key):
        if name in answered:
            return (answered[name],)
    return [dates[name] for name in objects if name in dates]


def _is_old(moments: Iterable[str], today: date, years: float) -> bool:
    """Whether the oldest of them lies more than so many years back; what has no date does not."""
    known = [day for day in map(_day, moments) if day is not None]
    return bool(known) and (today - min(known)).days > years * _DAYS_A_YEAR


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
