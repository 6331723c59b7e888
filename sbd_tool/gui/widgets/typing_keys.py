"""Lists that are typed into keep plain keys: no shortcut of the window takes them."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

Modifier = Qt.KeyboardModifier
PLAIN: Final = Modifier.ShiftModifier | Modifier.KeypadModifier
OWN: Final = (
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Insert,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_F2,
)


def claims(event: QEvent) -> bool:
    """Whether an event asks if a plain key is wanted here; it is then accepted."""
    is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
    if not is_asked or not isinstance(event, QKeyEvent) or event.modifiers() & ~PLAIN:
        return False
    if event.key() not in OWN and not event.text().isprintable():
        return False
    if not event.text() and event.key() not in OWN:
        return False
    event.accept()
    return True
