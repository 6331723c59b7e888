"""Control points as a table: every number can be typed, residuals stand beside them."""

import math
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from sbd_tool.domain.text import Quantity
from sbd_tool.gui.georeferencing.session import Row, Session
from sbd_tool.gui.look import Look

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
KEY, MISS, X, Y, EAST, NORTH = range(6)
FIELDS: Final = {X: "x", Y: "y", EAST: "easting_m", NORTH: "northing_m"}
DECIMALS: Final = {X: 1, Y: 1, EAST: 2, NORTH: 2}


def number_of(words: str) -> float | None:
    """A number with point or comma; None when it is none."""
    try:
        value = float(words.strip().replace("\u202f", "").replace(" ", "").replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


class PointModel(QAbstractTableModel):
    """Rows of one session."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.look, self.session = look, session
        self._count = len(session.rows)

    def refresh(self) -> None:
        """The session changed; cells being typed into stay open unless rows came or went."""
        count = len(self.session.rows)
        if count != self._count:
            self.beginResetModel()
            self._count = count
            self.endResetModel()
        elif count:
            self.dataChanged.emit(self.index(0, KEY), self.index(count - 1, NORTH))

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else NORTH + 1

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == KEY:
            return base | Qt.ItemFlag.ItemIsUserCheckable
        return base | Qt.ItemFlag.ItemIsEditable if index.column() in FIELDS else base

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        kind = "px" if self.session.subject.is_picture else "own"
        key = ("key", "miss", f"x_{kind}", f"y_{kind}", "east", "north")[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.look.words_of(f"desk.geo_{key}")
        return (
            self.look.words_of(f"desk.geo_{key}_tip")
            if role == Qt.ItemDataRole.ToolTipRole
            else None
        )

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.session.rows):
            return None
        row = self.session.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == KEY:
            return Qt.CheckState.Checked if row.is_used else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index, row)
        if role == Qt.ItemDataRole.EditRole and index.column() in FIELDS:
            return self._number(row, index.column(), is_grouped=False)
        return self._dress(index, role)

    def _dress(self, index: AnyIndex, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index.row())
        if role == Qt.ItemDataRole.FontRole and index.column() != KEY:
            return QFont(self.look.theme.font("small", is_tabular=True))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != KEY:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole:
            is_used = Qt.CheckState(value) == Qt.CheckState.Checked
            self.session.put(index.row(), is_used=is_used)
            return True
        number = number_of(str(value))
        if number is None or index.column() not in FIELDS:
            return False
        self.session.put(index.row(), **{FIELDS[index.column()]: number})
        return True

    def _words(self, index: AnyIndex, row: Row) -> str:
        if index.column() == KEY:
            return row.key
        if index.column() in FIELDS:
            return self._number(row, index.column(), is_grouped=True)
        miss = self.session.residual(index.row())
        if miss is None:
            return "\u2013"
        words = self.look.words.quantity(Quantity(miss.length_m, "m", 2))
        return f"! {words}" if miss.is_outlier else words

    def _number(self, row: Row, column: int, *, is_grouped: bool) -> str:
        value = float(getattr(row, FIELDS[column]))
        if not math.isfinite(value):
            return ""
        if is_grouped:
            return f"{value:.{DECIMALS[column]}f}"
        return f"{value:.4f}".rstrip("0").rstrip(".")

    def _tip(self, row: int) -> str:
        miss = self.session.residual(row)
        if miss is None:
            return ""
        quantity = self.look.words.quantity
        left_out = (
            "\u2013" if miss.left_out_m is None else quantity(Quantity(miss.left_out_m, "m", 2))
        )
        return self.look.words_of(
            "desk.geo_row_tip",
            east=Quantity(miss.de_m, "m", 3),
            north=Quantity(miss.dn_m, "m", 3),
            left_out=left_out,
        )
