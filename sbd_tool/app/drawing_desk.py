"""What the dialog for drawings shows and decides: names, roles, unit; no toolkit in here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sbd_tool.app.import_desk import ProposedRole, mapping_of, proposed_roles
from sbd_tool.domain.dxf_inspection import Box, DxfBlock, DxfInspection, DxfLayer
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.rawplan import RawLayer
from sbd_tool.domain.role_mapping import Named, RoleMapping, layered
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import literal
from sbd_tool.formats.dxf_desk import look_into_dxf

SUFFIXES: Final = (".dxf", ".dxf.gz")
Key = tuple[Named, str]
Chosen = Mapping[Key, Role | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing that was looked into.

    Attributes:
        path: The file.
        inspection: What it holds.
        layers: What is drawn, one layer per drawing layer, in drawing units.
    """

    path: Path
    inspection: DxfInspection
    layers: tuple[RawLayer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEntry:
    """One layer or block name of one or several drawings.

    Attributes:
        of: Layer or block.
        name: Its name.
        color: "#rrggbb" of a layer, "" of a block.
        count: Objects on the layer, or references to the block.
        counts: The same by entity type; of a block its parts.
        is_hidden: Frozen or switched off in the drawing; read all the same.
        texts: The first texts on it.
        proposed: What it would be taken for.
    """

    of: Named
    name: str
    color: str
    count: int
    counts: Mapping[str, int]
    is_hidden: bool
    texts: tuple[str, ...]
    proposed: ProposedRole

    @property
    def key(self) -> Key:
        """Layer or block, and name."""
        return self.of, self.name


def is_drawing(path: Path) -> bool:
    """Whether a file is a DXF drawing by its name."""
    return path.name.casefold().endswith(SUFFIXES)


def look_into(paths: Sequence[Path], *, progress: Progress = SILENT) -> tuple[Drawing, ...]:
    """Look into drawings, one after the other, each in a process of its own.

    Raises:
        PlanUnreadableError: One of them cannot be read.
    """
    found = []
    for number, path in enumerate(paths):
        step = Span(progress, number / len(paths), (number + 1) / len(paths))
        step.advance(0.0, literal(path.name))
        inspection, layers = look_into_dxf(path, progress=step)
        found.append(Drawing(path=path, inspection=inspection, layers=layers))
    return tuple(found)


def entries_of(
    drawings: Sequence[Drawing], mapping: RoleMapping | None = None
) -> tuple[DeskEntry, ...]:
    """Names of all drawings, each once: layers first, those with most objects before the others."""
    found: dict[Key, DeskEntry] = {}
    for drawing in drawings:
        seen = drawing.inspection
        rows: dict[Key, DxfLayer | DxfBlock] = {(Named.LAYER, one.name): one for one in seen.layers}
        rows |= {(Named.BLOCK, one.name): one for one in seen.blocks}
        for proposed in proposed_roles(seen, mapping):
            entry = _entry(rows[proposed.of, proposed.name], proposed)
            known = found.get(entry.key)
            found[entry.key] = entry if known is None else _joined(known, entry)
    return tuple(sorted(found.values(), key=lambda one: (one.of is Named.BLOCK, -one.count)))


def _entry(row: DxfLayer | DxfBlock, proposed: ProposedRole) -> DeskEntry:
    return DeskEntry(
        of=proposed.of,
        name=proposed.name,
        color=row.color if isinstance(row, DxfLayer) else "",
        count=row.count,
        counts=dict(row.counts),
        is_hidden=isinstance(row, DxfLayer) and (row.is_frozen or row.is_off),
        texts=row.texts if isinstance(row, DxfLayer) else (),
        proposed=proposed,
    )


def _joined(first: DeskEntry, second: DeskEntry) -> DeskEntry:
    return replace(
        first,
        count=first.count + second.count,
        counts=dict(Counter(first.counts) + Counter(second.counts)),
        texts=(*first.texts, *second.texts)[:5],
    )


def wanted_mapping(
    loaded: RoleMapping | None, chosen: Chosen, *, edition: str, author: str, reason: str
) -> RoleMapping | None:
    """What import is to go by: what was chosen, then what was loaded; None when there is neither.

    What is not in it keeps its proposal, which looks at the shape of each object as well.
    """
    own = mapping_of(chosen, edition=edition, author=author, reason=reason) if chosen else None
    return layered([one for one in (loaded, own) if one is not None])


def shared_mapping(
    entries: Sequence[DeskEntry],
    loaded: RoleMapping | None,
    chosen: Chosen,
    *,
    edition: str,
    author: str,
    reason: str,
) -> RoleMapping:
    """Everything the table says, as one file to be passed on: chosen, loaded, and proposed.

    A name nobody and nothing has a role for stays out of it.
    """
    proposals: dict[Key, Role | None] = {
        one.key: one.proposed.role
        for one in entries
        if one.proposed.role is not None and one.key not in chosen
    }
    own = mapping_of({**chosen}, edition=edition, author=author, reason=reason)
    rest = mapping_of(proposals, edition=edition, author=author, reason=reason)
    known = loaded.rules if loaded is not None else ()
    return replace(own, rules=(*own.rules, *known, *rest.rules))


def extent_of(drawings: Sequence[Drawing]) -> Box | None:
    """West, south, east, north of all drawings, in drawing units."""
    boxes = [one.inspection.extent for one in drawings if one.inspection.extent is not None]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def declared_unit_m(drawings: Sequence[Drawing]) -> float | None:
    """Metres per drawing unit as declared, or None when a drawing is silent or they disagree."""
    units = {one.inspection.unit_m for one in drawings}
    return units.pop() if len(units) == 1 else None


def own_crs(drawings: Sequence[Drawing]) -> str | None:
    """The coordinate system the drawings carry, or None when they carry none or different ones."""
    carried = {one.inspection.crs for one in drawings}
    return carried.pop() if len(carried) == 1 else None
