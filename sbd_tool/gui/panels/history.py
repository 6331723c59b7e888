"""Every state of this session; a click goes there."""

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListView, QWidget

from sbd_tool.app.history import HistoryEntry
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import column

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()


class HistoryModel(QAbstractListModel):
    """States, oldest first."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._entries: tuple[HistoryEntry, ...] = ()

    def show_entries(self, entries: tuple[HistoryEntry, ...]) -> None:
        """Show other states."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    @property
    def current(self) -> int:
        """Row where the project stands."""
        return next((n for n, entry in enumerate(self._entries) if entry.is_current), -1)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            name = self.look.say("history.opened")
            words = name if entry.label is None else self.look.word(entry.label)
            return self.look.say("history.saved", step=words) if entry.is_saved else words
        if role == Qt.ItemDataRole.FontRole and entry.is_current:
            return QFont(self.look.theme.font("body", "semibold"))
        if role == Qt.ItemDataRole.ForegroundRole and index.row() > self.current:
            return self.look.theme.color("ink_3")
        return None


class HistoryPanel(QWidget):
    """The list of states."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("history_panel")
        self.model = HistoryModel(desk.look)
        self.view = QListView()
        self.view.setObjectName("history_list")
        self.view.setAccessibleName(desk.look.say("history.title"))
        self.view.setModel(self.model)
        self.view.clicked.connect(lambda index: desk.bench.jump(index.row()))
        self.view.activated.connect(lambda index: desk.bench.jump(index.row()))
        self.setLayout(column(self.view, spacing=0, margins=(10, 0, 6, 6)))
        for signal in (desk.project_opened, desk.project_changed, desk.saved_changed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the states as they stand."""
        self.model.show_entries(self.desk.bench.entries())
        index = self.model.index(self.model.current)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
