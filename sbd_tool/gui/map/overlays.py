"""Painted live over the frame: hover, selection, snap glyph, keyboard crosshair."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.snap import Snap, SnapKind
from sbd_tool.gui import paint
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

MARKER_HALO_PX = 15.0
HALO_INNER_PX, HALO_OUTER_PX = 4.0, 9.0
MOST_RINGS = 60  # beyond that many, plain strokes keep the map moving
MOST_CORNERS = 150  # rings of long outlines would take seconds


def screen_path(geometry: BaseGeometry, view: View) -> QPainterPath:
    """Lines and areas of a geometry in screen pixels."""
    path = QPainterPath()
    for part in shapely.get_parts([geometry]):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                path.addPolygon(QPolygonF(_dots(ring, view)))
                path.closeSubpath()
        elif part.geom_type in ("LineString", "LinearRing"):
            path.addPolygon(QPolygonF(_dots(part, view)))
    return path


def outline_of(geometry: BaseGeometry) -> BaseGeometry:
    """The outer ring of an area, and anything else as it is."""
    return geometry.exterior if isinstance(geometry, shapely.Polygon) else geometry


def _dots(geometry: BaseGeometry, view: View) -> list[QPointF]:
    return [view.to_screen(x, y) for x, y in shapely.get_coordinates(geometry)]


def _points(geometry: BaseGeometry, view: View) -> list[QPointF]:
    parts = [g for g in shapely.get_parts([geometry]) if g.geom_type == "Point"]
    return [view.to_screen(g.x, g.y) for g in parts]


def draw_selection(
    p: QPainter, theme: Theme, view: View, geometries: Iterable[BaseGeometry]
) -> None:
    """The yellow halo of chosen objects, cased so that it holds on every ground."""
    chosen = list(geometries)
    is_many = len(chosen) > MOST_RINGS
    for geometry in chosen:
        if is_many or shapely.get_num_coordinates(geometry) > MOST_CORNERS:
            _plain_halo(p, theme, view, geometry, is_cased=not is_many)
            continue
        path, rings = _rings(geometry, view)
        if shapely.get_dimensions(geometry) == 2:  # noqa: PLR2004 - areas have two
            p.fillPath(path, theme.color("select", 0.16))
        for ring, tone in zip(rings, ("ink", "select"), strict=True):
            p.fillPath(ring, theme.color(tone, 0.85 if tone == "ink" else 1.0))


@lru_cache(maxsize=2 * MOST_RINGS)
def _rings(geometry: BaseGeometry, view: View) -> tuple[QPainterPath, tuple[QPainterPath, ...]]:
    """The outline, and the rings of the halo around it; kept, for each pointer move paints them."""
    path = screen_path(geometry, view)
    for dot in _points(geometry, view):
        path.addEllipse(dot, MARKER_HALO_PX - 2, MARKER_HALO_PX - 2)
    # A ring around the object leaves its own drawing to be seen.
    inner = _stroked(path, HALO_INNER_PX)
    widths = (HALO_OUTER_PX + 1.6, HALO_OUTER_PX)
    return path, tuple(_stroked(path, width).subtracted(inner) for width in widths)


def _plain_halo(
    p: QPainter, theme: Theme, view: View, geometry: BaseGeometry, *, is_cased: bool
) -> None:
    path = _plain_path(geometry, view)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width in (("ink", 5.6), ("select", 3.4))[0 if is_cased else 1 :]:
        p.setPen(QPen(theme.color(tone), width))
        p.drawPath(path)


@lru_cache(maxsize=600)
def _plain_path(geometry: BaseGeometry, view: View) -> QPainterPath:
    path = screen_path(geometry, view)
    for dot in _points(geometry, view):
        path.addEllipse(dot, MARKER_HALO_PX, MARKER_HALO_PX)
    return path


def _stroked(path: QPainterPath, width_px: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width_px)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()


def draw_hover(p: QPainter, theme: Theme, view: View, geometry: BaseGeometry | None) -> None:
    """A quiet outline of what a click would choose; None is nothing."""
    if geometry is None:
        return
    p.setBrush(Qt.BrushStyle.NoBrush)
    for tone, alpha, width in (("surface", 0.9, 3.6), ("ink", 0.85, 1.4)):
        p.setPen(QPen(theme.color(tone, alpha), width))
        p.drawPath(screen_path(geometry, view))
        for dot in _points(geometry, view):
            p.drawEllipse(dot, MARKER_HALO_PX, MARKER_HALO_PX)


def draw_snap(p: QPainter, theme: Theme, view: View, snap: Snap, words: str) -> None:
    """What was caught: a glyph of its own, its word, and the line it was found along."""
    c = view.to_screen(snap.x_m, snap.y_m)
    if snap.guide is not None:
        start = view.to_screen(*snap.guide)
        for tone, width in (("surface", 3.0), ("ink", 1.0)):
            pen = QPen(theme.color(tone, 0.9), width)
            if tone == "ink":
                pen.setDashPattern([2, 4])
            p.setPen(pen)
            p.drawLine(start, c)
    for tone, width in (("surface", 4.4), ("ink", 2.0)):
        p.setPen(QPen(theme.color(tone), width))
        p.setBrush(Qt.BrushStyle.NoBrush)
        draw_glyph(p, snap.kind, c, 6.0)
    font = theme.font("caption", "semibold")
    box = QRectF(c.x() + 12, c.y() + 10, paint.width(words, font) + 10, paint.line_height(font) + 2)
    paint.round_rect(p, box, 3, theme.color("surface", 0.92), theme.color("line"))
    paint.text(p, box, words, font, theme.color("ink_2"), paint.CENTER)


def draw_glyph(p: QPainter, kind: SnapKind, c: QPointF, r: float) -> None:
    """The sign of a snap, as CAD draws it: told by its form, never by a colour."""
    x, y = c.x(), c.y()
    lines: tuple[tuple[float, float, float, float], ...] = ()
    if kind is SnapKind.END:
        p.drawRect(QRectF(x - r, y - r, 2 * r, 2 * r))
    elif kind is SnapKind.MIDDLE:
        p.drawPolygon([QPointF(x, y - r), QPointF(x + r, y + r), QPointF(x - r, y + r)])
    elif kind is SnapKind.CENTRE:
        p.drawEllipse(c, r, r)
        lines = ((-2, 0, 2, 0), (0, -2, 0, 2))
    elif kind is SnapKind.NEAREST:
        corners = ((-r, -r), (r, -r), (-r, r), (r, r))
        p.drawPolygon([QPointF(x + dx, y + dy) for dx, dy in corners])
    elif kind is SnapKind.EXTENSION:
        for dx in (-r, 0.0, r):
            p.drawEllipse(QPointF(x + dx, y), 1.0, 1.0)
        lines = ((r + 3, -4, r + 3, 4),)
    else:
        lines = STROKES[kind]
    for x0, y0, x1, y1 in lines:
        p.drawLine(QPointF(x + x0, y + y0), QPointF(x + x1, y + y1))


STROKES: Final = {
    SnapKind.INTERSECTION: ((-6, -6, 6, 6), (-6, 6, 6, -6)),
    SnapKind.PERPENDICULAR: ((-6, -6, -6, 6), (-6, 6, 6, 6), (-6, 0, 0, 0), (0, 0, 0, 6)),
    SnapKind.PARALLEL: ((-6, 6, 2, -6), (-1, 6, 7, -6)),
}


def draw_crosshair(p: QPainter, theme: Theme, view: View) -> None:
    """Where Enter picks and Insert draws, for those who work by keyboard."""
    c = QPointF(view.width_px / 2, view.height_px / 2)
    for tone, width in (("surface", 4.0), ("ink", 1.6)):
        p.setPen(QPen(theme.color(tone), width))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            p.drawLine(c + QPointF(5 * dx, 5 * dy), c + QPointF(14 * dx, 14 * dy))
