"""Previews: what an edit would leave, the rubber line, grips and read-outs beside the pointer."""

from collections.abc import Iterable, Sequence
from typing import Final

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.constraints import direction_deg
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.gui import paint
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.tool_base import ToolHost

MOST_GHOSTS: Final = 300
"""Shapes drawn one by one; of more, the box around all of them moves."""
POINT_PX: Final = 11.0
DASH: Final = (5.0, 3.0)


def draw_ghosts(
    p: QPainter, host: ToolHost, shapes: Sequence[BaseGeometry], tone: str = "ink"
) -> None:
    """Dashed outlines of shapes as they would be."""
    if not shapes:
        return
    if len(shapes) > MOST_GHOSTS:
        west, south, east, north = shapely.total_bounds(list(shapes))
        shapes = [shapely.box(west, south, east, north)]
    path = QPainterPath()
    dots: list[QPointF] = []
    for shape in shapes:
        path.addPath(screen_path(shape, host.view))
        points = [part for part in shapely.get_parts([shape]) if part.geom_type == "Point"]
        dots += [host.view.to_screen(point.x, point.y) for point in points]
    p.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width, is_dashed in (("surface", 4.2, False), (tone, 1.8, True)):
        pen = QPen(host.theme.color(colour), width)
        if is_dashed:
            pen.setDashPattern(list(DASH))
        p.setPen(pen)
        p.drawPath(path)
        for dot in dots:
            p.drawEllipse(dot, POINT_PX, POINT_PX)


def draw_trail(
    p: QPainter, host: ToolHost, trail: Sequence[XY], fixed: int, *, is_area: bool = False
) -> None:
    """A sketch: a cased line, squares at its set vertices, the ground of an area.

    Args:
        p: Painter over the canvas.
        host: The canvas.
        trail: Vertices with the pointer at the end.
        fixed: How many of them are set.
        is_area: Fill what the sketch encloses.
    """
    theme = host.theme
    dots = [host.view.to_screen(*place) for place in trail]
    if is_area and len(dots) > 2:  # noqa: PLR2004 - a triangle
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme.color("select", 0.25))
        p.drawPolygon(dots)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width in (("surface", 5.0), ("ink", 2.0)):
        p.setPen(QPen(theme.color(tone), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawPolyline(dots)
    p.setPen(QPen(theme.color("ink"), 1.6))
    p.setBrush(theme.color("select"))
    for dot in dots[:fixed]:
        p.drawEllipse(dot, 4, 4)


def draw_guide(p: QPainter, host: ToolHost, first: XY, second: XY) -> None:
    """A thin dashed line between two places."""
    a, b = host.view.to_screen(*first), host.view.to_screen(*second)
    for tone, width in (("surface", 3.4), ("ink", 1.2)):
        pen = QPen(host.theme.color(tone, 0.9), width)
        if tone == "ink":
            pen.setDashPattern([6, 4])
        p.setPen(pen)
        p.drawLine(a, b)


def draw_marks(p: QPainter, host: ToolHost, places: Iterable[XY]) -> None:
    """Small crosses at places that were clicked."""
    for place in places:
        c = host.view.to_screen(*place)
        for tone, width in (("surface", 4.4), ("ink", 1.8)):
            p.setPen(QPen(host.theme.color(tone), width))
            p.drawLine(c + QPointF(-6, 0), c + QPointF(6, 0))
            p.drawLine(c + QPointF(0, -6), c + QPointF(0, 6))


def draw_tag(p: QPainter, host: ToolHost, at: QPointF, words: str, tone: str = "ink") -> None:
    """A read-out beside the pointer, kept inside the frame."""
    theme = host.theme
    font = theme.font("body", "semibold", is_tabular=True)
    width, height = paint.width(words, font) + 20, paint.line_height(font) + 8
    x = min(max(4.0, at.x()), host.view.width_px - width - 4)
    y = min(max(4.0, at.y() - height), host.view.height_px - height - 4)
    box = QRectF(x, y, width, height)
    paint.card(p, theme, box, 6, "raised")
    paint.text(p, box, words, font, theme.color(tone), paint.CENTER)


def leg_words(host: ToolHost, first: XY, second: XY) -> str:
    """Length and direction of a leg: counter-clockwise from east, as it is typed."""
    length = shapely.Point(first).distance(shapely.Point(second))
    turn = direction_deg(first, second) % 360.0
    return f"{host.words_length(length)}  <  {host.words_angle(turn)}"
