"""Legend of a heat map in the corner of the map, with the value under the pointer."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from sbd_tool.cartography.heat_map import HeatMap, heat_steps
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.gui import paint
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

SWATCH_PX: Final = 16.0
PAD_PX: Final = 10.0
RIGHT_PX, BOTTOM_PX = 8.0, 36.0
LEAST_WIDTH_PX: Final = 132.0
MOST_WIDTH_PX: Final = 260.0


def draw_heat_legend(
    p: QPainter,
    theme: Theme,
    words: Words,
    view: View,
    heat: HeatMap,
    value: float | None,
    *,
    is_over: bool,
) -> QRectF:
    """Heading, one swatch per step, the highest on top, and what is under the pointer.

    Returns:
        Where the legend lies, in pixels of the view.
    """
    title_font, font = theme.font("small", "semibold"), theme.font("caption", is_tabular=True)
    steps = [(words(step), colour) for step, colour in heat_steps(heat, theme.design)]
    here = _here(heat, value, words) if is_over else ""
    title = words(heat.title)
    line = paint.line_height(font) + 4
    wide = [paint.width(title, title_font), paint.width(_here(heat, None, words), font)]
    wide += [paint.width(said, font) + SWATCH_PX + 8 for said, _ in steps]
    width = min(MOST_WIDTH_PX, max(LEAST_WIDTH_PX, *wide)) + 2 * PAD_PX
    height = 2 * PAD_PX + (len(steps) + 2) * line + 4
    box = QRectF(
        view.width_px - width - RIGHT_PX, view.height_px - height - BOTTOM_PX, width, height
    )
    paint.round_rect(p, box, 8, theme.color("surface", 0.94), theme.color("line"))
    inner = box.adjusted(PAD_PX, PAD_PX, -PAD_PX, -PAD_PX)
    ink = theme.color("ink")
    row = QRectF(inner.x(), inner.y(), inner.width(), line)
    paint.text(p, row, title, title_font, ink, paint.LEFT, is_elided=True)
    for said, colour in steps:
        row.translate(0, line)
        _step(p, theme, row, (said, colour), font)
    row.translate(0, line + 4)
    paint.text(p, row, here, theme.font("caption", "semibold", is_tabular=True), ink, paint.LEFT)
    return box


def _step(p: QPainter, theme: Theme, row: QRectF, step: tuple[str, str], font: QFont) -> None:
    said, colour = step
    swatch = QRectF(row.x(), row.y() + 1, SWATCH_PX, row.height() - 2)
    paint.round_rect(p, swatch, 2, QColor(colour), theme.color("line_strong"))
    beside = row.adjusted(SWATCH_PX + 8, 0, 0, 0)
    paint.text(p, beside, said, font, theme.color("ink_2"), paint.LEFT, is_elided=True)


def _here(heat: HeatMap, value: float | None, words: Words) -> str:
    if value is None:
        return words(text("canvas.heat_none_here"))
    return words(text("canvas.heat_here", value=heat.shown(value)))
