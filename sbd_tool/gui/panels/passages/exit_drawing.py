"""Ways out drawn over the map: a line along the edge, an arrow outwards, number and width."""

import math
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from sbd_tool.gui import paint
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.passages.exit_rows import Exit
from sbd_tool.gui.panels.passages.pass_rows import number_sign
from sbd_tool.gui.theme import Theme

ARROW_PX: Final = 34.0
ASIDE_PX: Final = 26.0
"""Longer still to the sides, where labels of gaps are broad."""
NARROWED: Final = [2.2, 1.2]


def draw_exits(
    p: QPainter, theme: Theme, view: View, exits: Iterable[Exit], chosen: int | None
) -> None:
    """All ways out; dashed where something stands in them, broad where chosen."""
    shown = list(exits)
    for one in shown:
        _line(p, theme, view, one, is_chosen=one.number == chosen)
    for one in shown:
        _signs(p, theme, view, one, is_chosen=one.number == chosen)


def _line(p: QPainter, theme: Theme, view: View, one: Exit, *, is_chosen: bool) -> None:
    path, width = screen_path(one.line, view), 7.0 if is_chosen else 4.0
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(theme.color("surface"), width + 3.0))
    p.drawPath(path)
    pen = QPen(theme.color("openness"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if one.is_narrowed:
        pen.setDashPattern(NARROWED)
    p.setPen(pen)
    p.drawPath(path)


def _signs(p: QPainter, theme: Theme, view: View, one: Exit, *, is_chosen: bool) -> None:
    middle, out = _outwards(one, view)
    tone = "ink" if is_chosen else "openness"
    reach = ARROW_PX + ASIDE_PX * abs(out.x())
    _arrow(p, theme, (middle, out), reach, tone)
    at = middle + out * (reach + 12)
    number_sign(p, theme, at, str(one.number), tone)
    font = theme.font("small", "semibold", is_tabular=True)
    wide = paint.width(one.words, font) + 12
    high = paint.line_height(font) + 4
    left = at.x() + 14 if out.x() >= 0 else at.x() - 14 - wide
    box = QRectF(left, at.y() - high / 2, wide, high)
    paint.round_rect(p, box, 4, theme.color("surface"), theme.color("ink_2"), 1.1)
    paint.text(p, box, one.words, font, theme.color("ink"), paint.CENTER)


def _outwards(one: Exit, view: View) -> tuple[QPointF, QPointF]:
    """Middle of a way out on the screen, and the direction away from the square."""
    line = one.line
    half, step = line.length / 2, min(0.25, line.length / 4)
    here, before, after = (line.interpolate(away) for away in (half, half - step, half + step))
    a, b = view.to_screen(before.x, before.y), view.to_screen(after.x, after.y)
    dx, dy = b.x() - a.x(), b.y() - a.y()
    length = math.hypot(dx, dy) or 1.0
    # The edge runs counter-clockwise: outside lies to its right. y of the screen points down.
    return QPointF(view.to_screen(here.x, here.y)), QPointF(-dy / length, dx / length)


def _arrow(
    p: QPainter, theme: Theme, place: tuple[QPointF, QPointF], reach: float, tone: str
) -> None:
    at, out = place
    side = QPointF(-out.y(), out.x())
    tip, neck = at + out * reach, at + out * (reach - 9)
    p.setPen(QPen(theme.color("surface"), 6.0))
    p.drawLine(at, tip)
    p.setPen(QPen(theme.color(tone), 3.0))
    p.drawLine(at, neck)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme.color(tone))
    p.drawPolygon(QPolygonF([tip, neck + side * 6, neck - side * 6]))
    p.setBrush(Qt.BrushStyle.NoBrush)
