"""Views that keep some keys to themselves, also where the window has given them to an action."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView


class OwnKeys(QObject):
    """Keeps keys without modifiers in a view: F2 edits its row, whatever it does elsewhere."""

    def __init__(self, view: QAbstractItemView, *keys: Qt.Key) -> None:
        super().__init__(view)
        self._keys = keys
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if is_bare and event.key() in self._keys:
                event.accept()
                return True
        return super().eventFilter(watched, event)
