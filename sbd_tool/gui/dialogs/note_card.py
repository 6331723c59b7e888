"""Writing a note: a few words pinned where the pointer was."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sbd_tool.app.commands import AddNote
from sbd_tool.domain.project import Note
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import STRETCH, button, column, keycap, row

WIDTH_PX: Final = 360


class NoteWords(QPlainTextEdit):
    """Ctrl+Enter and Esc belong to the card."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (is_enter and is_held):
            event.ignore()
        else:
            super().keyPressEvent(event)


class NoteCard(FloatingCard):
    """Words and one button."""

    def __init__(self, desk: Desk, host: QWidget, place_m: tuple[float, float]) -> None:
        look = desk.look
        super().__init__(look, host, look.say("action.note"), "note_card")
        self.desk, self._place_m = desk, place_m
        self.words = NoteWords()
        self.words.setObjectName("note_new")
        self.words.setAccessibleName(look.say("note.words"))
        self.words.setPlaceholderText(look.say("note.words"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(96)
        pin = button(look.theme, look.say("note.pin"), "note_pin", role="primary", sign="push-pin")
        pin.clicked.connect(self.pin)
        foot = row(STRETCH, keycap("Ctrl Enter"), pin, spacing=8)
        self.set_body(column(self.words, foot, spacing=10, margins=(16, 12, 16, 16)))
        self.setFocusProxy(self.words)

    def pin(self) -> None:
        """Keep the note at its place, about what is chosen."""
        desk, words = self.desk, self.words.toPlainText().strip()
        if not words:
            self.words.setFocus()
            return
        x_m, y_m = self._place_m
        note = Note(
            stamp=desk.new_stamp(), words=words, x_m=x_m, y_m=y_m, objects=desk.selection[:200]
        )
        if desk.do(AddNote(note=note, by=desk.by())):
            self.close_card()
            desk.choose((note.id,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pin()
        else:
            super().keyPressEvent(event)
