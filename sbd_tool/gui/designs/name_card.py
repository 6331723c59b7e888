"""Naming a state or an option."""

from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.app.commands import Command, EditOption, EditTimeState
from sbd_tool.gui.designs.menus import option_words, state_words
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import STRETCH, button, column, keycap, label, row

WIDTH_PX: Final = 360


class NameCard(FloatingCard):
    """A name, and for a state when it holds."""

    def __init__(self, desk: Desk, host: QWidget, kind: str, key: str) -> None:
        look = desk.look
        super().__init__(look, host, look.words_of(f"states.name_{kind}"), "design_name_card")
        self.desk, self._kind, self._key = desk, kind, key
        name, when = self._now()
        self.name = self._field("design_name", look.words_of("states.field_name"), name)
        self.when = self._field("design_when", look.words_of("states.field_when"), when)
        keep = button(look.theme, look.words_of("states.keep"), "design_keep", role="primary")
        keep.clicked.connect(self.keep)
        parts: list[QWidget] = [label(look.words_of("states.field_name"), "small"), self.name]
        if kind == "time_state":
            parts += [label(look.words_of("states.field_when"), "small"), self.when]
        foot = row(STRETCH, keycap("Enter"), keep, spacing=8)
        self.set_body(column(*parts, foot, spacing=8, margins=(16, 12, 16, 16)))
        self.setFocusProxy(self.name)
        self.name.selectAll()

    def keep(self) -> None:
        """Keep what was typed; an empty name is asked for again."""
        desk, name = self.desk, self.name.text().strip()
        if not name:
            self.name.setFocus()
            return
        command: Command = EditOption(option=self._key, name=name, by=desk.by())
        if self._kind == "time_state":
            when = self.when.text().strip()
            command = EditTimeState(time_state=self._key, name=name, when=when, by=desk.by())
        if desk.do(command):
            self.close_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)

    def _now(self) -> tuple[str, str]:
        project = self.desk.project
        if project is None:
            return "", ""
        if self._kind == "option":
            found = next((one for one in project.options if one.key == self._key), None)
            return ("" if found is None else option_words(self.desk, found)), ""
        state = next((one for one in project.time_states if one.key == self._key), None)
        return ("", "") if state is None else (state_words(self.desk, state), state.when)

    def _field(self, name: str, words: str, value: str) -> QLineEdit:
        made = QLineEdit(value)
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setMaxLength(200)
        made.setToolTip(words)
        return made


def ask_name(desk: Desk, over: QWidget, kind: str, key: str) -> NameCard:
    """Open a card with the name of a state or an option over the foot of a widget."""
    window = over.window()
    card = NameCard(desk, window, kind, key)
    at = over.mapTo(window, QPoint(24, over.height() - 240))
    card.open_at(at.x(), at.y(), WIDTH_PX)
    return card
