"""A field for a few lines where Enter keeps what was typed; Shift+Enter begins a new line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit


class Typed(QPlainTextEdit):
    """Words of a comment or an answer.

    Signals:
        entered: Enter was pressed.
        down_wanted: The way down leaves the field.
    """

    entered = Signal()
    down_wanted = Signal()

    def __init__(self, name: str, words: str, height_px: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setToolTip(words)
        self.setTabChangesFocus(True)
        self.setFixedHeight(height_px)

    @property
    def said(self) -> str:
        """What was typed."""
        return self.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_shifted:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() == Qt.Key.Key_Down and self._is_at_end():
            self.down_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _is_at_end(self) -> bool:
        return self.textCursor().blockNumber() == self.document().blockCount() - 1
