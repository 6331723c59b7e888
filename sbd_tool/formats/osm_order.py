"""Bring OpenStreetMap files as editors save them into the order the format wants."""

import re
from pathlib import Path
from typing import Any, Final

_OPENING: Final = re.compile(rb"<(node|way|relation)[\s>]")
_RANKS: Final = {b"node": 0, b"way": 1, b"relation": 2}
_NEGATIVE: Final = re.compile(rb"<(node|way) [^>]*?\bid=['\"]-")
_NEW_NODES: Final = 2**50
"""Where nodes with negative ids are put while a file is read."""


def in_order(osmium: Any, path: Path, folder: Path) -> Path:
    """Bring nodes before ways and ways before relations, as the format wants and editors forget.

    Args:
        osmium: The module.
        path: Any OSM file.
        folder: Where an ordered copy may be written.

    Returns:
        The file itself, or its ordered copy.
    """
    if path.suffix == ".pbf" or _is_ordered(path):
        return path
    ordered = folder / "ordered.osm.pbf"
    with osmium.SimpleWriter(str(ordered)) as writer:
        for kind in (osmium.osm.NODE, osmium.osm.WAY, osmium.osm.RELATION):
            for thing in osmium.FileProcessor(str(path), kind):
                writer.add(_with_positive_nodes(thing))
    return ordered


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


def _is_ordered(path: Path) -> bool:
    """Whether no node follows a way, no way a relation, and no node has a negative id."""
    highest = 0
    with path.open("rb") as file:
        tail = b""
        while block := file.read(1 << 20):
            if _NEGATIVE.search(tail + block):
                return False
            for found in _OPENING.finditer(tail + block):
                rank = _RANKS[found.group(1)]
                if rank < highest:
                    return False
                highest = rank
            tail = block[-16:] if b"<" in block[-16:] else b""
    return True
