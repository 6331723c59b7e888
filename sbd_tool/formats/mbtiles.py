"""Raster tiles of an MBTiles file round a place: a basemap that needs no network.

Nothing the file announces is believed: zoom levels are looked for, tiles are counted before they
are read, and each is measured before it is decoded. Tiles outside of the window are not read.

Source: MBTiles Specification 1.3 (rows counted from the south, tiles in EPSG:3857).
"""

import contextlib
import itertools
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawPicture, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats import raster
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.spec import Bbox
from sbd_tool.formats.tile_clip import clip
from sbd_tool.formats.tile_range import (
    DEEPEST_ZOOM,
    HALF_WORLD_M,
    WHERE,
    TileRange,
    bounds_of,
    touched,
)

_LOOK_EVERY: Final = 100_000
MOST_LOOKS: Final = 4_000
"""Looks, each after so many steps of SQLite: "tiles" may be a view that never ends."""
_MARKUP: Final = re.compile(r"<[^<>]*>")
_RGBA: Final = 4
Affine = tuple[float, float, float, float, float, float]
"""As `RawPicture.transform`."""


def read(path: Path, source: Source, progress: Progress, *, bbox: Bbox | None) -> RawPlan:
    """Read the tiles that touch a window, as an MBTiles file of its own.

    Args:
        path: The file; opened for reading only.
        source: What to write into the picture's `Source`; the file's attribution becomes its
            licence.
        progress: Told how far it is.
        bbox: West, south, east, north in degrees; None reads all of it as one picture, made
            smaller.

    Raises:
        PlanUnreadableError: It holds vector tiles, nothing in the window, or does not read.
    """
    if bbox is None:
        return raster.read(path, source, progress)
    try:
        with contextlib.closing(_opened(path)) as base:
            said = dict(_metadata(base))
            said["attribution"] = _plain(said.get("attribution", ""))
            if not _has_any(base, bbox):
                raise _refused("vector" if said.get("format") == "pbf" else "elsewhere", source)
            found = clip(base, bbox, said, progress)
    except sqlite3.Error:
        raise _refused("damaged", source) from None
    if found is None:
        raise _refused("vector" if said.get("format") == "pbf" else "no_pictures", source)
    source = replace(source, licence=said["attribution"])
    name = clean_name(source.name.rsplit(".", 1)[0])
    picture = RawPicture(
        name=name, pixels=np.zeros((1, 1, _RGBA), dtype=np.uint8), transform=_extent(found.whole),
        crs="EPSG:3857", source=source, tiles=found.tiles,
    )  # fmt: skip
    findings = (_missing(name, found.missing),) if found.missing else ()
    return RawPlan(source=source, pictures=(picture,), findings=findings)


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    base.execute("PRAGMA trusted_schema = OFF")
    base.execute("PRAGMA mmap_size = 0")
    looks = itertools.count(1)
    base.set_progress_handler(lambda: next(looks) > MOST_LOOKS, _LOOK_EVERY)
    return base


def _metadata(base: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    with contextlib.suppress(sqlite3.Error):  # a file without metadata still holds its tiles
        rows = base.execute("SELECT name, substr(value, 1, 2000) FROM metadata LIMIT 100")
        yield from ((str(name), str(value)) for name, value in rows)


def _has_any(base: sqlite3.Connection, bbox: Bbox) -> bool:
    """Whether a level holds anything at all in the window."""
    ranges = (touched(bbox, zoom) for zoom in range(DEEPEST_ZOOM + 1))
    look = f"SELECT 1 {WHERE} LIMIT 1"
    return any(base.execute(look, bounds_of(one)).fetchone() is not None for one in ranges)


def _extent(found: TileRange) -> Affine:
    """One pixel that covers all tiles."""
    wide, high = found.tile_m * found.columns, found.tile_m * found.rows
    left = -HALF_WORLD_M + found.west * found.tile_m
    top = HALF_WORLD_M - found.north * found.tile_m
    return (wide, 0.0, left, 0.0, -high, top)


def _plain(said: str) -> str:
    """Attribution without its markup, one line."""
    return " ".join(_MARKUP.sub(" ", said).split())[:200]


def _missing(name: str, count: int) -> Finding:
    return Finding(
        key="basemap.missing",
        severity=Severity.INFO,
        sentence=text("basemap.missing", layer=name, count=count),
        layer=name,
    )


def _refused(reason: str, source: Source) -> PlanUnreadableError:
    hint = text(f"basemap.{reason}.hint")
    return PlanUnreadableError(text(f"basemap.{reason}", file=source.name), hint, source.name)
