"""Asking for a passphrase: once to open an encrypted project, twice to encrypt one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row

WIDTH_PX: Final = 400
LEAST_SIGNS: Final = 8


class VaultCard(FloatingCard):
    """One or two fields and one button.

    Args:
        look: Words and tokens.
        host: The window.
        words: What the passphrase is for.
        take: Called with the passphrase; the card is gone by then.
        is_new: The passphrase is a new one: it is typed twice and has at least eight signs.
    """

    def __init__(
        self,
        look: Look,
        host: QWidget,
        words: str,
        take: Callable[[str], None],
        *,
        is_new: bool = False,
    ) -> None:
        say = look.words_of
        super().__init__(look, host, say("vault.card_title"), "vault_card")
        self._take, self._is_new = take, is_new
        self.first = _field(say("vault.field"), "vault_field")
        self.second = _field(say("vault.field_again"), "vault_field_again")
        self.second.setVisible(is_new)
        self.problem = label("", "small", is_wrapped=True)
        self.problem.setObjectName("vault_problem")
        key = "vault.close" if is_new else "vault.open"
        done = button(look.theme, say(key), "vault_done", role="primary", sign="lock-key")
        done.clicked.connect(self.accept)
        parts = [label(words, "", is_wrapped=True), _named(say("vault.field"), self.first)]
        if is_new:
            parts.append(_named(say("vault.field_again"), self.second))
        self.set_body(
            column(*parts, self.problem, row(STRETCH, done), spacing=9, margins=(20, 12, 20, 16))
        )
        self.setFocusProxy(self.first)

    def accept(self) -> None:
        """Take the passphrase, or say what is wrong with it."""
        words = self.first.text()
        if self._is_new and len(words) < LEAST_SIGNS:
            self._say(self.look.words_of("vault.short", count=LEAST_SIGNS))
        elif self._is_new and words != self.second.text():
            self._say(self.look.words_of("vault.unlike"))
        elif words:
            self.first.clear()
            self.second.clear()
            self.close_card()
            self._take(words)
        else:
            self.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.fit()


def _field(name: str, key: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(key)
    field.setAccessibleName(name)
    field.setToolTip(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def _named(name: str, field: QLineEdit) -> QWidget:
    holder = QWidget()
    words = label(name, "caption")
    words.setBuddy(field)
    holder.setLayout(column(words, field, spacing=3))
    return holder
