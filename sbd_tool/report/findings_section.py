"""The chapter of findings: what was found, and what to do about it."""

from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest
from typing import Final

from sbd_tool.cartography.symbols import ledger_mark
from sbd_tool.report.ledger_drawing import severity_sign
from sbd_tool.report.look import Look
from sbd_tool.report.model import FindingRow, ReportModel
from sbd_tool.report.story import Drawn, Story
from sbd_tool.report.surface import Surface

_MOST_ROWS: Final = 400
_MOST_ALIKE: Final = 3
_WITHOUT_PLACE: Final = frozenset({"light.dark_pocket", "light.dark_pocket_indicative"})
"""Findings about "this way": in the window a click shows it, on paper one is like another."""


def findings(story: Story, model: ReportModel) -> None:
    """Findings with remedies, the gravest first.

    A remedy of several in a row stands once, below the last. Of findings that tell no place and
    differ in figures alone, the first few stand, and how many more there are.
    """
    look = story.look
    story.chapter("findings", look.say("findings"), _findings_lead(look, model))
    shown, more = _first_alike(model.findings)
    for row, following in zip_longest(shown[:_MOST_ROWS], shown[1:_MOST_ROWS]):
        is_said_below = following is not None and following.remedy == row.remedy
        is_last = following is None or following.sentence.key != row.sentence.key
        told = [look.say("findings_alike", count=more[row.sentence.key])] * (
            is_last and more[row.sentence.key] > 0
        )
        if row.remedy is not None and not is_said_below:
            told.append(look.words(row.remedy))
        story.remark(
            _severity(look, row.severity),
            look.words(row.sentence),
            " ".join(told),
            [_ledger(look, ledger) for ledger in row.ledgers],
        )


def _first_alike(rows: Iterable[FindingRow]) -> tuple[list[FindingRow], Counter[str]]:
    """Findings without those that repeat one without a place; how many of each key are left out."""
    seen: Counter[str] = Counter()
    shown, more = [], Counter[str]()
    for row in rows:
        key = row.sentence.key
        seen[key] += 1
        if key in _WITHOUT_PLACE and seen[key] > _MOST_ALIKE:
            more[key] += 1
        else:
            shown.append(row)
    return shown, more


def _severity(look: Look, severity: str) -> Drawn:
    def draw(surface: Surface, x_mm: float, y_mm: float, _width: float) -> None:
        surface.shapes(severity_sign(look, severity), x_mm + 1.6, y_mm)

    return Drawn(draw, look.say(f"severity_{severity}"))


def _ledger(look: Look, ledger: str) -> Drawn:
    def draw(surface: Surface, x_mm: float, y_mm: float, _width: float) -> None:
        surface.shapes(ledger_mark(ledger, 2.6, look.colour(ledger)), x_mm + 2.5, y_mm)

    return Drawn(draw, look.say(ledger))


def _findings_lead(look: Look, model: ReportModel) -> str:
    if not model.findings:
        return look.say("findings_none")
    return look.say("findings_lead", count=len(model.findings))
