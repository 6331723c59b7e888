"""Draws many rings, lines and dots into an array of pixels, in two bands at the same time."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.cartography.drawlist import FloatArray
from sbd_tool.cartography.raster.rings import RingTable

Pixels = npt.NDArray[np.uint32]
Window = tuple[float, float, float, float]
PAD: Final = 8  # as in `blending`, which is compiled and therefore imported late
BANDS: Final = 2 if (os.cpu_count() or 1) > 1 else 1


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour laid over what is there.

    Attributes:
        colour: 0xRRGGBB.
        opacity: 0 to 1.
        width_px: Width of a line, diameter of a dot; 0 for areas.
    """

    colour: int
    opacity: float = 1.0
    width_px: float = 0.0


@dataclass(frozen=True, slots=True)
class Style:
    """Tables and dots that look the same: all areas first, then all lines, then all dots."""

    tables: tuple[RingTable, ...] = ()
    fill: Ink | None = None
    strokes: tuple[Ink, ...] = ()
    dots: FloatArray | None = None
    dot_inks: tuple[Ink, ...] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the ground lies in a picture: ``place`` is eight numbers as `areas` explains them."""

    place: tuple[float, float, float, float, float, float, float, float]

    def window(self, top: int, rows: int, columns: int, margin_px: float) -> Window:
        """West, south, east, north of some rows of the picture and a margin, metres."""
        a, b, c, d, e, f, x0, y0 = self.place
        turn = np.linalg.inv(np.array([[a, b], [c, d]]))
        corners = np.array(
            [
                (column - e, row - f)
                for column in (-margin_px, columns + margin_px)
                for row in (top - margin_px, top + rows + margin_px)
            ]
        )
        ground = corners @ turn.T + (x0, y0)
        west, south = (float(v) for v in ground.min(axis=0))
        east, north = (float(v) for v in ground.max(axis=0))
        return west, south, east, north


class Raster:
    """Compiled code and the buffers it works in; several threads draw one after the other.

    Compiling takes seconds the first time and a moment later on. `warm_later` does it aside;
    until `is_ready`, somebody else has to draw.
    """

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._lock = threading.Lock()
        self._warming: threading.Thread | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._bands: dict[int, _Band] = {}
        self._drawing = threading.Lock()

    @property
    def is_ready(self) -> bool:
        """Whether drawing can begin at once."""
        return self._ready.is_set()

    def warm_later(self) -> None:
        """Compile aside, once; a program that ends meanwhile waits for it some seconds."""
        with self._lock:
            if self._warming is None and not self.is_ready:
                self._warming = threading.Thread(target=self.warm, name="sbd-raster-warm")
                self._warming.start()

    def warm(self) -> None:
        """Compile now, or load what was compiled before."""
        pixels = np.zeros((4, 4), dtype=np.uint32)
        xy = np.array([[0.5, 0.5], [3.0, 0.5], [3.0, 3.0], [0.5, 0.5]])
        box, turn = (0.5, 0.5, 3.0, 3.0), np.array([1], dtype=np.int8)
        table = RingTable(xy, np.array([0, 4]), np.array([box]), turn, box)
        inks = (Ink(0, 0.5, 1.0), Ink(0, 0.5, 3.0))
        style = Style((table,), Ink(0), inks, xy, (Ink(0, 1.0, 2.0),))
        identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0)
        band = _Band(0, pixels.shape)
        band.draw(pixels, (style,), Placing(identity), lambda: False)
        self._ready.set()

    def draw(
        self,
        pixels: Pixels,
        styles: Sequence[Style],
        placing: Placing,
        is_stale: Callable[[], bool] = lambda: False,
    ) -> None:
        """Draw styles from below to above.

        Args:
            pixels: 0xffRRGGBB, (rows, columns), contiguous; changed in place.
            styles: What to draw.
            placing: Where it lies.
            is_stale: Asked between styles; when it says yes, the rest is left out.
        """
        with self._drawing:
            self._draw(pixels, styles, placing, is_stale)

    def _draw(
        self,
        pixels: Pixels,
        styles: Sequence[Style],
        placing: Placing,
        is_stale: Callable[[], bool],
    ) -> None:
        rows, columns = pixels.shape
        cuts = [rows * number // BANDS for number in range(BANDS + 1)]
        parts = [pixels[top:below] for top, below in pairwise(cuts)]
        bands = [
            self._band(number, (below - top, columns), top)
            for number, (top, below) in enumerate(pairwise(cuts))
        ]
        others = [
            self._aside(band.draw, part, styles, placing, is_stale)
            for band, part in zip(bands[1:], parts[1:], strict=True)
        ]
        if parts[0].size:
            bands[0].draw(parts[0], styles, placing, is_stale)
        for other in others:
            other()

    def _aside(self, work: Callable[..., None], *wish: object) -> Callable[[], None]:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(BANDS - 1, thread_name_prefix="sbd-raster")
        return self._pool.submit(work, *wish).result

    def _band(self, number: int, shape: tuple[int, int], top: int) -> "_Band":
        found = self._bands.get(number)
        if found is None or found.shape != shape or found.top != top:
            found = self._bands[number] = _Band(top, shape)
        return found


class _Band:
    """Rows of a picture and the buffers of their coverage; buffers are clear between styles."""

    def __init__(self, top: int, shape: tuple[int, int]) -> None:
        rows, columns = shape
        self.top, self.shape = top, shape
        stride, high, wide = _whole(columns + 2), rows + 2 * PAD, _whole(columns + 2 * PAD)
        self._sums = np.zeros(rows * stride, dtype=np.float32)
        self._sum_words = np.zeros((rows, stride // 64 + 1), dtype=np.uint64)
        self._cover = np.zeros(high * wide, dtype=np.uint8)
        self._cover_words = np.zeros((high, wide // 64 + 1), dtype=np.uint64)

    def draw(
        self,
        pixels: Pixels,
        styles: Sequence[Style],
        placing: Placing,
        is_stale: Callable[[], bool],
    ) -> None:
        place = np.array(placing.place, dtype=np.float64)
        place[5] -= self.top
        inner = place + np.array([0, 0, 0, 0, PAD, PAD, 0, 0])
        flat = pixels.reshape(-1)
        widest = max((one.width_px for style in styles for one in style.strokes), default=0.0)
        rows, columns = self.shape
        window = np.array(placing.window(self.top, rows, columns, widest / 2 + PAD))
        for style in styles:
            if is_stale():
                return
            tables = [table for table in style.tables if table.meets(window)]
            near = replace(style, tables=tuple(tables))
            if style.fill is not None and tables:
                self._areas(flat, near, style.fill, place, window)
            for one in style.strokes if tables else ():
                self._lines(flat, near, one, inner, window)
            if style.dots is not None:
                for one in style.dot_inks:
                    self._dots(flat, style.dots, one, inner)

    def _areas(
        self, flat: Pixels, style: Style, fill: Ink, place: FloatArray, window: FloatArray
    ) -> None:
        from sbd_tool.cartography.raster.areas import add_rings
        from sbd_tool.cartography.raster.blending import lay_sums

        for table in style.tables:
            add_rings(
                table.xy, table.starts, table.boxes, table.signs, window, place,
                self._sums, self._sum_words.view(np.uint8),
            )  # fmt: skip
        columns, words = self.shape[1], self._sums.view(np.uint64)
        lay_sums(flat, self._sums, words, self._sum_words, columns, fill.colour, fill.opacity)

    def _lines(
        self, flat: Pixels, style: Style, stroke: Ink, place: FloatArray, window: FloatArray
    ) -> None:
        from sbd_tool.cartography.raster.lines import THIN_PX, add_thick, add_thin

        add = add_thin if stroke.width_px <= THIN_PX else add_thick
        for table in style.tables:
            add(
                table.xy, table.starts, table.boxes, window, place, stroke.width_px,
                self._cover, self._cover_words.view(np.uint8),
            )  # fmt: skip
        self._lay(flat, stroke)

    def _dots(self, flat: Pixels, xy: FloatArray, dot: Ink, place: FloatArray) -> None:
        from sbd_tool.cartography.raster.lines import add_dots

        marks = self._cover_words.view(np.uint8)
        add_dots(xy, place, dot.width_px, self._cover, marks)
        self._lay(flat, dot)

    def _lay(self, flat: Pixels, one: Ink) -> None:
        from sbd_tool.cartography.raster.blending import lay_cover

        columns = self.shape[1]
        words = self._cover.view(np.uint64)
        lay_cover(flat, words, self._cover_words, columns, one.colour, one.opacity)


def _whole(columns: int) -> int:
    """Columns rounded up to whole blocks of eight."""
    return (columns + 7) // 8 * 8
