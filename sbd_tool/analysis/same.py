"""Keys made of the very same objects, for what is worked out of immutable things over and over.

An edit makes a new site of the old one's elements. What follows from one element, or from all of a
role, holds as long as they are the very same objects: no need to look into them.
"""

from collections.abc import Hashable, Iterable
from operator import is_
from typing import Any, Generic, TypeVar

_Value = TypeVar("_Value")


class Same:
    """A key equal only to one of the very same objects in the same order; it holds them."""

    __slots__ = ("_hash", "things")

    def __init__(self, things: Iterable[object]) -> None:
        self.things: tuple[Any, ...] = tuple(things)
        self._hash = hash(tuple(map(id, self.things)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Same) or len(self.things) != len(other.things):
            return False
        return all(map(is_, self.things, other.things))


class KeptOf(Generic[_Value]):
    """Values worked out of immutable objects, or of what is told alone.

    All are forgotten when they are too many.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[tuple[Same, Hashable], _Value] = {}

    def get(self, things: Iterable[object], told: Hashable = None) -> _Value | None:
        """The value of these very objects and what was told with them."""
        return self._kept.get((Same(things), told))

    def forget(self) -> None:
        """Begin anew."""
        self._kept.clear()

    def put(self, value: _Value, things: Iterable[object], told: Hashable = None) -> _Value:
        """Keep a value; returns it."""
        if len(self._kept) >= self._most:
            self.forget()
        self._kept[Same(things), told] = value
        return value
