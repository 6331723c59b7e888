"""What every map carries: scale bar, north arrow, credit of the sources."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.domain.words import Words
from sbd_tool.gui import paint
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

LENGTHS_M = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
LEAST_BAR_PX = 72.0
KILOMETRE_M = 1000
MANY_DECIMALS = 0.3  # halves below this are told in hundredths


def draw_scale_bar(p: QPainter, theme: Theme, words: Words, view: View, left_px: float) -> None:
    """A bar of round length in the lower left corner."""
    longest = LENGTHS_M[-1]
    metres = next((m for m in LENGTHS_M if m / view.m_per_px > LEAST_BAR_PX), longest)
    bar, x, y = metres / view.m_per_px, 16 + left_px, view.height_px - 22
    font = theme.font("caption", "medium", is_tabular=True)
    end = _length(words, metres)
    room = paint.width(end, font) + 18
    paint.round_rect(
        p,
        QRectF(x - 8, y - 24, bar + room, 38),
        6,
        theme.color("surface", 0.9),
        theme.color("line"),
    )
    p.setPen(QPen(theme.color("ink"), 1.4))
    p.setBrush(theme.color("ink"))
    p.drawRect(QRectF(x, y - 2, bar / 2, 4))
    p.setBrush(theme.color("surface"))
    p.drawRect(QRectF(x + bar / 2, y - 2, bar / 2, 4))
    soft = theme.color("ink_2")
    paint.text(p, QRectF(x, y - 22, bar / 2, 17), "0", font, soft)
    unit_m = KILOMETRE_M if metres >= KILOMETRE_M else 1
    half = metres / 2 / unit_m
    shown = words.number(half, 0 if half == int(half) else 2)
    if half != int(half) and half > MANY_DECIMALS:
        shown = words.number(half, 1)
    paint.text(p, QRectF(x + bar / 2 - 2, y - 22, bar / 2 + room, 17), shown, font, soft)
    paint.text(p, QRectF(x + bar + 5, y - 8, room, 16), end, font, theme.color("ink"))


def _length(words: Words, metres: float) -> str:
    from sbd_tool.domain.text import Quantity

    if metres >= KILOMETRE_M:
        return words.quantity(Quantity(metres / KILOMETRE_M, "km"))
    return words.quantity(Quantity(metres, "m", 0 if metres >= 1 else 1))


def draw_north(
    p: QPainter, theme: Theme, centre: QPointF, letter: str, rotation_deg: float = 0.0
) -> None:
    """The north arrow, turned with the map; its letter stays upright."""
    p.setPen(QPen(theme.color("line"), 1))
    p.setBrush(theme.color("surface", 0.92))
    p.drawEllipse(centre, 18, 18)
    p.save()
    p.translate(centre)
    p.rotate(rotation_deg)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme.color("ink"))
    p.drawPolygon([QPointF(0, -13), QPointF(-4.5, 1), QPointF(0, -2), QPointF(4.5, 1)])
    p.translate(0, 7)
    p.rotate(-rotation_deg)
    font = theme.font("caption", "bold")
    paint.text(p, QRectF(-10, -8, 20, 16), letter, font, theme.color("ink"), paint.CENTER)
    p.restore()


def draw_credit(p: QPainter, theme: Theme, view: View, credit: str) -> None:
    """Who made the data, in the lower right corner, elided before it meets the scale bar."""
    if not credit:
        return
    font = theme.font("caption")
    room = max(80.0, view.width_px - 320)
    width = min(room, paint.width(credit, font) + 17)
    height = paint.line_height(font) + 6
    box = QRectF(view.width_px - width - 8, view.height_px - height - 8, width, height)
    paint.round_rect(p, box, 5, theme.color("surface", 0.86))
    inner = box.adjusted(8, 0, -8, 0)
    paint.text(p, inner, credit, font, theme.color("ink_2"), paint.LEFT, is_elided=True)
