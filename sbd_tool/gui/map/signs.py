"""Single things of a map by QPainter: signs, crowns, words, pictures."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from sbd_tool.cartography.drawlist import Label, Marker
from sbd_tool.cartography.labels import shown_turn_deg
from sbd_tool.gui.map.scene import ReadyPicture
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.symbols import PX_PER_MM, Symbols
from sbd_tool.gui.theme import Theme

LEAST_LABEL_PX: Final = 9.0
LEAST_CROWN_PX: Final = 0.7


class Signs:
    """Draws signs and words in one theme.

    Args:
        theme: Fonts and colours.
        symbols: Draws markers.
    """

    def __init__(self, theme: Theme, symbols: Symbols) -> None:
        self.theme, self.symbols = theme, symbols

    def marker(self, p: QPainter, marker: Marker, view: View) -> None:
        """A sign, a dot, or a crown in true size."""
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

    def label(self, p: QPainter, label: Label, view: View) -> None:
        """Words with their halo, upright however the map is turned."""
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
        p.rotate(shown_turn_deg(label, view.rotation_deg))
        p.translate(shift, rise / 2)
        if label.halo:
            halo = QColor(label.halo)
            halo.setAlphaF(0.92)
            round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            p.strokePath(path, QPen(halo, 3.4, Qt.PenStyle.SolidLine, round_cap, round_join))
        p.fillPath(path, QColor(label.colour))
        p.restore()


def draw_picture(p: QPainter, ready: ReadyPicture, view: View) -> None:
    """An underlay or a heat map where its world file says."""
    a, d, b, e, c, f = ready.item.transform
    corner_x, corner_y = c - 0.5 * (a + b), f - 0.5 * (d + e)
    p.save()
    p.setOpacity(ready.item.opacity)
    p.setTransform(
        QTransform(a, d, b, e, 0, 0) * view.transform((corner_x, corner_y)), combine=True
    )
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=ready.item.is_smooth)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # no seams between tiles
    p.drawImage(QPointF(0, 0), ready.image)
    p.restore()
