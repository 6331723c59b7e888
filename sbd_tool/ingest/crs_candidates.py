"""Which coordinate system silent coordinates may be in, judged by their size."""

from typing import Final

import numpy as np
import shapely

from sbd_tool.domain.rawplan import RawLayer

LOCAL: Final = "local"
DRAWINGS: Final = frozenset({"dxf", "dwg"})
_WGS84: Final = "EPSG:4326"

# Ranges of false easting and northing by which a planner recognises a grid at a glance (metres).
_GRIDS: Final = (
    ("EPSG:3879", (25_450_000, 25_550_000), (6_600_000, 6_800_000)),
    ("EPSG:27700", (0, 700_000), (0, 1_300_000)),
    ("EPSG:2154", (100_000, 1_250_000), (6_000_000, 7_150_000)),
    ("EPSG:31370", (20_000, 300_000), (20_000, 250_000)),
    ("EPSG:28992", (10_000, 280_000), (300_000, 620_000)),
    ("EPSG:2056", (2_480_000, 2_840_000), (1_070_000, 1_300_000)),
    ("EPSG:25832", (250_000, 900_000), (4_000_000, 6_700_000)),
    ("EPSG:3067", (50_000, 760_000), (6_600_000, 7_800_000)),
    ("EPSG:25833", (250_000, 900_000), (4_000_000, 6_700_000)),
    ("EPSG:25830", (100_000, 900_000), (3_900_000, 4_900_000)),
    ("EPSG:3857", (-20_037_508, 20_037_508), (-20_037_508, 20_037_508)),
)
_MOST: Final = 3
_NEAR_ORIGIN: Final = 20_000.0


def candidates(layer: RawLayer) -> tuple[str, ...]:
    """Up to three coordinate systems that coordinates of this size may be in, likeliest first."""
    kept = layer.geometry[~shapely.is_missing(layer.geometry) & ~shapely.is_empty(layer.geometry)]
    bounds = shapely.bounds(kept)
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    if not len(bounds):
        return ()
    factor = layer.unit_m or 1.0
    x = float(np.median(bounds[:, [0, 2]])) * factor
    y = float(np.median(bounds[:, [1, 3]])) * factor
    is_drawing = layer.unit_m is not None or layer.source.format in DRAWINGS
    if not is_drawing and abs(x) <= 180 and abs(y) <= 90:  # noqa: PLR2004 - degrees
        return (_WGS84, LOCAL)
    if abs(x) < _NEAR_ORIGIN and abs(y) < _NEAR_ORIGIN:
        return (LOCAL,)
    found = [
        crs
        for crs, (west, east), (south, north) in _GRIDS
        if west <= x <= east and south <= y <= north
    ]
    return tuple(found[:_MOST]) or (LOCAL,)
