"""Maps of analyses on the interactive map: pictures laid upright over a map that turns nothing."""

import base64
from typing import Any, Final

import numpy as np
from pyproj import Transformer

from sbd_tool.cartography.heat_map import OPACITY, HeatMap, colours_of, heat_steps, png_of
from sbd_tool.report.web_layers import Pencil

_WEB_MERCATOR: Final = "EPSG:3857"
_WGS84: Final = "EPSG:4326"
_FINER: Final = 2
"""Pixels of the picture along a cell: turned cells keep their edges within half a cell."""
_MOST_PIXELS: Final = 1_500


def heat_layers(
    pencil: Pencil, maps: tuple[HeatMap, ...], shown: HeatMap | None
) -> list[dict[str, Any]]:
    """One layer for each map of an analysis, hidden until its reader ticks it.

    Args:
        pencil: What every layer needs.
        maps: Maps an edition may show; see `EditionContent.maps`.
        shown: The one that lay over the plan in the window; it is seen at once. Or None.
    """
    hidden = [heat for heat in maps if shown is None or heat.key != shown.key]
    seen = [] if shown is None else [_layer(pencil, shown) | {"visible": True}]
    return [*(_layer(pencil, heat) for heat in hidden), *seen]


def _layer(pencil: Pencil, heat: HeatMap) -> dict[str, Any]:
    picture, bounds = _upright(pencil, heat)
    packed = base64.b64encode(picture).decode("ascii")
    steps = heat_steps(heat, pencil.design)
    return {
        "key": f"heat.{heat.key}",
        "title": pencil.words(heat.title),
        "group": "analyses",
        "image": f"data:image/png;base64,{packed}",
        "bounds": bounds,
        "opacity": OPACITY,
        "legend": [[pencil.words(said), colour] for said, colour in steps],
        "visible": False,
        "count": 0,
        "style": {},
        "interactive": False,
    }


def _upright(pencil: Pencil, heat: HeatMap) -> tuple[bytes, list[list[float]]]:
    """The map as a picture whose rows run east, with its corners in degrees.

    The page's map is in Web Mercator, in which the project's grid is turned a little. Every pixel
    takes the colour of the cell its middle lies in: no value is blended with another.
    """
    crs = pencil.content.project.crs
    forth = Transformer.from_crs(crs, _WEB_MERCATOR, always_xy=True)
    back = Transformer.from_crs(_WEB_MERCATOR, crs, always_xy=True)
    west, south, east, north = forth.transform_bounds(*heat.bounds, densify_pts=21)
    rows, columns = heat.values.shape
    high = min(_MOST_PIXELS, max(1, rows * _FINER))
    wide = min(_MOST_PIXELS, max(1, columns * _FINER))
    across = west + (np.arange(wide) + 0.5) * (east - west) / wide
    down = north - (np.arange(high) + 0.5) * (north - south) / high
    x, y = back.transform(*np.meshgrid(across, down))
    column = np.floor((x - heat.x0_m) / heat.step_m).astype(np.int64)
    row = np.floor((y - heat.y0_m) / heat.step_m).astype(np.int64)
    is_inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    colours = np.zeros((high, wide, 4), dtype=np.uint8)
    colours[is_inside] = colours_of(heat, pencil.design)[row[is_inside], column[is_inside]]
    degrees = Transformer.from_crs(_WEB_MERCATOR, _WGS84, always_xy=True)
    (left, right), (bottom, top) = degrees.transform([west, east], [south, north])
    return png_of(colours), [[bottom, left], [top, right]]
