"""What the mouse and keys mean on the map: the base of all tools, panning and selecting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from shapely.geometry.base import BaseGeometry

from sbd_tool.gui.map.picking import Hit, PickIndex
from sbd_tool.gui.map.snapping import Snap
from sbd_tool.gui.map.viewport import Bounds, View
from sbd_tool.gui.theme import Theme

DRAG_PX: Final = 4.0
Modifier = Qt.KeyboardModifier


@dataclass(frozen=True, slots=True)
class Pointer:
    """A mouse position, as tools see it.

    Attributes:
        screen: Pixel in the canvas.
        x_m, y_m: Map position, snapped where something was caught.
        snap: What was caught, or None.
        modifiers: Keys held.
    """

    screen: QPointF
    x_m: float
    y_m: float
    snap: Snap | None = None
    modifiers: Qt.KeyboardModifier = Modifier.NoModifier


class ToolHost(Protocol):
    """What a tool may ask of the canvas."""

    theme: Theme
    view: View

    @property
    def index(self) -> PickIndex:
        """Objects under the pointer."""
        ...

    @property
    def selection(self) -> tuple[str, ...]:
        """Chosen objects."""
        ...

    def choose(self, ids: Sequence[str]) -> None:
        """Choose objects."""
        ...

    def pan(self, dx_px: float, dy_px: float) -> None:
        """Move the map."""
        ...

    def zoom_to(self, bounds: Bounds) -> None:
        """Show an extent."""
        ...

    def drawn(self, geometry: BaseGeometry) -> None:
        """A new shape is finished."""
        ...

    def reshaped(self, object_id: str, geometry: BaseGeometry, *, is_drag: bool) -> None:
        """A measure was moved or its vertices were edited."""
        ...

    def words_length(self, metres: float) -> str:
        """A length in the reader's number format."""
        ...

    def words_area(self, square_metres: float) -> str:
        """An area in the reader's number format."""
        ...

    def update(self) -> None:
        """Paint again."""
        ...


class MapTool:
    """A tool does nothing by itself; children answer the events they need."""

    key = ""
    cursor = Qt.CursorShape.ArrowCursor
    snaps = False

    def __init__(self, host: ToolHost) -> None:
        self.host = host

    @property
    def is_active(self) -> bool:
        """Whether something is half done: Esc then ends that and not the tool."""
        return False

    def press(self, at: Pointer) -> None:
        """Left button down."""

    def move(self, at: Pointer) -> None:
        """Pointer moved, with or without the button."""

    def release(self, at: Pointer) -> None:
        """Left button up."""

    def double_click(self, at: Pointer) -> None:
        """Left double-click."""

    def press_key(self, key: int) -> bool:
        """A key; True when it was used."""
        del key
        return False

    def cancel(self) -> None:
        """Give up what is half done."""

    def paint(self, p: QPainter) -> None:
        """Draw live over the map, in screen pixels."""


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
        return start is not None and bool(start.modifiers & Modifier.ShiftModifier)

    def _is_crossing(self, end: QPointF) -> bool:
        return self._start is not None and end.x() < self._start.screen.x()

    def _choose_box(self, start: Pointer, end: Pointer) -> None:
        view = self.host.view
        (x0, y0), (x1, y1) = view.to_map(start.screen), view.to_map(end.screen)
        box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        if start.modifiers & Modifier.ShiftModifier:
            self.host.zoom_to(box)
            return
        is_crossing = end.screen.x() < start.screen.x()
        self._choose(self.host.index.within(box, is_crossing=is_crossing), end.modifiers)

    def _choose_point(self, at: Pointer) -> None:
        x, y = self.host.view.to_map(at.screen)
        hits = self.host.index.at(x, y, 8.0 * self.host.view.m_per_px)
        chosen = self.host.selection
        again = len(chosen) == 1 and any(hit.id == chosen[0] for hit in hits)
        if again and not at.modifiers & (Modifier.ShiftModifier | Modifier.ControlModifier):
            ids = [hit.id for hit in hits]  # another click on the same place walks down the pile
            hits = [hits[(ids.index(chosen[0]) + 1) % len(hits)]]
        self._choose(hits[:1], at.modifiers)

    def _choose(self, hits: list[Hit], modifiers: Qt.KeyboardModifier) -> None:
        ids = [hit.id for hit in hits]
        chosen = list(self.host.selection)
        if modifiers & Modifier.ShiftModifier:
            self.host.choose(list(dict.fromkeys([*chosen, *ids])))
        elif modifiers & Modifier.ControlModifier:
            kept = [i for i in chosen if i not in ids]
            self.host.choose([*kept, *(i for i in ids if i not in chosen)])
        else:
            self.host.choose(ids)
