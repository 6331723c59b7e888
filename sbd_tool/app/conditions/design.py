"""Conditions on the design itself: cost, what has to stay, what must not come."""

from typing import Final

from sbd_tool.app.conditions.situation import Situation
from sbd_tool.app.conditions.spec import Blank, ConditionKind, Outcome
from sbd_tool.domain.catalogue import Door
from sbd_tool.domain.conditions import Condition, Verdict, at_most
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity, text
from sbd_tool.scoring.costs import cost_of, cost_of_all

_HOSTILE: Final = "O17"


def _cost_at_most(condition: Condition, situation: Situation) -> Outcome:
    measures = situation.measures
    cost = cost_of_all(measures, situation.prices)
    verdict = at_most(cost.low, cost.high, condition.number("most"))
    if verdict is Verdict.MET and cost.unpriced:
        verdict = Verdict.NOT_DECIDED
    dearest = sorted(measures, key=lambda one: -cost_of(one, situation.prices).mid)
    ends: dict[str, Quantity | int] = {
        "low": Quantity(cost.low, "", 1),
        "high": Quantity(cost.high, "", 1),
    }
    key = "conditions.found_cost"
    if cost.unpriced:
        key, ends = f"{key}_unpriced", {**ends, "count": cost.unpriced}
    elif round(cost.low, 1) == round(cost.high, 1):
        key, ends = f"{key}_evenly", {"cost": ends["high"]}
    paid = [one for one in dearest if one.state is not MeasureState.EXISTING]
    return Outcome(
        verdict=verdict,
        sentence=text(key, **ends),
        objects=tuple(one.id for one in paid[:3]),
    )


def _kept(condition: Condition, situation: Situation) -> Outcome:
    row = condition.key("object")
    name = situation.name(row)
    measure = next((one for one in situation.measures if one.id == row), None)
    feature = situation.feature(row)
    if measure is None and feature is None:
        return Outcome(
            verdict=Verdict.NOT_MET, sentence=text("conditions.object_gone", id=row[:60])
        )
    if measure is not None and measure.state is MeasureState.TO_REMOVE:
        return Outcome(
            verdict=Verdict.NOT_MET,
            sentence=text("conditions.found_to_remove", object=name),
            objects=(row,),
        )
    remover = _remover(row, situation)
    if remover is not None:
        return Outcome(
            verdict=Verdict.NOT_MET,
            sentence=text(
                "conditions.found_removed", object=name, measure=situation.name(remover.id)
            ),
            objects=(row, remover.id),
        )
    return Outcome(
        verdict=Verdict.MET, sentence=text("conditions.found_kept", object=name), objects=(row,)
    )


def _remover(row: str, situation: Situation) -> Measure | None:
    """A measure that takes a feature of the plan away, or None."""
    feature = situation.feature(row)
    role = None if feature is None else feature[0].role
    if feature is None or role is None:
        return None
    kinds = situation.rules.catalogue.measures
    for measure in situation.measures:
        is_removing = measure.kind in kinds and role in kinds[measure.kind].removes
        if is_removing and measure.state is not MeasureState.TO_REMOVE and measure.geometry:
            there = any(
                element.id == row
                for state in situation.states
                for element in situation.site(state).of(role)
            )
            if measure.geometry.intersects(feature[1].geometry) and not there:
                return measure
    return None


def _no_hostile(condition: Condition, situation: Situation) -> Outcome:
    del condition
    kinds = situation.rules.catalogue.measures
    placed = [
        one
        for one in situation.measures
        if one.kind in kinds
        and kinds[one.kind].door.door is Door.FLAG
        and _HOSTILE in kinds[one.kind].door.openness
        and one.state is not MeasureState.TO_REMOVE
    ]
    if placed:
        return Outcome(
            verdict=Verdict.NOT_MET,
            sentence=text("conditions.found_hostile", count=len(placed)),
            objects=tuple(one.id for one in placed),
        )
    state = situation.states[0]
    ledger = situation.ledger(state, LedgerKey.OPENNESS)
    reading = ledger.indicators[_HOSTILE].reading
    if reading.worst is None or reading.likely is None:
        return Outcome(
            verdict=Verdict.NOT_CHECKED, sentence=text("conditions.found_hostile_unseen")
        )
    return Outcome(
        verdict=at_most(reading.best or 0.0, reading.worst, 0.0),
        sentence=text("conditions.found_hostile_seen", density=Quantity(reading.likely, "", 2)),
        objects=reading.objects,
    )


KINDS: Final = (
    ConditionKind(
        key="cost_at_most", blanks=(Blank(key="most", start=100.0),), check=_cost_at_most
    ),
    ConditionKind(key="object_kept", blanks=(Blank(key="object", fills="object"),), check=_kept),
    ConditionKind(key="no_hostile", blanks=(), check=_no_hostile, on_figures=True),
)
