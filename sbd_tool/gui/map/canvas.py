"""The map canvas: pointer and keys go to a tool, wheel and middle button always move the map."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.text import Quantity
from sbd_tool.domain.words import Words
from sbd_tool.gui.map.lux import LuxMap, draw_lux, draw_lux_words
from sbd_tool.gui.map.overlays import draw_crosshair, draw_hover, draw_selection, draw_snap
from sbd_tool.gui.map.picking import PickIndex
from sbd_tool.gui.map.pins import Pin, draw_pins
from sbd_tool.gui.map.snapping import Snap, SnapIndex
from sbd_tool.gui.map.surface import MapSurface
from sbd_tool.gui.map.tools import MapTool, Pointer, SelectTool
from sbd_tool.gui.map.verdicts import GapVerdict, draw_gaps
from sbd_tool.gui.theme import Theme

SNAP_PX: Final = 10.0
WHEEL_STEP: Final = 1.0016
KEY_STEP_PX: Final = 80.0
ZOOM_STEP: Final = 1.5
Key = Qt.Key
ARROWS: Final = {
    Key.Key_Left: (1, 0),
    Key.Key_Right: (-1, 0),
    Key.Key_Up: (0, 1),
    Key.Key_Down: (0, -1),
}
ZOOM_KEYS: Final = {Key.Key_Plus: ZOOM_STEP, Key.Key_Equal: ZOOM_STEP, Key.Key_Minus: 1 / ZOOM_STEP}


class MapCanvas(MapSurface):
    """A map one can work on.

    Signals:
        pointer_moved: Map position under the pointer, metres.
        chosen: Ids to choose.
        shape_drawn: A finished geometry.
        shape_edited: Id of a measure, its new geometry, whether more of the same drag follows.
        menu_wanted: Pixel at which a context menu is asked for.
        cancelled: Esc with nothing half done.
    """

    pointer_moved = Signal(float, float)
    chosen = Signal(tuple)
    shape_drawn = Signal(object)
    shape_edited = Signal(str, object, bool)
    menu_wanted = Signal(QPoint)
    cancelled = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(theme, words, parent)
        self.is_snapping = True
        self._index = PickIndex(())
        self._snaps: SnapIndex | None = None
        self._selection: tuple[str, ...] = ()
        self._verdicts: tuple[GapVerdict, ...] = ()
        self._pins: tuple[Pin, ...] = ()
        self.light: LuxMap | None = None
        self._hover: str | None = None
        self._snap: Snap | None = None
        self._pan_from: QPointF | None = None
        self._is_space_held = False
        self._shows_crosshair = False
        self._tool: MapTool = SelectTool(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def index(self) -> PickIndex:
        """Objects under the pointer."""
        return self._index

    @property
    def selection(self) -> tuple[str, ...]:
        """Chosen objects."""
        return self._selection

    @property
    def tool(self) -> MapTool:
        """The tool in hand."""
        return self._tool

    def use_tool(self, tool: MapTool) -> None:
        """Take another tool in hand."""
        self._tool.cancel()
        self._tool = tool
        self._snap = self._hover = None
        self.setCursor(tool.cursor)
        self.update()

    def set_objects(self, index: PickIndex, snaps: SnapIndex | None) -> None:
        """What can be picked and snapped to."""
        self._index, self._snaps = index, snaps
        self._hover = None
        self.update()

    def set_selection(self, ids: Sequence[str]) -> None:
        """Show these objects as chosen."""
        self._selection = tuple(ids)
        self.update()

    def set_verdicts(self, verdicts: Sequence[GapVerdict]) -> None:
        """Show these gap labels."""
        self._verdicts = tuple(verdicts)
        self.update()

    def set_pins(self, pins: Sequence[Pin]) -> None:
        """Show these notes and photos."""
        self._pins = tuple(pins)
        self.update()

    def choose(self, ids: Sequence[str]) -> None:
        """A tool chose these objects."""
        self.chosen.emit(tuple(ids))

    def pan(self, dx_px: float, dy_px: float) -> None:
        """Move the map with the pointer."""
        self.set_view(self.view.panned(dx_px, dy_px))

    def drawn(self, geometry: BaseGeometry) -> None:
        """A tool finished a shape."""
        self.shape_drawn.emit(geometry)

    def reshaped(self, object_id: str, geometry: BaseGeometry, *, is_drag: bool) -> None:
        """A tool changed a measure's place or shape."""
        self.shape_edited.emit(object_id, geometry, is_drag)

    def words_length(self, metres: float) -> str:
        """A length with a fitting count of decimals."""
        return self.words.quantity(Quantity(metres, "m", 2 if metres < 100 else 1))  # noqa: PLR2004

    def words_area(self, square_metres: float) -> str:
        """An area with a fitting count of decimals."""
        decimals = 1 if square_metres < 1000 else 0  # noqa: PLR2004 - a tenth of what is walked
        return self.words.quantity(Quantity(square_metres, "m²", decimals))

    def place_of_work(self) -> tuple[float, float]:
        """Map position under the pointer, or the middle of the map when it is elsewhere."""
        at = QPointF(self.mapFromGlobal(QCursor.pos()))
        if self.underMouse() and self.rect().contains(at.toPoint()):
            return self.view.to_map(at)
        return self.view.x_m, self.view.y_m

    def paint_over(self, p: QPainter) -> None:
        if self.light is not None:
            draw_lux(p, self.view, self.light)
        draw_pins(p, self.theme, self.view, self._pins)
        draw_gaps(p, self.theme, self.words, self.view, self._verdicts)
        geometries = [self._index.geometry(i) for i in self._selection]
        draw_selection(p, self.theme, self.view, [g for g in geometries if g is not None])
        hovered = self._index.geometry(self._hover) if self._hover else None
        if hovered is not None and self._hover not in self._selection:
            draw_hover(p, self.theme, self.view, hovered)
        self._tool.paint(p)
        if self._snap is not None:
            draw_snap(p, self.theme, self.view, self._snap)
        if self.hasFocus() and self._shows_crosshair:
            draw_crosshair(p, self.theme, self.view)
        if self.light is not None:
            is_read = self.underMouse() or self._shows_crosshair
            at = self.place_of_work() if is_read else None
            draw_lux_words(p, self.theme, self.words, self.view, self.light, at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        fine = 0.25 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1.0
        self.zoom_by(WHEEL_STEP ** (turn * fine), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._shows_crosshair = False
        if event.button() == Qt.MouseButton.MiddleButton or self._is_space_held:
            self._pan_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._tool.press(self._pointer(event.position(), event.modifiers()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pan_from is not None:
            step = at - self._pan_from
            self._pan_from = at
            self.pan(step.x(), step.y())
            return
        pointer = self._pointer(at, event.modifiers())
        self._tool.move(pointer)
        self._hover_at(at)
        self.pointer_moved.emit(pointer.x_m, pointer.y_m)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
            self.setCursor(self._tool.cursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._tool.release(self._pointer(event.position(), event.modifiers()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self.zoom_full()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._tool.double_click(self._pointer(event.position(), event.modifiers()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._tool.is_active and self._tool.press_key(Key.Key_Return):
            return  # as in CAD, a right click finishes a drawing
        self.menu_wanted.emit(event.pos())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = self._snap = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._shows_crosshair = event.reason() in by_key
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        if not self._tool.press_key(key) and not self._move_by_key(key) and not self._act(key):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Space and not event.isAutoRepeat():
            self._is_space_held = False
            self.setCursor(self._tool.cursor)
        super().keyReleaseEvent(event)

    def _move_by_key(self, key: Qt.Key) -> bool:
        if key in ARROWS:
            dx, dy = ARROWS[key]
            self._shows_crosshair = True
            self.pan(dx * KEY_STEP_PX, dy * KEY_STEP_PX)
            return True
        if key in ZOOM_KEYS:
            self.zoom_by(ZOOM_KEYS[key])
            return True
        return False

    def _act(self, key: Qt.Key) -> bool:
        if key == Key.Key_Escape:
            if self._tool.is_active:
                self._tool.cancel()
            else:
                self.cancelled.emit()
            return True
        if key == Key.Key_Space:
            self._is_space_held = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            return True
        if key in (Key.Key_Return, Key.Key_Enter, Key.Key_Insert):
            middle = QPointF(self.width() / 2, self.height() / 2)
            pointer = self._pointer(middle, Qt.KeyboardModifier.NoModifier)
            self._tool.press(pointer)
            self._tool.release(pointer)
            return True
        return False

    def _pointer(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Pointer:
        x, y = self.view.to_map(at)
        self._snap = self._caught(x, y) if self._tool.snaps else None
        if self._snap is not None:
            x, y = self._snap.x_m, self._snap.y_m
        return Pointer(at, x, y, self._snap, modifiers)

    def _caught(self, x_m: float, y_m: float) -> Snap | None:
        if not self.is_snapping or self._snaps is None:
            return None
        return self._snaps.find(x_m, y_m, SNAP_PX * self.view.m_per_px)

    def _hover_at(self, at: QPointF) -> None:
        found = None
        if self._tool.key in ("select", "edit"):
            x, y = self.view.to_map(at)
            hits = self._index.at(x, y, 6.0 * self.view.m_per_px)
            found = hits[0].id if hits else None
        if found != self._hover or self._tool.snaps or self.light is not None:
            self._hover = found
            self.update()
