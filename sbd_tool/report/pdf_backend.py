"""Vector pages through reportlab: our own operators and embedded letters."""

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import numpy as np

from sbd_tool.cartography.drawlist import Fill, FloatArray, Label, Paths, Picture, Stroke
from sbd_tool.cartography.outlines import Command, Outline
from sbd_tool.cartography.ragged import seen
from sbd_tool.report.letters import PT_PER_MM, Letters
from sbd_tool.report.surface import Projector, Surface

_OPERATORS: Final = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_HATCH_GAP_MM: Final = 1.3
_HATCH_MM: Final = 0.14
_LETTER_RISE: Final = 0.36  # half of the height of capitals, in letter heights


class PdfSurface(Surface):
    """One page. Every operator of the map goes through `_emit`, the only use of ``_code``."""

    def __init__(self, canvas: Any, width_mm: float, height_mm: float, letters: Letters) -> None:
        super().__init__(width_mm, height_mm, letters)
        self._canvas = canvas

    def _emit(self, *operators: str) -> None:
        # A private list of reportlab: formatting a whole layer in one go is ten times as fast as
        # its path objects. `tests/unit/report` fails when reportlab changes it.
        self._canvas._code.extend(operators)  # noqa: SLF001

    def _at(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        return x_mm * PT_PER_MM, (self.height_mm - y_mm) * PT_PER_MM

    # --- shapes ---------------------------------------------------------------------------

    def shape(self, outline: Outline, x_mm: float = 0.0, y_mm: float = 0.0) -> None:
        if not (outline.fill or outline.stroke):
            return
        self._canvas.saveState()
        if outline.fill:
            self._fill_style(outline.fill, outline.opacity)
        if outline.stroke:
            self._stroke_style(
                Stroke(
                    colour=outline.stroke,
                    width_mm=outline.width_mm,
                    dash_mm=outline.dash_mm,
                    opacity=outline.opacity,
                    cap=outline.cap,
                )
            )
        painted = "B*" if outline.fill and outline.stroke else "f*" if outline.fill else "S"
        self._emit(*self._path(outline.commands, x_mm, y_mm), painted)
        self._canvas.restoreState()

    def _path(self, commands: Sequence[Command], x_mm: float, y_mm: float) -> Iterator[str]:
        for letter, numbers in commands:
            points = (
                self._at(numbers[place] + x_mm, numbers[place + 1] + y_mm)
                for place in range(0, len(numbers), 2)
            )
            written = " ".join(f"{x:.3f} {y:.3f}" for x, y in points)
            yield f"{written} {_OPERATORS[letter]}".strip()

    def _fill_style(self, colour: str, opacity: float) -> None:
        self._emit(f"{_rgb(colour)} rg")
        self._canvas.setFillAlpha(round(opacity, 3))

    def _stroke_style(self, stroke: Stroke, width_mm: float = 0.0, colour: str = "") -> None:
        cap = 1 if stroke.cap == "round" else 0
        width = (width_mm or stroke.width_mm) * PT_PER_MM
        dash = "" if colour else " ".join(f"{part * PT_PER_MM:.3f}" for part in stroke.dash_mm)
        self._emit(f"{_rgb(colour or stroke.colour)} RG {width:.3f} w {cap} J 1 j [{dash}] 0 d")
        self._canvas.setStrokeAlpha(round(stroke.opacity, 3))

    @contextmanager
    def clipped(
        self, x_mm: float, y_mm: float, width_mm: float, height_mm: float
    ) -> Iterator[None]:
        self._canvas.saveState()
        x, y = self._at(x_mm, y_mm + height_mm)
        self._emit(f"{x:.3f} {y:.3f} {width_mm * PT_PER_MM:.3f} {height_mm * PT_PER_MM:.3f} re W n")
        yield
        self._canvas.restoreState()

    # --- maps -----------------------------------------------------------------------------

    def paths(self, paths: Paths, projector: Projector) -> None:
        kept = seen(paths, projector.extent)
        if kept is None:
            return
        points = projector.pages(kept.coordinates) * PT_PER_MM
        points[:, 1] = self.height_mm * PT_PER_MM - points[:, 1]
        stroke, fill = kept.stroke, kept.fill
        self._canvas.saveState()
        if stroke is not None and stroke.casing:
            self._stroke_style(stroke, stroke.casing_width_mm, stroke.casing)
            self._emit(_operators(kept, points, "S"))
        if fill is not None and fill.colour:
            self._fill_style(fill.colour, fill.opacity)
        if stroke is not None:
            self._stroke_style(stroke)
        painted = _painting(fill, stroke)
        if painted:
            self._emit(_operators(kept, points, painted))
        self._canvas.restoreState()
        if fill is not None and fill.hatch:
            self._hatch(kept, points, fill)

    def _hatch(self, paths: Paths, points: FloatArray, fill: Fill) -> None:
        """Lines over each feature, cut at its edge."""
        self._canvas.saveState()
        self._emit(_operators(paths, points, "").rstrip(), "W* n")
        self._stroke_style(Stroke(colour=fill.hatch_colour or "#000000", width_mm=_HATCH_MM))
        page = (0.0, 0.0, self.width_mm * PT_PER_MM, self.height_mm * PT_PER_MM)
        low = np.maximum(points.min(axis=0), page[:2])
        high = np.minimum(points.max(axis=0), page[2:])
        self._emit(*_hatch_lines(low, high, is_cross=fill.hatch == "cross"))
        self._canvas.restoreState()

    def picture(self, picture: Picture, projector: Projector) -> None:
        from reportlab.lib.utils import ImageReader

        a, d, b, e, c, f = picture.transform
        # The world file names the middle of the first pixel; the picture begins half a pixel off.
        x0, y0 = c - (a + b) / 2, f - (d + e) / 2
        origin = self._at(*projector.page(x0, y0))
        right = self._at(*projector.page(x0 + a * picture.width_px, y0 + d * picture.width_px))
        down = self._at(*projector.page(x0 + b * picture.height_px, y0 + e * picture.height_px))
        ux, uy = right[0] - origin[0], right[1] - origin[1]
        vx, vy = down[0] - origin[0], down[1] - origin[1]
        self._canvas.saveState()
        self._canvas.setFillAlpha(round(picture.opacity, 3))
        self._canvas.transform(ux, uy, -vx, -vy, down[0], down[1])
        self._canvas.drawImage(ImageReader(io.BytesIO(picture.data)), 0, 0, 1, 1, mask="auto")
        self._canvas.restoreState()

    # --- words ----------------------------------------------------------------------------

    def words(  # noqa: PLR0917 - position, text and look of a line of text
        self,
        x_mm: float,
        y_mm: float,
        words: str,
        size_pt: float = 9.0,
        colour: str = "#000000",
        weight: int = 400,
        anchor: str = "start",
    ) -> None:
        x, y = self._at(x_mm - self._shift(words, size_pt, weight, anchor), y_mm)
        self._set(x, y, words, size_pt, colour, weight)

    def label(self, label: Label, projector: Projector) -> None:
        size_pt = label.size_mm * PT_PER_MM
        x, y = self._at(*projector.page(label.x_m, label.y_m))
        self._canvas.saveState()
        self._canvas.translate(x, y)
        if label.rotation_deg:
            self._canvas.rotate(-label.rotation_deg)
        left = -self._shift(label.words, size_pt, label.weight, label.anchor) * PT_PER_MM
        base = -_LETTER_RISE * size_pt
        if label.halo:
            self._halo(left, base, label, size_pt)
        self._set(left, base, label.words, size_pt, label.colour, label.weight)
        self._canvas.restoreState()

    def _halo(self, x: float, y: float, label: Label, size_pt: float) -> None:
        self._canvas.saveState()
        halo = Stroke(colour=label.halo, width_mm=label.size_mm * 0.32, opacity=0.92)
        self._stroke_style(halo)
        self._set(x, y, label.words, size_pt, label.halo, label.weight, mode=1)
        self._canvas.restoreState()

    def _shift(self, words: str, size_pt: float, weight: int, anchor: str) -> float:
        part = {"middle": 0.5, "end": 1.0}.get(anchor, 0.0)
        return part * self.letters.width_mm(words, size_pt, weight) if part else 0.0

    def _set(  # noqa: PLR0917 - position, text and look of a line of text
        self,
        x: float,
        y: float,
        words: str,
        size_pt: float,
        colour: str,
        weight: int,
        mode: int = 0,
    ) -> None:
        if not words:
            return
        if mode == 0:
            self._canvas.setFillAlpha(1)
            self._emit(f"{_rgb(colour)} rg")
        line = self._canvas.beginText(x, y)
        line.setTextRenderMode(mode)
        for name, run in self.letters.runs(words, weight):
            line.setFont(name, size_pt)
            line.textOut(run)
        self._canvas.drawText(line)


def _rgb(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return f"{red:.4g} {green:.4g} {blue:.4g}"


def _painting(fill: Fill | None, stroke: Stroke | None) -> str:
    has_fill = fill is not None and bool(fill.colour)
    if has_fill and stroke is not None:
        return "B*"
    if has_fill:
        return "f*"
    return "S" if stroke is not None else ""


def _operators(paths: Paths, points: FloatArray, painted: str) -> str:
    """Path operators of all features in one printf; even-odd painting makes the holes."""
    formats = ["%.2f %.2f l"] * len(points)
    for first in paths.part_starts[:-1].tolist():
        formats[first] = "%.2f %.2f m"
    if paths.is_closed:
        for last in (paths.part_starts[1:] - 1).tolist():
            formats[last] += " h"
    for last in (paths.part_starts[paths.feature_starts[1:]] - 1).tolist():
        formats[last] += f" {painted}"
    return "\n".join(formats) % tuple(points.ravel().tolist())


def _hatch_lines(low: FloatArray, high: FloatArray, *, is_cross: bool) -> Iterator[str]:
    gap = _HATCH_GAP_MM * PT_PER_MM * math.sqrt(2)
    width, height = float(high[0] - low[0]), float(high[1] - low[1])
    if width <= 0 or height <= 0:
        return
    # Lines start on a fixed lattice, so that neighbouring areas share one pattern.
    start = math.floor((low[0] - height - low[1]) / gap) * gap + low[1]
    for step in range(math.ceil((width + 2 * height) / gap) + 2):
        x = start + step * gap
        yield f"{x:.2f} {low[1]:.2f} m {x + height:.2f} {high[1]:.2f} l S"
        if is_cross:
            yield f"{x + height:.2f} {low[1]:.2f} m {x:.2f} {high[1]:.2f} l S"
