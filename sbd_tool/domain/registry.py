"""The one registry pattern of the product: an ordered, duplicate-free list with a look-up."""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import text


class Keyed(Protocol):
    """Anything with a stable name that project files may store."""

    @property
    def key(self) -> str:
        """The name; never renamed, only aliased in a migration."""
        ...


T = TypeVar("T", bound=Keyed)


class Registry(Generic[T]):
    """Look up by stable key; iterate in declaration order."""

    def __init__(self, kind: str, entries: Iterable[T]) -> None:
        self.kind = kind
        self._entries: dict[str, T] = {}
        for entry in entries:
            if entry.key in self._entries:
                raise ValueError(f"two {kind} entries share the key {entry.key!r}")
            self._entries[entry.key] = entry

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __getitem__(self, key: str) -> T:
        try:
            return self._entries[key]
        except KeyError:
            raise InputError(
                text("domain.unknown_key", kind=self.kind, key=key),
                text("domain.known_keys", keys=", ".join(self._entries)),
                key,
            ) from None
