"""A project as the tables of its file. Every value of the project is written exactly once as truth.

Plan features carry their attributes twice: exactly, as JSON in ``attributes``, and, for whoever
opens the file in a GIS, as columns of their own. Only the first is read back.
"""

import dataclasses
import functools
import typing
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import shapely

from sbd_tool.domain.annotations import Annotation
from sbd_tool.domain.changelog import LogEntry
from sbd_tool.domain.delta import layer_head, project_fields
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.layers import GeometryArray, Layer, Underlay, as_geometry_array
from sbd_tool.domain.luminaire_files import LuminaireFile
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.overrides import Override
from sbd_tool.domain.plain import Plain, to_plain
from sbd_tool.domain.project import SCHEMA_VERSION, Answer, Note, Option, Photo, Project, TimeState
from sbd_tool.domain.records import Record
from sbd_tool.formats._plan_tables import json_text, plan_tables, storable
from sbd_tool.formats.geopackage import Column, Table

MEASURE_TABLES: Final = (
    ("measures_points", "Measures \u2013 points", "POINT"),
    ("measures_lines", "Measures \u2013 lines", "LINESTRING"),
    ("measures_areas", "Measures \u2013 areas", "POLYGON"),
)
SITE_WIDE: Final = "measures_site_wide"
ROW_KINDS: Final[Mapping[str, Any]] = {
    "sbd_underlays": Underlay,
    "answers": Answer,
    "notes": Note,
    "photos": Photo,
    "annotations": Annotation,
    "luminaires": LuminaireFile,
    "overrides": Override,
    "records": Record,
}
PLAIN_KINDS: Final[Mapping[str, Any]] = {
    "options": Option,
    "time_states": TimeState,
    "findings": Finding,
}
_TITLES: Final = {
    "sbd_underlays": "Plan \u2013 pictures",
    "answers": "Answers",
    "notes": "Notes",
    "photos": "Photos",
    "annotations": "Annotations",
    "luminaires": "Luminaires",
    "overrides": "What differs in options and states",
    "records": "Records",
    "options": "Options",
    "time_states": "States in time",
    "findings": "Findings of the import",
}
_SQL_TYPES: Final = {str: "TEXT", float: "REAL", int: "INTEGER", bool: "BOOLEAN"}
_LEFT_OUT: Final = frozenset({"ids", "attributes", "geometry", "stamp"})
_DRAWN: Final = (Annotation, Override)  # carry a geometry of any kind
_PLACED: Final = (Note, Photo, *_DRAWN)
JSON: Final = "JSON"  # our own mark; declared as TEXT


def project_tables(project: Project, log: Sequence[LogEntry], software: str) -> list[Table]:
    """All tables of a project file, those a planner looks for first."""
    return [
        *_measure_tables(project),
        *_plan(project),
        *(_row_table(name, kind, _stamped_rows(project, name)) for name, kind in ROW_KINDS.items()),
        *(_row_table(name, kind, getattr(project, name)) for name, kind in PLAIN_KINDS.items()),
        _pairs("rules", "Rules of this project", _plain_object(to_plain(project.rules))),
        *_log_tables(log),
        _blob_table(project.blobs),
        _pairs("sbd_project", "Project", _project_pairs(project)),
        _schema_table(software),
    ]


@functools.cache
def columns_of(kind: Any) -> tuple[tuple[str, str], ...]:
    """Column names and types of a dataclass: its scalars as they are, anything else as JSON."""
    hints = typing.get_type_hints(kind)
    columns: list[tuple[str, str]] = []
    if "stamp" in hints:
        columns += [("uuid" if n == "id" else n, t) for n, t in columns_of(Stamp)]
    for part in dataclasses.fields(kind):
        if part.name not in _LEFT_OUT:
            columns.append((part.name, _sql_type(hints[part.name])))
    return tuple(columns)


def _sql_type(hint: Any) -> str:
    members = [member for member in typing.get_args(hint) if member is not type(None)] or [hint]
    if len(members) > 1 or typing.get_origin(hint) in {tuple, dict}:
        return JSON
    kind = members[0]
    if kind in _SQL_TYPES:
        return _SQL_TYPES[kind]
    return "TEXT" if isinstance(kind, type) and issubclass(kind, str) else JSON


def _cell(plain: Plain, kind: str) -> Any:
    if plain is None:
        return None
    if kind == JSON:
        return json_text(plain)
    return storable(plain) if isinstance(plain, str) else plain


def _plain_object(plain: Plain) -> dict[str, Plain]:
    return plain if isinstance(plain, dict) else {}


def _cells(plain: Mapping[str, Plain], columns: tuple[tuple[str, str], ...]) -> tuple[Any, ...]:
    stamp = _plain_object(plain.get("stamp"))
    flat = {**stamp, **plain, "uuid": stamp.get("id")}
    return tuple(_cell(flat.get(name), kind) for name, kind in columns)


