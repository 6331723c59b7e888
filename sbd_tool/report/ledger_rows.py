"""A ledger as its section of the report: sentence, points, rows."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from sbd_tool.domain.ageing import old_share
from sbd_tool.domain.printed import value_of
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import IndicatorRule, Rubric
from sbd_tool.domain.scores import IndicatorState
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.report.edition_scores import IndicatorRow, LedgerView
from sbd_tool.report.model import (
    ContributionRow,
    LedgerSection,
)

BARE_UNITS: Final = frozenset({"ratio", "kinds", "level", "percentile", "count"})
"""Units that name a scale and are not printed behind the number."""
_COVERAGE: Final = "scoring.unfit_coverage"


def ledger_section(
    view: LedgerView, rubric: Rubric, project: Project, today: date
) -> LedgerSection:
    """The section of a ledger, from what the edition may know of it."""
    rows = tuple(
        _contribution(row, rubric.indicators[row.key], is_banded=row.key in view.told_as_bands)
        for row in view.rows
        if row.key in rubric.indicators
    )
    weighed = [row for row in view.rows if row.state is not IndicatorState.CONTEXT]
    score = view.score if view.fit_to_print else None
    carries, costs = _sides(view)
    return LedgerSection(
        key=view.ledger.value,
        sentence=_ledger_sentence(view),
        is_banded=view.is_banded,
        band_low=view.band_low,
        band_high=view.band_high,
        score=score,
        low=view.low,
        high=view.high,
        assessed=sum(row.state is IndicatorState.ASSESSED for row in weighed),
        indicators=len(weighed),
        coverage=view.coverage,
        assumed_share=view.assumed_share,
        unverified_share=view.unverified_share,
        unfit_reasons=view.unfit_reasons if not view.fit_to_print else (),
        warnings=tuple(entry.sentence for entry in view.warnings),
        carries=_points(carries, view, rubric, "earns"),
        costs=_points(costs, view, rubric, "costs"),
        rows=rows,
        old_share=_old_share(view, rubric, project, today),
        old_years=rubric.value("old_years"),
    )


def _old_share(view: LedgerView, rubric: Rubric, project: Project, today: date) -> float | None:
    """Of what is assessed; None where only bands are told."""
    if view.is_banded:
        return None
    rows = (
        (row.key, row.weight, row.objects)
        for row in view.rows
        if row.state is IndicatorState.ASSESSED
    )
    return old_share(project, rows, rubric.value("old_years"), today)


def footing_words(section: LedgerSection, *, is_beside_reasons: bool = False) -> Text | None:
    """How much is assessed, and on what that rests; None where only bands are told.

    Args:
        section: The ledger.
        is_beside_reasons: Whether the reasons for no score stand beside it; the share that is
            assessed is then told there alone, if it is one of them.
    """
    if section.coverage is None or section.assumed_share is None or section.old_share is None:
        return None
    if is_beside_reasons and any(one.key == _COVERAGE for one in section.unfit_reasons[:2]):
        return text(
            "report.footing_of_assessed",
            assumed=_percent(section.assumed_share),
            old=_percent(section.old_share),
            years=Quantity(section.old_years),
        )
    return text(
        "report.coverage",
        coverage=_percent(section.coverage),
        assumed=_percent(section.assumed_share),
        old=_percent(section.old_share),
        years=Quantity(section.old_years),
    )


def _percent(share: float) -> Quantity:
    return Quantity(100 * share, "%")


def band_text(ledger: str, low: int, high: int) -> Text:
    """A band or a span of bands in words."""
    if low == high:
        return text(f"report.band_{low}", ledger=text(f"report.{ledger}_in_sentence"))
    return text(
        "report.band_span",
        low=text(f"report.band_word_{low}"),
        high=text(f"report.band_word_{high}"),
        ledger=text(f"report.{ledger}_in_sentence"),
    )


def _ledger_sentence(view: LedgerView) -> Text:
    key = view.ledger.value
    bands = band_text(key, view.band_low, view.band_high)
    name = text(f"report.{key}")
    if view.is_banded or view.low is None or view.high is None:
        if view.band_low == view.band_high:
            return text("report.sentence_band", name=name, band=view.band_low, words=bands)
        return text(
            "report.sentence_bands",
            name=name,
            low=view.band_low,
            high=view.band_high,
            words=bands,
        )
    low, high = Quantity(view.low), Quantity(view.high)
    if view.score is None:
        return text("report.sentence_nothing", name=name)
    if view.fit_to_print:
        score = Quantity(view.score)
        return text(
            "report.sentence_score", name=name, score=score, low=low, high=high, words=bands
        )
    return text("report.sentence_range", name=name, low=low, high=high, words=bands)


def _sides(view: LedgerView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of what carries and of what costs, each told once: where it weighs more.

    A side that lost a row is filled with the next one whose points the edition tells; a rank by
    points it withholds would tell them.
    """
    told = {
        row.key: (row.earned, row.lost)
        for row in view.rows
        if row.state is IndicatorState.ASSESSED and row.earned is not None and row.lost is not None
    }
    more = {key for key, (earned, lost) in told.items() if lost > earned}
    by_earned = sorted(told, key=lambda key: -told[key][0])
    by_lost = sorted(told, key=lambda key: -told[key][1])
    carries = [key for key in (*view.carries, *by_earned) if key not in more]
    earning = [key for key in carries if key not in told or round(told[key][0])]
    first = tuple(dict.fromkeys(earning))[: len(view.carries)]
    costs = [key for key in (*view.costs, *by_lost) if key not in first]
    losing = [key for key in costs if key not in told or round(told[key][1])]
    return first, tuple(dict.fromkeys(losing))[: len(view.costs)]


