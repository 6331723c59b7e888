"""What keys do on the map: move it, set vertices at the crosshair, type numbers, repeat a tool."""

from typing import Final, Protocol

from PySide6.QtCore import QPointF, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent

from sbd_tool.gui.map.drafting.entry_forms import STARTERS
from sbd_tool.gui.map.tool_base import MapTool, Pointer

KEY_STEP_PX: Final = 80.0
FINE_STEP_PX: Final = 8.0
ZOOM_STEP: Final = 1.5
Key = Qt.Key
Modifier = Qt.KeyboardModifier
ARROWS: Final = {
    Key.Key_Left: (1, 0),
    Key.Key_Right: (-1, 0),
    Key.Key_Up: (0, 1),
    Key.Key_Down: (0, -1),
}
ZOOM_KEYS: Final = {Key.Key_Plus: ZOOM_STEP, Key.Key_Equal: ZOOM_STEP, Key.Key_Minus: 1 / ZOOM_STEP}
ENTERS: Final = (Key.Key_Return, Key.Key_Enter)
TYPING: Final = Modifier.ShiftModifier | Modifier.KeypadModifier | Modifier.GroupSwitchModifier


class KeyedCanvas(Protocol):
    """A canvas as its keys see it."""

    repeat_wanted: SignalInstance
    cancelled: SignalInstance

    @property
    def tool(self) -> MapTool:
        """The tool in hand."""
        ...

    def width(self) -> int:
        """Pixels."""
        ...

    def height(self) -> int:
        """Pixels."""
        ...

    def pan(self, dx_px: float, dy_px: float) -> None:
        """Move the map."""
        ...

    def zoom_by(self, factor: float) -> None:
        """Closer or farther."""
        ...

    def pointer_at(self, at: QPointF) -> Pointer:
        """A pixel as tools see it."""
        ...

    def begin_entry(self, typed: str) -> None:
        """Open the entry field."""
        ...

    def show_cursor(self) -> None:
        """The cursor of the tool in hand."""
        ...

    def setCursor(self, cursor: Qt.CursorShape) -> None:
        """Show another cursor."""
        ...


class CanvasKeys:
    """Keys of one canvas.

    Args:
        canvas: The canvas.
    """

    def __init__(self, canvas: KeyedCanvas) -> None:
        self._canvas = canvas
        self.is_crosshair_shown = False
        self.is_space_held = False
        self._is_space_used = False

    def press(self, event: QKeyEvent) -> bool:
        """A key went down; True when it meant something."""
        key = Key(event.key())
        if self._types(event) or self._canvas.tool.press_key(key):
            return True
        return self._move(key, event.modifiers()) or self._act(key, event)

    def release(self, event: QKeyEvent) -> None:
        """A key went up: Space that held nothing repeats the last tool."""
        if event.key() != Key.Key_Space or event.isAutoRepeat():
            return
        is_tap = self.is_space_held and not self._is_space_used
        self.is_space_held = False
        self._canvas.show_cursor()
        if is_tap and self._is_idle:
            self._canvas.repeat_wanted.emit()

    def use_space(self) -> None:
        """Space is held to move the map: letting go of it repeats nothing."""
        self._is_space_used = True

    @property
    def middle(self) -> QPointF:
        """Pixel of the crosshair."""
        return QPointF(self._canvas.width() / 2, self._canvas.height() / 2)

    @property
    def _is_idle(self) -> bool:
        return self._canvas.tool.key == "select" and not self._canvas.tool.is_active

    def _types(self, event: QKeyEvent) -> bool:
        """Begin an entry: a digit, a sign, `@` or `<` while the tool takes numbers."""
        typed, tool = event.text(), self._canvas.tool
        if typed not in STARTERS or not typed or event.modifiers() & ~TYPING or not tool.fields:
            return False
        if typed == "-" and not tool.is_active:
            return False  # zooms out
        self._canvas.begin_entry(typed)
        return True

    def _move(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        canvas = self._canvas
        if key in ARROWS and not modifiers & Modifier.AltModifier:
            dx, dy = ARROWS[key]
            step = FINE_STEP_PX if modifiers & Modifier.ControlModifier else KEY_STEP_PX
            self.is_crosshair_shown = True
            canvas.pan(dx * step, dy * step)
            canvas.tool.move(canvas.pointer_at(self.middle))
            return True
        if key in ZOOM_KEYS:
            canvas.zoom_by(ZOOM_KEYS[key])
            return True
        return False

    def _act(self, key: Qt.Key, event: QKeyEvent) -> bool:
        canvas = self._canvas
        if key == Key.Key_Escape:
            if canvas.tool.is_active:
                canvas.tool.cancel()
            else:
                canvas.cancelled.emit()
            return True
        if key == Key.Key_Space:
            if not event.isAutoRepeat():
                self.is_space_held, self._is_space_used = True, False
                canvas.setCursor(Qt.CursorShape.OpenHandCursor)
            return True
        if key == Key.Key_Insert:
            self.is_crosshair_shown = True
            self._click_middle()
            return True
        if key in ENTERS:
            self._enter(is_end=bool(event.modifiers() & Modifier.ControlModifier))
            return True
        return False

    def _enter(self, *, is_end: bool) -> None:
        """With the crosshair: set a vertex, or finish on the last one; else finish or repeat."""
        tool = self._canvas.tool
        at = self._canvas.pointer_at(self.middle)
        if self.is_crosshair_shown and not is_end and not tool.is_done_at(at):
            self._click_middle()
        elif not tool.finish() and self._is_idle:
            self._canvas.repeat_wanted.emit()

    def _click_middle(self) -> None:
        tool = self._canvas.tool
        at = self._canvas.pointer_at(self.middle)
        tool.move(at)
        tool.press(at)
        tool.release(at)
