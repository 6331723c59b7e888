"""Setting control points on the map: first on the picture, then where it belongs."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.domain.georeference import Model
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.georeferencing.session import Place, Session
from sbd_tool.gui.map.tools import MapTool, Pointer, ToolHost

GRAB_PX = 9.0


class ControlPointTool(MapTool):
    """Two clicks make a point; a point already set is pulled to another place of the map.

    Args:
        host: The map.
        session: Where points go.
        on_dropped: Told when the tool was cancelled, or another one was taken in hand.
    """

    key = "control_point"
    cursor = Qt.CursorShape.CrossCursor
    snaps = True

    def __init__(self, host: ToolHost, session: Session, on_dropped: Callable[[], None]) -> None:
        super().__init__(host)
        self.session, self._on_dropped = session, on_dropped
        self._own: Place | None = None
        self._pulled: int | None = None
        self._now: Place | None = None

    @property
    def is_active(self) -> bool:
        return self._own is not None or self._pulled is not None

    @property
    def prompt(self) -> Text | None:
        if self.session.model is Model.KNOWN_DISTANCE:
            return text("desk.geo_prompt_ends")
        return text("desk.geo_prompt_ground" if self._own else "desk.geo_prompt_own")

    def press(self, at: Pointer) -> None:
        free = self.host.view.to_map(at.screen)
        if self.session.model is Model.KNOWN_DISTANCE:
            self._end(free)
        elif self._own is None and (grabbed := self._at(at.screen)) is not None:
            self._pulled = grabbed
        elif self._own is None:
            self._own = self.session.own_place(free)
        else:
            own, self._own = self._own, None
            self.session.add(own, (at.x_m, at.y_m))
        self.host.update()

    def move(self, at: Pointer) -> None:
        self._now = (at.x_m, at.y_m)
        if self._pulled is not None:
            self.session.put(self._pulled, easting_m=at.x_m, northing_m=at.y_m)
        if self.is_active:
            self.host.update()

    def release(self, at: Pointer) -> None:
        del at
        self._pulled = None

    def cancel(self) -> None:
        self._own = self._pulled = None
        self.host.update()
        self._on_dropped()

    def paint(self, p: QPainter) -> None:
        if self._own is None:
            return
        view, theme = self.host.view, self.host.theme
        start = view.to_screen(*self.session.shown_at(*self._own))
        end = start if self._now is None else view.to_screen(*self._now)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for tone, width in (("surface", 5.0), ("ink", 2.0)):
            p.setPen(QPen(theme.color(tone), width))
            p.drawLine(start, end)
            p.drawEllipse(start, 6, 6)

    def _end(self, place: Place) -> None:
        if len(self.session.ends) > 1:
            self.session.ends.clear()
        self.session.ends.append(self.session.own_place(place))
        self.session.changed()

    def _at(self, screen: QPointF) -> int | None:
        """Row of the point under the pointer, or None."""
        view = self.host.view
        for number, row in enumerate(self.session.rows):
            if math.isfinite(row.easting_m) and math.isfinite(row.northing_m):
                away = view.to_screen(row.easting_m, row.northing_m) - screen
                if math.hypot(away.x(), away.y()) <= GRAB_PX:
                    return number
        return None
