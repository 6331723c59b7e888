"""Where the sign of a note at a place lies on the screen, and the ring of the one picked."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.cartography.place_notes import RISE
from sbd_tool.gui.theme import Theme

WIDTH_PX: Final = 24.0
"""Diameter of a sign on screen."""
_AIR_PX: Final = 4.0


def ring_note(p: QPainter, theme: Theme, c: QPointF) -> None:
    """A ring around the bubble of a place, on a light edge so that it shows on every ground."""
    box = bubble_box(c).adjusted(-_AIR_PX, -_AIR_PX, _AIR_PX, _AIR_PX)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in (("surface", 5.0), ("select", 2.8)):
        p.setPen(QPen(theme.color(colour), width))
        p.drawRoundedRect(box, 8, 8)


def bubble_box(c: QPointF) -> QRectF:
    """Where the bubble of a place lies, without its tail."""
    top = c.y() - (RISE + 0.5) * WIDTH_PX
    return QRectF(c.x() - WIDTH_PX / 2, top, WIDTH_PX, WIDTH_PX)
