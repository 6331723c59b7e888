"""The map canvas: pointer and keys go to a tool, wheel and middle button always move the map."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.snap import Snap
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.gui.map.canvas_keys import CanvasKeys
from sbd_tool.gui.map.drafting.aids import DrawingAids
from sbd_tool.gui.map.drafting.entry_box import EntryBox
from sbd_tool.gui.map.drafting.snaps import Snaps
from sbd_tool.gui.map.editing.entering import Entering
from sbd_tool.gui.map.editing.prompt_strip import PromptStrip
from sbd_tool.gui.map.overlays import draw_crosshair, draw_hover, draw_selection, draw_snap
from sbd_tool.gui.map.picking import PickIndex
from sbd_tool.gui.map.pins import Pin, draw_pins
from sbd_tool.gui.map.readings import Readings
from sbd_tool.gui.map.surface import MapSurface
from sbd_tool.gui.map.tool_base import DraftOverlay, MapTool, Pointer
from sbd_tool.gui.map.tools import SelectTool
from sbd_tool.gui.map.verdicts import GapVerdict, draw_gaps
from sbd_tool.gui.theme import Theme

WHEEL_STEP: Final = 1.0016
HOVER_PX: Final = 6.0


class MapCanvas(Readings, MapSurface):
    """A map one can work on.

    Signals:
        pointer_moved: Map position under the pointer, metres.
        chosen: Ids to choose.
        shape_drawn: A finished geometry.
        menu_wanted: Pixel at which a context menu is asked for.
        cancelled: Esc with nothing half done.
        repeat_wanted: The last tool should be taken in hand again.
        tool_finished: The tool has done what it was taken in hand for.
    """

    pointer_moved = Signal(float, float)
    chosen = Signal(tuple)
    shape_drawn = Signal(object)
    menu_wanted = Signal(QPoint)
    cancelled = Signal()
    repeat_wanted = Signal()
    tool_finished = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(theme, words, parent)
        self.snaps: Snaps | None = None
        self.aids = DrawingAids()
        self.overlays: tuple[DraftOverlay, ...] = ()
        self._index = PickIndex(())
        self._selection: tuple[str, ...] = ()
        self._verdicts: tuple[GapVerdict, ...] = ()
        self._pins: tuple[Pin, ...] = ()
        self._hover: str | None = None
        self._snap: Snap | None = None
        self._pan_from: QPointF | None = None
        self._tool: MapTool = SelectTool(self)
        self._keys = CanvasKeys(self)
        self.strip = PromptStrip(theme, words, self)
        self.entering = Entering(self, EntryBox(theme, words, self))
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

    @property
    def is_snapping(self) -> bool:
        """Whether the pointer catches what is drawn."""
        return self.snaps is not None and self.snaps.is_on

    @is_snapping.setter
    def is_snapping(self, is_on: bool) -> None:
        if self.snaps is not None:
            self.snaps.is_on = is_on
        self._snap = None
        self.update()

    def use_tool(self, tool: MapTool) -> None:
        """Take another tool in hand."""
        self.entering.drop()
        self._tool.cancel()
        self._tool = tool
        self._snap = self._hover = None
        self.show_cursor()
        self.update()

    def show_cursor(self) -> None:
        """The cursor of the tool in hand."""
        self.setCursor(self._tool.cursor)

    def set_aids(self, aids: DrawingAids) -> None:
        """Switch drawing aids on or off."""
        self.aids = aids
        self.update()

    def update(self) -> None:  # type: ignore[override]  # Qt's forms with a rectangle go unused
        """Paint again; the prompt follows the tool."""
        super().update()
        self.strip.show_for(self._tool, self.aids)

    def set_objects(self, index: PickIndex) -> None:
        """What can be picked."""
        self._index, self._hover = index, None
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

    def look_at(self, place: XY) -> None:
        """Bring a place that was typed into view; to the crosshair for work by keys."""
        pixel = self.view.to_screen(*place)
        if self._keys.is_crosshair_shown or not self.rect().contains(pixel.toPoint()):
            self.set_view(replace(self.view, x_m=place[0], y_m=place[1]))

    def drawn(self, geometry: BaseGeometry) -> None:
        """A tool finished a shape."""
        self.shape_drawn.emit(geometry)

    def tool_done(self) -> None:
        """The tool has done what it was taken in hand for."""
        self.tool_finished.emit()

    def place_of_work(self) -> tuple[float, float]:
        """Map position under the pointer, or the middle of the map when it is elsewhere."""
        return self.view.to_map(self.pixel_of_work())

    def pixel_of_work(self) -> QPointF:
        """Pixel under the pointer, or of the crosshair when work goes by keys."""
        at = QPointF(self.mapFromGlobal(QCursor.pos()))
        is_here = self.underMouse() and self.rect().contains(at.toPoint())
        return at if is_here and not self._keys.is_crosshair_shown else self._keys.middle

    def paint_over(self, p: QPainter) -> None:
        draw_pins(p, self.theme, self.view, self._pins)
        draw_gaps(p, self.theme, self.words, self.view, self._verdicts)
        chosen = (self._index.geometry(one) for one in self._selection)
        draw_selection(p, self.theme, self.view, [one for one in chosen if one is not None])
        if self._hover and self._hover not in self._selection:
            draw_hover(p, self.theme, self.view, self._index.geometry(self._hover))
        for overlay in self.overlays:
            overlay.paint(p, self, self._tool.drafts)
        self._tool.paint(p)
        if self._snap is not None:
            words = self.words(text(f"tools.snap.{self._snap.kind.value}"))
            draw_snap(p, self.theme, self.view, self._snap, words)
        if self.hasFocus() and self._keys.is_crosshair_shown:
            draw_crosshair(p, self.theme, self.view)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        fine = 0.25 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1.0
        self.zoom_by(WHEEL_STEP ** (turn * fine), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keys.is_crosshair_shown = False
        if event.button() == Qt.MouseButton.MiddleButton or self._keys.is_space_held:
            self._keys.use_space()
            self._pan_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton and self.entering.lets_click():
            self._tool.press(self.pointer_at(event.position(), event.modifiers()))
            self.entering.drop()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pan_from is not None:
            step = at - self._pan_from
            self._pan_from = at
            self.pan(step.x(), step.y())
            return
        pointer = self.pointer_at(at, event.modifiers())
        self._tool.move(pointer)
        self.entering.follow(at.toPoint())
        self._hover_at(at)
        self.point_at((pointer.x_m, pointer.y_m))
        self.pointer_moved.emit(pointer.x_m, pointer.y_m)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
            self.show_cursor()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._tool.release(self.pointer_at(event.position(), event.modifiers()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self.zoom_full()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._tool.double_click(self.pointer_at(event.position(), event.modifiers()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._tool.is_active and self._tool.finish():
            return  # as in CAD, a right click finishes a drawing
        self.menu_wanted.emit(event.pos())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = self._snap = None
        self.point_at(None)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.reason() in by_key:
            self._keys.is_crosshair_shown = True
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._keys.release(event)
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.place()

    def begin_entry(self, typed: str) -> None:
        """Open the entry field of the tool in hand, with what was typed on the map."""
        self.entering.begin(typed, self.pixel_of_work())

    def pointer_at(
        self, at: QPointF, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Pointer:
        """A pixel as tools see it: snapped where the tool in hand snaps."""
        tool, place = self._tool, self.view.to_map(at)
        self._snap = None
        if tool.snaps and self.snaps is not None:
            given = tool.snap_from, tool.snap_without, tool.kinds
            self._snap = self.snaps.find(self.view, place, *given)
        if self._snap is not None:
            place = self._snap.x_m, self._snap.y_m
        return Pointer(at, *place, self._snap, modifiers)

    def _hover_at(self, at: QPointF) -> None:
        found = None
        if self._tool.hovers:
            x, y = self.view.to_map(at)
            hits = self._index.at(x, y, HOVER_PX * self.view.m_per_px)
            found = hits[0].id if hits else None
        if found != self._hover or self._tool.snaps:
            self._hover = found
            self.update()
