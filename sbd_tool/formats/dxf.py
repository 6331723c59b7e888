"""DXF drawings through ezdxf; GDAL reads what ezdxf cannot open."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import AttributeValue, Source, as_geometry_array
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.formats.attribute_values import Tally, clean_name, clean_row, clean_text
from sbd_tool.formats.dxf_fallback import read_fallback
from sbd_tool.formats.dxf_shapes import CHORD_M, shapes_of
from sbd_tool.formats.dxf_walk import Place, Skipped, Walk, layer_states
from sbd_tool.formats.limits import MAX_FEATURES
from sbd_tool.formats.problems import noted, on_values
from sbd_tool.formats.shapes import flatten

_INSUNITS: Final = re.compile(rb"\$INSUNITS\s*\r?\n\s*70\s*\r?\n\s*(-?\d+)")
_BINARY: Final = b"AutoCAD Binary DXF"
_EVERY: Final = 2_000
_UNIT_M: Final = {
    1: 0.0254, 2: 0.3048, 3: 1609.344, 4: 0.001, 5: 0.01, 6: 1.0, 7: 1000.0, 8: 2.54e-8,
    9: 2.54e-5, 10: 0.9144, 11: 1e-10, 12: 1e-9, 13: 1e-6, 14: 0.1, 15: 10.0, 16: 100.0, 17: 1e9,
    21: 1200 / 3937, 22: 100 / 3937, 23: 3600 / 3937, 24: 5280 * 1200 / 3937,
}  # fmt: skip
"""$INSUNITS after the DXF reference: code -> metres per unit (0 = none; 21-24 US survey)."""


@dataclass(slots=True)
class _Sheet:
    """What was drawn on one layer."""

    geometries: list[BaseGeometry] = field(default_factory=list)
    rows: list[Mapping[str, AttributeValue]] = field(default_factory=list)


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Read model space: one layer per drawing layer, blocks unfolded, curves flattened.

    Each feature has ``layer``, ``color``, ``entity``, and where they apply ``block``, ``insert``
    (handle of the outermost block reference), ``text`` and ``handle``. A block reference also
    gives a point of its own at its insertion point, with ``rotation`` and ``attribs``.
    Invisible entities and annotations are left out and counted.

    Raises:
        SbdError: Neither library can read the file.
    """
    return read_counted(path, source, progress)[0]


def read_counted(path: Path, source: Source, progress: Progress) -> tuple[RawPlan, Skipped | None]:
    """Read as `read` does, and tell what was left out by type; None when GDAL had to read it."""
    unit_m = declared_unit(path)
    doc, was_recovered = _open(path)
    if doc is None:
        return read_fallback(path, source, progress, unit_m), None
    walk = Walk(doc, Skipped())
    sheets: dict[str, _Sheet] = {}
    tally = Tally()
    for count, (entity, place) in enumerate(walk.model_space()):
        if count % _EVERY == 0:
            progress.advance(min(0.9, 0.2 + count / 100_000))
        _draw(entity, place, unit_m, sheets=sheets, tally=tally, skipped=walk.skipped)
    findings = _findings(walk.skipped, source, doc, sheets)
    if was_recovered:
        findings.insert(0, noted("dxf_recovered", source.name, Severity.WARNING))
    to_crs, crs = _georeference(doc, findings, source)
    layers = tuple(
        _layer(name, sheet, source, unit_m=None if crs else unit_m, crs=crs, to_crs=to_crs)
        for name, sheet in sheets.items()
    )
    told = (*findings, *on_values(tally, source.name))
    return RawPlan(source=source, layers=layers, findings=told), walk.skipped


def declared_unit(path: Path) -> float | None:
    """Metres per drawing unit as the file's header says; None when it is silent or says none.

    The file itself is searched, because libraries fill in a default unit.
    """
    with path.open("rb") as file:
        head = file.read(1_000_000)
    if head.startswith(_BINARY):
        at = head.find(b"$INSUNITS\x00")
        tail = head[at + 10 : at + 14]
        width = 2 if tail[:2] == b"\x46\x00" else 1  # group code 70 in two bytes or one
        return _UNIT_M.get(int.from_bytes(tail[width : width + 2], "little")) if at >= 0 else None
    found = _INSUNITS.search(head)
    return _UNIT_M.get(int(found.group(1)[:4])) if found else None


def _open(path: Path) -> tuple[Any, bool]:
    from ezdxf import filemanagement, recover

    try:
        doc = filemanagement.readfile(path)
        doc.modelspace()
    except Exception:  # noqa: BLE001 # boundary: damaged drawings raise anything
        try:
            doc, _ = recover.readfile(path)
            is_saved = len(doc.modelspace()) > 0
        except Exception:  # noqa: BLE001 # boundary: see above
            return None, True
        return (doc if is_saved else None), True
    return doc, False


