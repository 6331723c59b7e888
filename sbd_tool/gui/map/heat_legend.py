"""Legend of a heat map in the corner of the map, with the value under the pointer."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from sbd_tool.cartography.heat_map import HeatMap, heat_steps
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.words import Words
from sbd_tool.gui import paint
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

SWATCH_PX: Final = 16.0
PAD_PX: Final = 10.0
RIGHT_PX, BOTTOM_PX = 8.0, 36.0
LEAST_WIDTH_PX: Final = 132.0
MOST_WIDTH_PX: Final = 260.0
NOTED_WIDTH_PX: Final = 200.0
STALE: Final = 0.45
WRAPPED: Final = (paint.TOP | Qt.TextFlag.TextWordWrap).value


@dataclass(frozen=True, slots=True)
class HeatReading:
    """What is read off a heat map now.

    Attributes:
        value: Under the pointer; None where there is none.
        is_over: The pointer is over the map.
        notes: Lines under the legend.
        is_stale: The map is of an earlier design: swatches fade.
    """

    value: float | None
    is_over: bool
    notes: tuple[Text, ...] = ()
    is_stale: bool = False


def draw_heat_legend(
    p: QPainter, theme: Theme, words: Words, view: View, heat: HeatMap, reading: HeatReading
) -> QRectF:
    """Heading, one swatch per step, the highest on top, what is under the pointer, notes.

    Returns:
        Where the legend lies, in pixels of the view.
    """
    title_font, font = theme.font("small", "semibold"), theme.font("caption", is_tabular=True)
    steps = [(words(step), colour) for step, colour in heat_steps(heat, theme.design)]
    here = _here(heat, reading.value, words) if reading.is_over else ""
    title = words(heat.title)
    line = paint.line_height(font) + 4
    wide = [paint.width(title, title_font), paint.width(_here(heat, None, words), font)]
    wide += [paint.width(said, font) + SWATCH_PX + 8 for said, _ in steps]
    wide += [NOTED_WIDTH_PX] if reading.notes else []
    width = min(MOST_WIDTH_PX, max(LEAST_WIDTH_PX, *wide)) + 2 * PAD_PX
    notes = [words(note) for note in reading.notes]
    tall = [_note_height(note, font, width - 2 * PAD_PX) for note in notes]
    height = 2 * PAD_PX + (len(steps) + 2) * line + 4 + sum(tall)
    box = QRectF(
        view.width_px - width - RIGHT_PX, view.height_px - height - BOTTOM_PX, width, height
    )
    paint.round_rect(p, box, 8, theme.color("surface", 0.94), theme.color("line"))
    inner = box.adjusted(PAD_PX, PAD_PX, -PAD_PX, -PAD_PX)
    ink = theme.color("ink_3" if reading.is_stale else "ink")
    row = QRectF(inner.x(), inner.y(), inner.width(), line)
    paint.text(p, row, title, title_font, ink, paint.LEFT, is_elided=True)
    for said, colour in steps:
        row.translate(0, line)
        _step(p, theme, row, (said, _faded(colour, is_stale=reading.is_stale)), font)
    row.translate(0, line + 4)
    strong = theme.font("caption", "semibold", is_tabular=True)
    paint.text(p, row, here, strong, ink, paint.LEFT, is_elided=True)
    top = row.bottom()
    for note, high in zip(notes, tall, strict=True):
        p.setFont(font)
        p.setPen(theme.color("ink_2"))
        p.drawText(QRectF(inner.x(), top, inner.width(), high), WRAPPED, note)
        top += high
    return box


def _faded(colour: str, *, is_stale: bool) -> QColor:
    tone = QColor(colour)
    if is_stale:
        tone.setAlphaF(STALE)
    return tone


def _note_height(note: str, font: QFont, width: float) -> float:
    room = QRectF(0, 0, width, 1000)
    return QFontMetricsF(font).boundingRect(room, WRAPPED, note).height() + 2


def _step(p: QPainter, theme: Theme, row: QRectF, step: tuple[str, QColor], font: QFont) -> None:
    said, colour = step
    swatch = QRectF(row.x(), row.y() + 1, SWATCH_PX, row.height() - 2)
    paint.round_rect(p, swatch, 2, colour, theme.color("line_strong"))
    beside = row.adjusted(SWATCH_PX + 8, 0, 0, 0)
    paint.text(p, beside, said, font, theme.color("ink_2"), paint.LEFT, is_elided=True)


def _here(heat: HeatMap, value: float | None, words: Words) -> str:
    if value is None:
        return words(text("canvas.heat_none_here"))
    told = heat.class_at(value)
    if told is None or not heat.unit:
        return words(text("canvas.heat_here", value=heat.shown(value)))
    if value < heat.stops[1]:
        return words(text("fields.here_class", class_words=told))
    return words(text("fields.here", value=heat.shown(value), class_words=told))
