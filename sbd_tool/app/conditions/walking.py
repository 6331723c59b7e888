"""Conditions on people on foot and on wheels: detours and widths of ways in."""

from math import inf
from typing import Final

from shapely import total_bounds

from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.app.conditions.ledgers import STATE
from sbd_tool.app.conditions.situation import Situation
from sbd_tool.app.conditions.spec import Blank, ConditionKind, Outcome, in_states
from sbd_tool.app.walking_listing import end_name
from sbd_tool.domain import ring_results
from sbd_tool.domain.conditions import Condition, Verdict, at_least, at_most
from sbd_tool.domain.results import WayWidths
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Reading
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.domain.walk_results import Walk, Walks

_USER: Final = "wheelchair"
_WIDTH: Final = "O04"


def _reading(situation: Situation, state: str, key: str) -> Reading:
    ledger = situation.ledger(state, LedgerKey.OPENNESS)
    return ledger.indicators[key].reading


def _no_route_longer(condition: Condition, situation: Situation) -> Outcome:
    """Every way of a wheelchair between two ways in, against the same with buildings and water."""
    percent = condition.number("most")

    def judge(state: str) -> Outcome:
        walks = situation.walks(state)
        found = [
            walk
            for walk in walks.users[_USER].walks
            if walk.end.startswith("E") and walk.bare_m and not _is_shut(walk, walks)
        ]
        if not found:
            return Outcome(verdict=Verdict.NOT_CHECKED, sentence=text("conditions.found_no_detour"))
        order = list(Verdict)
        judged = [(at_most(*_longer(walk), percent), walk) for walk in found]
        verdict, walk = min(judged, key=lambda one: (order.index(one[0]), -_longer(one[1])[0]))
        return _told(walk, verdict, walks, situation, state)

    return in_states(condition, situation, judge)


def _is_shut(walk: Walk, walks: Walks) -> bool:
    """Steps or slope at an end: no way of a wheelchair in any design."""
    ends = (walks.ends[walk.start], walks.ends[walk.end])
    return any(end.wheels is ring_results.Verdict.BLOCKED for end in ends)


def _longer(walk: Walk) -> tuple[float, float]:
    """How much longer it is at least and at most, percent; infinite where there is none."""
    least, most = (
        inf if length is None or not walk.bare_m else 100 * (max(1.0, length / walk.bare_m) - 1.0)
        for length in (walk.low_m, walk.high_m)
    )
    return least, max(least, most)


def _told(walk: Walk, verdict: Verdict, walks: Walks, situation: Situation, state: str) -> Outcome:
    pinch = walk.pinch
    objects = () if pinch is None else tuple(one for one in (pinch.id, pinch.other) if one)
    start, end = (walks.ends[key] for key in (walk.start, walk.end))
    if walk.length_m is None:
        key, more = "people.found_cut_off", Quantity(0.0, "%", 1)
    else:
        key = "people.found_longest"
        more = Quantity(100 * ((walk.detour or 1.0) - 1.0), "%", 1)
    shapes = [start.place, end.place, *([] if walk.line is None else [walk.line])]
    west, south, east, north = (float(edge) for edge in total_bounds(shapes))
    return Outcome(
        verdict=verdict,
        sentence=text(
            key,
            more=more,
            start=end_name(start, situation.name),
            end=end_name(end, situation.name),
            state=situation.state_name(state),
        ),
        objects=objects or start.objects or (situation.project.square,),
        bounds=(west, south, east, north),
    )


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
