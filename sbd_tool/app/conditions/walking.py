"""Conditions on people on foot and on wheels: detours and widths of ways in."""

from math import inf
from typing import Final

from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.app.conditions.ledgers import STATE
from sbd_tool.app.conditions.situation import Situation
from sbd_tool.app.conditions.spec import Blank, ConditionKind, Outcome, in_states
from sbd_tool.domain.conditions import Condition, Verdict, at_least, at_most
from sbd_tool.domain.results import Arrivals, Detour, WayWidths
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Reading
from sbd_tool.domain.text import Quantity, Text, text

_DETOUR: Final = "O08"
_WIDTH: Final = "O04"


def _reading(situation: Situation, state: str, key: str) -> Reading:
    ledger = situation.ledger(state, LedgerKey.OPENNESS)
    return ledger.indicators[key].reading


def _no_route_longer(condition: Condition, situation: Situation) -> Outcome:
    """The mean is known, not each route: all are at least 1, so the mean bounds the longest."""
    percent = condition.number("most")

    def judge(state: str) -> Outcome:
        results = situation.results(state)
        arrivals, detour = results.get("arrivals"), results.get("detour")
        reading = _reading(situation, state, _DETOUR)
        if not isinstance(detour, Detour) or not isinstance(arrivals, Arrivals):
            return _unknown(detour, "conditions.found_no_detour")
        count = len(arrivals.ways)
        pairs = max(1, count * (count - 1) // 2)
        mean = detour.ratio if reading.best is None else min(reading.best, detour.ratio)
        worst = inf if reading.worst is None else max(reading.worst, detour.ratio)
        low, high = 100 * (mean - 1.0), 100 * pairs * (worst - 1.0)
        return Outcome(
            verdict=at_most(low, high, percent),
            sentence=text(
                "conditions.found_detour",
                mean=Quantity(100 * (detour.ratio - 1.0), "%", 1),
                state=situation.state_name(state),
            ),
            objects=detour.objects,
        )

    return in_states(condition, situation, judge)


def _ways_wide(condition: Condition, situation: Situation) -> Outcome:
    least = condition.number("least")

    def judge(state: str) -> Outcome:
        found = situation.results(state).get("widths")
        known = found.ways if isinstance(found, WayWidths) else ()
        ways = [(way.width_m, way) for way in known if way.width_m is not None]
        if not ways:
            return _unknown(found, "conditions.found_no_way")
        width, narrowest = min(ways, key=lambda pair: pair[0])
        reading = _reading(situation, state, _WIDTH)
        low = width if reading.worst is None else min(width, reading.worst)
        high = width if reading.best is None else max(width, reading.best)
        at = situation.on_edge(state, narrowest.position_m)
        return Outcome(
            verdict=at_least(low, high, least),
            sentence=text(
                "conditions.found_width",
                width=Quantity(width, "m", 2),
                state=situation.state_name(state),
            ),
            objects=narrowest.objects or (situation.project.square,),
            bounds=(at.x - 3.0, at.y - 3.0, at.x + 3.0, at.y + 3.0),
        )

    return in_states(condition, situation, judge)


def _unknown(found: object, otherwise: str) -> Outcome:
    reason: Text = found.reason if isinstance(found, NotAssessed) else text(otherwise)
    return Outcome(verdict=Verdict.NOT_CHECKED, sentence=reason)


KINDS: Final = (
    ConditionKind(
        key="no_route_longer",
        on_figures=True,
        blanks=(Blank(key="most", unit="%", start=20.0, most=150.0), STATE),
        check=_no_route_longer,
    ),
    ConditionKind(
        key="ways_wide",
        on_figures=True,
        blanks=(
            Blank(
                key="least",
                unit="m",
                decimals=2,
                start="passage_wheelchair_m",
                least=0.5,
                most=20.0,
            ),
            STATE,
        ),
        check=_ways_wide,
    ),
)
