"""Tiles of a zoom level in a window, and single tiles decoded within bounds.

Source: MBTiles Specification 1.3 (tiles in EPSG:3857).
"""

import io
import math
import warnings
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.formats.spec import Bbox

DEEPEST_ZOOM: Final = 22
MOST_TILE_BYTES: Final = 4 * 1024 * 1024
MOST_TILE_PX: Final = 1_024
HALF_WORLD_M: Final = math.pi * 6_378_137.0
_FORMATS: Final = ("PNG", "JPEG")
_FURTHEST_LATITUDE: Final = 85.0511


@dataclass(frozen=True, slots=True)
class TileRange:
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
        return 2 * HALF_WORLD_M / self.count

    @property
    def count(self) -> int:
        """Tiles of the zoom level from west to east."""
        return int(2**self.zoom)


def touched(bbox: Bbox, zoom: int) -> TileRange:
    """Tiles of a level that touch a window in degrees."""
    west, south, east, north = bbox
    count = int(2**zoom)

    def column(longitude: float) -> int:
        return min(count - 1, max(0, math.floor((longitude + 180.0) / 360.0 * count)))

    def row(latitude: float) -> int:
        held = math.radians(min(_FURTHEST_LATITUDE, max(-_FURTHEST_LATITUDE, latitude)))
        share = (1.0 - math.asinh(math.tan(held)) / math.pi) / 2.0
        return min(count - 1, max(0, math.floor(share * count)))

    return TileRange(zoom, column(west), row(north), column(east), row(south))


def decoded(content: bytes, side: int | None) -> npt.NDArray[np.uint8] | None:
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


WHERE: Final = (
    "FROM tiles WHERE zoom_level = ? AND tile_column BETWEEN ? AND ? AND tile_row BETWEEN ? AND ?"
    f" AND length(tile_data) <= {MOST_TILE_BYTES}"
)
"""The tiles of a range, small enough to be read."""


def bounds_of(wanted: TileRange) -> tuple[int, ...]:
    """What `WHERE` is asked with: rows counted from the south."""
    last = wanted.count - 1
    return wanted.zoom, wanted.west, wanted.east, last - wanted.south, last - wanted.north
