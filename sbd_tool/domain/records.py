"""Records: small rows of later kinds, kept by the project without a table of their own.

A weight set, a condition of the brief or a review thread is a record: a stamp, the name of its
kind, and a tree of plain values. Whoever owns a kind turns the tree into a typed value and back;
saving, undo, history and exchange treat all records alike.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sbd_tool.domain.evidence import Stamp

LONGEST_WORDS: Final = 100_000
DEEPEST: Final = 8
MOST_VALUES: Final = 20_000

RecordValue = (
    None | bool | int | float | str | tuple["RecordValue", ...] | Mapping[str, "RecordValue"]
)
"""What a record may hold: a tree of scalars, tuples and mappings by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record.

    Attributes:
        stamp: Row data; ``stamp.marking`` is the label a person gave it.
        kind: Name of its kind ("weight_set", "condition", "thread").
        content: Field -> value; see `RecordValue`. Lists are tuples.
    """

    stamp: Stamp
    kind: str
    content: Mapping[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The record's id."""
        return self.stamp.id


def records_of(records: Mapping[str, Record], kind: str) -> tuple[Record, ...]:
    """The records of one kind in order of creation."""
    return tuple(record for record in records.values() if record.kind == kind)


def is_sound(content: object) -> bool:
    """Whether a tree may be kept: known types, finite numbers, bounded depth, words and number.

    Examples:
        >>> is_sound({"weights": {"access": 0.3}, "for": ("police",)})
        True
        >>> is_sound({"weights": float("nan")})
        False
        >>> is_sound({"set": {1, 2}})
        False
    """
    left = MOST_VALUES
    waiting: list[tuple[object, int]] = [(content, 0)]
    while waiting:
        value, depth = waiting.pop()
        left -= 1
        if left < 0 or depth > DEEPEST or not _is_sound_node(value):
            return False
        waiting.extend((inner, depth + 1) for inner in _inner(value))
    return True


def _is_sound_node(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_WORDS
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, Mapping):
        return all(isinstance(name, str) and len(name) <= LONGEST_WORDS for name in value)
    return value is None or isinstance(value, bool | int | tuple)


def _inner(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, tuple) else ()
