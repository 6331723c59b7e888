"""Take a ledger apart: families, indicators, objects and sources, each with its running total."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.scores import IndicatorScore, IndicatorState, LedgerScore
from sbd_tool.domain.waterfall import Waterfall, WaterfallFamily, WaterfallLine


def waterfall(rubric: Rubric, ledger: LedgerScore) -> Waterfall:
    """The waterfall of a ledger; nothing is computed anew, its points are those of the ledger.

    Args:
        rubric: Families, sources, guidance.
        ledger: The ledger, with or without words.

    Returns:
        Families and lines with weight, in rubric order; what only informs (context) is left out.
    """
    lines = [
        _line(rubric, ledger.indicators[rule.key])
        for family in rubric.families
        if family.ledger is ledger.ledger
        for rule in rubric.indicators
        if rule.family == family.key and _counts(ledger, rule.key)
    ]
    placed = tuple(_running(lines))
    return Waterfall(
        ledger=ledger.ledger,
        score=ledger.score,
        low=ledger.low,
        high=ledger.high,
        fit_to_print=ledger.fit_to_print,
        held=ledger.held,
        families=tuple(
            WaterfallFamily(
                key=family.key, weight=sum(line.weight for line in own), lines=tuple(own)
            )
            for family in rubric.families
            if (own := [line for line in placed if line.family == family.key])
        ),
    )


def _counts(ledger: LedgerScore, key: str) -> bool:
    line = ledger.indicators.get(key)
    return line is not None and line.state is not IndicatorState.CONTEXT and line.weight > 0


def _line(rubric: Rubric, score: IndicatorScore) -> WaterfallLine:
    rule = rubric.indicators[score.key]
    is_assessed = score.state is IndicatorState.ASSESSED
    return WaterfallLine(
        key=score.key,
        family=score.family,
        chain=rule.chain,
        value=score.reading.likely,
        points=score.likely if is_assessed else None,
        weight=score.weight,
        earned=score.earned,
        lost=score.lost,
        earned_from=0.0,
        lost_from=100.0,
        state=score.state,
        evidence=score.reading.evidence,
        objects=score.reading.objects,
        sources=rule.sources,
        cards=rule.cards,
    )


def _running(lines: list[WaterfallLine]) -> Iterable[WaterfallLine]:
    earned = accumulate((line.earned for line in lines), initial=0.0)
    lost = accumulate((-line.lost for line in lines), initial=100.0)
    for line, start, left in zip(lines, earned, lost, strict=False):
        yield replace(line, earned_from=start, lost_from=left)
