"""Openness without a ruler for the barrier line: widths of ways in are told as bands only.

The clear width of the ways in (O04) is, on a square with a barrier line, the gap of that line, and
the shares beside it move with every element of it. Openness stays told in full but for these rows:
a band of twenty points, no reading, no objects, no points earned or lost. In the public edition
the figures of the whole ledger are whole points, so that the rows left out cannot be worked out.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from sbd_tool.domain.findings import Finding
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import IndicatorState, Question
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.report.edition_scores import IndicatorRow, LedgerView

PASSAGE_INDICATORS: Final = frozenset({"O01", "O03", "O04", "O05", "O06", "O08", "O15", "O16"})
"""Openness indicators that measure what a line of barriers leaves open, or what a camera sees."""

_BAND_POINTS: Final = 20
_SHOWN: Final = 3


def with_passages_as_bands(view: LedgerView) -> LedgerView:
    """A ledger of openness whose readings at the barrier line are bands.

    What carries and what costs is chosen anew among the rows told in full: a rank that depends on
    a withheld figure would tell it.
    """
    rows = tuple(_banded(row) if row.key in PASSAGE_INDICATORS else row for row in view.rows)
    full = [row for row in rows if row.key not in PASSAGE_INDICATORS]
    return replace(
        view,
        rows=rows,
        told_as_bands=tuple(
            row.key
            for row in rows
            if row.key in PASSAGE_INDICATORS and row.state is IndicatorState.ASSESSED
        ),
        warnings=tuple(entry for entry in view.warnings if not speaks_of_passages(entry)),
        carries=_top((row.key, row.earned or 0.0) for row in full),
        costs=_top((row.key, row.lost or 0.0) for row in full),
        families=None,
        held=None,
    )


def in_whole_points(view: LedgerView) -> LedgerView:
    """A ledger whose total, range and questions are told in whole points, as they are printed."""
    low, high = _whole(view.low), _whole(view.high)
    width = 0.0 if low is None or high is None else high - low
    ranked = sorted(view.questions, key=_narrowing, reverse=True)
    return replace(
        view,
        score=_whole(view.score),
        low=low,
        high=high,
        unfit_reasons=tuple(_with_width(reason, width) for reason in view.unfit_reasons),
        questions=tuple(_rounded(entry) for entry in ranked),
    )


def speaks_of_passages(finding: Finding) -> bool:
    """Whether a finding tells a reading of an indicator at the barrier line."""
    named = {text(f"rubric.{key}.name") for key in PASSAGE_INDICATORS}
    return not named.isdisjoint(spoken_of(finding.sentence))


def spoken_of(sentence: Text) -> Iterable[Text]:
    """Every text inside a sentence, at any depth."""
    for _, value in sentence.params:
        if isinstance(value, Text):
            yield value
            yield from spoken_of(value)


def _banded(row: IndicatorRow) -> IndicatorRow:
    is_assessed = row.state is IndicatorState.ASSESSED
    return replace(
        row,
        worst=None,
        value=None,
        best=None,
        low=float(_BAND_POINTS * _band(row.low)),
        likely=None,
        high=float(_BAND_POINTS * (_band(row.high) + 1)),
        earned=None if is_assessed else 0.0,
        lost=None,
        objects=(),
        sentence=None,
        note=None,
    )


def _band(points: float) -> int:
    return min(4, math.floor(points / _BAND_POINTS))


def _top(points: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    ranked = sorted(points, key=lambda pair: -pair[1])
    return tuple(key for key, value in ranked[:_SHOWN] if value > 0)


def _whole(points: float | None) -> float | None:
    return None if points is None else float(round(points))


def _with_width(reason: Text, width: float) -> Text:
    if reason.key != "scoring.unfit_width":
        return reason
    told: Mapping[str, object] = reason.as_mapping()
    limit = told["limit"]
    if not isinstance(limit, Quantity):
        return reason
    # Ends are told in whole points; a range of 40.3 must not read as "40, at most 40".
    return text(reason.key, width=Quantity(max(width, limit.value + 1)), limit=limit)


def _narrowing(question: Question) -> int:
    return round(question.narrows.get(LedgerKey.OPENNESS, 0.0))


def _rounded(question: Question) -> Question:
    narrows = {key: float(round(points)) for key, points in question.narrows.items()}
    return replace(question, narrows=narrows)
