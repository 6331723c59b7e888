"""What can be typed while a tool is in hand, and how the words are read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sbd_tool.domain.edits.entries import Entry, EntryKind
from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.edits.tolerances import MOST_COPIES
from sbd_tool.domain.edits.typed_input import EntryStyle, parse_entry, parse_number
from sbd_tool.domain.text import text

STARTERS: Final = frozenset("0123456789@<.,-")
"""Characters that open the entry field while a tool is in hand."""


class Field(StrEnum):
    """One field of the entry box; its words are ``tools.field.<value>``."""

    LENGTH = "length"
    ANGLE = "angle"
    TURN = "turn"
    FACTOR = "factor"
    DISTANCE = "distance"
    COUNT = "count"
    SPACING = "spacing"
    SWEEP = "sweep"


VERTEX: Final = (Field.LENGTH, Field.ANGLE)
Typed = Mapping[Field, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Numbers typed for an operation; None where a field is empty.

    Attributes:
        turn_deg: Angle, counter-clockwise.
        factor: Scale factor.
        distance_m: Distance or spacing.
        count: Number of objects with the original.
    """

    turn_deg: float | None = None
    factor: float | None = None
    distance_m: float | None = None
    count: int | None = None


def read_vertex(typed: Typed, style: EntryStyle) -> Entry:
    """What the two fields fix together.

    Raises:
        InputError: In words, whatever is typed.
    """
    length, angle = typed.get(Field.LENGTH, "").strip(), typed.get(Field.ANGLE, "").strip()
    if not angle:
        return parse_entry(length, style)
    is_direction = angle[0] == "<" or angle[0].isalpha()
    turn = parse_entry(angle if is_direction else f"<{angle}", style)
    if not length and turn.kind is EntryKind.ANGLE:
        return turn
    reach = parse_entry(length, style)
    if reach.kind is not EntryKind.LENGTH or turn.kind is not EntryKind.ANGLE:
        raise refusal(text("tools.entry_twice"))
    return replace(turn, kind=EntryKind.POLAR, length_m=reach.length_m)


def read_amounts(typed: Typed, style: EntryStyle) -> Amounts:
    """The numbers of an operation.

    Raises:
        InputError: In words, whatever is typed.
    """
    given = {field: words for field, words in typed.items() if words.strip()}
    if not given:
        raise refusal(text("edits.entry_empty"))
    made = Amounts()
    for field, words in given.items():
        if field in {Field.TURN, Field.SWEEP}:
            made = replace(made, turn_deg=_turn(words, style))
        elif field in {Field.DISTANCE, Field.SPACING}:
            made = replace(made, distance_m=_distance(words, style))
        elif field is Field.COUNT:
            made = replace(made, count=_count(words, style))
        else:
            made = replace(made, factor=parse_number(words, style))
    return made


def _turn(words: str, style: EntryStyle) -> float:
    turn = parse_entry(f"<{words.strip().lstrip('<')}", style)
    return float(turn.angle_deg or 0.0)


def _distance(words: str, style: EntryStyle) -> float:
    entry = parse_entry(words, style)
    if entry.length_m is None or entry.kind is not EntryKind.LENGTH:
        raise refusal(text("tools.entry_distance"))
    return entry.length_m


def _count(words: str, style: EntryStyle) -> int:
    number = parse_number(words, style)
    if number != int(number) or not 2 <= number <= MOST_COPIES:  # noqa: PLR2004 - the original and one
        raise refusal(text("tools.entry_count", limit=MOST_COPIES))
    return int(number)
