"""Signs over the map that are picked by a click while things are selected."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from sbd_tool.gui.map.canvas import MapCanvas

SELECTING: Final = "select"


class ClickedSigns(QObject):
    """Takes clicks on signs from the map; each sort of sign says what lies under a place.

    Args:
        canvas: The map.
    """

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas, self._pressed = canvas, ""
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._canvas or not isinstance(event, QMouseEvent):
            return False
        if event.button() != Qt.MouseButton.LeftButton or self._canvas.tool.key != SELECTING:
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = self._under(event.position())
            return bool(self._pressed)
        if event.type() == QEvent.Type.MouseButtonRelease and self._pressed:
            chosen, self._pressed = self._pressed, ""
            self._pick(chosen)
            return True
        return False

    def _under(self, at: QPointF) -> str:
        """Id of the sign at a place on the screen, or nothing."""
        raise NotImplementedError

    def _pick(self, name: str) -> None:
        """A sign was clicked."""
        raise NotImplementedError
