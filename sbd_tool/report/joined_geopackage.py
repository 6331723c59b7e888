"""GeoPackages of one table each joined to one, in memory: no plain file ever lies on a disk."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Final

_KEPT: Final = ("gpkg_", "sqlite_", "ogr_")
_LISTS: Final = (
    "gpkg_spatial_ref_sys",
    "gpkg_contents",
    "gpkg_geometry_columns",
    "gpkg_extensions",
)
_SHADOWS: Final = ("_node", "_rowid", "_parent")


def joined(parts: Sequence[bytes]) -> bytes:
    """One GeoPackage with the tables of all.

    Args:
        parts: Whole GeoPackages with different tables; the first gives the frame.

    Returns:
        Equal parts give equal bytes.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.deserialize(parts[0])
        for raw in parts[1:]:
            base.execute("ATTACH ':memory:' AS part")
            base.deserialize(raw, name="part")
            _take_over(base)
            base.execute("DETACH part")
        base.execute("VACUUM")
        return base.serialize()


def _take_over(base: sqlite3.Connection) -> None:
    objects = base.execute("SELECT type, name, sql FROM part.sqlite_master ORDER BY rowid")
    rows = [(kind, name, made) for kind, name, made in objects.fetchall() if made]
    own = [row for row in rows if not row[1].startswith(_KEPT)]
    trees = [name for kind, name, _ in own if kind == "table" and name.startswith("rtree_")]
    shadows = {f"{tree}{end}" for tree in trees for end in _SHADOWS}
    tables = [row for row in own if row[0] == "table" and row[1] not in shadows]
    for _, name, made in tables:
        base.execute(made)
        _copy(base, name)
    for kind, _, made in own:
        if kind != "table":
            base.execute(made)
    for name in (*_LISTS, "gpkg_ogr_contents"):
        if _has(base, "part", name):
            _copy(base, name, is_shared=True)


def _copy(base: sqlite3.Connection, name: str, *, is_shared: bool = False) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    word = "INSERT OR IGNORE" if is_shared else "INSERT"
    base.execute(f"{word} INTO main.{quoted} SELECT * FROM part.{quoted}")  # noqa: S608 - quoted


def _has(base: sqlite3.Connection, schema: str, name: str) -> bool:
    found: Iterable[tuple[int]] = base.execute(
        f"SELECT 1 FROM {schema}.sqlite_master WHERE name = ?",  # noqa: S608 - a word of ours
        (name,),
    )
    return next(iter(found), None) is not None
