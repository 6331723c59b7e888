"""Signs of the map for Qt: the outlines of `cartography` as painter paths, kept as pictures.

Markers are drawn once and kept under a lock, because frames are rendered off the window's thread.
"""

import math
import threading
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.outlines import Command, Outline
from sbd_tool.cartography.symbols import family_outline, marker_outlines
from sbd_tool.cartography.tokens import MM_PER_PX
from sbd_tool.gui.theme import Theme

PX_PER_MM: Final = 1.0 / MM_PER_PX
ROOM_SHARE: Final = 1.0  # room beside a marker for its halo and for the corners of the diamond
KEPT_PICTURES: Final = 4000


def outline_path(commands: Iterable[Command]) -> QPainterPath:
    """Move, line, curve and close commands as a painter path."""
    path = QPainterPath()
    for letter, n in commands:
        if letter == "M":
            path.moveTo(n[0], n[1])
        elif letter == "L":
            path.lineTo(n[0], n[1])
        elif letter == "C":
            path.cubicTo(*n)
        else:
            path.closeSubpath()
    return path


def draw_outlines(p: QPainter, outlines: Iterable[Outline]) -> None:
    """Draw outlines around the painter's origin, one unit being a millimetre."""
    for outline in outlines:
        p.setOpacity(outline.opacity)
        p.setBrush(QColor(outline.fill) if outline.fill else Qt.BrushStyle.NoBrush)
        p.setPen(_pen(outline) if outline.stroke else QPen(Qt.PenStyle.NoPen))
        p.drawPath(outline_path(outline.commands))
    p.setOpacity(1.0)


def _pen(outline: Outline) -> QPen:
    cap = Qt.PenCapStyle.FlatCap if outline.cap == "butt" else Qt.PenCapStyle.RoundCap
    pen = QPen(
        QColor(outline.stroke),
        outline.width_mm,
        Qt.PenStyle.SolidLine,
        cap,
        Qt.PenJoinStyle.RoundJoin,
    )
    if outline.dash_mm and outline.width_mm > 0:
        pen.setDashPattern([length / outline.width_mm for length in outline.dash_mm])
    return pen


class Symbols:
    """Draws markers in one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._carto = theme.design.theme(theme.name)
        self._pictures: dict[tuple[object, ...], QImage] = {}
        self._lock = threading.Lock()

    def measure(
        self,
        p: QPainter,
        symbol: str,
        family: str,
        centre: QPointF,
        size_px: float = 24.0,
        state: str = "existing",
        *,
        is_selected: bool = False,
    ) -> None:
        """One measure's marker in the window: palette, inspector, lists."""
        size_mm = size_px * MM_PER_PX
        marker = Marker(
            x_m=0.0,
            y_m=0.0,
            symbol=symbol,
            size_mm=size_mm,
            family=family,
            state=state,
            is_selected=is_selected,
        )
        self.marker(p, marker, centre)

    def marker(self, p: QPainter, marker: Marker, centre: QPointF) -> None:
        """A marker of the draw list at a place of the screen."""
        ratio = max(1.0, p.deviceTransform().m11())
        picture = self._picture(marker, ratio)
        half = picture.width() / ratio / 2
        p.drawImage(QPointF(centre.x() - half, centre.y() - half), picture)

    def family(self, p: QPainter, family: str, centre: QPointF, radius_px: float) -> None:
        """The bare, filled outline of a family: swatches and legends."""
        commands = family_outline(self.theme.design.shape(family), radius_px)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self.theme.color(f"family.{family}"))
        p.drawPath(outline_path(commands).translated(centre))

    def _picture(self, marker: Marker, ratio: float) -> QImage:
        key = (
            marker.symbol,
            marker.family,
            marker.state,
            marker.colour,
            round(marker.size_mm, 3),
            marker.is_selected,
            marker.opacity,
            ratio,
        )
        with self._lock:
            found = self._pictures.get(key)
            if found is None:
                if len(self._pictures) > KEPT_PICTURES:
                    self._pictures.clear()
                found = self._pictures[key] = self._draw(marker, ratio)
        return found

    def _draw(self, marker: Marker, ratio: float) -> QImage:
        side = math.ceil((marker.size_mm * PX_PER_MM * (1 + ROOM_SHARE) + 8) * ratio)
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        image.setDevicePixelRatio(ratio)
        p = QPainter(image)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.translate(side / ratio / 2, side / ratio / 2)
        p.scale(PX_PER_MM, PX_PER_MM)
        draw_outlines(p, marker_outlines(marker, self.theme.design, self._carto))
        p.end()
        return image
