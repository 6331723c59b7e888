"""Ways, ends, the pinching place and desire lines drawn over the map."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.walk_results import DesireLine, Pinch, Walk, WalkEnd
from sbd_tool.gui import paint
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.walking.walk_list import TONES
from sbd_tool.gui.theme import Theme

END_PX: Final = 10.0
BROAD_PX: Final = 12.0
BEFORE: Final = [1.0, 2.0]
UNSURE: Final = [3.0, 1.6]


def draw_ways(p: QPainter, theme: Theme, view: View, walks: Iterable[Walk]) -> None:
    """All ways thin: where they run together they grow dark."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.save()
    p.setOpacity(p.opacity() * 0.45)
    p.setPen(_pen(theme, "openness", 1.4))
    for walk in walks:
        if walk.line is not None:
            p.drawPath(screen_path(walk.line, view))
    p.restore()


def draw_chosen(p: QPainter, theme: Theme, view: View, walk: Walk, before: Walk | None) -> None:
    """One way broad, dashed where it is unsure; dotted how it is as it stands."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    if before is not None and before.line is not None:
        _line(p, theme, view, before.line, ("ink_2", 2.4), BEFORE)
    if walk.line is not None:
        dash = UNSURE if walk.verdict is Verdict.UNSURE else None
        _line(p, theme, view, walk.line, (TONES[walk.verdict], 4.0), dash)


def draw_ends(p: QPainter, theme: Theme, view: View, ends: Iterable[WalkEnd]) -> None:
    """A disc with its sign at each end: round for ways in, square for destinations."""
    font = theme.font("caption", "semibold", is_tabular=True)
    for end in ends:
        box = _end_box(theme, view, end)
        radius = END_PX if end.key.startswith("E") else 3.0
        paint.round_rect(p, box, radius, theme.color("surface"), theme.color("ink_2"), 1.2)
        paint.text(p, box, end.key, font, theme.color("ink"), paint.CENTER)


def draw_pinch(p: QPainter, theme: Theme, view: View, pinch: Pinch, words: str) -> None:
    """The place that pinches with a halo, and the width that is left beside it."""
    tone = theme.color("danger")
    path = screen_path(pinch.at, view)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in (("surface", 8.0), ("danger", 4.0)):
        p.setPen(_pen(theme, color, width))
        p.drawPath(path)
    c = _middle(pinch.at, view)
    p.setPen(QPen(tone, 2.0))
    p.drawEllipse(c, 15.0, 15.0)
    if words:
        _tag(p, theme, QPointF(c.x() + 20, c.y() - 30), words)


def draw_desire(
    p: QPainter,
    theme: Theme,
    view: View,
    lines: Iterable[DesireLine],
    ends: Iterable[WalkEnd] = (),
) -> None:
    """Broad bands, broader for more pairs, with the number of pairs where there is room for it."""
    shown = sorted(lines, key=lambda one: -one.pairs)
    most = max((one.pairs for one in shown), default=1)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for one in shown:
        width = 3.0 + BROAD_PX * one.pairs / most
        p.save()
        p.setOpacity(p.opacity() * 0.55)
        p.setPen(_pen(theme, "select", width))
        p.drawPath(screen_path(one.line, view))
        p.restore()
    taken = [_end_box(theme, view, end) for end in ends]
    for one in shown:
        c, words = _middle(one.line, view), f"{one.pairs}\N{MULTIPLICATION SIGN}"
        box = _tag_box(theme, QPointF(c.x() - 12, c.y() - 10), words)
        if not any(box.intersects(other) for other in taken):
            taken.append(box)
            _tag(p, theme, box.topLeft(), words)


def _line(
    p: QPainter,
    theme: Theme,
    view: View,
    line: BaseGeometry,
    ink: tuple[str, float],
    dash: list[float] | None,
) -> None:
    path = screen_path(line, view)
    p.setPen(_pen(theme, "surface", ink[1] + 3.0))
    p.drawPath(path)
    pen = _pen(theme, *ink)
    if dash is not None:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(dash)
    p.setPen(pen)
    p.drawPath(path)


def _middle(shape: BaseGeometry, view: View) -> QPointF:
    at = shape.centroid
    return QPointF(view.to_screen(at.x, at.y))


def _end_box(theme: Theme, view: View, end: WalkEnd) -> QRectF:
    font = theme.font("caption", "semibold", is_tabular=True)
    c = view.to_screen(end.place.x, end.place.y)
    wide = max(2 * END_PX, paint.width(end.key, font) + 10)
    return QRectF(c.x() - wide / 2, c.y() - END_PX, wide, 2 * END_PX)


def _tag_box(theme: Theme, at: QPointF, words: str) -> QRectF:
    font = theme.font("small", "semibold", is_tabular=True)
    return QRectF(at.x(), at.y(), paint.width(words, font) + 12, paint.line_height(font) + 6)


def _tag(p: QPainter, theme: Theme, at: QPointF, words: str) -> None:
    font = theme.font("small", "semibold", is_tabular=True)
    box = _tag_box(theme, at, words)
    paint.round_rect(p, box, 4, theme.color("surface"), theme.color("ink_2"), 1.1)
    paint.text(p, box, words, font, theme.color("ink"), paint.CENTER)


def _pen(theme: Theme, tone: str, width_px: float) -> QPen:
    return QPen(theme.color(tone), width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
