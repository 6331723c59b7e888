"""Conditions on ledgers and indicators: judged on the range, never on the likely value alone."""

from collections.abc import Callable
from functools import partial
from math import inf
from typing import Final

from sbd_tool.app.conditions.situation import Situation
from sbd_tool.app.conditions.spec import Blank, ConditionKind, Outcome, in_states
from sbd_tool.domain.conditions import Condition, Verdict, at_least, at_most
from sbd_tool.domain.rubric import IndicatorRule, LedgerKey
from sbd_tool.domain.scores import IndicatorState, LedgerScore, Reading
from sbd_tool.domain.text import Quantity, Text, text

STATE: Final = Blank(key="state", fills="state")
POINTS: Final = Blank(key="least", start=65.0, most=100.0)
_DIGITS: Final = 2


def _ledger(key: LedgerKey, condition: Condition, situation: Situation) -> Outcome:
    least = condition.number("least")

    def judge(state: str) -> Outcome:
        ledger = situation.ledger(state, key)
        return Outcome(
            verdict=at_least(ledger.low, ledger.high, least),
            sentence=text(
                f"conditions.found_{key.value}",
                low=Quantity(ledger.low),
                high=Quantity(ledger.high),
                state=situation.state_name(state),
            ),
            objects=_costliest(ledger),
        )

    return in_states(condition, situation, judge)


def _costliest(ledger: LedgerScore) -> tuple[str, ...]:
    """Objects of the indicator that costs most points."""
    lines = [line for line in ledger.indicators.values() if line.reading.objects]
    worst = max(lines, key=lambda line: line.lost, default=None)
    return () if worst is None else worst.reading.objects


def _indicator(
    judge_range: Callable[[float, float, float], Verdict],
    blank: str,
    condition: Condition,
    situation: Situation,
) -> Outcome:
    rule = situation.rules.rubric.indicators[condition.key("indicator")]
    limit = condition.number(blank)

    def judge(state: str) -> Outcome:
        line = situation.ledger(state, rule.ledger).indicators[rule.key]
        reading = line.reading
        if line.state is IndicatorState.NOT_ASSESSED and reading.worst is None is reading.best:
            return Outcome(
                verdict=Verdict.NOT_CHECKED,
                sentence=text(
                    "conditions.not_assessed",
                    name=rule.name,
                    why=reading.note or text("conditions.no_reason"),
                ),
            )
        low, high = _ends(rule, reading)
        return Outcome(
            verdict=judge_range(low, high, limit),
            sentence=text(
                "conditions.found_indicator",
                name=rule.name,
                low=_told(low, situation.unit_of(rule.key)),
                high=_told(high, situation.unit_of(rule.key)),
                state=situation.state_name(state),
            ),
            objects=reading.objects,
        )

    return in_states(condition, situation, judge)


def _ends(rule: IndicatorRule, reading: Reading) -> tuple[float, float]:
    """Least and greatest value that can be; what nothing bounds is open."""
    bad, good = (-inf, inf) if rule.is_up else (inf, -inf)
    worst = bad if reading.worst is None else reading.worst
    best = good if reading.best is None else reading.best
    return min(worst, best), max(worst, best)


def _told(value: float, unit: str) -> Text | Quantity:
    if value in {inf, -inf}:
        return text("conditions.open_end")
    is_whole = value == int(value)
    return Quantity(value, unit, 0 if is_whole else _DIGITS)


_INDICATOR: Final = Blank(key="indicator", fills="indicator")

KINDS: Final = (
    ConditionKind(
        key="openness_at_least",
        on_figures=True,
        blanks=(POINTS, STATE),
        check=partial(_ledger, LedgerKey.OPENNESS),
    ),
    ConditionKind(
        key="protection_at_least",
        on_figures=True,
        blanks=(POINTS, STATE),
        check=partial(_ledger, LedgerKey.PROTECTION),
    ),
    ConditionKind(
        key="indicator_at_least",
        on_figures=True,
        blanks=(_INDICATOR, Blank(key="least", decimals=2), STATE),
        check=partial(_indicator, at_least, "least"),
    ),
    ConditionKind(
        key="indicator_at_most",
        on_figures=True,
        blanks=(_INDICATOR, Blank(key="most", decimals=2), STATE),
        check=partial(_indicator, at_most, "most"),
    ),
)
