"""Before and after of one repair, drawn over the map: dashed what is, solid what would be."""

import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.diagnosis import Diagnosis
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme


def draw_change(p: QPainter, theme: Theme, view: View, one: Diagnosis) -> None:
    """Draw an error: dashed before, solid after, a ring around the place."""
    before = _path(one.before, view)
    dashed = QPen(theme.color("danger"), 2.4)
    dashed.setDashPattern([4, 3])
    p.setBrush(Qt.BrushStyle.NoBrush)
    if one.is_repairable and one.after is not None:
        after = _path(one.after, view)
        p.fillPath(after, theme.color("select", 0.22))
        for tone, width in (("surface", 5.0), ("ink", 2.4)):
            p.setPen(QPen(theme.color(tone), width))
            p.drawPath(after)
    else:
        p.setPen(QPen(theme.color("surface"), 5.0))
        p.drawPath(before)
    p.setPen(dashed)
    p.drawPath(before)
    _ring(p, theme, view, one.place)


def _ring(p: QPainter, theme: Theme, view: View, place: BaseGeometry) -> None:
    if place.is_empty:
        return
    c = view.to_screen(place.centroid.x, place.centroid.y)
    for tone, width in (("surface", 5.0), ("danger", 2.4)):
        p.setPen(QPen(theme.color(tone), width))
        p.drawEllipse(c, 14, 14)


def _path(geometry: BaseGeometry, view: View) -> QPainterPath:
    path = QPainterPath()
    for part in shapely.get_parts([geometry]):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                path.addPolygon(_dots(ring, view))
        elif part.geom_type in ("LineString", "LinearRing"):
            path.addPolygon(_dots(part, view))
        elif part.geom_type == "Point" and not part.is_empty:
            path.addEllipse(view.to_screen(part.x, part.y), 7, 7)
    return path


def _dots(line: BaseGeometry, view: View) -> QPolygonF:
    places = [view.to_screen(x, y) for x, y in shapely.get_coordinates(line)]
    return QPolygonF([QPointF(at) for at in places])
