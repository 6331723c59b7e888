"""Bring OpenStreetMap files as editors save them into the order the format wants."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_OPENING: Final = re.compile(rb"<(node|way|relation)\b([^>]*)")
_ID: Final = re.compile(rb"\bid=['\"](-?\d+)")
_DELETED: Final = re.compile(rb"\baction=['\"]delete['\"]")
_RANKS: Final = {b"node": 0, b"way": 1, b"relation": 2}
_LETTERS: Final = {b"node": "n", b"way": "w", b"relation": "r"}
_TAIL_BYTES: Final = 512
_NEW_NODES: Final = 2**50
"""Where nodes with negative ids are put while a file is read."""


def in_order(osmium: Any, path: Path, folder: Path, kind: str) -> Any:
    """Bring nodes before ways and ways before relations, as the format wants and editors forget.

    Args:
        osmium: The module.
        path: Any OSM file.
        folder: Where an ordered copy may be written.
        kind: "osm" for XML, "pbf".

    Returns:
        What the parser opens: the file itself, or its ordered copy.
    """
    file = osmium.io.File(str(path), kind)
    habits = _habits(path) if kind == "osm" else _Habits()
    if not habits.needs_copy:
        return file
    ordered = folder / "ordered.osm.pbf"
    with osmium.SimpleWriter(str(ordered)) as writer:
        for entity in (osmium.osm.NODE, osmium.osm.WAY, osmium.osm.RELATION):
            for thing in osmium.FileProcessor(file, entity):
                letter = "n" if thing.is_node() else "w" if thing.is_way() else "r"
                if f"{letter}{thing.id}" not in habits.deleted:
                    writer.add(_with_positive_nodes(thing))
    return osmium.io.File(str(ordered), "pbf")


def _with_positive_nodes(thing: Any) -> Any:
    """Editors number new nodes downwards from -1; osmium places ways by positive ids only."""
    if thing.is_node() and thing.id < 0:
        return thing.replace(id=_NEW_NODES - thing.id)
    if thing.is_way() and any(ref.ref < 0 for ref in thing.nodes):
        refs = [ref.ref if ref.ref >= 0 else _NEW_NODES - ref.ref for ref in thing.nodes]
        return thing.replace(nodes=refs)
    return thing


def node_id(number: int) -> str:
    """Id of a node as the file gave it."""
    return f"n{_NEW_NODES - number if number > _NEW_NODES else number}"


@dataclass(slots=True)
class _Habits:
    """What an editor did to the file."""

    is_ordered: bool = True
    has_new_nodes: bool = False
    deleted: set[str] = field(default_factory=set)

    @property
    def needs_copy(self) -> bool:
        return not self.is_ordered or self.has_new_nodes or bool(self.deleted)


def _habits(path: Path) -> _Habits:
    """Look at every opening tag of an OSM XML text."""
    habits, highest, tail = _Habits(), 0, b""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            for found in _OPENING.finditer(tail + block):
                kind, rest = found.groups()
                highest = _look(habits, kind, rest, highest)
            tail = block[-_TAIL_BYTES:]
    return habits


def _look(habits: _Habits, kind: bytes, rest: bytes, highest: int) -> int:
    rank = _RANKS[kind]
    habits.is_ordered = habits.is_ordered and rank >= highest
    number = _ID.search(rest)
    if number is not None:
        habits.has_new_nodes = habits.has_new_nodes or number.group(1).startswith(b"-")
        if _DELETED.search(rest):
            habits.deleted.add(_LETTERS[kind] + number.group(1).decode())
    return max(highest, rank)
