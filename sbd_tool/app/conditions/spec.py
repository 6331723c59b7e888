"""What a kind of condition is: a sentence with blanks, and a way to check it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.app.conditions.situation import Situation
from sbd_tool.domain.conditions import (
    ANY_STATE,
    BlankValue,
    Bounds,
    Condition,
    Verdict,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Param, Quantity, Text, literal, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a check found; the condition itself is not repeated.

    Attributes:
        verdict: Met, not met, not decided or cannot be checked.
        sentence: Why.
        objects: Ids it is about, most telling first.
        bounds: Where to look, or None.
        state: State of time it is about, or "".
        is_partial: States that were not looked at may be graver.
    """

    verdict: Verdict
    sentence: Text
    objects: tuple[str, ...] = ()
    bounds: Bounds | None = None
    state: str = ""
    is_partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A place in the sentence that a person fills in.

    Attributes:
        key: Its name in the sentence.
        fills: "number", "state", "vehicle", "object" or "indicator".
        unit: Unit of a number.
        decimals: Decimals of a number.
        start: Number it starts with, or the key of the rubric number that says so.
        least, most: Accepted numbers.
    """

    key: str
    fills: str = "number"
    unit: str = ""
    decimals: int = 0
    start: float | str = 0.0
    least: float = 0.0
    most: float = 1e6

    def begin(self, rubric: Rubric) -> float:
        """The number it starts with."""
        return rubric.value(self.start) if isinstance(self.start, str) else float(self.start)


Check = Callable[[Condition, Situation], Outcome]
_NAMED: Final = {"indicator": "rubric.{key}.name", "vehicle": "access.vehicle_{key}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionKind:
    """One sentence that can be chosen.

    Attributes:
        key: Stable name, also of its sentence ("conditions.say_<key>").
        blanks: In the order of the English sentence.
        check: Judges a filled-in sentence.
        is_slow: It needs an analysis that takes longer than an edit may wait.
        on_figures: It reads indicators, some of which may be stale right after an edit.
    """

    key: str
    blanks: tuple[Blank, ...]
    check: Check
    is_slow: bool = False
    on_figures: bool = False

    def filled(self, blanks: Mapping[str, BlankValue], rubric: Rubric) -> dict[str, BlankValue]:
        """Accept what was filled in; blanks left out start as their kind says.

        Raises:
            InputError: A blank is not known, empty, or its number is out of range.
        """
        known = {blank.key: blank for blank in self.blanks}
        if strange := sorted(set(blanks) - set(known)):
            raise InputError(
                text("conditions.no_blank", blank=strange[0][:60], kind=self.key),
                text("domain.known_keys", keys=", ".join(known)),
                strange[0],
            )
        return {key: _accepted(blank, blanks.get(key), rubric) for key, blank in known.items()}

    def say(self, condition: Condition, situation: Situation) -> Text:
        """The sentence with its blanks filled in."""
        words = {blank.key: said_blank(blank, condition, situation) for blank in self.blanks}
        return text(f"conditions.say_{self.key}", **words)


def said_blank(blank: Blank, condition: Condition, situation: Situation) -> Param:
    """What stands in one blank, as a parameter of the sentence."""
    if blank.fills == "number":
        unit = blank.unit or situation.unit_of(condition.key("indicator"))
        return Quantity(condition.number(blank.key), unit, blank.decimals)
    key = condition.key(blank.key)
    if blank.fills == "state":
        return situation.state_name(key)
    if blank.fills == "object":
        return situation.name(key)
    return text(_NAMED[blank.fills].format(key=key))


def _accepted(blank: Blank, value: BlankValue | None, rubric: Rubric) -> BlankValue:
    if blank.fills != "number":
        if blank.fills == "state" and not value:
            return ANY_STATE
        if not isinstance(value, str) or not value.strip():
            raise _refused(blank)
        return value.strip()
    if value is None:
        return blank.begin(rubric)
    try:
        number = float(value)
    except ValueError:
        raise refused_number(blank, value) from None
    if not blank.least <= number <= blank.most:
        raise refused_number(blank, value)
    return number


def refused_number(
    blank: Blank, value: BlankValue, least: float | None = None, most: float | None = None
) -> InputError:
    """A number that is none, or out of range; ``least`` and ``most`` default to the blank's own."""
    least = blank.least if least is None else least
    most = blank.most if most is None else most
    hint = text(
        "conditions.blank_range",
        least=Quantity(least, blank.unit, blank.decimals),
        most=Quantity(most, blank.unit, blank.decimals),
    )
    said = literal(str(value)[:40])
    return InputError(text("conditions.blank_number", blank=blank.key, value=said), hint, blank.key)


def _refused(blank: Blank) -> InputError:
    hint = text(f"conditions.blank_{blank.fills}")
    return InputError(text("conditions.blank_wrong", blank=blank.key), hint, blank.key)


def in_states(
    condition: Condition, situation: Situation, judge: Callable[[str], Outcome]
) -> Outcome:
    """Judge in the state asked for, or in all of them: the gravest outcome speaks.

    Args:
        condition: With a blank ``state``.
        situation: Knows the states.
        judge: State -> outcome.
    """
    asked = condition.key("state") or ANY_STATE
    wanted = situation.states if asked == ANY_STATE else (asked,)
    states = [one for one in wanted if situation.is_at_hand(one)]
    if not states:
        return Outcome(
            verdict=Verdict.NOT_CHECKED,
            sentence=text("conditions.being_checked"),
            is_partial=True,
        )
    found = []
    for state in states:
        if state not in situation.states:
            return Outcome(
                verdict=Verdict.NOT_CHECKED,
                sentence=text("conditions.state_gone", state=asked),
                state=asked,
            )
        found.append(replace(judge(state), state=state))
        if found[-1].verdict is Verdict.NOT_MET:
            break
    order = list(Verdict)
    gravest = min(found, key=lambda one: order.index(one.verdict))
    return replace(gravest, is_partial=len(states) < len(wanted))
