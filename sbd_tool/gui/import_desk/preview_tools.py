"""What a click in the preview means: pick a layer, or an end of a thing of known length."""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.domain.layers import GeometryArray
from sbd_tool.gui import paint
from sbd_tool.gui.map.picking import PickIndex
from sbd_tool.gui.map.tools import MapTool, Pointer, ToolHost

Place = tuple[float, float]
CATCH_PX, PICK_PX = 10.0, 6.0
MOST_CORNERS: Final = 400_000


class Corners:
    """Corners of a drawing: a known length runs from corner to corner."""

    def __init__(self, geometry: GeometryArray) -> None:
        xy = shapely.get_coordinates(geometry)[:MOST_CORNERS]
        self._xy = np.unique(xy, axis=0) if len(xy) else np.empty((0, 2))
        points: GeometryArray = np.asarray(shapely.points(self._xy), dtype=object).reshape(-1)
        self._tree = shapely.STRtree(points)

    def near(self, place: Place, reach: float) -> Place | None:
        """The nearest corner within reach, or None."""
        if not len(self._xy):
            return None
        rows = self._tree.query(shapely.Point(place).buffer(reach))
        if not len(rows):
            return None
        away = np.hypot(*(self._xy[rows] - place).T)
        best = int(away.argmin())
        found = self._xy[rows[best]]
        return (float(found[0]), float(found[1])) if away[best] <= reach else None


class PickLayerTool(MapTool):
    """A click picks what lies there."""

    key = "pick_layer"

    def __init__(self, host: ToolHost, index: PickIndex, on_picked: Callable[[str], None]) -> None:
        super().__init__(host)
        self._index, self._on_picked = index, on_picked

    def press(self, at: Pointer) -> None:
        x, y = self.host.view.to_map(at.screen)
        hits = self._index.at(x, y, PICK_PX * self.host.view.m_per_px)
        if hits:
            self._on_picked(hits[0].id)


class KnownLengthTool(MapTool):
    """Both ends by click or Enter; the next click begins anew.

    Args:
        host: The preview.
        corners: What is caught.
        words_of: Words of a length on the canvas.
        on_done: Told both ends.
    """

    key = "known_length"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self,
        host: ToolHost,
        corners: Corners,
        words_of: Callable[[float], str],
        on_done: Callable[[Place, Place], None],
    ) -> None:
        super().__init__(host)
        self._corners = corners
        self._caught: Place | None = None
        self._words_of, self._on_done = words_of, on_done
        self._ends: list[Place] = []
        self._now: Place | None = None

    @property
    def is_active(self) -> bool:
        return len(self._ends) == 1

    def press(self, at: Pointer) -> None:
        here = self._place(at)
        if len(self._ends) != 1:
            self._ends = [here]
        elif here != self._ends[0]:
            self._ends.append(here)
            self._on_done(self._ends[0], self._ends[1])
        self.host.update()

    def move(self, at: Pointer) -> None:
        self._now = self._place(at)
        self.host.update()

    def _place(self, at: Pointer) -> Place:
        view = self.host.view
        free = view.to_map(at.screen)
        self._caught = self._corners.near(free, CATCH_PX * view.m_per_px)
        return self._caught or free

    def cancel(self) -> None:
        self._ends.clear()
        self.host.update()

    def paint(self, p: QPainter) -> None:
        if self._caught is not None:
            self._paint_caught(p, self._caught)
        trail = list(self._ends)
        if self.is_active and self._now is not None:
            trail.append(self._now)
        if not trail:
            return
        theme, view = self.host.theme, self.host.view
        dots = [view.to_screen(*place) for place in trail]
        p.setBrush(Qt.BrushStyle.NoBrush)
        for tone, width in (("surface", 5.0), ("ink", 2.0)):
            p.setPen(QPen(theme.color(tone), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.drawPolyline(dots)
        p.setPen(QPen(theme.color("ink"), 1.6))
        p.setBrush(theme.color("select"))
        for dot in dots:
            p.drawEllipse(dot, 4.5, 4.5)
        if len(trail) > 1:
            words = self._words_of(math.dist(trail[0], trail[1]))
            _tag(p, self.host, dots[-1] + QPointF(14, -14), words)

    def _paint_caught(self, p: QPainter, place: Place) -> None:
        c = self.host.view.to_screen(*place)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for tone, width in (("surface", 4.4), ("ink", 2.0)):
            p.setPen(QPen(self.host.theme.color(tone), width))
            p.drawRect(QRectF(c.x() - 6, c.y() - 6, 12, 12))


def _tag(p: QPainter, host: ToolHost, at: QPointF, words: str) -> None:
    """A read-out beside the pointer, kept inside the frame."""
    theme = host.theme
    font = theme.font("body", "semibold", is_tabular=True)
    width, height = paint.width(words, font) + 20, paint.line_height(font) + 8
    x = min(max(4.0, at.x()), host.view.width_px - width - 4)
    y = min(max(4.0, at.y() - height), host.view.height_px - height - 4)
    box = QRectF(x, y, width, height)
    paint.card(p, theme, box, 6, "raised")
    paint.text(p, box, words, font, theme.color("ink"), paint.CENTER)
