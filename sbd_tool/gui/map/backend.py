"""Draws a scene with QPainter: the screen's twin of the page backends."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from sbd_tool.cartography.drawlist import Fill, Label, Marker, Stroke
from sbd_tool.gui.map.scene import Ready, ReadyPaths, ReadyPicture, Scene
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.symbols import PX_PER_MM, Symbols
from sbd_tool.gui.theme import Theme

CHECK_EVERY: Final = 64  # paths between two looks at whether the frame is still wanted
LEAST_LABEL_PX: Final = 9.0
LEAST_CROWN_PX: Final = 0.7
HATCHES: Final = {
    "diagonal": Qt.BrushStyle.BDiagPattern,
    "cross": Qt.BrushStyle.DiagCrossPattern,
}


class SceneBackend:
    """Paints scenes in one theme.

    Args:
        theme: Fonts and the colours of map furniture.
        symbols: Draws markers.
    """

    def __init__(self, theme: Theme, symbols: Symbols) -> None:
        self.theme, self.symbols = theme, symbols

    def paint(
        self, p: QPainter, scene: Scene, view: View, is_stale: Callable[[], bool] = lambda: False
    ) -> bool:
        """Paint the frame; False when it was given up because ``is_stale`` said so."""
        ratio = max(1.0, p.deviceTransform().m11())
        base = p.transform()
        p.fillRect(QRectF(0, 0, view.width_px, view.height_px), QColor(scene.background))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        to_screen = view.transform(scene.origin)
        for group in scene.groups:
            for item in group.items:
                if is_stale():
                    return False
                self._item(p, item, view, _Place(to_screen, base, ratio), is_stale)
        p.setTransform(base)
        return True

    def _item(
        self, p: QPainter, item: Ready, view: View, place: "_Place", is_stale: Callable[[], bool]
    ) -> None:
        p.setOpacity(1.0)
        p.setTransform(place.base)
        if isinstance(item, ReadyPaths):
            self._paths(p, item, view, place, is_stale)
        elif isinstance(item, Marker):
            self._marker(p, item, view)
        elif isinstance(item, Label):
            self._label(p, item, view)
        else:
            _picture(p, item, view)

    def _paths(
        self,
        p: QPainter,
        item: ReadyPaths,
        view: View,
        place: "_Place",
        is_stale: Callable[[], bool],
    ) -> None:
        rows = item.chunks.visible(*view.bounds)
        if not rows:
            return
        p.setTransform(place.to_screen * place.base)
        draw = partial(_draw_all, p, [item.chunks.paths[row] for row in rows], is_stale)
        fill, stroke = item.item.fill, item.item.stroke
        if fill is not None and item.item.is_closed:
            p.setPen(QPen(Qt.PenStyle.NoPen))
            for brush, opacity in _brushes(fill, place):
                p.setOpacity(opacity)
                p.setBrush(brush)
                draw()
        p.setBrush(QBrush(Qt.BrushStyle.NoBrush))
        for pen, opacity in _pens(stroke, place.ratio):
            p.setOpacity(opacity)
            p.setPen(pen)
            draw()

    def _marker(self, p: QPainter, marker: Marker, view: View) -> None:
        west, south, east, north = view.bounds
        margin = 30 * view.m_per_px + (marker.size_m or 0.0)
        inside_x = west - margin <= marker.x_m <= east + margin
        if not (inside_x and south - margin <= marker.y_m <= north + margin):
            return
        centre = view.to_screen(marker.x_m, marker.y_m)
        if marker.size_m is not None:
            self._crown(p, marker, centre, marker.size_m / view.m_per_px / 2)
        else:
            self.symbols.marker(p, marker, centre)

    def _crown(self, p: QPainter, marker: Marker, centre: QPointF, radius: float) -> None:
        """A tree in true size: ground shadow, crown, trunk."""
        if radius < LEAST_CROWN_PX:
            return
        theme = self.theme
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme.color("map.building_shadow", 0.14 * marker.opacity))
        p.drawEllipse(centre + QPointF(radius * 0.42, radius * 0.55), radius, radius)
        fill = QColor(marker.colour or theme["map.tree"])
        fill.setAlphaF(0.82 * marker.opacity)
        p.setPen(QPen(theme.color("map.tree_edge", 0.75 * marker.opacity), 0.9))
        p.setBrush(fill)
        p.drawEllipse(centre, radius, radius)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme.color("map.tree_edge", 0.5 * marker.opacity))
        p.drawEllipse(centre, radius * 0.16, radius * 0.16)

    def _label(self, p: QPainter, label: Label, view: View) -> None:
        size_px = label.size_mm * PX_PER_MM
        at = view.to_screen(label.x_m, label.y_m)
        on_screen = QRectF(-200, -60, view.width_px + 400, view.height_px + 120)
        if size_px < LEAST_LABEL_PX or not on_screen.contains(at):
            return
        weight = "semibold" if label.weight >= 600 else "medium"  # noqa: PLR2004 - font weights
        font = self.theme.font(size_px, weight)
        path = QPainterPath()
        path.addText(QPointF(0, 0), font, label.words)
        width, rise = path.boundingRect().width(), QFontMetricsF(font).capHeight()
        shift = {"start": 0.0, "end": -width}.get(label.anchor, -width / 2)
        p.save()
        p.translate(at)
        p.rotate(label.rotation_deg)
        p.translate(shift, rise / 2)
        if label.halo:
            halo = QColor(label.halo)
            halo.setAlphaF(0.92)
            round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            p.strokePath(path, QPen(halo, 3.4, Qt.PenStyle.SolidLine, round_cap, round_join))
        p.fillPath(path, QColor(label.colour))
        p.restore()


class _Place:
    """Transforms of one frame."""

    def __init__(self, to_screen: QTransform, base: QTransform, ratio: float) -> None:
        self.to_screen, self.base, self.ratio = to_screen, base, ratio


def _draw_all(p: QPainter, paths: list[QPainterPath], is_stale: Callable[[], bool]) -> None:
    for index, path in enumerate(paths):
        if index % CHECK_EVERY == CHECK_EVERY - 1 and is_stale():
            return
        p.drawPath(path)


def _brushes(fill: Fill, place: _Place) -> list[tuple[QBrush, float]]:
    brushes = [(QBrush(QColor(fill.colour)), fill.opacity)] if fill.colour else []
    if fill.hatch:
        style = HATCHES.get(fill.hatch, Qt.BrushStyle.BDiagPattern)
        brush = QBrush(QColor(fill.hatch_colour or fill.colour), style)
        upright, is_invertible = place.to_screen.inverted()
        if is_invertible:  # the pattern keeps its size on screen whatever the zoom
            brush.setTransform(QTransform(upright.m11(), 0, 0, upright.m22(), 0, 0))
        brushes.append((brush, 1.0))
    return brushes


def _pens(stroke: Stroke | None, ratio: float) -> list[tuple[QPen, float]]:
    if stroke is None:
        return []
    pens = []
    if stroke.casing and stroke.casing_width_mm > 0:
        wide = stroke.casing_width_mm * PX_PER_MM
        pens.append((_cosmetic(stroke.casing, wide, (), ratio), stroke.opacity))
    width = stroke.width_mm * PX_PER_MM
    pens.append((_cosmetic(stroke.colour, width, stroke.dash_mm, ratio), stroke.opacity))
    return pens


def _cosmetic(colour: str, width_px: float, dash_mm: tuple[float, ...], ratio: float) -> QPen:
    """A pen whose width ignores the zoom; cosmetic pens count device pixels, hence ``ratio``."""
    cap = Qt.PenCapStyle.FlatCap if dash_mm else Qt.PenCapStyle.RoundCap
    join = Qt.PenJoinStyle.RoundJoin
    pen = QPen(QColor(colour), width_px * ratio, Qt.PenStyle.SolidLine, cap, join)
    pen.setCosmetic(True)
    if dash_mm and width_px > 0:
        pen.setDashPattern([max(0.1, length * PX_PER_MM / width_px) for length in dash_mm])
    return pen


def _picture(p: QPainter, ready: ReadyPicture, view: View) -> None:
    a, d, b, e, c, f = ready.item.transform
    k = 1.0 / view.m_per_px
    corner = view.to_screen(c - 0.5 * (a + b), f - 0.5 * (d + e))
    p.save()
    p.setOpacity(ready.item.opacity)
    p.setTransform(QTransform(a * k, -d * k, b * k, -e * k, corner.x(), corner.y()), combine=True)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=ready.item.is_smooth)
    p.drawImage(QPointF(0, 0), ready.image)
    p.restore()
