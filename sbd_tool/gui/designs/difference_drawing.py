"""What differs between two designs, drawn over the map: sign and line say it, colour repeats it."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.object_changes import Change, ObjectChange
from sbd_tool.gui import paint
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

SIGNS: Final = {Change.ADDED: "+", Change.REMOVED: "\u2212", Change.CHANGED: "\u2260"}
TONES: Final = {Change.ADDED: "openness", Change.REMOVED: "danger", Change.CHANGED: "warn"}
DASHES: Final = {Change.REMOVED: [3.0, 2.0]}


def draw_differences(
    p: QPainter, theme: Theme, view: View, changes: Iterable[ObjectChange], chosen: str
) -> None:
    """Every object that differs: solid where it is new, dashed where it goes, both where moved."""
    told = [one for one in changes if one.geometry is not None]
    for one in told:
        if one.before is not None:
            _stroke(p, theme, view, one.before, Change.REMOVED, is_chosen=False)
        if one.geometry is not None:
            is_chosen = one.object_id == chosen
            _stroke(p, theme, view, one.geometry, one.change, is_chosen=is_chosen)
    for one in told:
        if one.geometry is not None:
            _sign(p, theme, view, one.geometry, one.change)


def _stroke(
    p: QPainter, theme: Theme, view: View, shape: BaseGeometry, change: Change, *, is_chosen: bool
) -> None:
    path = screen_path(shape, view)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(theme.color("select" if is_chosen else "surface"), 12 if is_chosen else 7))
    p.drawPath(path)
    pen = QPen(theme.color(TONES[change]), 3.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if change in DASHES:
        pen.setDashPattern(DASHES[change])
    p.setPen(pen)
    p.drawPath(path)


def _sign(p: QPainter, theme: Theme, view: View, shape: BaseGeometry, change: Change) -> None:
    at = shape.representative_point()
    c = view.to_screen(at.x, at.y)
    box = QRectF(c.x() - 9, c.y() - 9, 18, 18)
    p.setPen(QPen(theme.color(TONES[change]), 2))
    p.setBrush(theme.color("surface"))
    p.drawEllipse(QPointF(c), 9, 9)
    p.setBrush(Qt.BrushStyle.NoBrush)
    font = theme.font("small", "semibold")
    paint.text(p, box, SIGNS[change], font, theme.color("ink"), paint.CENTER)
