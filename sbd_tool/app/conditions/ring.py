"""Condition on the ring: no clear gap wider than asked for."""

from typing import Final

from sbd_tool.app.conditions.ledgers import STATE
from sbd_tool.app.conditions.situation import Situation
from sbd_tool.app.conditions.spec import Blank, ConditionKind, Outcome, in_states
from sbd_tool.app.ring_width import RingWidth, span_of, widest_gap, width_words
from sbd_tool.domain.conditions import Condition, Verdict, at_most
from sbd_tool.domain.ring_results import RingGap, ZoneRing
from sbd_tool.domain.text import text

_TOLERANCE_M: Final = 1e-6  # as the ring itself: a gap of exactly the limit is closed


def _no_gap_above(condition: Condition, situation: Situation) -> Outcome:
    limit = condition.number("limit")

    def judge(state: str) -> Outcome:
        zones = situation.rings(state).zones
        for zone in zones:
            if not zone.gaps and not zone.is_enclosed:
                return _open_zone(zone, situation, state)
        gaps = [gap for zone in zones for gap in zone.gaps]
        if not gaps:
            return Outcome(verdict=Verdict.MET, sentence=text("conditions.found_no_gap"))
        order = list(Verdict)
        judged = [(_judged(zone, limit), widest_gap(zone)) for zone in zones if zone.gaps]
        (verdict, span), gap = min(
            judged, key=lambda one: (order.index(one[0][0]), -one[0][1].likely_m)
        )
        return _told(gap, verdict, span, situation, state)

    return in_states(condition, situation, judge)


def _judged(zone: ZoneRing, limit: float) -> tuple[Verdict, RingWidth]:
    """The ring is judged by the widest way in: of its single gaps some may lead nowhere."""
    span = span_of(zone)
    found = at_most(span.low_m, span.high_m, limit + _TOLERANCE_M)
    is_unsaid = any(gap.is_row and "gap" in gap.unknown for gap in zone.gaps)
    return (Verdict.NOT_DECIDED if is_unsaid and found is Verdict.MET else found), span


def _told(
    gap: RingGap, verdict: Verdict, span: RingWidth, situation: Situation, state: str
) -> Outcome:
    one, other = gap.between
    key = "found_row_gap" if gap.is_row else "found_gap"
    west, south, east, north = (float(edge) for edge in gap.line.bounds)
    return Outcome(
        verdict=verdict,
        sentence=text(
            f"conditions.{key}",
            width=width_words(span.likely_m, span.low_m, span.high_m),
            one=situation.name(one),
            other=situation.name(other),
            state=situation.state_name(state),
        ),
        objects=tuple(dict.fromkeys(gap.between)),
        bounds=(west, south, east, north),
    )


def _open_zone(zone: ZoneRing, situation: Situation, state: str) -> Outcome:
    return Outcome(
        verdict=Verdict.NOT_MET,
        sentence=text(
            "conditions.found_no_ring", zone=zone.zone, state=situation.state_name(state)
        ),
        objects=zone.objects or (situation.project.square,),
    )


KINDS: Final = (
    ConditionKind(
        key="no_gap_above",
        blanks=(
            Blank(key="limit", unit="m", decimals=2, start="gap_limit_m", least=0.1, most=100.0),
            STATE,
        ),
        check=_no_gap_above,
    ),
)
