"""Undo in the middle of a draft takes its last vertex back, as in CAD; else the last step."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.map.canvas import MapCanvas


def taking_back_deeds(window: Window) -> dict[str, Deed]:
    """What Undo does, by its keys and by its button."""
    desk, canvas = window.desk, window.workspace.map_area.canvas
    canvas.installEventFilter(_DraftUndo(canvas, window.actions_by_key["undo"]))
    return {"undo": lambda: canvas.tool.take_back() or desk.bench.undo()}


class _DraftUndo(QObject):
    """Keeps the keys of Undo on the map while something is drawn.

    The action itself is off as long as the project has no step to take back.
    """

    def __init__(self, canvas: MapCanvas, undo: QAction) -> None:
        super().__init__(canvas)
        self._canvas, self._undo = canvas, undo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the keys, then use them."""
        del watched
        if not isinstance(event, QKeyEvent) or not self._canvas.tool.can_take_back:
            return False
        if QKeySequence(event.keyCombination()) not in self._undo.shortcuts():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._canvas.tool.take_back()