def _draw(
    entity: Any,
    place: Place,
    unit_m: float | None,
    *,
    sheets: dict[str, _Sheet],
    tally: Tally,
    skipped: Skipped,
) -> None:
    kind = str(entity.dxftype())
    try:
        drawn = list(shapes_of(entity, unit_m))
    except NotImplementedError:
        skipped.unknown[kind] += 1
        return
    except Exception:  # noqa: BLE001 # boundary: one damaged entity must not cost the drawing
        skipped.broken[kind] += 1
        return
    skipped.dots += not drawn
    for geometry, words in drawn:
        visible = _clipped(geometry, place)
        if visible is None:
            continue
        name = clean_name(place.layer)
        sheet = sheets.setdefault(name, _Sheet())
        sheet.geometries.append(visible)
        sheet.rows.append(clean_row(_row(entity, kind, place, words).items(), tally))


def _clipped(geometry: BaseGeometry, place: Place) -> BaseGeometry | None:
    for clip in place.clips:
        try:
            geometry = shapely.intersection(geometry, clip)
        except shapely.errors.GEOSException:
            geometry = shapely.intersection(shapely.make_valid(geometry), clip)
    return None if geometry.is_empty else geometry


def _row(entity: Any, kind: str, place: Place, words: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "layer": place.layer,
        "color": place.color,
        "entity": kind,
        "handle": entity.dxf.get("handle"),
        "block": place.block or None,
        "insert": place.insert or None,
        "text": words or None,
    }
    if kind == "INSERT":
        row["rotation"] = float(entity.dxf.get("rotation", 0.0))
        attribs = {str(a.dxf.tag): clean_text(str(a.dxf.text)) for a in entity.attribs}
        row["attribs"] = json.dumps(attribs, ensure_ascii=False) if attribs else None
    return row


def _layer(
    name: str,
    sheet: _Sheet,
    source: Source,
    *,
    unit_m: float | None,
    crs: str | None,
    to_crs: Any,
) -> RawLayer:
    flat = flatten(as_geometry_array(list(sheet.geometries)))
    geometry = flat.geometry if to_crs is None else shapely.transform(flat.geometry, to_crs)
    return RawLayer(
        name=name,
        geometry=geometry,
        attributes=tuple(sheet.rows[row] for row in flat.rows),
        crs=crs,
        source=replace(source, layer=name),
        unit_m=unit_m,
    )


def _georeference(doc: Any, findings: list[Finding], source: Source) -> tuple[Any, str | None]:
    """Transformation and CRS of a GEODATA object, both None when there is none."""
    geodata = doc.modelspace().get_geodata()
    if geodata is None:
        return None, None
    try:
        matrix, epsg = geodata.get_crs_transformation()
    except Exception:  # noqa: BLE001 # boundary: the definition is free XML
        findings.append(noted("dxf_geodata_unreadable", source.name, Severity.WARNING))
        return None, None
    findings.append(noted("dxf_geodata", source.name, crs=f"EPSG:{epsg}"))

    def to_crs(xy: Any) -> Any:
        moved = [matrix.transform((x, y, 0.0)) for x, y in xy]
        return np.array([(v.x, v.y) for v in moved]).reshape(-1, 2)

    return to_crs, f"EPSG:{epsg}"


def _findings(
    skipped: Skipped, source: Source, doc: Any, sheets: Mapping[str, _Sheet]
) -> list[Finding]:
    name = source.name
    by_type = (
        ("dxf_skipped", skipped.unknown, Severity.INFO),
        ("dxf_annotations", skipped.annotations, Severity.INFO),
        ("dxf_broken", skipped.broken, Severity.WARNING),
    )
    said = [
        noted(key, name, severity, count=counts.total(), types=_listed(counts))
        for key, counts, severity in by_type
        if counts
    ]
    counted = (
        ("dxf_dots", skipped.dots, Severity.INFO),
        ("dxf_invisible", skipped.invisible, Severity.INFO),
        ("dxf_blocks_too_deep", skipped.too_deep, Severity.WARNING),
        ("dxf_external", skipped.external, Severity.WARNING),
        ("dxf_clip_ignored", skipped.clip_ignored, Severity.WARNING),
        ("dxf_paper_space", _on_paper(doc), Severity.INFO),
    )
    said += [noted(key, name, severity, count=count) for key, count, severity in counted if count]
    if skipped.over_limit:
        said.append(
            noted("features_limit", name, Severity.WARNING, "too_large",
                  count=MAX_FEATURES, limit=MAX_FEATURES)
        )  # fmt: skip
    states = [layer for layer in layer_states(doc) if clean_name(layer) in sheets]
    if states:
        named = ", ".join(clean_name(layer) for layer in states[:20])
        said.append(noted("dxf_hidden_layers", name, count=len(states), layers=named))
    if any(row.get("entity") in _ROUND for sheet in sheets.values() for row in sheet.rows):
        said.append(noted("dxf_curves", name, millimetres=round(CHORD_M * 1000)))
    return said


_ROUND: Final = frozenset({"ARC", "CIRCLE", "ELLIPSE", "SPLINE", "HELIX"})


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{clean_name(kind)} {count}" for kind, count in counts.most_common(30))


def _on_paper(doc: Any) -> int:
    return sum(
        sum(1 for entity in layout if entity.dxftype() != "VIEWPORT")
        for layout in doc.layouts
        if layout.name != "Model"
    )
