"""Tables of a project file back to the project. A row that does not read is left out, counted."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final

from sbd_tool.domain.annotations import Annotation, fits
from sbd_tool.domain.changelog import LogEntry, LoggedRow
from sbd_tool.domain.delta import feature_from, layer_from, project_field
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import AttributeValue, Layer
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.overrides import Override
from sbd_tool.domain.plain import Plain, from_plain
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text
from sbd_tool.domain.wkb import wkb_of
from sbd_tool.formats._geopackage_read import Row, Tables, geometry_from_blob, text_cell
from sbd_tool.formats._plan_tables import PREFIX
from sbd_tool.formats._project_tables import (
    JSON,
    MEASURE_TABLES,
    PLAIN_KINDS,
    ROW_KINDS,
    SITE_WIDE,
    columns_of,
)

PLAN_COLUMNS: Final = ("fid", "geom", "uuid", "attributes")
_PIECES: Final = ("id", "title", "crs", "square", "catalogue_edition")
_LATER_PIECES: Final = (
    "bookmarks",
    "locked",
)  # may be missing; what does not read costs only itself


@dataclass
class Rebuilt:
    """What the tables gave.

    Attributes:
        project: The project.
        log: Its history.
        damaged: Table -> rows that did not read.
    """

    project: Project
    log: tuple[LogEntry, ...]
    damaged: dict[str, int] = field(default_factory=dict)


def wanted_columns(table: str) -> tuple[str, ...] | None:
    """Columns of a table that hold truth; () means all, None means that it is not ours to read."""
    if table.startswith(("gpkg_", "rtree_", "sqlite_")):
        return None
    return PLAN_COLUMNS if table.startswith(PREFIX) else ()


def project_from_tables(tables: Tables) -> Rebuilt:
    """Build the project of the current schema.

    Raises:
        ValueError: What makes it a project at all is missing.
    """
    damaged: dict[str, int] = {}
    pieces = _pairs(tables.get("sbd_project", []))
    fields: dict[str, Any] = {name: project_field(name, pieces[name]) for name in _PIECES}
    fields |= _later_pieces(pieces, damaged)
    for name, kind in PLAIN_KINDS.items():
        read = tuple(_each(tables, name, damaged, _reader(kind)))
        if read or name == "findings":
            fields[name] = read
    if "rules" in tables:
        fields["rules"] = project_field("rules", dict(_pairs(tables["rules"])))
    for name, kind in ROW_KINDS.items():
        rows = tuple(_each(tables, name, damaged, _reader(kind)))
        target = name.removeprefix("sbd_")
        fields[target] = rows if target == "underlays" else {row.id: row for row in rows}
    project = Project(
        **fields,
        measures={measure.id: measure for measure in _measures(tables, damaged)},
        layers=tuple(_layers(tables, damaged)),
        blobs=dict(_each(tables, "sbd_blobs", damaged, _blob)),
    )
    return Rebuilt(project, _log(tables, damaged), damaged)


def _later_pieces(pieces: Mapping[str, Plain], damaged: dict[str, int]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name in _LATER_PIECES:
        if name in pieces:
            try:
                read[name] = project_field(name, pieces[name])
            except (ValueError, TypeError, RecursionError):
                damaged["sbd_project"] = damaged.get("sbd_project", 0) + 1
    return read


def _each(
    tables: Tables, name: str, damaged: dict[str, int], read: Callable[[Row], Any]
) -> Iterable[Any]:
    for row in tables.get(name, ()):
        try:
            yield read(row)
        except (ValueError, TypeError, OverflowError, RecursionError):
            damaged[name] = damaged.get(name, 0) + 1


def _reader(kind: Any) -> Callable[[Row], Any]:
    if kind is Annotation:
        return _annotation
    if kind is Override:
        return _override
    return lambda row: from_plain(kind, _plain(row, kind))


def _annotation(row: Row) -> Annotation:
    shape = geometry_from_blob(row.get("geom"))
    drawn = None if shape is None else wkb_of(shape).hex()
    found: Annotation = from_plain(Annotation, {**_plain(row, Annotation), "geometry": drawn})
    if not fits(found.kind, found.geometry, found.quantum):
        raise ValueError("an annotation has a shape that is none of its kind")
    return found


def _override(row: Row) -> Override:
    shape = geometry_from_blob(row.get("geom"))
    drawn = None if shape is None else wkb_of(shape).hex()
    found: Override = from_plain(Override, {**_plain(row, Override), "geometry": drawn})
    return found


def _plain(row: Row, kind: Any) -> dict[str, Plain]:
    flat = {name: _value(row[name], sql_type) for name, sql_type in columns_of(kind) if name in row}
    if "uuid" not in dict(columns_of(kind)):
        return flat
    stamp: dict[str, Plain] = {name: flat.pop(name) for name in _STAMP_NAMES if name in flat}
    stamp["id"] = stamp.pop("uuid", None)
    return {"stamp": stamp, **flat}


_STAMP_NAMES: Final = tuple("uuid" if name == "id" else name for name, _ in columns_of(Stamp))


def _value(cell: Any, sql_type: str) -> Plain:
    if cell is None:
        return None
    if sql_type == JSON:
        return _json(cell)
    if sql_type == "BOOLEAN":
        return bool(cell)
    if not isinstance(cell, str | int | float):
        raise ValueError("a cell holds bytes")  # noqa: TRY004 - one error type
    return cell


def _json(cell: Any) -> Plain:
    if not isinstance(cell, str):
        raise ValueError("JSON is stored as text")  # noqa: TRY004 - one error type
    plain: Plain = json.loads(cell)
    return plain


def _pairs(rows: Iterable[Row]) -> Mapping[str, Plain]:
    pairs = {text_cell(row, "key"): _json(row.get("value")) for row in rows}
    if not pairs:
        raise ValueError("the table of the project is empty")
    return pairs


def _measures(tables: Tables, damaged: dict[str, int]) -> list[Measure]:
    def read(row: Row) -> tuple[int, Measure]:
        plain = _plain(row, Measure)
        blob = geometry_from_blob(row.get("geom"))
        measure: Measure = from_plain(Measure, {**plain, "geometry": None})
        return int(row.get("sequence") or 0), _placed(measure, blob)

    names = [name for name, _, _ in MEASURE_TABLES] + [SITE_WIDE]
    found = [pair for name in names for pair in _each(tables, name, damaged, read)]
    return [measure for _, measure in sorted(found, key=lambda pair: pair[0])]


def _placed(measure: Measure, geometry: Any) -> Measure:
    return measure if geometry is None else replace(measure, geometry=geometry)


def _layers(tables: Tables, damaged: dict[str, int]) -> Iterable[Layer]:
    def feature(row: Row) -> tuple[str, Any, Mapping[str, AttributeValue]]:
        _, attributes = feature_from({"attributes": _json(row.get("attributes"))})
        if not text_cell(row, "uuid"):
            raise ValueError("a feature without id")
        return text_cell(row, "uuid"), geometry_from_blob(row.get("geom")), attributes

    used: set[str] = set()

    def layer(row: Row) -> Layer:
        table = text_cell(row, "table_name")
        if table in used:  # else a small file could ask for one large table a thousand times
            raise ValueError("two layers share a table")
        used.add(table)
        features = {
            row_id: (geometry, attributes)
            for row_id, geometry, attributes in _each(tables, table, damaged, feature)
        }
        return layer_from(_plain(row, Layer), features)

    return _each(tables, "sbd_layers", damaged, layer)


def _blob(row: Row) -> tuple[str, bytes]:
    name, picture = text_cell(row, "sha256"), row.get("bytes")
    if not isinstance(picture, bytes) or sha256(picture).hexdigest() != name:
        raise ValueError("a picture is damaged")
    return name, picture


def _log(tables: Tables, damaged: dict[str, int]) -> tuple[LogEntry, ...]:
    touched: dict[str, list[LoggedRow]] = {}
    for change, row in _each(tables, "row_history", damaged, _logged):
        touched.setdefault(change, []).append(row)

    def entry(row: Row) -> LogEntry:
        names = {"id": "uuid", "when": "changed"}
        words = {
            name: text_cell(row, names.get(name, name))
            for name in ("id", "when", "author", "action", "command")
        }
        label: Text = from_plain(Text, _json(row.get("label")))
        return LogEntry(**words, label=label, rows=tuple(touched.get(words["id"], ())))

    return tuple(_each(tables, "history", damaged, entry))


def _logged(row: Row) -> tuple[str, LoggedRow]:
    before = None if row.get("before") is None else _json(row["before"])
    return text_cell(row, "change"), LoggedRow(
        text_cell(row, "table_name"), text_cell(row, "row"), before, bool(row.get("is_deleted"))
    )
