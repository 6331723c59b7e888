"""What was taken of dropped files and folders, and what was left, with the reason."""

from typing import Final

from PySide6.QtWidgets import QListWidget, QWidget

from sbd_tool.app.dropping import MOST_ENTRIES, Dropped
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import column, label

WIDTH_PX: Final = 520
LIST_PX: Final = 170


class TakenCard(FloatingCard):
    """Two lists to read; Esc closes."""

    def __init__(self, desk: Desk, host: QWidget, found: Dropped) -> None:
        look = desk.look
        say = look.words_of
        super().__init__(look, host, say("desk.taken_title"), "taken_card")
        taken = [f"{path.name}   {path.parent}" for path in found.taken]
        left = [f"{path.name}: {look.word(why)}" for path, why in found.left]
        parts: list[QWidget] = [
            label(say("desk.taken_count", count=len(taken)), "strong"),
            _list("taken_list", say("desk.taken_count", count=len(taken)), taken),
            label(say("desk.left_count", count=len(left)), "strong"),
            _list("left_list", say("desk.left_count", count=len(left)), left),
        ]
        if found.is_cut:
            parts.append(label(say("desk.left_cut", most=MOST_ENTRIES), "small", is_wrapped=True))
        self.set_body(column(*parts, spacing=8, margins=(20, 12, 20, 18)))


def _list(name: str, words: str, rows: list[str]) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.addItems(rows)
    made.setWordWrap(True)
    made.setFixedHeight(min(LIST_PX, 26 * max(1, len(rows)) + 10))
    return made
