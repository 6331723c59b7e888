"""The list of objects around the middle of the map, for those who cannot see it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.panels.indicator_page import show_objects
from sbd_tool.gui.widgets.basics import column, label

WIDTH_PX: Final = 420
HEIGHT_PX: Final = 330
ID: Final = Qt.ItemDataRole.UserRole


class NearList(QListWidget):
    """Enter and a click choose; Esc goes to the card."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class NearCard(FloatingCard):
    """Nearest first; Enter chooses an object and shows it."""

    def __init__(self, desk: Desk, host: QWidget, lines: Sequence[tuple[str, str]]) -> None:
        look = desk.look
        super().__init__(look, host, look.say("near.title"), "near_card")
        self.desk = desk
        self.list = NearList()
        self.list.setObjectName("near_list")
        self.list.setAccessibleName(look.say("near.title"))
        self.list.setFixedHeight(HEIGHT_PX)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for object_id, words in lines:
            item = QListWidgetItem(words)
            item.setData(ID, object_id)
            item.setToolTip(words)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if lines else -1)
        self.list.itemActivated.connect(self._take)
        hint = look.say("near.hint") if lines else look.say("near.none")
        self.set_body(
            column(
                label(hint, "small", is_wrapped=True),
                self.list,
                spacing=8,
                margins=(16, 12, 16, 16),
            )
        )
        self.setFocusProxy(self.list)

    def _take(self, item: QListWidgetItem) -> None:
        object_id = str(item.data(ID))
        self.close_card()
        show_objects(self.desk, (object_id,))
