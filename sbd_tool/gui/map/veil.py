"""Something drawn over the map that takes no click: a veil that follows its view."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.viewport import View

Draw = Callable[[QPainter, View], None]


class MapVeil(QWidget):
    """Lies over a canvas and draws in its view.

    Args:
        canvas: The map.
        draw: Draws in screen pixels.
    """

    def __init__(self, canvas: MapCanvas, draw: Draw) -> None:
        super().__init__(canvas)
        self._canvas, self._draw = canvas, draw
        self.setObjectName("map_veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.installEventFilter(self)
        canvas.view_changed.connect(self.update)
        self.setGeometry(canvas.rect())
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._canvas:
            self.setGeometry(self._canvas.rect())
        return super().eventFilter(watched, event)

    def remove(self) -> None:
        """Take the veil away."""
        self._canvas.removeEventFilter(self)
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        try:
            paint.hints(p)
            self._draw(p, self._canvas.view)
        finally:
            p.end()
