"""The part of an MBTiles file round a place as an MBTiles file of its own.

Levels from the one that shows the window in a few tiles to the deepest are taken, as long as all
of it stays small. Levels of very many tiles come along for the middle of the window only.
"""

import sqlite3
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawTiles
from sbd_tool.formats.spec import Bbox
from sbd_tool.formats.tile_range import (
    DEEPEST_ZOOM,
    WHERE,
    TileRange,
    bounds_of,
    decoded,
    touched,
)

FEW_TILES: Final = 2
"""Levels that show the window in so many tiles a side, or fewer, say nothing more."""
MOST_A_SIDE: Final = 16
MOST_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipped:
    """What was taken.

    Attributes:
        tiles: The file, and the size of the deepest level that covers the whole window.
        whole: Tiles of that level.
        missing: How many of its tiles the file lacks.
    """

    tiles: RawTiles
    whole: TileRange
    missing: int


@dataclass(frozen=True, slots=True)
class _Level:
    reach: TileRange
    is_whole: bool
    rows: tuple[tuple[int, int, bytes], ...]
    side_px: int

    @property
    def is_complete(self) -> bool:
        """Whether no tile lacks."""
        return len(self.rows) == self.reach.columns * self.reach.rows

    @property
    def size_bytes(self) -> int:
        return sum(len(row[2]) for row in self.rows)


def clip(base: sqlite3.Connection, bbox: Bbox, said: dict[str, str], progress: Progress) -> (
    Clipped | None
):  # fmt: skip
    """Take what touches a window.

    Args:
        base: The file, opened for reading.
        bbox: West, south, east, north in degrees.
        said: What the file says of itself; only its attribution goes along.
        progress: Told how far it is.

    Returns:
        None where no tile of the window can be shown.
    """
    kept: list[_Level] = []
    size = 0
    for zoom in range(DEEPEST_ZOOM + 1):
        progress.advance(0.9 * zoom / DEEPEST_ZOOM)
        found = _level(base, touched(bbox, zoom), kept[-1].side_px if kept else None)
        if found is None:
            continue
        if kept and max(found.reach.columns, found.reach.rows) <= FEW_TILES:
            kept, size = [], 0  # this one says all the shallower ones do
        if kept and size + found.size_bytes > MOST_BYTES:
            break
        kept.append(found)
        size += found.size_bytes
    covering = [level for level in kept if level.is_whole]
    if not covering:
        return None
    last = [level for level in covering if level.is_complete or level is covering[0]][-1]
    deepest = last.reach
    tiles = RawTiles(
        raw=_written(kept, deepest.zoom, said),
        width_px=deepest.columns * last.side_px,
        height_px=deepest.rows * last.side_px,
    )
    missing = deepest.columns * deepest.rows - len(last.rows)
    return Clipped(tiles=tiles, whole=deepest, missing=missing)


def _level(base: sqlite3.Connection, wanted: TileRange, side_px: int | None) -> _Level | None:
    """The tiles of a level that can be shown, or None where there are none."""
    reach = _middle(wanted)
    most = reach.columns * reach.rows
    order = f"SELECT tile_column, tile_row, tile_data {WHERE} LIMIT {most}"
    rows: dict[tuple[int, int], bytes] = {}
    size = 0
    for column, row, content in base.execute(order, bounds_of(reach)):
        if not (isinstance(column, int) and isinstance(row, int) and isinstance(content, bytes)):
            continue
        shown = decoded(content, side_px)
        if shown is not None:
            side_px = int(shown.shape[0])
            rows[column, row] = content
            size += len(content)
        if size > MOST_BYTES:
            return None
    if not rows or side_px is None:
        return None
    kept = tuple((column, row, rows[column, row]) for column, row in sorted(rows))
    return _Level(reach, reach == wanted, kept, side_px)


def _middle(wanted: TileRange) -> TileRange:
    """The tiles in the middle of a level that has too many of them."""
    west, east = _within(wanted.west, wanted.east)
    north, south = _within(wanted.north, wanted.south)
    return replace(wanted, west=west, east=east, north=north, south=south)


def _within(first: int, last: int) -> tuple[int, int]:
    if last - first < MOST_A_SIDE:
        return first, last
    start = (first + last + 1 - MOST_A_SIDE) // 2
    return start, start + MOST_A_SIDE - 1


def _written(levels: list[_Level], whole: int, said: dict[str, str]) -> bytes:
    """An MBTiles file in memory; equal tiles give equal bytes."""
    base = sqlite3.connect(":memory:")
    try:
        base.execute("PRAGMA application_id = 0x4d504258")  # "MPBX", as the specification says
        base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        base.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
            " tile_data BLOB, PRIMARY KEY (zoom_level, tile_column, tile_row))"
        )
        told = {
            "name": "basemap", "format": said.get("format", "png"), "type": "baselayer",
            "attribution": said.get("attribution", ""),
            "minzoom": str(levels[0].reach.zoom), "maxzoom": str(levels[-1].reach.zoom),
            "tile_px": str(levels[0].side_px), "whole_zoom": str(whole),
        }  # fmt: skip
        base.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
        for level in levels:
            rows = ((level.reach.zoom, *row) for row in level.rows)
            base.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        base.commit()
        return base.serialize()
    finally:
        base.close()
