"""Placing photos by tapping: a tap says where one was taken, a drag which way it looked."""

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.domain.text import Text, text
from sbd_tool.gui.map.tools import MapTool, Pointer, ToolHost

LEAST_DRAG_PX: Final = 12.0
DOT_PX: Final = 6.0
Place = Callable[[tuple[float, float], float | None], None]


class PlacePhotoTool(MapTool):
    """One photo is placed; then whoever took the tool in hand says what comes next.

    Args:
        host: The canvas.
        number: Number of the photo, for the prompt.
        place: Told the place, metres, and the heading clockwise from north, or None.
    """

    key = "photo_place"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, host: ToolHost, number: int, place: Place) -> None:
        super().__init__(host)
        self._number, self._place = number, place
        self._from: Pointer | None = None
        self._to: Pointer | None = None

    @property
    def is_active(self) -> bool:
        return self._from is not None

    @property
    def prompt(self) -> Text | None:
        return text("photo.prompt_place", number=self._number)

    def press(self, at: Pointer) -> None:
        self._from = self._to = at
        self.host.update()

    def move(self, at: Pointer) -> None:
        if self._from is not None:
            self._to = at
            self.host.update()

    def release(self, at: Pointer) -> None:
        start, self._from = self._from, None
        if start is None:
            return
        drag = at.screen - start.screen
        heading = None
        if math.hypot(drag.x(), drag.y()) >= LEAST_DRAG_PX:
            heading = math.degrees(math.atan2(at.x_m - start.x_m, at.y_m - start.y_m)) % 360.0
        self._place(start.place, heading)

    def cancel(self) -> None:
        self._from = None
        self.host.update()

    def paint(self, p: QPainter) -> None:
        if self._from is None or self._to is None:
            return
        theme, view = self.host.theme, self.host.view
        start = view.to_screen(self._from.x_m, self._from.y_m)
        end = QPointF(self._to.screen)
        for tone, width in (("surface", 4.0), ("ink", 2.0)):
            p.setPen(QPen(theme.color(tone), width))
            p.drawLine(start, end)
        p.setPen(QPen(theme.color("surface"), 2.0))
        p.setBrush(theme.color("ink"))
        p.drawEllipse(start, DOT_PX, DOT_PX)
