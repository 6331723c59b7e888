"""From what an indicator shows in its three worlds to one reading; a person's measurement first."""

import math
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.domain.effective import Fact
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.rubric import IndicatorRule, Rubric
from sbd_tool.domain.scores import Reading
from sbd_tool.domain.text import Text, text
from sbd_tool.scoring.bands import CLEAR_DIFFERENCE_KEY
from sbd_tool.scoring.curve import triple
from sbd_tool.scoring.spec import Observed

SURVEYED: Final = "surveyed:"
Outcome = Observed | NotAssessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A reading, with the computed one beside it where a person's stands in its place."""

    reading: Reading
    computed: Reading | None = None


def read(rule: IndicatorRule, worst: Outcome, likely: Outcome, best: Outcome) -> Reading:
    """Join the outcomes of the three worlds.

    Args:
        rule: Gives the direction in which the values are put in order.
        worst: Outcome in the world that is worst for the indicator.
        likely: Outcome in the likely world; a bound alone leaves it not assessed.
        best: Outcome in the world that is best for it.

    Returns:
        Values in the indicator's unit, ordered from worst to best; None where nothing bounds.
    """
    values = [_value(worst), None if _is_bound(likely) else _value(likely), _value(best)]
    known = [value for value in values if value is not None]
    ordered = sorted(known, reverse=not rule.is_up)
    low = ordered[0] if values[0] is not None else None
    high = ordered[-1] if values[2] is not None else None
    centre = values[1]
    return Reading(
        worst=low,
        likely=centre,
        best=high,
        evidence=Evidence.NONE if centre is None else _evidence(likely),
        objects=_objects(likely, worst, best),
        note=_note(likely),
    )


def _value(outcome: Outcome) -> float | None:
    if isinstance(outcome, NotAssessed) or math.isnan(outcome.value):
        return None
    return float(outcome.value)


def _is_bound(outcome: Outcome) -> bool:
    return isinstance(outcome, Observed) and outcome.is_bound_only


def _evidence(outcome: Outcome) -> Evidence:
    return outcome.evidence if isinstance(outcome, Observed) else Evidence.NONE


def _objects(*outcomes: Outcome) -> tuple[str, ...]:
    for outcome in outcomes:
        if isinstance(outcome, Observed) and outcome.objects:
            return outcome.objects
    return ()


def _note(outcome: Outcome) -> Text | None:
    return outcome.reason if isinstance(outcome, NotAssessed) else outcome.note


def stated(rule: IndicatorRule, computed: Reading, fact: Fact | None) -> Stated:
    """Let a person's measurement take precedence over what was computed.

    Args:
        rule: Whose value.
        computed: Reading from the analyses.
        fact: Answer to ``surveyed:<key>``, or None.

    Returns:
        The reading that counts; what a person measured counts as recorded, without range.
    """
    if fact is None or isinstance(fact.value, (bool, str)):
        return Stated(reading=computed)
    value = float(fact.value)
    measured = Reading(
        worst=value,
        likely=value,
        best=value,
        evidence=fact.evidence,
        objects=computed.objects,
        note=text("scoring.note_surveyed", name=rule.name),
    )
    return Stated(reading=measured, computed=computed)


def disagrees(rule: IndicatorRule, stands: Stated, rubric: Rubric) -> bool:
    """Whether a measurement lies clearly outside the computed range."""
    if stands.computed is None or stands.computed.likely is None:
        return False
    _, measured, _ = triple(rule, stands.reading)
    low, _, high = triple(rule, stands.computed)
    if measured is None:
        return False
    limit = rubric.value(CLEAR_DIFFERENCE_KEY)
    return measured < low - limit or measured > high + limit


def without_likely(reading: Reading, why: Text) -> Reading:
    """Keep the bounds of a reading and drop its likely value."""
    return replace(reading, likely=None, evidence=Evidence.NONE, note=why)
