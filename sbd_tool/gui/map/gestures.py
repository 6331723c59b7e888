"""Fingers on the map: one works with the tool, two move, zoom and turn it, a long press asks.

Touch screens send touch points, touchpads send native gestures; both end in `View`.
"""

import math
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QEventPoint,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from sbd_tool.gui.map.viewport import View

SLOP_PX: Final = 9.0
"""A finger that moves less has not moved."""
LONG_PRESS_MS: Final = 550
TURN_FROM_DEG: Final = 12.0
"""Two fingers have to turn this far before the map turns with them; then it follows."""
NORTH_CATCH_DEG: Final = 4.0


class Touched(Protocol):
    """The map, as fingers see it."""

    view: View

    def set_view(self, view: View) -> None:
        """Look elsewhere."""


class Finger:
    """A single finger works as the mouse does: whatever tool is in hand knows no difference."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def down(self, at: QPointF) -> None:
        """It begins to work at a pixel."""
        self._send(QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton)

    def moved(self, at: QPointF) -> None:
        """It moves on."""
        self._send(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)

    def up(self, at: QPointF) -> None:
        """It is lifted."""
        self._send(QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.LeftButton)

    def rested(self, at: QPointF) -> None:
        """It rests on a pixel, which asks for the context menu."""
        place = at.toPoint()
        asked = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, place, self._widget.mapToGlobal(place)
        )
        QApplication.sendEvent(self._widget, asked)

    def _send(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
        held = kind != QEvent.Type.MouseButtonRelease
        buttons = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
        event = QMouseEvent(
            kind,
            at,
            self._widget.mapToGlobal(at),
            button,
            buttons,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self._widget, event)


class Gestures(QObject):
    """Follows the fingers on one map."""

    def __init__(self, host: Touched, widget: QWidget) -> None:
        super().__init__(widget)
        self._host, self._finger = host, Finger(widget)
        self._start: QPointF | None = None  # of a single finger that has done nothing yet
        self._is_working = False
        self._pair: _Pair | None = None
        self._had_two = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(LONG_PRESS_MS)
        self._rest.timeout.connect(self._rested)

    def take(self, event: QEvent) -> bool:
        """Deal with an event if it is a gesture; whether it was."""
        if isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        if isinstance(event, QNativeGestureEvent):
            return self._native(event)
        return isinstance(event, QWheelEvent) and self._slide(event)

    def _slide(self, event: QWheelEvent) -> bool:
        """Two fingers sliding over a touchpad move the map; with Ctrl they zoom like a wheel."""
        step = event.pixelDelta()
        is_pad = event.pointingDevice().type() == QInputDevice.DeviceType.TouchPad
        if not is_pad or step.isNull() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._host.set_view(self._host.view.panned(step.x(), step.y()))
        event.accept()
        return True

    def _touch(self, event: QTouchEvent) -> None:
        lifted = QEventPoint.State.Released
        down = [point.position() for point in event.points() if point.state() != lifted]
        if event.type() == QEvent.Type.TouchCancel:
            self._let_go()
        elif len(down) > 1:
            self._two(down[:2])
        elif len(down) == 1:
            self._one(down[0])
        else:
            self._none(event.points()[0].position() if event.points() else None)

    def _one(self, at: QPointF) -> None:
        if self._had_two:  # the second finger was lifted first: nothing is drawn by that
            self._pair = None
            return
        if self._is_working:
            self._finger.moved(at)
        elif self._start is None:
            self._start = at
            self._rest.start()
        elif _length(at - self._start) > SLOP_PX:
            self._rest.stop()
            self._is_working = True
            self._finger.down(self._start)
            self._finger.moved(at)

    def _two(self, at: Sequence[QPointF]) -> None:
        self._rest.stop()
        if self._is_working and self._start is not None:
            self._finger.up(self._start)
        self._start, self._is_working, self._had_two = None, False, True
        if self._pair is None:
            self._pair = _Pair(at[0], at[1], self._host.view)
            return
        self._host.set_view(self._pair.view(at[0], at[1]))

    def _none(self, at: QPointF | None) -> None:
        start, is_tap = self._start, not self._is_working
        if start is not None:
            place = start if is_tap or at is None else at
            if is_tap:
                self._finger.down(place)
            self._finger.up(place)
        self._let_go()

    def _let_go(self) -> None:
        self._rest.stop()
        self._start, self._pair = None, None
        self._is_working = self._had_two = False

    def _rested(self) -> None:
        if self._start is not None and not self._is_working:
            at, self._start = self._start, None
            self._had_two = True  # lifting the finger afterwards does nothing more
            self._finger.rested(at)

    def _native(self, event: QNativeGestureEvent) -> bool:
        """Touchpads: pinch, turn, two fingers sliding, double tap with two."""
        view, at, kind = self._host.view, event.position(), event.gestureType()
        moved: dict[Qt.NativeGestureType, Callable[[], View]] = {
            Qt.NativeGestureType.ZoomNativeGesture: lambda: view.zoomed(
                max(0.2, 1.0 + event.value()), at
            ),
            Qt.NativeGestureType.RotateNativeGesture: lambda: view.turned(
                view.rotation_deg + event.value(), at
            ),
            Qt.NativeGestureType.PanNativeGesture: lambda: view.panned(
                event.delta().x(), event.delta().y()
            ),
            Qt.NativeGestureType.SmartZoomNativeGesture: lambda: view.zoomed(2.0, at),
        }
        if kind not in moved:
            return kind in (
                Qt.NativeGestureType.BeginNativeGesture,
                Qt.NativeGestureType.EndNativeGesture,
            )
        self._host.set_view(moved[kind]())
        event.accept()
        return True


class _Pair:
    """Two fingers and the view they took hold of: the ground stays under them."""

    def __init__(self, one: QPointF, other: QPointF, view: View) -> None:
        self._middle = (one + other) / 2
        self._apart = max(1.0, _length(other - one))
        self._angle = _angle(other - one)
        self._view, self._turned_from = view, 0.0
        self._is_turning = False

    def view(self, one: QPointF, other: QPointF) -> View:
        """The view that these places of the fingers ask for."""
        begin, middle = self._view, (one + other) / 2
        ground = begin.to_map(self._middle)
        zoomed = begin.zoomed(max(1.0, _length(other - one)) / self._apart, self._middle)
        turn = (_angle(other - one) - self._angle + 180.0) % 360.0 - 180.0
        if not self._is_turning and abs(turn) > TURN_FROM_DEG:
            self._is_turning = True
            self._turned_from = math.copysign(TURN_FROM_DEG, turn)
        if self._is_turning:
            wanted = begin.rotation_deg + turn - self._turned_from
            zoomed = zoomed.turned(0.0 if abs(wanted) < NORTH_CATCH_DEG else wanted)
        return zoomed.with_place(*ground, middle)


def _length(step: QPointF) -> float:
    return math.hypot(step.x(), step.y())


def _angle(step: QPointF) -> float:
    return math.degrees(math.atan2(step.y(), step.x()))
