"""The plain tools of the map: panning and selecting; and the names other tools build on."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.gui.map.picking import Hit, screen_frame
from sbd_tool.gui.map.tool_base import (
    DRAG_PX,
    PICK_PX,
    MapTool,
    Modifier,
    Pointer,
    ToolHost,
    box_of,
)

__all__ = [
    "DRAG_PX",
    "PICK_PX",
    "MapTool",
    "Modifier",
    "PanTool",
    "Pointer",
    "SelectTool",
    "ToolHost",
    "box_of",
]


class PanTool(MapTool):
    """Drags the map."""

    key = "pan"
    cursor = Qt.CursorShape.OpenHandCursor

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._last: QPointF | None = None

    def press(self, at: Pointer) -> None:
        self._last = at.screen

    def move(self, at: Pointer) -> None:
        if self._last is not None:
            step = at.screen - self._last
            self._last = at.screen
            self.host.pan(step.x(), step.y())

    def release(self, at: Pointer) -> None:
        del at
        self._last = None


class SelectTool(MapTool):
    """Click, Shift to add, Ctrl to toggle; a box to the right holds, one to the left touches.

    A box drawn with Shift held is zoomed to and chooses nothing.
    """

    key = "select"
    hovers = True

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._start: Pointer | None = None
        self._now: QPointF | None = None
        self._cycle = 0

    @property
    def is_active(self) -> bool:
        return self._now is not None

    def press(self, at: Pointer) -> None:
        self._start = at

    def move(self, at: Pointer) -> None:
        if self._start is None:
            return
        away = at.screen - self._start.screen
        if self._now is not None or away.manhattanLength() > DRAG_PX:
            self._now = at.screen
            self.host.update()

    def release(self, at: Pointer) -> None:
        start, now = self._start, self._now
        self._start = self._now = None
        if start is None:
            return
        if now is not None:
            self._choose_box(start, at)
        else:
            self._choose_point(at)
        self.host.update()

    def cancel(self) -> None:
        self._start = self._now = None
        self.host.update()

    def paint(self, p: QPainter) -> None:
        if self._start is None or self._now is None:
            return
        theme = self.host.theme
        pen = QPen(theme.color("ink"), 1.2)
        if self._is_crossing(self._now) and not self._is_zoom:
            pen.setDashPattern([4, 3])
        p.setPen(pen)
        p.setBrush(theme.color("ink", 0.08) if self._is_zoom else theme.color("select", 0.14))
        p.drawRect(QRectF(self._start.screen, self._now).normalized())

    @property
    def _is_zoom(self) -> bool:
        start = self._start
        return start is not None and start.has(Modifier.ShiftModifier)

    def _is_crossing(self, end: QPointF) -> bool:
        return self._start is not None and end.x() < self._start.screen.x()

    def _choose_box(self, start: Pointer, end: Pointer) -> None:
        box = box_of(self.host.view, start.screen, end.screen)
        if start.has(Modifier.ShiftModifier):
            self.host.zoom_to(box)
            return
        is_crossing = end.screen.x() < start.screen.x()
        frame = screen_frame(self.host.view, start.screen, end.screen)
        self._choose(self.host.index.within(frame, is_crossing=is_crossing), end)

    def _choose_point(self, at: Pointer) -> None:
        x, y = self.host.view.to_map(at.screen)
        hits = self.host.index.at(x, y, PICK_PX * self.host.view.m_per_px)
        chosen = self.host.selection
        again = len(chosen) == 1 and any(hit.id == chosen[0] for hit in hits)
        if again and not at.modifiers & (Modifier.ShiftModifier | Modifier.ControlModifier):
            ids = [hit.id for hit in hits]  # another click on the same place walks down the pile
            hits = [hits[(ids.index(chosen[0]) + 1) % len(hits)]]
        self._choose(hits[:1], at)

    def _choose(self, hits: list[Hit], at: Pointer) -> None:
        ids = [hit.id for hit in hits]
        chosen = list(self.host.selection)
        if at.has(Modifier.ShiftModifier):
            self.host.choose(list(dict.fromkeys([*chosen, *ids])))
        elif at.has(Modifier.ControlModifier):
            kept = [i for i in chosen if i not in ids]
            self.host.choose([*kept, *(i for i in ids if i not in chosen)])
        else:
            self.host.choose(ids)
