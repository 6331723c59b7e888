"""Drawing of camera fans: a band for each class with an edge of its own, blind ground hatched.

Classes are told by the words on the bands and by dashes, not by colour alone.
"""

import math
from collections.abc import Sequence
from typing import Final, Protocol

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.text import text
from sbd_tool.gui import paint
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.tool_base import ToolHost

RAMP: Final = "attention"
DASHES: Final = {
    "inspect": (),
    "identify": (),
    "recognise": (8.0, 3.0),
    "observe": (6.0, 4.0),
    "detect": (3.0, 4.0),
    "monitor": (1.0, 4.0),
}
ORDER: Final = ("monitor", "detect", "observe", "recognise", "identify", "inspect")
LEAST_BAND_PX: Final = 22.0
FILL: Final = 0.45
UNKNOWN_PX: Final = 22.0
HATCH, GAP_PX = 0.5, 7.0
FAR_M: Final = 1000.0


class Band(Protocol):
    """Ground shown at one class."""

    @property
    def key(self) -> str:
        """Class."""
        ...

    @property
    def ground(self) -> BaseGeometry:
        """Its ground, map metres."""
        ...


class Fan(Protocol):
    """What one camera shows."""

    @property
    def x(self) -> float:
        """Where it looks from, map metres."""
        ...

    @property
    def y(self) -> float:
        """The same."""
        ...

    @property
    def direction_deg(self) -> float | None:
        """Degrees clockwise from north, or None."""
        ...

    @property
    def bands(self) -> Sequence[Band]:
        """The nearest first."""
        ...


def draw_blind(p: QPainter, host: ToolHost, ground: BaseGeometry) -> None:
    """Hatch the ground no camera shows: dark, for under it lies the light end of the ramp."""
    path = screen_path(ground, host.view)
    tone = QColor(host.theme.design.ramp(RAMP)[-1])
    tone.setAlphaF(HATCH)
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    p.setPen(QPen(tone, 1.0))
    box = path.boundingRect() & QRectF(0, 0, host.view.width_px, host.view.height_px)
    first = math.floor((box.left() - box.height()) / GAP_PX) * GAP_PX
    for row in range(int((box.width() + box.height()) / GAP_PX) + 2):
        x = first + row * GAP_PX
        p.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
    p.restore()


def draw_fan(p: QPainter, host: ToolHost, fan: Fan, *, is_filled: bool) -> None:
    """Draw the bands of a camera, the farthest first, with the word of each class."""
    if not fan.bands:
        _draw_unknown(p, host, fan)
        return
    theme, ramp = host.theme, host.theme.design.ramp(RAMP)
    for band in reversed(fan.bands):
        path = screen_path(band.ground, host.view)
        if is_filled:
            tone = QColor(ramp[ORDER.index(band.key) + 1])
            tone.setAlphaF(FILL)
            p.fillPath(path, tone)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(theme.color("surface"), 3.0))
        p.drawPath(path)
        pen = QPen(theme.color("ink"), 1.4)
        if DASHES[band.key]:
            pen.setDashPattern(list(DASHES[band.key]))
        p.setPen(pen)
        p.drawPath(path)
    for band in fan.bands:
        _write(p, host, fan, band)


def _write(p: QPainter, host: ToolHost, fan: Fan, band: Band) -> None:
    """The word of a class in the middle of its band, where there is room."""
    place = _middle(fan, band.ground, LEAST_BAND_PX * host.view.m_per_px)
    if place is None:
        return
    font = host.theme.font("caption", "semibold")
    words = host.words(text(f"fields.band_{band.key}"))
    at = host.view.to_screen(*place)
    wide, high = paint.width(words, font) + 10, paint.line_height(font) + 2
    box = QRectF(at.x() - wide / 2, at.y() - high / 2, wide, high)
    paint.round_rect(p, box, 3, host.theme.color("surface", 0.92), host.theme.color("line_strong"))
    paint.text(p, box, words, font, host.theme.color("ink"), paint.CENTER)


def _middle(fan: Fan, ground: BaseGeometry, least_m: float) -> tuple[float, float] | None:
    """The middle of a band in the direction of view, or elsewhere where its word has room."""
    turn = math.radians(fan.direction_deg or 0.0)
    end = (fan.x + FAR_M * math.sin(turn), fan.y + FAR_M * math.cos(turn))
    along = shapely.get_parts(shapely.LineString([(fan.x, fan.y), end]).intersection(ground))
    longest = max(along, key=lambda one: one.length, default=None)
    if longest is not None and longest.length >= least_m:
        spot = longest.interpolate(0.5, normalized=True)
        return float(spot.x), float(spot.y)
    roomy = ground.buffer(-least_m / 2)  # a wall may stand in the direction of view
    if roomy.is_empty:
        return None
    spot = roomy.point_on_surface()
    return float(spot.x), float(spot.y)


def _draw_unknown(p: QPainter, host: ToolHost, fan: Fan) -> None:
    """A dashed ring with words: it is there, and nobody knows where it looks."""
    at = host.view.to_screen(fan.x, fan.y)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width in (("surface", 3.0), ("ink", 1.4)):
        pen = QPen(host.theme.color(tone), width)
        if tone == "ink":
            pen.setDashPattern([3.0, 3.0])
        p.setPen(pen)
        p.drawEllipse(at, UNKNOWN_PX, UNKNOWN_PX)
    font = host.theme.font("caption", "semibold")
    words = host.words(text("fields.fan_unknown"))
    wide, high = paint.width(words, font) + 10, paint.line_height(font) + 2
    corner = at + QPointF(-wide / 2, UNKNOWN_PX + 2)
    box = QRectF(corner.x(), corner.y(), wide, high)
    paint.round_rect(p, box, 3, host.theme.color("surface", 0.92), host.theme.color("line_strong"))
    paint.text(p, box, words, font, host.theme.color("ink"), paint.CENTER)
