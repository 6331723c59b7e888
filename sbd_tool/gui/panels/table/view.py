"""The table itself: rows of one height, painted only where they can be seen."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.table.cells import CellDelegate
from sbd_tool.gui.panels.table.model import TableModel
from sbd_tool.gui.widgets.own_keys import OwnKeys

NARROWEST_PX: Final = 64
WIDEST_PX: Final = 260
MEASURED_ROWS: Final = 40


class TableView(QTableView):
    """Rows are chosen as a whole; a cell is edited by F2, a double click or by typing."""

    def __init__(self, look: Look, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setObjectName("attribute_table")
        self.setAccessibleName(look.words_of("table.title"))
        self.setModel(model)
        self.setItemDelegate(CellDelegate(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        OwnKeys(self, Qt.Key.Key_F2)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        line = round(paint.line_height(look.theme.font("body")) + 8)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(line)
        rows.setMinimumSectionSize(line)
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(False)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setMinimumSectionSize(NARROWEST_PX)

    def fit_columns(self) -> None:
        """As wide as head and first rows ask, within reason."""
        model = self.model()
        body, head = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        for number in range(model.columnCount()):
            words = str(model.headerData(number, Qt.Orientation.Horizontal))
            wanted = head.horizontalAdvance(words) + 34
            for row in range(min(model.rowCount(), MEASURED_ROWS)):
                cell = str(model.index(row, number).data() or "")
                wanted = max(wanted, body.horizontalAdvance(cell) + 24)
            self.setColumnWidth(number, max(NARROWEST_PX, min(wanted, WIDEST_PX)))

    def chosen_rows(self) -> list[int]:
        """Places of the chosen rows, from above."""
        found: set[int] = set()
        for part in self.selectionModel().selection().toList():
            found.update(range(part.top(), part.bottom() + 1))
        return sorted(found)
