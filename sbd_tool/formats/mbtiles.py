"""Raster tiles of an MBTiles file round a place: a basemap that needs no network.

Nothing the file announces is believed: zoom levels are looked for, tiles are counted before they
are read, and each is measured before it is decoded. Tiles outside of the window are not read.

Source: MBTiles Specification 1.3 (rows counted from the south, tiles in EPSG:3857).
"""

import contextlib
import io
import itertools
import math
import re
import sqlite3
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawPicture, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats import raster
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.limits import MAX_PICTURE_SIDE_PX
from sbd_tool.formats.spec import Bbox

DEEPEST_ZOOM: Final = 22
MOST_TILE_BYTES: Final = 4 * 1024 * 1024
MOST_TILE_PX: Final = 1_024
_LOOK_EVERY: Final = 100_000
MOST_LOOKS: Final = 4_000
"""Looks, each after so many steps of SQLite: "tiles" may be a view that never ends."""
_FORMATS: Final = ("PNG", "JPEG")
_HALF_WORLD_M: Final = math.pi * 6_378_137.0
_FURTHEST_LATITUDE: Final = 85.0511
_MARKUP: Final = re.compile(r"<[^<>]*>")
_RGBA: Final = 4
Affine = tuple[float, float, float, float, float, float]
"""As `RawPicture.transform`."""


@dataclass(frozen=True, slots=True)
class _Range:
    """Tiles of one zoom level that touch a window, rows counted from the north."""

    zoom: int
    west: int
    north: int
    east: int
    south: int

    @property
    def columns(self) -> int:
        return self.east - self.west + 1

    @property
    def rows(self) -> int:
        return self.south - self.north + 1

    @property
    def tile_m(self) -> float:
        return 2 * _HALF_WORLD_M / self.count

    @property
    def count(self) -> int:
        """Tiles of the zoom level from west to east."""
        return int(2**self.zoom)


def read(path: Path, source: Source, progress: Progress, *, bbox: Bbox | None) -> RawPlan:
    """Read the tiles that touch a window, at the deepest zoom that fits one picture.

    Args:
        path: The file; opened for reading only.
        source: What to write into the picture's `Source`; the file's attribution becomes its
            licence.
        progress: Told how far it is.
        bbox: West, south, east, north in degrees; None reads all of it, made smaller.

    Raises:
        PlanUnreadableError: It holds vector tiles, nothing in the window, or does not read.
    """
    if bbox is None:
        return raster.read(path, source, progress)
    try:
        with contextlib.closing(_opened(path)) as base:
            said = dict(_metadata(base))
            found = _deepest(base, bbox)
            if found is None:
                raise _refused("vector" if said.get("format") == "pbf" else "elsewhere", source)
            pixels, missing = _mosaic(base, found, progress)
    except sqlite3.Error:
        raise _refused("damaged", source) from None
    if pixels is None:
        raise _refused("vector" if said.get("format") == "pbf" else "no_pictures", source)
    source = replace(source, licence=_plain(said.get("attribution", "")))
    name = clean_name(source.name.rsplit(".", 1)[0])
    pixels, transform = _cut(pixels, _transform(found, pixels.shape), bbox)
    picture = RawPicture(
        name=name, pixels=pixels, transform=transform, crs="EPSG:3857", source=source
    )
    findings = (_missing(name, missing),) if missing else ()
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


def _deepest(base: sqlite3.Connection, bbox: Bbox) -> _Range | None:
    """The tiles of the deepest zoom that holds any here and fits one picture."""
    for zoom in range(DEEPEST_ZOOM, -1, -1):
        wanted = _touched(bbox, zoom)
        if max(wanted.columns, wanted.rows) * _tile_px(base, wanted) <= MAX_PICTURE_SIDE_PX and (
            _first(base, wanted) is not None
        ):
            return wanted
    return None


def _touched(bbox: Bbox, zoom: int) -> _Range:
    west, south, east, north = bbox
    count = int(2**zoom)

    def column(longitude: float) -> int:
        return min(count - 1, max(0, math.floor((longitude + 180.0) / 360.0 * count)))

    def row(latitude: float) -> int:
        held = math.radians(min(_FURTHEST_LATITUDE, max(-_FURTHEST_LATITUDE, latitude)))
        share = (1.0 - math.asinh(math.tan(held)) / math.pi) / 2.0
        return min(count - 1, max(0, math.floor(share * count)))

    return _Range(zoom, column(west), row(north), column(east), row(south))


