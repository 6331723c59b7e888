"""GeoPackages: vector layers through GDAL, pictures through rasterio."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.findings import Severity
from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.formats import raster, vector
from sbd_tool.formats.problems import noted
from sbd_tool.formats.stated_licence import licensed, stated_in_xml

_METADATA: Final = """
    SELECT CASE reference_scope WHEN 'geopackage' THEN '' ELSE table_name END,
           substr(metadata, 1, 65536)
    FROM gpkg_metadata JOIN gpkg_metadata_reference ON id = md_file_id
    WHERE reference_scope IN ('geopackage', 'table') LIMIT 200
"""
_PICTURES: Final = frozenset({"tiles", "2d-gridded-coverage"})


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Read all vector layers and the first picture, with the licence their metadata name.

    Raises:
        SbdError: Neither can be read.
    """
    said = said_licences(path)
    return licensed(_read(path, source, progress), said.get("", ""), said)


def _read(path: Path, source: Source, progress: Progress) -> RawPlan:
    kinds = content_kinds(path)
    has_pictures = bool(kinds & _PICTURES)
    if has_pictures and kinds <= _PICTURES:
        return raster.read(path, source, progress)
    plan = vector.read(path, source, Span(progress, 0.0, 0.7))
    if not has_pictures:
        return plan
    try:
        drawn = raster.read(path, source, Span(progress, 0.7, 1.0))
    except SbdError:
        said = noted("picture_unreadable", source.name, Severity.WARNING)
        return replace(plan, findings=(*plan.findings, said))
    return replace(plan, pictures=drawn.pictures, findings=(*plan.findings, *drawn.findings))


def said_licences(path: Path) -> dict[str, str]:
    """Licence by table as the file's metadata name it, of the whole file under ""."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            rows = database.execute(_METADATA).fetchall()
    except sqlite3.Error:
        return {}
    said: dict[str, str] = {}
    for table, words in rows:
        line = stated_in_xml(words) if isinstance(words, str) else ""
        if line:
            said.setdefault(str(table), line)
    return said


def content_kinds(path: Path) -> frozenset[str]:
    """Kinds of content the file lists ("features", "tiles", "attributes"); empty when broken."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            rows = database.execute("SELECT DISTINCT data_type FROM gpkg_contents LIMIT 100")
            return frozenset(str(row[0]) for row in rows)
    except sqlite3.Error:
        return frozenset()
