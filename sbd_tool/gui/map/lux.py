"""The map of light: cells in the colours of lux, the line of the class minimum, legend, value.

Colour is not alone: the line says where the minimum ends, the pointer reads the value itself.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from sbd_tool.domain.light_results import LEGEND_LX, CellFrame, Floats, Light
from sbd_tool.domain.text import Quantity
from sbd_tool.domain.words import Words
from sbd_tool.gui import paint
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

RAMP: Final = "light_lux"
OPACITY: Final = 0.75
SWATCH_PX, PAD_PX = 34.0, 10.0


@dataclass(frozen=True, slots=True, eq=False)
class LuxMap:
    """What is drawn.

    Attributes:
        frame: Where the cells lie.
        lux: (rows, columns), row 0 at the corner; "not a number" where there is no cell.
        image: One pixel a cell.
        edges: Where cells under the class minimum meet others, in cells.
        colours: From dark to bright, one more than edges of the legend.
        minimum_lx: The class minimum.
        title, minimum_words, note: Words of the legend.
    """

    frame: CellFrame
    lux: Floats
    image: QImage
    edges: list[QLineF]
    colours: tuple[QColor, ...]
    minimum_lx: float
    title: str
    minimum_words: str
    note: str

    def value_at(self, x_m: float, y_m: float) -> float | None:
        """Lux of the cell at a place, or None where there is none."""
        away = np.array([x_m, y_m]) - np.array(self.frame.corner)
        sides = np.array([self.frame.right, self.frame.up]).T
        column, row = np.floor(np.linalg.solve(sides, away)).astype(int)
        if not (0 <= row < self.lux.shape[0] and 0 <= column < self.lux.shape[1]):
            return None
        value = float(self.lux[row, column])
        return None if np.isnan(value) else value


def lux_map(light: Light, theme: Theme, words: tuple[str, str, str]) -> LuxMap:
    """Make the picture of a field of light.

    Args:
        light: The light.
        theme: Gives the ramp.
        words: Title, words of the class minimum, and what was assumed.
    """
    lux = light.grid.picture()
    colours = tuple(QColor(one) for one in theme.design.ramp(RAMP))
    table = np.array([(c.red(), c.green(), c.blue(), 255) for c in colours], dtype=np.uint8)
    is_cell = ~np.isnan(lux)
    pixels = table[np.digitize(np.where(is_cell, lux, 0.0), LEGEND_LX)]
    pixels[~is_cell] = 0
    rows, columns = lux.shape
    raw = np.ascontiguousarray(pixels).tobytes()
    image = QImage(raw, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()
    return LuxMap(
        light.grid.frame,
        lux,
        image,
        _edges(lux, light.minimum_lx),
        colours,
        light.minimum_lx,
        *words,
    )


def _edges(lux: Floats, minimum_lx: float) -> list[QLineF]:
    """Sides between cells under the minimum and cells over it."""
    is_lit, is_cell = lux >= minimum_lx, ~np.isnan(lux)
    upright = (is_lit[:, 1:] != is_lit[:, :-1]) & is_cell[:, 1:] & is_cell[:, :-1]
    level = (is_lit[1:] != is_lit[:-1]) & is_cell[1:] & is_cell[:-1]
    sides = [QLineF(c + 1, r, c + 1, r + 1) for r, c in np.argwhere(upright)]
    return sides + [QLineF(c, r + 1, c + 1, r + 1) for r, c in np.argwhere(level)]


def draw_lux(p: QPainter, view: View, shown: LuxMap) -> None:
    """The cells and the line of the class minimum."""
    frame = shown.frame
    corner = view.to_screen(*frame.corner)
    right = view.to_screen(frame.corner[0] + frame.right[0], frame.corner[1] + frame.right[1])
    up = view.to_screen(frame.corner[0] + frame.up[0], frame.corner[1] + frame.up[1])
    p.save()
    p.setTransform(
        QTransform(
            right.x() - corner.x(),
            right.y() - corner.y(),
            up.x() - corner.x(),
            up.y() - corner.y(),
            corner.x(),
            corner.y(),
        ),
        combine=True,
    )
    p.setOpacity(OPACITY)
    p.drawImage(QPointF(0, 0), shown.image)
    p.setOpacity(1.0)
    for tone, width in (("#0B1026", 3.4), ("#FFFFFF", 1.6)):  # holds on every colour of the ramp
        pen = QPen(QColor(tone), width)
        pen.setCosmetic(True)
        p.setPen(pen)
        p.drawLines(shown.edges)
    p.restore()


def draw_lux_words(
    p: QPainter,
    theme: Theme,
    words: Words,
    view: View,
    shown: LuxMap,
    at_m: tuple[float, float] | None,
) -> None:
    """The legend, and the value at a place that is read."""
    _draw_legend(p, theme, words, view, shown)
    value = None if at_m is None else shown.value_at(*at_m)
    if at_m is not None and value is not None:
        _draw_value(p, theme, words, view.to_screen(*at_m), value)


def _draw_legend(p: QPainter, theme: Theme, words: Words, view: View, shown: LuxMap) -> None:
    """Swatches with the lux between them, the line, and what was assumed."""
    font, small = theme.font("small", "semibold"), theme.font("caption", is_tabular=True)
    wide = max(
        SWATCH_PX * len(shown.colours),
        paint.width(shown.title, font) + 8,
        paint.width(shown.minimum_words, small) + 40,
    )
    line = paint.line_height(small)
    height = (
        2 * PAD_PX + paint.line_height(font) + 14 + line + 6 + line + (line if shown.note else 0)
    )
    box = QRectF(view.width_px - wide - 2 * PAD_PX - 12, 0, wide + 2 * PAD_PX, height)
    box.moveBottom(view.height_px - 44)
    paint.shadow(p, theme, box, 8, "raised")
    paint.round_rect(p, box, 8, theme.color("surface"), theme.color("line"))
    left, top = box.left() + PAD_PX, box.top() + PAD_PX
    ink = theme.color("ink")
    paint.text(p, QRectF(left, top, wide, paint.line_height(font)), shown.title, font, ink)
    top += paint.line_height(font) + 4
    step = wide / len(shown.colours)
    for number, colour in enumerate(shown.colours):
        p.fillRect(QRectF(left + number * step, top, step + 0.5, 10), colour)
    p.setPen(QPen(theme.color("line_strong"), 1))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRect(QRectF(left, top, wide, 10))
    for number, lux in enumerate(LEGEND_LX):
        at = QRectF(left + (number + 1) * step - step / 2, top + 11, step, line)
        figure = words.number(lux, 1 if lux < 1 else 0)
        paint.text(p, at, figure, small, theme.color("ink_2"), paint.CENTER)
    top += 14 + line
    for tone, width in (("#0B1026", 3.4), ("#FFFFFF", 1.6)):
        p.setPen(QPen(QColor(tone), width))
        p.drawLine(QPointF(left, top + line / 2), QPointF(left + 24, top + line / 2))
    soft = theme.color("ink_2")
    paint.text(p, QRectF(left + 32, top, wide, line), shown.minimum_words, small, soft)
    if shown.note:
        place = QRectF(left, top + line + 2, wide, line)
        paint.text(p, place, shown.note, small, soft, is_elided=True)


def _draw_value(p: QPainter, theme: Theme, words: Words, at: QPointF, value: float) -> None:
    """The lux under the pointer, beside it."""
    font = theme.font("small", "semibold", is_tabular=True)
    said = words.quantity(Quantity(value, "lx", 1 if value < 10 else 0))  # noqa: PLR2004
    box = QRectF(
        at.x() + 14, at.y() - 30, paint.width(said, font) + 16, paint.line_height(font) + 6
    )
    paint.round_rect(p, box, 5, theme.color("surface"), theme.color("ink_2"), 1.0)
    paint.text(p, box, said, font, theme.color("ink"), paint.CENTER)
