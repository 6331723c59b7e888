"""Run once over the tags of a drawing: tables, blocks and entities, without building any of them.

It reads what no library can open, costs little, and believes no count and no size.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.limits import MAX_FEATURES

BINARY: Final = b"AutoCAD Binary DXF"
_MOST_NAMES: Final = 20_000
_LONGEST_LINE: Final = 1 << 20
_PARTS_OF_OTHERS: Final = frozenset({"VERTEX", "SEQEND", "ENDBLK", "ENDSEC", "EOF"})
_UNICODE_SINCE: Final = "AC1021"
_FROZEN, _LOCKED = 1, 4
_TYPE, _TEXT, _NAME, _HANDLE, _LAYER = 0, 1, 2, 5, 8
_COLOR, _FLAGS, _IN_PAPER, _TRUE_COLOR = 62, 70, 67, 420
_WANTED: Final = frozenset(
    {_TYPE, _TEXT, _NAME, _HANDLE, _LAYER, _COLOR, _FLAGS, _IN_PAPER, _TRUE_COLOR, 3, 9}
)

Tag = tuple[int, str]


@dataclass(slots=True)
class ScannedLayer:
    """A row of the layer table."""

    name: str
    color: int = 7
    true_color: int | None = None
    flags: int = 0

    @property
    def is_frozen(self) -> bool:
        """Frozen."""
        return bool(self.flags & _FROZEN)

    @property
    def is_locked(self) -> bool:
        """Locked."""
        return bool(self.flags & _LOCKED)

    @property
    def is_off(self) -> bool:
        """Switched off: the colour is written negative."""
        return self.color < 0


@dataclass(slots=True)
class ScannedBlock:
    """A block definition and where it is referred to."""

    name: str
    parts: Counter[str] = field(default_factory=Counter)
    attributes: dict[str, None] = field(default_factory=dict)
    references: int = 0
    layers: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Scan:
    """What the tags say.

    Attributes:
        version: "AC1027", or "".
        layers: Rows of the layer table by name.
        blocks: Definitions by name.
        entities: Handle and type of what stands in the model, up to the limit of features.
        on_paper: Entities drawn on sheets, by type.
    """

    version: str = ""
    layers: dict[str, ScannedLayer] = field(default_factory=dict)
    blocks: dict[str, ScannedBlock] = field(default_factory=dict)
    entities: list[tuple[str, str]] = field(default_factory=list)
    on_paper: Counter[str] = field(default_factory=Counter)


def scan(path: Path) -> Scan:
    """Scan a drawing, in text or binary form; what cannot be understood ends the scan."""
    found = Scan()
    section = ""
    block: ScannedBlock | None = None
    for kind, tags in _records(_tags(path)):
        if kind == "SECTION":
            section = _first(tags, _NAME)
            if section == "HEADER":
                found.version = _version(tags)
        elif section == "TABLES" and kind == "LAYER":
            _layer(found, tags)
        elif section == "BLOCKS":
            block = _in_blocks(found, kind, tags, block)
        elif section == "ENTITIES" and kind not in _PARTS_OF_OTHERS:
            _entity(found, kind, tags)
    return found


def _in_blocks(
    found: Scan, kind: str, tags: list[Tag], block: ScannedBlock | None
) -> ScannedBlock | None:
    if kind == "BLOCK":
        return _block(found, clean_name(_first(tags, _NAME)))
    if block is not None and kind not in _PARTS_OF_OTHERS:
        block.parts[kind] += 1
        if kind == "ATTDEF" and len(block.attributes) < _MOST_NAMES:
            block.attributes[clean_name(_first(tags, _NAME))] = None
    return block


def _block(found: Scan, name: str) -> ScannedBlock:
    if len(found.blocks) >= _MOST_NAMES and name not in found.blocks:
        return ScannedBlock(name)
    return found.blocks.setdefault(name, ScannedBlock(name))


def _layer(found: Scan, tags: list[Tag]) -> None:
    name = clean_name(_first(tags, _NAME))
    if len(found.layers) < _MOST_NAMES:
        true_color = _first(tags, _TRUE_COLOR)
        found.layers[name] = ScannedLayer(
            name=name,
            color=_whole(_first(tags, _COLOR), 7),
            true_color=_whole(true_color, 0) if true_color else None,
            flags=_whole(_first(tags, _FLAGS), 0),
        )


def _entity(found: Scan, kind: str, tags: list[Tag]) -> None:
    if _whole(_first(tags, _IN_PAPER), 0):
        if kind != "VIEWPORT":
            found.on_paper[kind] += 1
        return
    if len(found.entities) < MAX_FEATURES:
        found.entities.append((_first(tags, _HANDLE), kind))
    if kind == "INSERT":
        block = _block(found, clean_name(_first(tags, _NAME)))
        block.references += 1
        if len(block.layers) < _MOST_NAMES:
            block.layers[clean_name(_first(tags, _LAYER) or "0")] = None


def _version(tags: list[Tag]) -> str:
    for place, (code, value) in enumerate(tags[:-1]):
        if code == 9 and value == "$ACADVER":  # noqa: PLR2004 - a header variable
            return clean_name(tags[place + 1][1])[:12]
    return ""


def _first(tags: list[Tag], code: int) -> str:
    return next((value for own, value in tags if own == code), "")


def _whole(words: str, otherwise: int) -> int:
    try:
        return int(words[:12])
    except ValueError:
        return otherwise


def _records(tags: Iterator[Tag]) -> Iterator[tuple[str, list[Tag]]]:
    """Tags from one type to the next; a section's head is a record of its own."""
    kind = ""
    gathered: list[Tag] = []
    for code, value in tags:
        if code == _TYPE:
            if kind:
                yield kind, gathered
            kind, gathered = value, []
        elif code in _WANTED and len(gathered) < _MOST_NAMES:
            gathered.append((code, value))
    if kind:
        yield kind, gathered


def _tags(path: Path) -> Iterator[Tag]:
    with path.open("rb") as file:
        is_binary = file.read(len(BINARY)) == BINARY
    yield from _binary_tags(path) if is_binary else _text_tags(path)


def _text_tags(path: Path) -> Iterator[Tag]:
    encoding = _encoding(path)
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            value = file.readline(_LONGEST_LINE)
            try:
                code = int(line)
            except ValueError:
                return
            if code in _WANTED:
                yield code, value.decode(encoding, errors="replace").strip()


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096).decode("latin-1").split()
    version = next((word for word in head if word.startswith("AC10")), "")
    return "utf-8" if version >= _UNICODE_SINCE else "cp1252"


def _binary_tags(path: Path) -> Iterator[Tag]:
    from ezdxf.lldxf.tagger import binary_tags_loader

    tags: Iterator[Any] = iter(binary_tags_loader(path.read_bytes(), errors="ignore"))
    while True:
        try:
            tag = next(tags)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 # boundary: damaged drawings raise anything
            return
        if tag.code in _WANTED:
            yield int(tag.code), str(tag.value).strip()
