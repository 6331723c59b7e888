"""Pins of notes and photos, drawn over the map in screen pixels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from sbd_tool.domain.project import Project
from sbd_tool.gui.icons import icon
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

SIGNS: Final = {"note": "note", "photo": "camera"}
RADIUS_PX: Final = 11.0
VIEW_PX: Final = 34.0
VIEW_ANGLE_DEG: Final = 50.0


@dataclass(frozen=True, slots=True)
class Pin:
    """A note or photo with a place.

    Attributes:
        id: Row id.
        kind: "note" or "photo".
        x_m, y_m: Place, project CRS.
        heading_deg: Direction a photo looks, clockwise from north, or None.
    """

    id: str
    kind: str
    x_m: float
    y_m: float
    heading_deg: float | None = None


def pins_of(project: Project) -> tuple[Pin, ...]:
    """All notes and photos that have a place."""
    notes = [
        Pin(note.id, "note", note.x_m, note.y_m)
        for note in project.notes.values()
        if note.x_m is not None and note.y_m is not None
    ]
    photos = [
        Pin(photo.id, "photo", photo.x_m, photo.y_m, photo.heading_deg)
        for photo in project.photos.values()
        if photo.x_m is not None and photo.y_m is not None
    ]
    return (*notes, *photos)


def draw_pins(p: QPainter, theme: Theme, view: View, pins: Sequence[Pin]) -> None:
    """A round sign on its place; a photo that knows shows which way it looks."""
    frame = QRectF(0, 0, view.width_px, view.height_px).adjusted(-40, -40, 40, 40)
    for pin in pins:
        c = view.to_screen(pin.x_m, pin.y_m)
        if not frame.contains(c):
            continue
        if pin.heading_deg is not None:
            _draw_view(p, theme, c, pin.heading_deg)
        p.setPen(QPen(theme.color("surface"), 2.4))
        p.setBrush(theme.color("ink"))
        p.drawEllipse(c, RADIUS_PX, RADIUS_PX)
        sign = icon(theme, SIGNS[pin.kind], "on_ink")
        sign.paint(p, round(c.x() - 7), round(c.y() - 7), 14, 14)


def _draw_view(p: QPainter, theme: Theme, c: QPointF, heading_deg: float) -> None:
    cone = QPainterPath(c)
    box = QRectF(c.x() - VIEW_PX, c.y() - VIEW_PX, 2 * VIEW_PX, 2 * VIEW_PX)
    cone.arcTo(box, 90 - heading_deg - VIEW_ANGLE_DEG / 2, VIEW_ANGLE_DEG)
    cone.closeSubpath()
    p.setPen(QPen(theme.color("ink", 0.7), 1))
    p.setBrush(theme.color("ink", 0.18))
    p.drawPath(cone)
    tip = math.radians(heading_deg)
    p.setPen(QPen(theme.color("ink"), 1.4, Qt.PenStyle.SolidLine))
    p.drawLine(c, c + QPointF(math.sin(tip) * VIEW_PX, -math.cos(tip) * VIEW_PX))
