"""Tables to GeoPackage bytes: plain SQLite, written in memory, the same bytes for the same tables.

Source: OGC 12-128r18, GeoPackage Encoding Standard 1.3.
"""

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from sbd_tool.domain.layers import GeometryArray, as_geometry_array

APPLICATION_ID: Final = 0x47504B47  # "GPKG"
VERSION: Final = 10300
GEOMETRY_COLUMN: Final = "geom"
_OWN_SRS: Final = 100_000  # for systems that no authority numbers
_UNDEFINED_SRS: Final = -1
_NEVER, _ALWAYS, _SOMETIMES = 0, 1, 2  # whether geometries carry Z, and M
_EMPTY_HEADER: Final = 0b0001_0001
_ENVELOPE_HEADER: Final = 0b0000_0011

_CORE: Final = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
 organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
 description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
 identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL,
 min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
 CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
 geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
 m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
 CONSTRAINT uk_gc_table_name UNIQUE (table_name),
 CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
 CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""
_WGS84: Final = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name and its SQL type (TEXT, INTEGER, REAL, BOOLEAN or BLOB)."""

    name: str
    type: str = "TEXT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table to write.

    Attributes:
        name: Plain ASCII name.
        identifier: Name that QGIS shows; made unique when written.
        columns: Columns beside ``fid`` and the geometry.
        rows: Values per row, in the order of ``columns``.
        geometry: One geometry (or None) per row, or None for a table without geometry.
        geometry_type: Declared type of an empty table.
        description: One sentence for the reader of the file.
    """

    name: str
    identifier: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Any, ...]]
    geometry: GeometryArray | None = None
    geometry_type: str = "GEOMETRY"
    description: str = field(default="")


def geopackage_bytes(tables: Sequence[Table], *, crs: str, moment: str) -> bytes:
    """Write tables as a GeoPackage.

    Args:
        tables: What to write, in order.
        crs: Authority code or WKT of all geometries; one that pyproj does not know is declared as
            an undefined cartesian system, so that saving never fails for it.
        moment: ISO 8601 UTC time of the last change, as every table declares it.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _fill(connection, tables, crs, moment)
        return connection.serialize()
    finally:
        connection.close()


def fill_geopackage(path: Path, tables: Sequence[Table], *, crs: str, moment: str) -> None:
    """Write tables into an empty file as `geopackage_bytes` does, one row in memory at a time.

    Nothing is written beside it; whoever calls keeps it out of sight until it is whole.

    Raises:
        OSError: The place cannot be written.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        _fill(connection, tables, crs, moment)
    except sqlite3.Error as fault:
        raise OSError(str(fault)) from fault
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, tables: Sequence[Table], crs: str, moment: str) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("BEGIN")
    for statement in filter(str.strip, _CORE.split(";")):
        connection.execute(statement)
    srs = _declare_systems(connection, crs)
    taken: set[str] = set()
    for table in tables:
        _write(connection, table, srs, _unique(table.identifier, taken), moment)
    connection.execute("COMMIT")


def quoted(name: str) -> str:
    """A name as SQL identifier; a quote or NUL in it cannot end it."""
    return '"' + name.replace("\0", "").replace('"', '""') + '"'


def _unique(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{name} ({number})"
    taken.add(candidate.casefold())
    return candidate


def _declare_systems(connection: sqlite3.Connection, crs: str) -> int:
    rows: list[tuple[Any, ...]] = [
        ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
        ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, None),
    ]
    own = _system(crs)
    srs = _UNDEFINED_SRS if own is None else int(own[1])
    if own is not None and srs not in {row[1] for row in rows}:
        rows.append(own)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", rows)
    return srs


def _system(crs: str) -> tuple[Any, ...] | None:
    from pyproj import CRS
    from pyproj.exceptions import ProjError

    try:
        system = CRS.from_user_input(crs)
        authority = system.to_authority()
        wkt = system.to_wkt("WKT1_GDAL")
    except (ProjError, ValueError):
        return None
    if authority and authority[0] == "EPSG" and authority[1].isdigit():
        return system.name, int(authority[1]), "EPSG", int(authority[1]), wkt, None
    return system.name, _OWN_SRS, "NONE", _OWN_SRS, wkt, None


def _write(
    connection: sqlite3.Connection, table: Table, srs: int, identifier: str, moment: str
) -> None:
    has_geometry = table.geometry is not None
    names = [*((GEOMETRY_COLUMN,) if has_geometry else ()), *(c.name for c in table.columns)]
    kind = _geometry_type(table)
    types = [*((kind,) if has_geometry else ()), *(c.type for c in table.columns)]
    declared = ", ".join(f"{quoted(name)} {kind}" for name, kind in zip(names, types, strict=True))
    connection.execute(
        f"CREATE TABLE {quoted(table.name)} (fid INTEGER PRIMARY KEY NOT NULL, {declared})"
    )
    bounds: tuple[float | None, ...] = (None,) * 4
    if table.geometry is not None:
        bounds = _bounds(table.geometry)
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?,?,?,?,?,?,?,?,?,?)",
        (
            table.name,
            "features" if has_geometry else "attributes",
            identifier,
            table.description,
            moment,
            *bounds,
            srs if has_geometry else None,
        ),
    )
    if has_geometry:
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?,?,?,?,?,?)",
            (table.name, GEOMETRY_COLUMN, kind, srs, *_dimensions(table)),
        )
    marks = ",".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {quoted(table.name)} ({', '.join(map(quoted, names))}) VALUES ({marks})",  # noqa: S608 - identifiers are quoted
        _full_rows(table, srs),
    )


def _full_rows(table: Table, srs: int) -> Iterator[tuple[Any, ...]]:
    if table.geometry is None:
        yield from table.rows
        return
    for blob, row in zip(_blobs(table.geometry, srs), table.rows, strict=True):
        yield (blob, *row)


def _blobs(geometry: GeometryArray, srs: int) -> Iterator[bytes | None]:
    wkb = shapely.to_wkb(geometry, byte_order=1, flavor="iso")
    for body, box in zip(wkb, shapely.bounds(geometry), strict=True):
        if body is None:
            yield None
        elif np.isnan(box).any():
            yield struct.pack("<2sBBi", b"GP", 0, _EMPTY_HEADER, srs) + body
        else:
            west, south, east, north = box
            yield (
                struct.pack("<2sBBi4d", b"GP", 0, _ENVELOPE_HEADER, srs, west, east, south, north)
                + body
            )


def _bounds(geometry: GeometryArray) -> tuple[float | None, ...]:
    bounds = shapely.total_bounds(geometry) if len(geometry) else np.full(4, np.nan)
    return (None,) * 4 if np.isnan(bounds).any() else tuple(float(edge) for edge in bounds)


def _dimensions(table: Table) -> tuple[int, int]:
    shapes = () if table.geometry is None else table.geometry
    present = as_geometry_array([shape for shape in shapes if shape is not None])
    codes = []
    for carried in (shapely.has_z(present), shapely.has_m(present)):
        every = _ALWAYS if carried.all() else _SOMETIMES
        codes.append(every if carried.any() else _NEVER)
    return codes[0], codes[1]


def _geometry_type(table: Table) -> str:
    if table.geometry is None:
        return ""
    present = {shape.geom_type for shape in table.geometry if shape is not None}
    if not present:
        return table.geometry_type
    return present.pop().upper() if len(present) == 1 else "GEOMETRY"
