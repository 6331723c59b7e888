"""What a person types or taps as an answer, checked against its question."""

from typing import Final

from sbd_tool.analysis.attributes import parsed
from sbd_tool.app.commands.base import WORDS_LIMIT, named
from sbd_tool.domain.checklists import NOT_SEEN, AnswerKind, AnswerValue, Item
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Quantity, Text, literal, text

_YES: Final = frozenset({"yes", "y", "ja", "j", "true"})
_NO: Final = frozenset({"no", "n", "nein", "false"})
_NOT_SEEN: Final = frozenset({NOT_SEEN, "not seen", "?", "nicht gesehen"})
_SHOWN: Final = 60


def read_value(item: Item, words: str) -> AnswerValue:
    """The value of an answer.

    Args:
        item: The question.
        words: What was typed: a level, yes or no, a number that may carry its unit ("1.34 m",
            "134 cm"), a key, words; "?" or "not_seen" where nothing could be seen.

    Raises:
        InputError: It does not fit; the hint says what would.
    """
    said = " ".join(words.split())
    if said.lower() in _NOT_SEEN:
        return NOT_SEEN
    if not said:
        raise InputError(text("checklist.no_words"), text("checklist.no_words.hint"))
    if item.kind is AnswerKind.NUMBER:
        return _number(item, said)
    if item.kind is AnswerKind.TEXT:
        return named(words.strip(), WORDS_LIMIT)
    return _chosen(item, said)


def _number(item: Item, said: str) -> float:
    value = parsed(_without_unit(said, item.unit))
    if value is None:
        raise InputError(
            text("checklist.not_a_number", said=literal(said[:_SHOWN])), _range(item), said[:_SHOWN]
        )
    low = float("-inf") if item.minimum is None else item.minimum
    high = float("inf") if item.maximum is None else item.maximum
    if not low <= value <= high:
        raise InputError(
            text("checklist.out_of_range", said=literal(said[:_SHOWN])), _range(item), said[:_SHOWN]
        )
    return value


def _without_unit(said: str, unit: str) -> str:
    """The number alone where it carries the question's own unit; lengths keep theirs."""
    return said if unit == "m" or not unit else said.removesuffix(unit).strip()


def _chosen(item: Item, said: str) -> AnswerValue:
    word = said.lower()
    if item.kind is AnswerKind.YES_NO:
        word = "yes" if word in _YES else "no" if word in _NO else word
    keys = [choice.key for choice in item.choices]
    if word not in keys:
        raise InputError(
            text("checklist.not_a_choice", said=literal(said[:_SHOWN])),
            text("domain.known_keys", keys=", ".join((*keys, NOT_SEEN))),
            said[:_SHOWN],
        )
    return float(word) if item.kind is AnswerKind.SCALE else word


def _range(item: Item) -> Text:
    if item.minimum is None or item.maximum is None:
        return text("checklist.give_a_number")
    return text(
        "checklist.range_is",
        low=Quantity(item.minimum, item.unit),
        high=Quantity(item.maximum, item.unit),
    )


def value_words(item: Item, value: AnswerValue) -> Text:
    """An answer as it is told: the name of a level or choice, a number with its unit, words."""
    if value == NOT_SEEN:
        return text("checklist.not_seen")
    if isinstance(value, str):
        names = {choice.key: choice.name for choice in item.choices}
        return names.get(value, literal(value))
    if item.kind is AnswerKind.SCALE:
        key = str(int(value))
        names = {choice.key: choice.name for choice in item.choices}
        return text("checklist.level", level=key, name=names.get(key, literal(key)))
    decimals = 2 if item.unit == "m" else 0 if float(value).is_integer() else 1
    return text("checklist.value", value=Quantity(value, item.unit, decimals))
