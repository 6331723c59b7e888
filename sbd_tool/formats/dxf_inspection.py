"""Put together what a drawing holds: as it would be read, beside what its tables say."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import shapely

from sbd_tool.domain.dxf_inspection import (
    Box,
    DxfBlock,
    DxfInspection,
    DxfLayer,
    SkippedEntities,
    SkipReason,
)
from sbd_tool.domain.layers import AttributeValue, GeometryArray, Source
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.formats.attribute_values import clean_name, clean_text
from sbd_tool.formats.dxf import declared_unit, read_counted
from sbd_tool.formats.dxf_fallback import unread_entities
from sbd_tool.formats.dxf_scan import Scan, ScannedLayer, scan
from sbd_tool.formats.dxf_walk import Skipped, as_hex, index_color

_TEXTS_A_LAYER: Final = 5
_MOST_TEXTS: Final = 50
_LONGEST_TEXT: Final = 200
_TIED: Final = "formats.dxf_geodata"
_ENTITY_OF_SUBCLASS: Final = {
    "AcDbPolyline": "LWPOLYLINE", "AcDb2dPolyline": "POLYLINE", "AcDb3dPolyline": "POLYLINE",
    "AcDbBlockReference": "INSERT", "AcDbFace": "3DFACE", "AcDbTrace": "SOLID",
}  # fmt: skip
"""Names of entity types where the fallback library gives the subclass instead."""


def look_into(path: Path, source: Source, progress: Progress) -> tuple[DxfInspection, RawPlan]:
    """Read a drawing as import would, and say what is in it.

    Raises:
        SbdError: Neither library can read the file.
    """
    plan, skipped = read_counted(path, source, Span(progress, 0.0, 0.8))
    progress.advance(0.8)
    scanned = scan(path)
    progress.advance(0.95)
    layers = _layers(plan.layers, scanned.layers)
    seen = DxfInspection(
        source=source,
        version=scanned.version,
        unit_m=declared_unit(path),
        layers=layers,
        blocks=_blocks(scanned),
        texts=_sample((text for layer in layers for text in layer.texts), _MOST_TEXTS),
        extent=_bounds([layer.geometry for layer in plan.layers]),
        crs=_crs(plan),
        skipped=_unread(plan, scanned) if skipped is None else _left_out(skipped, scanned),
        findings=plan.findings,
        is_fallback=skipped is None,
    )
    return seen, plan


def _crs(plan: RawPlan) -> str | None:
    """The system a drawing is tied to, also of a drawing with nothing readable in it."""
    for finding in plan.findings:
        if finding.key == _TIED:
            return str(finding.sentence.as_mapping()["crs"])
    return None


def _layers(read: Sequence[RawLayer], table: Mapping[str, ScannedLayer]) -> tuple[DxfLayer, ...]:
    drawn = {layer.name: layer for layer in read}
    return tuple(
        _layer(name, drawn.get(name), table.get(name)) for name in dict.fromkeys((*table, *drawn))
    )


def _layer(name: str, read: RawLayer | None, row: ScannedLayer | None) -> DxfLayer:
    rows = () if read is None else read.attributes
    return DxfLayer(
        name=name,
        color="#000000" if row is None else _color(row),
        is_frozen=row is not None and row.is_frozen,
        is_off=row is not None and row.is_off,
        is_locked=row is not None and row.is_locked,
        counts=dict(Counter(_entity(own) for own in rows).most_common()),
        bounds=None if read is None else _bounds([read.geometry]),
        texts=_sample((str(own["text"]) for own in rows if own.get("text")), _TEXTS_A_LAYER),
    )


def _color(row: ScannedLayer) -> str:
    if row.true_color is not None:
        rgb = row.true_color
        return as_hex((rgb >> 16, rgb >> 8, rgb))
    return index_color(abs(row.color))


def _entity(row: Mapping[str, AttributeValue]) -> str:
    """Entity type; the fallback library names subclasses ("AcDbEntity:AcDbLine")."""
    own = str(row.get("entity") or "").rsplit(":", maxsplit=1)[-1]
    return _ENTITY_OF_SUBCLASS.get(own, own.removeprefix("AcDb").upper() or "-")


def _sample(texts: Iterable[str], most: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for words in texts:
        if len(found) >= most:
            break
        found[clean_text(" ".join(words.split()), limit=_LONGEST_TEXT)] = None
    return tuple(found)


def _bounds(geometry: Sequence[GeometryArray]) -> Box | None:
    parts = [part for part in geometry if len(part)]
    if not parts:
        return None
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(np.concatenate(parts)))
    return None if np.isnan(west) else (west, south, east, north)


def _blocks(scanned: Scan) -> tuple[DxfBlock, ...]:
    """Symbols; the blocks that hold model and sheets are none, nor are those of dimensions."""
    blocks = [
        DxfBlock(
            name=block.name,
            count=block.references,
            counts=dict(block.parts.most_common()),
            layers=tuple(block.layers),
            attributes=tuple(block.attributes),
        )
        for block in scanned.blocks.values()
        if block.references or not block.name.startswith(("*", "$"))
    ]
    return tuple(sorted(blocks, key=lambda block: -block.count))


def _left_out(skipped: Skipped, scanned: Scan) -> tuple[SkippedEntities, ...]:
    by_type = (
        (SkipReason.UNKNOWN, skipped.unknown),
        (SkipReason.ANNOTATION, skipped.annotations),
        (SkipReason.BROKEN, skipped.broken),
        (SkipReason.PAPER, scanned.on_paper),
    )
    rows = [
        SkippedEntities(reason, clean_name(kind), count)
        for reason, counts in by_type
        for kind, count in counts.most_common()
    ]
    counted = (
        (SkipReason.INVISIBLE, skipped.invisible),
        (SkipReason.WITHOUT_EXTENT, skipped.dots),
        (SkipReason.EXTERNAL, skipped.external),
        (SkipReason.TOO_DEEP, skipped.too_deep),
    )
    rows += [SkippedEntities(reason, "", count) for reason, count in counted if count]
    return tuple(rows)


def _unread(plan: RawPlan, scanned: Scan) -> tuple[SkippedEntities, ...]:
    by_reason = (
        (SkipReason.UNREAD, unread_entities(plan, scanned)),
        (SkipReason.PAPER, scanned.on_paper),
    )
    return tuple(
        SkippedEntities(reason, clean_name(kind), count)
        for reason, counts in by_reason
        for kind, count in counts.most_common()
    )
