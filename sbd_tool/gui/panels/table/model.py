"""The rows as a Qt model: values are read when a cell is painted, so a hundred thousand are few."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from sbd_tool.app.table import Grid, Rows
from sbd_tool.app.table_columns import Column, ColumnSort
from sbd_tool.gui.icons import icon
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.table.cells import column_words, shown, typed_words

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
Role = Qt.ItemDataRole
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NO_ROWS: Final = np.empty(0, dtype=np.int64)


class TableModel(QAbstractTableModel):
    """Shows rows of a grid in an order.

    Attributes:
        on_typed: Called with id, column and words when somebody edited a cell.
    """

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.grid = Grid("", (), (), ())
        self.order: Rows = NO_ROWS
        self.locked: frozenset[str] = frozenset()
        self.on_typed: Callable[[str, Column, str], None] | None = None
        self._place_of: dict[str, int] | None = None

    def show_rows(self, grid: Grid, order: Rows, locked: frozenset[str]) -> bool:
        """Show other rows; True when places changed, so that a choice has to be made anew."""
        old, self.locked = self.grid, locked
        same_head = old.source == grid.source and old.columns == grid.columns
        is_same = same_head and old.ids == grid.ids and np.array_equal(self.order, order)
        if is_same:
            self.grid = grid
            if len(order) and grid.columns:
                last = self.index(len(order) - 1, len(grid.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self.grid, self.order, self._place_of = grid, order, None
        self.endResetModel()
        return True

    def ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        """Ids of shown rows."""
        return tuple(self.grid.ids[int(self.order[row])] for row in rows)

    def selection_of(self, ids: Iterable[str]) -> QItemSelection:
        """Those of some objects that are shown, as few ranges as possible."""
        if self._place_of is None:
            names = self.grid.ids
            self._place_of = {names[row]: place for place, row in enumerate(self.order.tolist())}
        known = self._place_of
        places = np.array(sorted(known[name] for name in ids if name in known), dtype=np.int64)
        made = QItemSelection()
        if not len(places) or not self.grid.columns:
            return made
        last = len(self.grid.columns) - 1
        for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1):
            first, end = self.index(int(run[0]), 0), self.index(int(run[-1]), last)
            made.append(QItemSelectionRange(first, end))
        return made

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.grid.columns)

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.grid.columns[index.column()]
        if role == Role.UserRole:
            return column
        if role == Role.TextAlignmentRole:
            return RIGHT if column.sort is ColumnSort.NUMBER else None
        if role not in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole):
            return None
        value = self.grid.rows[int(self.order[index.row()])].get(column.key)
        if role == Role.EditRole:
            return typed_words(self.look, column, value)
        return shown(self.look, column, value)

    def setData(self, index: AnyIndex, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid() or self.on_typed is None:
            return False
        if str(value) != self.data(index, Role.EditRole):
            column = self.grid.columns[index.column()]
            self.on_typed(self.ids((index.row(),))[0], column, str(value))
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        is_open = self.grid.ids[int(self.order[index.row()])] not in self.locked
        if self.grid.columns[index.column()].is_editable and is_open:
            base |= Qt.ItemFlag.ItemIsEditable
        return base

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        is_row = orientation is Qt.Orientation.Vertical
        if not 0 <= section < (len(self.order) if is_row else len(self.grid.columns)):
            return None
        if is_row:
            return self._row_head(section, role)
        words = column_words(self.look, self.grid.columns[section])
        if role == Role.ToolTipRole:
            return self.look.words_of("table.head_tip", column=words)
        return words if role == Role.DisplayRole else None

    def _row_head(self, section: int, role: int) -> Any:
        is_locked = self.grid.ids[int(self.order[section])] in self.locked
        if role == Role.DisplayRole:
            return str(section + 1)
        if role == Role.DecorationRole and is_locked:
            return icon(self.look.theme, "lock-simple")
        if role == Role.ToolTipRole and is_locked:
            return self.look.words_of("table.is_locked")
        return None
