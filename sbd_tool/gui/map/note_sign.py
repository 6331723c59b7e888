"""The sign of a note at a place: a speech bubble with what somebody thinks in it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from sbd_tool.domain.community import Liking, NoteHour, PlaceNote
from sbd_tool.gui.icons import icon
from sbd_tool.gui.theme import Theme

SIGNS: Final = {
    Liking.LIKE: "thumbs-up",
    Liking.DISLIKE: "thumbs-down",
    Liking.IDEA: "lightbulb",
}
WIDTH_PX: Final = 26.0
HEIGHT_PX: Final = 22.0
TAIL_PX: Final = 7.0


def draw_note(
    p: QPainter, theme: Theme, c: QPointF, note: PlaceNote, *, is_chosen: bool = False
) -> None:
    """A bubble whose tail stands on the place; dark after dark, dashed while it waits.

    Args:
        p: Painter.
        theme: Colours.
        c: Place on the screen.
        note: The note.
        is_chosen: Whether it was picked.
    """
    is_dark = note.hour is NoteHour.NIGHT
    ground = theme.color("ink" if is_dark else "surface")
    edge = theme.color("select" if is_chosen else "ink")
    shape = _bubble(c)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(theme.color("surface"), 4.0))
    p.drawPath(shape)
    line = Qt.PenStyle.DashLine if note.traces else Qt.PenStyle.SolidLine
    p.setBrush(ground)
    p.setPen(QPen(edge, 2.6 if is_chosen else 1.4, line))
    p.drawPath(shape)
    sign = icon(theme, SIGNS[note.liking], "on_ink" if is_dark else "ink")
    box = bubble_box(c)
    sign.paint(p, round(box.center().x() - 8), round(box.center().y() - 8), 16, 16)


def bubble_box(c: QPointF) -> QRectF:
    """Where the bubble of a place lies, without its tail."""
    top = c.y() - TAIL_PX - HEIGHT_PX
    return QRectF(c.x() - WIDTH_PX / 2, top, WIDTH_PX, HEIGHT_PX)


def _bubble(c: QPointF) -> QPainterPath:
    path, tail = QPainterPath(), QPainterPath(c)
    path.addRoundedRect(bubble_box(c), 6, 6)
    tail.lineTo(c.x() - 5, c.y() - TAIL_PX - 1)
    tail.lineTo(c.x() + 5, c.y() - TAIL_PX - 1)
    tail.closeSubpath()
    return path.united(tail)
