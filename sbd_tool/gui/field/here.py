"""Where somebody stands: put by a finger, or followed from a receiver, with its circle."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from shiboken6 import isValid

from sbd_tool.app.positioning import Listening, told_skips
from sbd_tool.domain.checklists import XY
from sbd_tool.domain.positions import Position
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.tool_base import MapTool, Pointer, ToolHost
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View

POLL_MS: Final = 200
MARK_PX: Final = 9.0
EDGE_SHARE: Final = 0.25
"""The map follows when the place comes this near to its edge, as a share of the map."""


class HereTool(MapTool):
    """A tap puts the place; with the finger held down it is dragged."""

    key = "field_here"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self, host: ToolHost, on_place: Callable[[XY], None], on_dropped: Callable[[], None]
    ) -> None:
        super().__init__(host)
        self._on_place, self._on_dropped = on_place, on_dropped
        self._is_held = False

    @property
    def prompt(self) -> Text | None:
        return text("field.here_prompt")

    def press(self, at: Pointer) -> None:
        self._is_held = True
        self._on_place(self.host.view.to_map(at.screen))

    def move(self, at: Pointer) -> None:
        if self._is_held:
            self._on_place(self.host.view.to_map(at.screen))

    def release(self, at: Pointer) -> None:
        self._is_held = False
        self._on_place(self.host.view.to_map(at.screen))
        self.host.tool_done()

    def cancel(self) -> None:
        self._on_dropped()


class Here(QObject):
    """The place of somebody on the map.

    Signals:
        changed: The place, or how exactly it is known, is another.
        ended: The receiver is followed no more.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, canvas: MapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.canvas = desk, canvas
        self.position: Position | None = None
        self._veil: MapVeil | None = None
        self._listening: Listening | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def is_following(self) -> bool:
        """Whether a receiver is followed."""
        return self._listening is not None

    def put(self, place: XY) -> None:
        """Somebody says where they stand; how exactly is not known."""
        self._show(Position(x_m=place[0], y_m=place[1], is_tapped=True))

    def follow(self, where: str) -> None:
        """Follow a receiver.

        Raises:
            InputError: Its address is none, or is not of this computer.
        """
        self.stop()
        project = self.desk.project
        if project is not None:
            self._listening = Listening(where, project.crs)
            self._timer.start()

    def take_over(self, other: "Here") -> None:
        """Stand and follow as in a window that is going; that one follows no more."""
        listening = other.give_up()
        if other.position is not None:
            self._show(other.position)
        if listening is not None:
            self._listening = listening
            self._timer.start()

    def give_up(self) -> Listening | None:
        """Hand the receiver to somebody else, who listens on."""
        self._timer.stop()
        listening, self._listening = self._listening, None
        return listening

    def stop(self) -> None:
        """Follow no more; the last place stays."""
        listening = self.give_up()
        if listening is not None:
            listening.stop()
            self.ended.emit()

    def remove(self) -> None:
        """Take the place off the map."""
        self.stop()
        self.position = None
        if self._veil is not None and isValid(self._veil):
            self._veil.remove()
        self._veil = None

    def _poll(self) -> None:
        listening = self._listening
        if listening is None:
            return
        found = listening.take()
        if found is not None:
            self._show(found)
            self._keep_in_view(found)
        elif listening.is_over:
            self.stop()
            if listening.problem is not None:
                self.desk.report(listening.problem)
                return
            self.desk.told.emit(text("field.ended"))
            for words in told_skips(listening.skipped):
                self.desk.told.emit(words)

    def _show(self, position: Position) -> None:
        self.position = position
        if self._veil is None:
            self._veil = MapVeil(self.canvas, self._draw)
        self._veil.update()
        self.changed.emit()

    def _keep_in_view(self, found: Position) -> None:
        canvas = self.canvas
        at = canvas.view.to_screen(found.x_m, found.y_m)
        wide, high = canvas.width(), canvas.height()
        is_inside = (
            EDGE_SHARE * wide < at.x() < (1 - EDGE_SHARE) * wide
            and EDGE_SHARE * high < at.y() < (1 - EDGE_SHARE) * high
        )
        if not is_inside:
            canvas.set_view(replace(canvas.view, x_m=found.x_m, y_m=found.y_m))

    def _draw(self, p: QPainter, view: View) -> None:
        found = self.position
        if found is None:
            return
        theme, at = self.desk.look.theme, view.to_screen(found.x_m, found.y_m)
        if found.radius_m is not None:
            reach = found.radius_m / view.m_per_px
            p.setPen(QPen(theme.color("info"), 2.0))
            p.setBrush(theme.color("info", 0.14))
            p.drawEllipse(at, reach, reach)
        p.setPen(QPen(theme.color("surface"), 3.0))
        p.setBrush(theme.color("info"))
        p.drawEllipse(at, MARK_PX, MARK_PX)
        if found.is_tapped:  # a cross: told by a person, not by a receiver
            p.setPen(QPen(theme.color("info"), 2.4))
            for step in (QPointF(1, 0), QPointF(0, 1)):
                p.drawLine(at + step * (MARK_PX + 2), at + step * (MARK_PX + 9))
                p.drawLine(at - step * (MARK_PX + 2), at - step * (MARK_PX + 9))
