"""GeoPackage bytes that nobody vouches for, back to tables.

The bytes are opened in memory: neither the file nor its folder is touched. Only plain tables are
read, nothing of the file is executed, and no cell may be larger than the bounds here.
"""

import sqlite3
import struct
from collections.abc import Callable, Mapping
from typing import Any, Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.wkb import geometry_from_wkb
from sbd_tool.formats.geopackage import quoted

Row = dict[str, Any]
Tables = dict[str, list[Row]]

MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100
_CELL_BYTES: Final = 256 * 1024 * 1024
_MOST_TABLES: Final = 5_000
_MOST_COLUMNS: Final = 2_000
_ENVELOPE_BYTES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_READING: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


def read_tables(raw: bytes, wanted: Callable[[str], tuple[str, ...] | None]) -> Tables:
    """Read plain tables.

    Args:
        raw: Bytes of a SQLite file.
        wanted: Table name -> columns to read if they are there; () reads all, None skips it.

    Returns:
        Rows by table, in order of ``fid`` where there is one; cells as SQLite gives them.

    Raises:
        ValueError: The bytes are no sound SQLite file or exceed the bounds.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(_without_wal(raw))
        connection.text_factory = lambda cell: cell.decode("utf-8", "replace")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _CELL_BYTES)
        connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, _MOST_COLUMNS)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.set_authorizer(_allow_reading)
        return {
            name: _rows(connection, name, columns)
            for name in _plain_tables(connection)
            if (columns := wanted(name)) is not None
        }
    except (sqlite3.Error, OverflowError, MemoryError) as error:
        raise ValueError(str(error)) from error
    finally:
        connection.close()


def geometry_from_blob(blob: object) -> BaseGeometry | None:
    """Read a GeoPackage geometry.

    Raises:
        ValueError: The bytes are torn or of an extended kind.
    """
    if blob is None:
        return None
    if not isinstance(blob, bytes):
        raise ValueError("a geometry is stored as bytes")  # noqa: TRY004 - one error type
    try:
        magic, _, flags = struct.unpack_from("<2sBB", blob)
    except struct.error as error:
        raise ValueError("geometry header ends early") from error
    envelope = _ENVELOPE_BYTES.get(flags >> 1 & 0b111)
    if magic != b"GP" or envelope is None or flags & 0b0010_0000:
        raise ValueError("no standard GeoPackage geometry")
    return geometry_from_wkb(blob[8 + envelope :])


def _without_wal(raw: bytes) -> bytes:
    if len(raw) < _HEADER_BYTES or not raw.startswith(MAGIC):
        raise ValueError("no SQLite file")
    # A file that QGIS last wrote asks for a write-ahead log beside it; our copy has no beside.
    return raw[:18] + b"\1\1" + raw[20:]


def _allow_reading(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY


def _plain_tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name, type, sql FROM sqlite_master").fetchmany(_MOST_TABLES)
    return [
        str(name)
        for name, kind, sql in found
        if kind == "table" and not str(sql).lstrip().upper().startswith("CREATE VIRTUAL")
    ]


def _rows(connection: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> list[Row]:
    table = quoted(name)
    head = connection.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608 - quoted
    present = [str(part[0]) for part in head.description]
    chosen = [column for column in present if not columns or column in columns]
    if not chosen:
        return []
    order = " ORDER BY fid" if "fid" in present else ""
    cursor = connection.execute(
        f"SELECT {', '.join(map(quoted, chosen))} FROM {table}{order}"  # noqa: S608 - quoted
    )
    return [dict(zip(chosen, cells, strict=True)) for cells in cursor]


def text_cell(row: Mapping[str, Any], name: str) -> str:
    """A cell as words; missing or of another kind is ""."""
    cell = row.get(name)
    return cell if isinstance(cell, str) else ""
