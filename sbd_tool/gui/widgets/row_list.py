"""Rows of a list that paint themselves: the model they stand in, and the ground behind one."""

from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
Row = TypeVar("Row")


class RowModel(QAbstractListModel, Generic[Row]):
    """Rows for a list; what is heard of one is what its subclass says."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self.rows[index.row()]
        if role == ROW_ROLE:
            return found
        if role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return self.said(found)
        return None

    def said(self, row: Row) -> str:
        """All of a row in words, for tips and for those who hear it."""
        raise NotImplementedError


def row_ground(p: QPainter, theme: Theme, option: QStyleOptionViewItem, box: QRectF) -> None:
    """What lies behind a row: chosen, under the pointer, with the keyboard."""
    is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
        tone = theme.color("pressed" if is_chosen else "hover")
        paint.round_rect(p, box.adjusted(6, 1, -6, -1), 6, tone)
    if option.state & QStyle.StateFlag.State_HasFocus:
        paint.focus_ring(p, theme, box.adjusted(7, 2, -7, -2))
