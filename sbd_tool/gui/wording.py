"""From scores to the sheets the ledger book shows: numbers, ranges and facts in words."""

from typing import Final

from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.printed import value_of
from sbd_tool.domain.rubric import IndicatorRule, LedgerKey, Rubric
from sbd_tool.domain.scores import Assessment, IndicatorScore, IndicatorState, LedgerScore
from sbd_tool.domain.text import Quantity, Text
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.ledger import LedgerSheet
from sbd_tool.gui.widgets.ledger_parts import Line
from sbd_tool.gui.widgets.plane import PlaneWords, Stand

EN_DASH: Final = "\u2013"


def value_words(look: Look, rule: IndicatorRule, value: float | None) -> str:
    """A value in its own unit, with as many decimals as it deserves."""
    if value is None:
        return look.say("not_assessed")
    said = value_of(rule, value)
    return look.word(said) if isinstance(said, Text) else look.words.quantity(said)


def range_words(look: Look, low: float, high: float) -> str:
    """A range of points; one number when both ends read the same."""
    first, last = look.words.number(low), look.words.number(high)
    return first if first == last else f"{first}{EN_DASH}{last}"


def evidence_words(look: Look, evidence: Evidence | str) -> str:
    """What an evidence dot means."""
    return look.say(f"evidence.{evidence}")


def ledger_words(look: Look, ledger: LedgerKey | str) -> str:
    """Name of a ledger."""
    return look.say(f"ledger.{ledger}")


def line_of(look: Look, rule: IndicatorRule, score: IndicatorScore | None) -> Line:
    """One indicator as a ledger page shows it."""
    name = look.word(rule.name)
    is_known = score is not None and score.state is IndicatorState.ASSESSED
    points = score.likely if is_known and score is not None else None
    value = value_words(look, rule, score.reading.likely if points is not None and score else None)
    if points is None or score is None:
        state = score.state.value if score is not None else IndicatorState.NOT_ASSESSED.value
        fact = look.say(f"fact.{state}", name=name)
    else:
        fact = look.say(
            "fact.indicator",
            name=name,
            value=value,
            points=Quantity(points),
            low=Quantity(score.low),
            high=Quantity(score.high),
            evidence=evidence_words(look, score.reading.evidence),
        )
    return Line(
        key=rule.key,
        ledger=rule.ledger.value,
        name=name,
        value=value,
        points=points,
        low=0.0 if score is None else score.low,
        high=100.0 if score is None else score.high,
        weight=0.0 if score is None else score.weight,
        lost=None if points is None or score is None else score.lost,
        evidence=Evidence.NONE.value if score is None else score.reading.evidence.value,
        fact=fact,
    )


def ledger_sheet(
    look: Look, rubric: Rubric, ledger: LedgerKey, score: LedgerScore | None
) -> LedgerSheet:
    """One ledger in words, ready to show; None is a square nobody has assessed yet."""
    rules = [rule for rule in rubric.indicators if rule.ledger is ledger]
    scores = {} if score is None else score.indicators
    lines = [line_of(look, rule, scores.get(rule.key)) for rule in rules]
    title = ledger_words(look, ledger)
    known = sum(line.points is not None for line in lines)
    low, high = (0.0, 100.0) if score is None else (score.low, score.high)
    is_printed = score is not None and score.fit_to_print and score.score is not None
    figure = range_words(look, low, high)
    if is_printed and score is not None and score.score is not None:
        figure = look.words.number(score.score)
    between = range_words(look, low, high)
    return LedgerSheet(
        ledger=ledger.value,
        title=title,
        figure=figure if score is not None else EN_DASH,
        is_range=not is_printed,
        caption=_caption(look, score, between, is_printed=is_printed),
        verdict="" if score is None or is_printed else _why(look, score),
        coverage=look.say("coverage", known=known, total=len(lines)),
        low=low,
        high=high,
        tick=score.score if is_printed and score is not None else None,
        lines=lines,
        lost={
            line.key: look.words.number(line.lost, 1) if line.lost is not None else "?"
            for line in lines
        },
        rows_title=look.say("most_to_win"),
        rows_unit=look.say("to_win"),
        why=look.say(f"action.ledger_{ledger.value}"),
        fact=_fact(look, title, score, figure, between, known, len(lines), is_printed=is_printed),
    )


def _caption(look: Look, score: LedgerScore | None, between: str, *, is_printed: bool) -> str:
    if score is None:
        return look.say("not_assessed_yet")
    if is_printed:
        return look.say("likely", range=between)
    questions = len(score.questions)
    return (
        look.say("range_only_questions", count=questions) if questions else look.say("range_only")
    )


def _why(look: Look, score: LedgerScore) -> str:
    return look.word(score.unfit_reasons[0]) if score.unfit_reasons else ""


def _fact(
    look: Look,
    title: str,
    score: LedgerScore | None,
    figure: str,
    between: str,
    known: int,
    total: int,
    *,
    is_printed: bool,
) -> str:
    if score is None:
        return look.say("fact.ledger_open", ledger=title)
    key = "fact.ledger_score" if is_printed else "fact.ledger_range"
    return look.say(key, ledger=title, score=figure, range=between, known=known, total=total)


def plane_words(look: Look) -> PlaneWords:
    """Words of the plane."""
    return PlaneWords(
        openness=ledger_words(look, LedgerKey.OPENNESS),
        protection=ledger_words(look, LedgerKey.PROTECTION),
        closed=look.say("plane.closed"),
        both=look.say("plane.both"),
        neither=look.say("plane.neither"),
        exposed=look.say("plane.exposed"),
        fact=look.say("plane.open"),
    )


def stand_of(assessment: Assessment) -> Stand:
    """Where the assessed option stands on the plane."""
    openness, protection = assessment.scorecard.openness, assessment.scorecard.protection
    spot = None
    is_printed = openness.fit_to_print and protection.fit_to_print
    if is_printed and openness.score is not None and protection.score is not None:
        spot = (openness.score, protection.score)
    return Stand((openness.low, openness.high), (protection.low, protection.high), spot)
