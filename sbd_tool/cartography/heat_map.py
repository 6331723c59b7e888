"""Heat maps: a grid of values becomes a picture, a legend and an answer to "how much is it here?".

One picture serves window, PDF, SVG and PNG, because all of them draw `drawlist.Picture`.
"""

import math
import struct
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np

from sbd_tool.cartography.drawlist import DrawList, Fill, FloatArray, Group, LegendEntry, Picture
from sbd_tool.cartography.ramps import Bytes, even_ramp, hex_colour
from sbd_tool.cartography.tokens import Design
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.domain.words import Words

OPACITY: Final = 0.8
GROUP: Final = "heat"
_ABOVE: Final = ("boundary", "measures", "labels")
"""Groups that stay above a heat map."""


@dataclass(frozen=True, kw_only=True, eq=False)
class HeatMap:
    """Values on a regular grid, ready to be drawn. Compared by identity, so it can key a cache.

    Attributes:
        key: What the map is of ("sight", "light").
        title: Heading of the legend.
        values: Shape (rows, columns); row 0 is the southernmost, column 0 the westernmost; NaN
            where there is no value, which is drawn as nothing at all.
        x0_m, y0_m: South-western corner of the cell (0, 0), project CRS.
        step_m: Side of a cell, metres.
        unit: Unit of the values, or "".
        stops: Rising limits, at least two. Between the first and the last the ramp runs evenly
            from stop to stop; what lies outside takes the end colours.
        is_classed: One flat colour between two stops instead of a ramp.
        decimals: Digits shown of a value.
        ramp: Ramp of the design tokens.
        class_words: Words of the classes, the lowest first, one less than stops; none where the
            limits themselves are told.
    """

    key: str
    title: Text
    values: FloatArray
    x0_m: float
    y0_m: float
    step_m: float
    unit: str
    stops: tuple[float, ...]
    is_classed: bool = False
    decimals: int = 0
    ramp: str = "attention"
    class_words: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or not self.step_m > 0:  # noqa: PLR2004 - a grid has two axes
            raise ValueError("a heat map needs a grid with a step")
        rising = all(low < high for low, high in pairwise(self.stops))
        if len(self.stops) < 2 or not rising:  # noqa: PLR2004 - from, to
            raise ValueError("stops of a heat map have to rise")
        if self.class_words and len(self.class_words) != len(self.stops) - 1:
            raise ValueError("a heat map needs words for each of its classes")

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in metres."""
        rows, columns = self.values.shape
        east, north = self.x0_m + columns * self.step_m, self.y0_m + rows * self.step_m
        return self.x0_m, self.y0_m, east, north

    def value_at(self, x_m: float, y_m: float) -> float | None:
        """Value of the cell at a position; None outside and where there is none."""
        column = math.floor((x_m - self.x0_m) / self.step_m)
        row = math.floor((y_m - self.y0_m) / self.step_m)
        rows, columns = self.values.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return None
        value = float(self.values[row, column])
        return None if math.isnan(value) else value

    def shown(self, value: float) -> Quantity:
        """A value as it is worded."""
        return Quantity(value, self.unit, self.decimals)

    def class_at(self, value: float) -> Text | None:
        """Words of the class a value falls into; None where classes have none."""
        if not self.class_words:
            return None
        place = int(np.searchsorted(self.stops, value, side="right")) - 1
        return self.class_words[min(max(place, 0), len(self.class_words) - 1)]


def colour_shares(heat: HeatMap, values: FloatArray) -> FloatArray:
    """Place of values on the ramp, 0 to 1; NaN stays NaN."""
    count = len(heat.stops) - 1
    if heat.is_classed:
        found = np.clip(np.searchsorted(heat.stops, values, side="right") - 1, 0, count - 1)
        share = found / max(1, count - 1)
        return np.where(np.isnan(values), np.nan, share)
    marks: FloatArray = np.interp(values, heat.stops, np.linspace(0.0, 1.0, count + 1))
    return marks


def colours_of(heat: HeatMap, design: Design) -> Bytes:
    """Colour of every cell, shape (rows, columns, 4); cells without a value are clear."""
    ramp = even_ramp(design.ramp(heat.ramp))
    share = colour_shares(heat, heat.values)
    is_known = ~np.isnan(share)
    out = np.zeros((*heat.values.shape, 4), dtype=np.uint8)
    place = np.round(share[is_known] * (len(ramp) - 1)).astype(np.int64)
    out[is_known, :3] = ramp[place]
    out[is_known, 3] = 255
    return out


@lru_cache(maxsize=8)
def heat_picture(heat: HeatMap, design: Design, opacity: float = OPACITY) -> Picture:
    """The heat map as a picture of one pixel per cell, laid exactly over its cells."""
    rows, columns = heat.values.shape
    west, _south, _east, north = heat.bounds
    step = heat.step_m
    return Picture(
        data=png_of(colours_of(heat, design)[::-1]),
        media_type="image/png",
        width_px=columns,
        height_px=rows,
        transform=(step, 0.0, 0.0, -step, west + step / 2, north - step / 2),
        opacity=opacity,
        id=heat.key,
        is_smooth=False,
    )


def png_of(rgba: Bytes) -> bytes:
    """A PNG file of colours with alpha, shape (rows, columns, 4)."""
    rows, columns = rgba.shape[:2]
    lines = np.zeros((rows, columns * 4 + 1), dtype=np.uint8)
    lines[:, 1:] = rgba.reshape(rows, columns * 4)
    head = struct.pack(">IIBBBBB", columns, rows, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def heat_steps(heat: HeatMap, design: Design) -> tuple[tuple[Text, str], ...]:
    """Rows of the legend, the highest first: words and colour."""
    if not heat.is_classed:
        marks = np.asarray(heat.stops, dtype=np.float64)
        rows = [text("canvas.heat_value", value=heat.shown(stop)) for stop in heat.stops]
    else:
        marks = np.asarray(heat.stops[:-1], dtype=np.float64)
        rows = [_range_words(heat, place) for place in range(len(marks))]
    ramp = even_ramp(design.ramp(heat.ramp))
    places = np.round(colour_shares(heat, marks) * (len(ramp) - 1)).astype(np.int64)
    colours = [hex_colour(ramp[place]) for place in places]
    return tuple(zip(rows, colours, strict=True))[::-1]


def _range_words(heat: HeatMap, place: int) -> Text:
    if heat.class_words:
        return heat.class_words[place]
    low, high = heat.shown(heat.stops[place]), heat.shown(heat.stops[place + 1])
    if place == 0:
        return text("canvas.heat_below", high=high)
    if place == len(heat.stops) - 2:
        return text("canvas.heat_from", low=low)
    return text("canvas.heat_range", low=low, high=high)


def heat_legend(heat: HeatMap, design: Design, words: Words) -> tuple[LegendEntry, ...]:
    """Rows for the legend of a page: heading and steps in one, the highest first."""
    title = words(heat.title)
    return tuple(
        LegendEntry(
            key=f"{GROUP}.{heat.key}.{row}",
            title=f"{title}: {words(step)}" if row == 0 else words(step),
            fill=Fill(colour=colour),
        )
        for row, (step, colour) in enumerate(heat_steps(heat, design))
    )


def heat_group(heat: HeatMap, design: Design, opacity: float = OPACITY) -> Group:
    """The heat map as a group of the draw list; its place is `styles.ORDER_ANALYSIS`."""
    return Group(key=GROUP, title="", items=(heat_picture(heat, design, opacity),))


def with_heat(drawn: DrawList, heat: HeatMap, design: Design, words: Words) -> DrawList:
    """A map with a heat map between its ground and its measures, and the legend of both."""
    at = next(
        (row for row, group in enumerate(drawn.groups) if group.key in _ABOVE), len(drawn.groups)
    )
    groups = (*drawn.groups[:at], heat_group(heat, design), *drawn.groups[at:])
    return replace(drawn, groups=groups, legend=(*heat_legend(heat, design, words), *drawn.legend))