def _points(keys: Iterable[str], view: LedgerView, rubric: Rubric, side: str) -> tuple[Text, ...]:
    """The points that carry or cost, in the score's own sentences where they may be read.

    Where a sentence would name what is withheld, the points alone are told, if the row tells them.
    """
    found = []
    rows = {row.key: row for row in view.rows}
    for key in keys:
        row = rows.get(key)
        if row is None:
            continue
        if row.sentence is not None:
            found.append(row.sentence)
        elif key in rubric.indicators:
            points = row.earned if side == "earns" else row.lost
            name = rubric.indicators[key].name
            is_told = points is not None and round(points) and key not in view.told_as_bands
            count = round(points or 0.0)
            found.append(text(f"report.point_{side}", name=name, count=count) if is_told else name)
    return tuple(found)


def _contribution(row: IndicatorRow, rule: IndicatorRule, *, is_banded: bool) -> ContributionRow:
    return ContributionRow(
        key=row.key,
        name=rule.name,
        value=None if row.value is None else indicator_quantity(row.value, rule),
        span=_span(row, rule),
        low=row.low,
        likely=row.likely,
        high=row.high,
        weight=row.weight * 100,
        earned=row.earned,
        lost=row.lost,
        state=row.state.value,
        evidence=row.evidence,
        sources=rule.sources,
        basis=rule.basis.value,
        is_banded=is_banded,
    )


def _span(row: IndicatorRow, rule: IndicatorRule) -> tuple[Quantity, Quantity] | None:
    if row.worst is None or row.best is None:
        return None
    ends = sorted((row.worst, row.best))
    digits = indicator_quantity(ends[1] if row.value is None else row.value, rule)
    first, last = (
        Quantity(_rounded(end, digits.decimals), digits.unit, digits.decimals) for end in ends
    )
    return None if first == last else (first, last)


def indicator_quantity(value: float, rule: IndicatorRule) -> Quantity:
    """A reading as a figure of the table, with the digits its sentence has: one figure, one form.

    Args:
        value: Reading.
        rule: The indicator it is of.
    """
    said = value_of(rule, value)
    figure = said.as_mapping().get("number") if isinstance(said, Text) else said
    # Counts, and lengths too short to tell, have no figure of their own in their words.
    decimals = figure.decimals if isinstance(figure, Quantity) else 0
    shown = "" if rule.unit in BARE_UNITS else rule.unit
    return Quantity(_rounded(value, decimals), shown, decimals)


def _rounded(value: float, decimals: int) -> float:
    """As sentences round, on the decimal figure; binary rounding would tell 4.35 as 4.3 here."""
    return float(round(Decimal(str(value)), decimals))
