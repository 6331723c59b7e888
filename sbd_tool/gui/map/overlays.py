"""Painted live over the frame: hover, selection, snap glyph, keyboard crosshair."""

from collections.abc import Iterable

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from shapely.geometry.base import BaseGeometry

from sbd_tool.gui.map.snapping import Snap, SnapKind
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

MARKER_HALO_PX = 15.0
HALO_INNER_PX, HALO_OUTER_PX = 4.0, 9.0
MOST_RINGS = 60  # beyond that many, plain strokes keep the map moving


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
    if len(chosen) > MOST_RINGS:
        _plain_halos(p, theme, view, chosen)
        return
    for geometry in chosen:
        path = screen_path(geometry, view)
        if shapely.get_dimensions(geometry) == 2:  # noqa: PLR2004 - areas have two
            p.fillPath(path, theme.color("select", 0.16))
        for dot in _points(geometry, view):
            path.addEllipse(dot, MARKER_HALO_PX - 2, MARKER_HALO_PX - 2)
        # A ring around the object leaves its own drawing to be seen.
        inner = _stroked(path, HALO_INNER_PX)
        for tone, width in (("ink", HALO_OUTER_PX + 1.6), ("select", HALO_OUTER_PX)):
            ring = _stroked(path, width).subtracted(inner)
            p.fillPath(ring, theme.color(tone, 0.85 if tone == "ink" else 1.0))


def _plain_halos(p: QPainter, theme: Theme, view: View, geometries: Iterable[BaseGeometry]) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(theme.color("select"), 3.4))
    for geometry in geometries:
        p.drawPath(screen_path(geometry, view))
        for dot in _points(geometry, view):
            p.drawEllipse(dot, MARKER_HALO_PX, MARKER_HALO_PX)


def _stroked(path: QPainterPath, width_px: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width_px)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()


def draw_hover(p: QPainter, theme: Theme, view: View, geometry: BaseGeometry) -> None:
    """A quiet outline of what a click would choose."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    for tone, alpha, width in (("surface", 0.9, 3.6), ("ink", 0.85, 1.4)):
        p.setPen(QPen(theme.color(tone, alpha), width))
        p.drawPath(screen_path(geometry, view))
        for dot in _points(geometry, view):
            p.drawEllipse(dot, MARKER_HALO_PX, MARKER_HALO_PX)


def draw_snap(p: QPainter, theme: Theme, view: View, snap: Snap) -> None:
    """The glyph tells what was caught: square end, cross crossing, triangle middle, hourglass."""
    c = view.to_screen(snap.x_m, snap.y_m)
    for tone, width in (("surface", 4.4), ("ink", 2.0)):
        p.setPen(QPen(theme.color(tone), width))
        p.setBrush(Qt.BrushStyle.NoBrush)
        _glyph(p, snap.kind, c, 6.0)


def _glyph(p: QPainter, kind: SnapKind, c: QPointF, r: float) -> None:
    x, y = c.x(), c.y()
    if kind is SnapKind.END:
        p.drawRect(QRectF(x - r, y - r, 2 * r, 2 * r))
    elif kind is SnapKind.CROSSING:
        p.drawLine(QPointF(x - r, y - r), QPointF(x + r, y + r))
        p.drawLine(QPointF(x - r, y + r), QPointF(x + r, y - r))
    elif kind is SnapKind.MIDDLE:
        p.drawPolygon([QPointF(x, y - r), QPointF(x + r, y + r), QPointF(x - r, y + r)])
    else:
        corners = ((-r, -r), (r, -r), (-r, r), (r, r))
        p.drawPolygon([QPointF(x + dx, y + dy) for dx, dy in corners])


def draw_crosshair(p: QPainter, theme: Theme, view: View) -> None:
    """Where Enter picks and Insert draws, for those who work by keyboard."""
    c = QPointF(view.width_px / 2, view.height_px / 2)
    for tone, width in (("surface", 4.0), ("ink", 1.6)):
        p.setPen(QPen(theme.color(tone), width))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            p.drawLine(c + QPointF(5 * dx, 5 * dy), c + QPointF(14 * dx, 14 * dy))
