"""Names of a drawing as a table: objects, role, how sure; what a person chose lies over both."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from sbd_tool.app.drawing_desk import DeskEntry, Key
from sbd_tool.domain.role_mapping import Named
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_entries import role_words

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
NAME, COUNT, ROLE, SURE = range(4)
COLUMNS: Final = ("name", "count", "role", "sure")
LEAVE_OUT: Final = "leave_out"
AS_PROPOSED: Final = ""
ROW_PX: Final = 28
SWATCH_PX: Final = 12
MOST_TYPES: Final = 8


class DeskModel(QAbstractTableModel):
    """Rows of the table; the role column can be edited."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.chosen: dict[Key, Role | None] = {}
        self._all: tuple[DeskEntry, ...] = ()
        self._rows: list[DeskEntry] = []
        self._shows_empty = False

    def show_entries(self, entries: Sequence[DeskEntry]) -> None:
        """Show other names; what was chosen for a name stays."""
        self._all = tuple(entries)
        self._filter()

    def show_empty(self, *, is_shown: bool) -> None:
        """Show names without objects as well, or not."""
        self._shows_empty = is_shown
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        self._rows = [one for one in self._all if one.count or self._shows_empty]
        self.endResetModel()

    @property
    def entries(self) -> tuple[DeskEntry, ...]:
        """All names, shown or not."""
        return self._all

    @property
    def empty_count(self) -> int:
        """Names without objects."""
        return sum(not one.count for one in self._all)

    def entry(self, index: AnyIndex) -> DeskEntry | None:
        """Entry behind an index."""
        is_there = index.isValid() and 0 <= index.row() < len(self._rows)
        return self._rows[index.row()] if is_there else None

    def row_of(self, of: Named, name: str) -> int:
        """Row of a name, or -1 when it is not shown."""
        return next((n for n, one in enumerate(self._rows) if one.key == (of, name)), -1)

    def choose(self, rows: Sequence[int], value: str) -> None:
        """Give rows a role by its key, `LEAVE_OUT`, or `AS_PROPOSED` again."""
        for row in rows:
            key = self._rows[row].key
            if value == AS_PROPOSED:
                self.chosen.pop(key, None)
            else:
                self.chosen[key] = None if value == LEAVE_OUT else Role(value)
            self.dataChanged.emit(self.index(row, NAME), self.index(row, SURE))

    def value_of(self, entry: DeskEntry) -> str:
        """Key of the role that stands in the row, `LEAVE_OUT`, or "" for none."""
        if entry.key in self.chosen:
            role = self.chosen[entry.key]
            return LEAVE_OUT if role is None else role.value
        if entry.proposed.is_left_out:
            return LEAVE_OUT
        return entry.proposed.role.value if entry.proposed.role is not None else ""

    def role_text(self, value: str) -> str:
        """Words of a role key as they stand in the table."""
        if value == LEAVE_OUT:
            return self.look.words_of("desk.leave_out")
        return role_words(self.look, value) if value else self.look.words_of("desk.no_role")

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsEditable if index.column() == ROLE else base

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.look.words_of(f"desk.column_{COLUMNS[section]}")
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self.value_of(entry)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(40, round(ROW_PX * self.look.theme.text_scale))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(entry)
        return self._dress(entry, index.column(), role)

    def _dress(self, entry: DeskEntry, column: int, role: int) -> Any:
        theme = self.look.theme
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.look.words_of(f"desk.column_{COLUMNS[column]}")
            return f"{head}: {self._words(entry, column)}"
        if role == Qt.ItemDataRole.DecorationRole and column == NAME:
            return self._sign(entry)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == COUNT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and entry.key in self.chosen and column >= ROLE:
            return QFont(theme.font("body", "semibold"))
        is_quiet = (column >= ROLE and not self.value_of(entry)) or column == SURE
        if role == Qt.ItemDataRole.ForegroundRole and (is_quiet or not entry.count):
            return theme.color("ink_3")
        return None

    def _words(self, entry: DeskEntry, column: int) -> str:
        if column == NAME:
            return entry.name
        if column == COUNT:
            return self.look.words.number(entry.count)
        return self.role_text(self.value_of(entry)) if column == ROLE else self._sure(entry)

    def _sure(self, entry: DeskEntry) -> str:
        if entry.key in self.chosen:
            return self.look.words_of("desk.sure_chosen")
        if entry.proposed.confidence >= 1.0:
            return self.look.words_of("desk.sure_rules")
        if entry.proposed.role is None:
            return "\u2013"
        return self.look.words.quantity(Quantity(100 * entry.proposed.confidence, "%", 0))

    def _tip(self, entry: DeskEntry) -> str:
        say = self.look.words_of
        types = list(entry.counts.items())[:MOST_TYPES]
        lines = [entry.name, ", ".join(f"{kind} {count}" for kind, count in types)]
        if entry.is_hidden:
            lines.append(say("desk.hidden_layer"))
        if entry.proposed.reason:
            lines.append(entry.proposed.reason)
        lines += [f"\u201c{words}\u201d" for words in entry.texts]
        return "\n".join(line for line in lines if line)

    def _sign(self, entry: DeskEntry) -> QPixmap:
        """A layer wears its colour, a block a cube: which is which shows without colour."""
        if entry.of is Named.BLOCK:
            return pixmap(self.look.theme, "cube", 14, "ink_2")
        made = QPixmap(SWATCH_PX * 2, SWATCH_PX * 2)
        made.setDevicePixelRatio(2.0)
        made.fill(QColor(0, 0, 0, 0))
        p = QPainter(made)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(self.look.theme.color("line_strong"))
        p.setBrush(QColor(entry.color))
        p.drawRoundedRect(QRectF(0.5, 0.5, SWATCH_PX - 1, SWATCH_PX - 1), 2, 2)
        p.end()
        return made
