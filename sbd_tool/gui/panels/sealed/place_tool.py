"""Drawing a place, a line or an area that no command and no journal ever sees."""

import itertools
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.text import Text, text
from sbd_tool.gui.map.tool_base import MapTool, Pointer, ToolHost

LEAST: Final = {"point": 1, "line": 2, "area": 3}


class SealedTool(MapTool):
    """Each click is a corner; Enter, a right click or a double-click finishes.

    Args:
        host: The canvas.
        shape: "point", "line" or "area".
        done: Called with the finished geometry, metres in the project's CRS.
    """

    key = "sealed_place"
    cursor = Qt.CursorShape.CrossCursor
    snaps = True

    def __init__(self, host: ToolHost, shape: str, done: Callable[[BaseGeometry], None]) -> None:
        super().__init__(host)
        self._shape, self._done = shape, done
        self._corners: list[tuple[float, float]] = []
        self._at: tuple[float, float] | None = None

    @property
    def is_active(self) -> bool:
        return bool(self._corners)

    @property
    def prompt(self) -> Text | None:
        return text(f"sealed.prompt_{self._shape}")

    def press(self, at: Pointer) -> None:
        self._corners.append((at.x_m, at.y_m))
        if self._shape == "point":
            self.finish()
        self.host.update()

    def move(self, at: Pointer) -> None:
        self._at = (at.x_m, at.y_m)
        if self._corners:
            self.host.update()

    def double_click(self, at: Pointer) -> None:
        del at
        self.finish()

    def finish(self) -> bool:
        corners = list(dict.fromkeys(self._corners))
        if len(corners) < LEAST[self._shape]:
            return bool(corners)
        self._corners = []
        made: BaseGeometry
        if self._shape == "point":
            made = Point(corners[0])
        elif self._shape == "line":
            made = LineString(corners)
        else:
            made = Polygon(corners)
        self._done(made)
        self.host.tool_done()
        return True

    def cancel(self) -> None:
        self._corners = []

    def paint(self, p: QPainter) -> None:
        if not self._corners:
            return
        theme, view = self.host.theme, self.host.view
        dots = [view.to_screen(*one) for one in self._corners]
        if self._at is not None:
            dots.append(view.to_screen(*self._at))
        p.setPen(QPen(theme.color("protection"), 2.4, Qt.PenStyle.DashLine))
        p.setBrush(Qt.BrushStyle.NoBrush)
        for one, other in itertools.pairwise(dots):
            p.drawLine(one, other)
        for dot in dots:
            p.drawEllipse(QPointF(dot), 3.5, 3.5)
