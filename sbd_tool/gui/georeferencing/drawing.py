"""The live preview over the map: the moved picture, its control points, residuals as arrows."""

import math
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from sbd_tool.domain.control_points import Transform
from sbd_tool.domain.georeference import Model
from sbd_tool.gui.georeferencing.session import Session
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

OPACITY: Final = 0.72
ARROW_PX: Final = 56.0
STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
LEAST_MISS_M: Final = 1e-4


def draw_picture(
    p: QPainter, view: View, image: QImage, size: tuple[int, int], t: Transform
) -> None:
    """Draw a picture where a transformation lays it.

    Args:
        p: Painter in screen pixels.
        view: The map's view.
        image: The picture, perhaps reduced.
        size: Width and height in pixels of the picture as it is.
        t: From pixels to the map.
    """
    width, height = size
    corners = t.moved(np.array([(0.0, 0.0), (width, 0.0), (0.0, height)]))
    o, right, down = (view.to_screen(float(x), float(y)) for x, y in corners)
    w, h = max(1, image.width()), max(1, image.height())
    along, across = (right - o) / w, (down - o) / h
    p.save()
    p.setOpacity(OPACITY)
    p.setTransform(
        QTransform(along.x(), along.y(), across.x(), across.y(), o.x(), o.y()), combine=True
    )
    p.drawImage(QPointF(0, 0), image)
    p.restore()


def exaggeration(session: Session, view: View) -> int:
    """How many times longer than they are residuals are drawn, so that they can be seen."""
    misses = [session.residual(row) for row in range(len(session.rows))]
    longest = max((one.length_m for one in misses if one is not None), default=0.0)
    if longest < LEAST_MISS_M:
        return 1
    wanted = ARROW_PX * view.m_per_px / longest
    return max((step for step in STEPS if step <= wanted), default=1)


def draw_points(p: QPainter, theme: Theme, view: View, session: Session) -> None:
    """Control points with their numbers, and arrows from the fitted to the given place."""
    if session.model is Model.KNOWN_DISTANCE:
        _draw_ends(p, theme, view, session)
        return
    times = exaggeration(session, view)
    for number, row in enumerate(session.rows):
        if not (math.isfinite(row.easting_m) and math.isfinite(row.northing_m)):
            continue
        given = view.to_screen(row.easting_m, row.northing_m)
        miss = session.residual(number)
        if miss is not None:
            tip = view.to_screen(
                row.easting_m + times * miss.de_m, row.northing_m + times * miss.dn_m
            )
            _arrow(p, theme, given, tip, "danger" if miss.is_outlier else "ink")
        elif math.isfinite(row.x) and math.isfinite(row.y):
            _line(p, theme, view.to_screen(*session.shown_at(row.x, row.y)), given)
        _cross(p, theme, given, is_used=row.is_used)
        _number(p, theme, given + QPointF(9, -8), row.key)


def _number(p: QPainter, theme: Theme, at: QPointF, words: str) -> None:
    """Letters with a halo: they lie on any picture."""
    letters = QPainterPath()
    letters.addText(at, theme.font("small", "semibold"), words)
    halo = QPen(theme.color("surface"), 4.0, j=Qt.PenJoinStyle.RoundJoin)
    p.strokePath(letters, halo)
    p.fillPath(letters, theme.color("ink"))


def _draw_ends(p: QPainter, theme: Theme, view: View, session: Session) -> None:
    dots = [view.to_screen(*session.shown_at(*end)) for end in session.ends]
    if len(dots) > 1:
        _line(p, theme, dots[0], dots[1])
    for dot in dots:
        _cross(p, theme, dot, is_used=True)


def _cross(p: QPainter, theme: Theme, at: QPointF, *, is_used: bool) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width in (("surface", 5.0), ("ink", 2.0)):
        pen = QPen(theme.color(tone), width)
        if not is_used and tone == "ink":
            pen.setDashPattern([2, 2])
        p.setPen(pen)
        p.drawEllipse(at, 6, 6)
        p.drawLine(at - QPointF(10, 0), at + QPointF(10, 0))
        p.drawLine(at - QPointF(0, 10), at + QPointF(0, 10))


def _line(p: QPainter, theme: Theme, start: QPointF, end: QPointF) -> None:
    for tone, width in (("surface", 5.0), ("ink", 1.6)):
        p.setPen(QPen(theme.color(tone), width))
        p.drawLine(start, end)


def _arrow(p: QPainter, theme: Theme, start: QPointF, end: QPointF, tone: str) -> None:
    along = end - start
    length = math.hypot(along.x(), along.y())
    if length < 1.0:
        return
    for colour, width in (("surface", 5.0), (tone, 2.2)):
        p.setPen(QPen(theme.color(colour), width))
        p.drawLine(start, end)
    unit = along / length
    across = QPointF(-unit.y(), unit.x())
    back = end - unit * 9
    p.setBrush(theme.color(tone))
    p.drawPolygon(QPolygonF([end, back + across * 4, back - across * 4]))
