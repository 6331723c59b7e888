"""Files of well-known text: one geometry per line, or one over all lines; no CRS."""

from pathlib import Path
from typing import Any, Final

import shapely
import shapely.errors

from sbd_tool.domain.findings import Severity
from sbd_tool.domain.layers import Source, as_geometry_array
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.csv_points import decode_text
from sbd_tool.formats.limits import MAX_FEATURES, MAX_TABLE_BYTES
from sbd_tool.formats.problems import damaged, noted, on_shapes, unreadable
from sbd_tool.formats.shapes import flatten

_SRID: Final = "SRID="


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Read geometries without attributes.

    Raises:
        SbdError: The file is too large or holds no geometry.
    """
    if path.stat().st_size > MAX_TABLE_BYTES:
        raise unreadable("too_large", "too_large", source.name)
    words = decode_text(path.read_bytes())
    progress.advance(0.3)
    geometries, lost, crs = _geometries(words)
    if not geometries:
        raise damaged(source.name, text("formats.title_wkt"))
    label = clean_name(source.name.rsplit(".", 1)[0])
    flat = flatten(as_geometry_array(geometries))
    said = list(on_shapes(flat, label))
    if lost:
        said.append(
            noted("features_skipped", label, Severity.WARNING, "features_skipped", count=lost)
        )
    layer = RawLayer(
        name=label,
        geometry=flat.geometry,
        attributes=tuple({} for _ in flat.rows),
        crs=crs,
        source=source,
    )
    return RawPlan(source=source, layers=(layer,), findings=tuple(said))


def _geometries(words: str) -> tuple[list[Any], int, str | None]:
    whole, crs = _one(words)
    if whole is not None:
        return [whole], 0, crs
    geometries: list[Any] = []
    lost = 0
    for line in [line for line in words.splitlines() if line.strip()][:MAX_FEATURES]:
        geometry, line_crs = _one(line)
        if geometry is None:
            lost += 1
        else:
            geometries.append(geometry)
            crs = line_crs
    return geometries, lost, crs


def _one(words: str) -> tuple[Any, str | None]:
    written, crs = words.strip(), None
    if written.upper().startswith(_SRID):
        code, _, written = written.partition(";")
        digits = code[len(_SRID) :]
        crs = f"EPSG:{digits}" if digits.isdigit() and int(digits) else None
    try:
        return shapely.from_wkt(written), crs
    except shapely.errors.ShapelyError:
        return None, None
