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

_PICTURES: Final = frozenset({"tiles", "2d-gridded-coverage"})


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Read all vector layers and the first picture.

    Raises:
        SbdError: Neither can be read.
    """
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


def content_kinds(path: Path) -> frozenset[str]:
    """Kinds of content the file lists ("features", "tiles", "attributes"); empty when broken."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            rows = database.execute("SELECT DISTINCT data_type FROM gpkg_contents LIMIT 100")
            return frozenset(str(row[0]) for row in rows)
    except sqlite3.Error:
        return frozenset()
