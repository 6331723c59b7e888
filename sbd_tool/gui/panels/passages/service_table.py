"""Vehicles down, barriers open and closed across; a sign and a word in each cell."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from sbd_tool.domain.access_results import Barriers, Drive, Passing
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.passages.service_rows import (
    ServiceWays,
    cell_sentence,
    cell_words,
    vehicle_words,
)

TONES: Final = {Passing.PASSES: "openness", Passing.TIGHT: "warn", Passing.BLOCKED: "danger"}


class ServiceTable(QTableWidget):
    """Cells of one route; arrow keys walk them."""

    def __init__(self, look: Look) -> None:
        super().__init__(0, len(Barriers))
        self.look = look
        self.setObjectName("service_table")
        self.setAccessibleName(look.words_of("passages.table"))
        self.setToolTip(look.words_of("passages.table_keys"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalHeaderLabels([_state(look, state) for state in Barriers])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_route(self, ways: ServiceWays, route: int) -> None:
        """Show the drives along one route."""
        vehicles = ways.access.vehicles
        self.setRowCount(len(vehicles))
        self.setVerticalHeaderLabels([vehicle_words(one, self.look) for one in vehicles])
        for line, vehicle in enumerate(vehicles):
            for column, state in enumerate(Barriers):
                drive = ways.drive(route, line, state)
                words = cell_sentence(ways, vehicle, state, drive, self.look)
                self.setItem(line, column, self._item(drive, words))
        height = self.horizontalHeader().sizeHint().height() + 4
        self.setFixedHeight(height + sum(self.rowHeight(one) for one in range(len(vehicles))))

    def _item(self, drive: Drive, sentence: str) -> QTableWidgetItem:
        item = QTableWidgetItem(cell_words(drive, self.look))
        item.setToolTip(sentence)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, sentence)
        item.setForeground(QBrush(self.look.theme.color(TONES[drive.passing])))
        return item


def _state(look: Look, state: Barriers) -> str:
    return look.words_of(f"passages.barriers_{state.value}")