_WHERE: Final = (
    "FROM tiles WHERE zoom_level = ? AND tile_column BETWEEN ? AND ? AND tile_row BETWEEN ? AND ?"
    f" AND length(tile_data) <= {MOST_TILE_BYTES}"
)


def _bounds(wanted: _Range) -> tuple[int, ...]:
    last = wanted.count - 1
    return wanted.zoom, wanted.west, wanted.east, last - wanted.south, last - wanted.north


def _first(base: sqlite3.Connection, wanted: _Range) -> bytes | None:
    row = base.execute(f"SELECT tile_data {_WHERE} LIMIT 1", _bounds(wanted)).fetchone()
    return bytes(row[0]) if row is not None and isinstance(row[0], bytes) else None


def _tile_px(base: sqlite3.Connection, wanted: _Range) -> int:
    """Side of a tile, pixels; a level whose first tile does not read counts as the usual 256."""
    if max(wanted.columns, wanted.rows) * 64 > MAX_PICTURE_SIDE_PX:
        return MAX_PICTURE_SIDE_PX  # far too many to look at
    tile = _decoded(_first(base, wanted) or b"", None)
    return 256 if tile is None else int(tile.shape[0])


def _mosaic(
    base: sqlite3.Connection, wanted: _Range, progress: Progress
) -> tuple[npt.NDArray[np.uint8] | None, int]:
    """Tiles side by side, transparent where the file has none; and how many it lacks."""
    side = _tile_px(base, wanted)
    pixels = np.zeros((wanted.rows * side, wanted.columns * side, _RGBA), dtype=np.uint8)
    count, placed, last = wanted.rows * wanted.columns, set[tuple[int, int]](), wanted.count - 1
    order = f"SELECT tile_column, tile_row, tile_data {_WHERE} LIMIT {count}"
    for column, row, content in base.execute(order, _bounds(wanted)):
        if not isinstance(column, int) or not isinstance(row, int):
            continue
        place = (column - wanted.west, last - row - wanted.north)
        tile = _decoded(content, side) if isinstance(content, bytes) else None
        if tile is not None:
            left, top = place[0] * side, place[1] * side
            pixels[top : top + side, left : left + side] = tile
            placed.add(place)
        progress.advance(0.9 * len(placed) / count)
    return (pixels if placed else None), count - len(placed)


def _decoded(content: bytes, side: int | None) -> npt.NDArray[np.uint8] | None:
    """A square tile as RGBA, or None where it is no PNG or JPEG, or of another size."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                is_fit = image.width == image.height <= MOST_TILE_PX
                if not is_fit or (side is not None and image.width != side):
                    return None
                tile: npt.NDArray[np.uint8] = np.asarray(image.convert("RGBA"), dtype=np.uint8)
    except Exception:  # noqa: BLE001 # boundary: whatever a broken picture makes a decoder raise
        return None
    return tile


def _cut(
    pixels: npt.NDArray[np.uint8], transform: Affine, bbox: Bbox
) -> tuple[npt.NDArray[np.uint8], Affine]:
    """What lies in the window: a tile of a shallow level shows half a continent."""
    step, _, left, _, _, top = transform
    west, south, east, north = bbox
    rows, columns = pixels.shape[:2]
    first = max(0, math.floor((_metres_east(west) - left) / step))
    last = min(columns, math.ceil((_metres_east(east) - left) / step))
    upper = max(0, math.floor((top - _metres_north(north)) / step))
    lower = min(rows, math.ceil((top - _metres_north(south)) / step))
    inner = np.ascontiguousarray(pixels[upper:lower, first:last])
    return inner, (step, 0.0, left + first * step, 0.0, -step, top - upper * step)


def _metres_east(longitude: float) -> float:
    return longitude / 180.0 * _HALF_WORLD_M


def _metres_north(latitude: float) -> float:
    held = math.radians(min(_FURTHEST_LATITUDE, max(-_FURTHEST_LATITUDE, latitude)))
    return math.asinh(math.tan(held)) / math.pi * _HALF_WORLD_M


def _transform(found: _Range, shape: tuple[int, ...]) -> Affine:
    step = found.tile_m * found.columns / shape[1]
    left = -_HALF_WORLD_M + found.west * found.tile_m
    top = _HALF_WORLD_M - found.north * found.tile_m
    return (step, 0.0, left, 0.0, -step, top)


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