def _declared(columns: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
    return tuple(Column(name, "TEXT" if kind == JSON else kind) for name, kind in columns)


def _stamped_rows(project: Project, table: str) -> tuple[Any, ...]:
    rows = getattr(project, table.removeprefix("sbd_"))
    return rows if isinstance(rows, tuple) else tuple(rows.values())


def _row_table(name: str, kind: Any, rows: Iterable[Any]) -> Table:
    columns = columns_of(kind)
    rows = tuple(rows)
    return Table(
        name=name,
        identifier=_TITLES[name],
        columns=_declared(columns),
        rows=[_cells(_plain_object(to_plain(row, kind)), columns) for row in rows],
        geometry=_places(rows) if kind in _PLACED else None,
        geometry_type="GEOMETRY" if kind in _DRAWN else "POINT",
    )


def _places(rows: Sequence[Any]) -> GeometryArray:
    if rows and isinstance(rows[0], _DRAWN):
        return as_geometry_array([row.geometry for row in rows])
    return as_geometry_array(
        [
            None if row.x_m is None or row.y_m is None else shapely.Point(row.x_m, row.y_m)
            for row in rows
        ]
    )


def _measure_tables(project: Project) -> list[Table]:
    columns = (("sequence", "INTEGER"), *columns_of(Measure))
    names = [name for name, _, _ in MEASURE_TABLES] + [SITE_WIDE]
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in names}
    shapes: dict[str, list[Any]] = {name: [] for name in names}
    for sequence, measure in enumerate(project.measures.values()):
        shape = measure.geometry
        at = -1 if shape is None else int(shapely.get_dimensions(shape))
        name = SITE_WIDE if shape is None else names[max(at, 0)]
        rows[name].append((sequence, *_cells(_measure_plain(measure), columns[1:])))
        shapes[name].append(shape)
    tables = [
        Table(
            name=name,
            identifier=title,
            columns=_declared(columns),
            rows=rows[name],
            geometry=as_geometry_array(shapes[name]),
            geometry_type=kind,
        )
        for name, title, kind in MEASURE_TABLES
    ]
    return [
        *tables,
        Table(
            name=SITE_WIDE,
            identifier="Measures \u2013 whole site",
            columns=_declared(columns),
            rows=rows[SITE_WIDE],
        ),
    ]


def _measure_plain(measure: Measure) -> dict[str, Plain]:
    return _plain_object(to_plain(dataclasses.replace(measure, geometry=None), Measure))


def _plan(project: Project) -> list[Table]:
    columns = (("table_name", "TEXT"), *columns_of(Layer))
    plans = plan_tables(project.layers)
    heads = [
        (table.name, *_cells(_plain_object(layer_head(layer)), columns[1:]))
        for layer, table in zip(project.layers, plans, strict=True)
    ]
    index = Table(
        name="sbd_layers",
        identifier="Plan \u2013 list of layers",
        columns=_declared(columns),
        rows=heads,
        description="Layers of the plan, lowest first, and the table that holds each.",
    )
    return [*plans, index]


def _pairs(name: str, identifier: str, pairs: Mapping[str, Plain]) -> Table:
    return Table(
        name=name,
        identifier=identifier,
        columns=(Column("key"), Column("value")),
        rows=[(key, json_text(value)) for key, value in pairs.items()],
    )


def _project_pairs(project: Project) -> dict[str, Plain]:
    elsewhere = {"rules", *PLAIN_KINDS}
    return {name: value for name, value in project_fields(project).items() if name not in elsewhere}


def _log_tables(log: Sequence[LogEntry]) -> list[Table]:
    entries = [
        (
            *map(storable, (entry.id, entry.when, entry.author, entry.action, entry.command)),
            json_text(to_plain(entry.label)),
        )
        for entry in log
    ]
    touched = [
        (entry.id, row.table, row.id, *_before(row.before), row.is_deleted)
        for entry in log
        for row in entry.rows
    ]
    return [
        Table(
            name="history",
            identifier="History \u2013 who changed what when",
            columns=tuple(
                Column(name) for name in ("uuid", "changed", "author", "action", "command", "label")
            ),
            rows=entries,
        ),
        Table(
            name="row_history",
            identifier="History \u2013 rows with their predecessors",
            columns=(
                *(Column(name) for name in ("change", "table_name", "row", "before")),
                Column("is_deleted", "BOOLEAN"),
            ),
            rows=touched,
        ),
        Table(
            name="deleted_rows",
            identifier="History \u2013 deleted rows",
            columns=tuple(
                Column(name) for name in ("uuid", "table_name", "deleted", "author", "last")
            ),
            rows=_tombstones(log),
            description="Tombstones: rows that are gone, with their last value.",
        ),
    ]


def _before(before: Plain) -> tuple[str | None]:
    return (None if before is None else json_text(before),)


def _tombstones(log: Sequence[LogEntry]) -> list[tuple[Any, ...]]:
    last: dict[tuple[str, str], tuple[Any, ...] | None] = {}
    for entry in log:
        for row in entry.rows:
            stone = (row.id, row.table, entry.when, storable(entry.author), *_before(row.before))
            last[row.table, row.id] = stone if row.is_deleted else None
    return [stone for stone in last.values() if stone is not None]


def _blob_table(blobs: Mapping[str, bytes]) -> Table:
    return Table(
        name="sbd_blobs",
        identifier="Pictures by SHA-256",
        columns=(Column("sha256"), Column("bytes", "BLOB")),
        rows=list(blobs.items()),
    )


def _schema_table(software: str) -> Table:
    return Table(
        name="sbd_schema",
        identifier="Schema of this file",
        columns=(Column("version", "INTEGER"), Column("software")),
        rows=[(SCHEMA_VERSION, software)],
    )
