"""A basemap of tiles as pictures: the level that is sharp enough at the scale that is shown.

Tiles lie in EPSG:3857; each is laid down by its own corners. Within one tile the difference to a
true re-projection is below a centimetre from level 17 on.
"""

import itertools
import math
import sqlite3
from functools import lru_cache
from typing import Final

import numpy as np
from pyproj import Transformer

from sbd_tool.cartography.drawlist import Picture
from sbd_tool.cartography.tokens import MM_PER_PX
from sbd_tool.domain.layers import Underlay

MOST_TILES: Final = 400
"""Of one level: more than a package holds are not drawn."""
_DEEPEST: Final = 30
_USUAL_PX: Final = 256
_MOST_PX: Final = 1_024
_LOOK_EVERY: Final = 100_000
_MOST_LOOKS: Final = 200
_HALF_WORLD_M: Final = math.pi * 6_378_137.0
_BLUR: Final = 1.5
"""A pixel of a tile may be so many pixels of the screen wide."""
_PNG: Final = b"\x89PNG"
Transform = tuple[float, float, float, float, float, float]
Tile = tuple[int, int, int, bytes]


class SameTiles:
    """An underlay compared by identity, with its bytes: its tiles are read once."""

    __slots__ = ("data", "underlay")

    def __init__(self, underlay: Underlay, data: bytes) -> None:
        self.underlay, self.data = underlay, data

    def __hash__(self) -> int:
        return id(self.underlay)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameTiles) and other.underlay is self.underlay


def tile_pictures(same: SameTiles, crs: str, scale: float, opacity: float) -> tuple[Picture, ...]:
    """The pictures of a basemap at a scale; nothing where its bytes do not read.

    Args:
        same: The underlay and its MBTiles file.
        crs: The project's CRS.
        scale: Scale denominator.
        opacity: 0 to 1.

    Returns:
        The deepest level that covers everything, if the one that is sharp enough does not, and
        that one above it.
    """
    levels, whole = _levels(same)
    if not levels:
        return ()
    step_m = _BLUR * scale * MM_PER_PX / 1000
    fine = next((zoom for zoom in levels if _pixel_m(same, zoom) <= step_m), levels[-1])
    shown = (fine,) if fine <= whole else (whole, fine)
    return tuple(one for zoom in shown for one in _pictures(same, crs, zoom, opacity))


def tile_transform(
    bounds: tuple[float, float, float, float], crs: str, width_px: int, height_px: int
) -> Transform:
    """World file of a piece of EPSG:3857 in another CRS, by its corners.

    Args:
        bounds: West, south, east, north, metres in EPSG:3857.
        crs: The CRS it is laid down in.
        width_px: Its pixels from west to east.
        height_px: Its pixels from north to south.
    """
    west, south, east, north = bounds
    way = _way(crs)
    x, y = way.transform([west, east, west, east], [north, north, south, south])
    upper_left, upper_right, lower_left, lower_right = np.column_stack([x, y])
    right = (upper_right - upper_left + lower_right - lower_left) / (2 * width_px)
    down = (lower_left - upper_left + lower_right - upper_right) / (2 * height_px)
    middle = (upper_left + upper_right + lower_left + lower_right) / 4
    first = middle - right * (width_px - 1) / 2 - down * (height_px - 1) / 2
    numbers = (right[0], right[1], down[0], down[1], first[0], first[1])
    a, d, b, e, c, f = (float(one) for one in numbers)
    return (a, d, b, e, c, f)


def _pixel_m(same: SameTiles, zoom: int) -> float:
    """Ground size of a pixel of a level, metres, from what the underlay says of its own level."""
    a, d, *_ = same.underlay.transform
    _, whole = _levels(same)
    return float(math.hypot(a, d) * 2.0 ** (whole - zoom))


@lru_cache(maxsize=32)
def _pictures(same: SameTiles, crs: str, zoom: int, opacity: float) -> tuple[Picture, ...]:
    side_m = 2 * _HALF_WORLD_M / 2**zoom
    side_px = _side_px(same)
    found = []
    for column, row, data in _tiles(same, zoom):
        west, south = column * side_m - _HALF_WORLD_M, row * side_m - _HALF_WORLD_M
        bounds = (west, south, west + side_m, south + side_m)
        found.append(
            Picture(
                data=data,
                media_type="image/png" if data.startswith(_PNG) else "image/jpeg",
                width_px=side_px,
                height_px=side_px,
                transform=tile_transform(bounds, crs, side_px, side_px),
                opacity=opacity,
                id=same.underlay.id,
            )
        )
    return tuple(found)


@lru_cache(maxsize=8)
def _way(crs: str) -> Transformer:
    return Transformer.from_crs("EPSG:3857", crs, always_xy=True)


@lru_cache(maxsize=8)
def _levels(same: SameTiles) -> tuple[tuple[int, ...], int]:
    """Levels there are, shallow first, and the deepest that covers everything."""
    rows = _asked(same, "SELECT DISTINCT zoom_level FROM tiles LIMIT 40")
    levels = sorted(zoom for (zoom,) in rows if isinstance(zoom, int) and 0 <= zoom <= _DEEPEST)
    told = _said(same, "whole_zoom")
    whole = int(told) if told.isdecimal() and int(told) in levels else 0
    return tuple(levels), whole or (levels[-1] if levels else 0)


def _side_px(same: SameTiles) -> int:
    told = _said(same, "tile_px")
    return min(int(told), _MOST_PX) if told.isdecimal() and int(told) else _USUAL_PX


def _said(same: SameTiles, name: str) -> str:
    rows = _asked(same, "SELECT substr(value, 1, 40) FROM metadata WHERE name = ? LIMIT 1", name)
    return str(rows[0][0])[:8] if rows else ""


def _tiles(same: SameTiles, zoom: int) -> list[tuple[int, int, bytes]]:
    order = "SELECT tile_column, tile_row, tile_data FROM tiles WHERE zoom_level = ?"
    rows = _asked(same, f"{order} LIMIT {MOST_TILES}", zoom)
    return [
        (column, row, data)
        for column, row, data in rows
        if isinstance(column, int) and isinstance(row, int) and isinstance(data, bytes)
    ]


def _asked(same: SameTiles, order: str, *values: str | int) -> list[tuple[object, ...]]:
    """Rows of the file in memory; a package may have been made by anybody."""
    base = sqlite3.connect(":memory:")
    looks = itertools.count(1)
    base.set_progress_handler(lambda: next(looks) > _MOST_LOOKS, _LOOK_EVERY)
    try:
        base.deserialize(same.data)
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute("PRAGMA query_only = ON")
        return base.execute(order, values).fetchall()
    except (sqlite3.Error, OverflowError):
        return []
    finally:
        base.close()
