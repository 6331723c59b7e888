"""The matrix of strategies and threats: a sign and a word in each cell, colour only repeats it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from sbd_tool.app.threats import threat_rules
from sbd_tool.domain.threats import Cover, ThreatCell, ZoneThreats
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk

SIGNS: Final[Mapping[Cover, str]] = {
    Cover.STRONG: "\u2713\u2713",
    Cover.SOME: "\u2713",
    Cover.THIN: "(\u2713)",
    Cover.MISSING: "\u2717",
    Cover.NOT_ASKED: "?",
    Cover.NOT_ASSESSED: "\u2026",
    Cover.LITTLE: "\u2013",
}
_TONES: Final = {Cover.MISSING: "danger", Cover.NOT_ASKED: "warn", Cover.NOT_ASSESSED: "ink_3"}
_COLUMN_PX: Final = 118
_NAME_PX: Final = 168
_HEAD_LINES: Final = 3


class ThreatMatrix(QTableWidget):
    """Strategies down, ticked threats across; arrow keys walk the cells.

    Signals:
        cell_wanted: A `ThreatCell` somebody chose, or None.
    """

    cell_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("threat_matrix")
        self.setAccessibleName(desk.look.words_of("threats.matrix"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        self.horizontalHeader().setDefaultAlignment(wrapped | Qt.TextFlag.TextWordWrap)
        line = paint.line_height(desk.look.theme.font("caption", "semibold"))
        self.horizontalHeader().setFixedHeight(round(_HEAD_LINES * line + 10))
        self.currentItemChanged.connect(self._moved)

    def show_zone(self, zone: ZoneThreats, ticked: tuple[str, ...]) -> None:
        """Show the cells of a zone."""
        look, catalogue = self.desk.look, self.desk.rules.catalogue
        cells = {(cell.column, cell.threat): cell for cell in zone.cells}
        rows = [rule for rule in threat_rules().columns if any(rule.key == c for c, _ in cells)]
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(len(ticked))
        self.setVerticalHeaderLabels([look.word(rule.name) for rule in rows])
        self.setHorizontalHeaderLabels([look.word(catalogue.threats[key].name) for key in ticked])
        scale = look.theme.text_scale
        self.verticalHeader().setMaximumWidth(round(_NAME_PX * scale))
        for number, threat in enumerate(ticked):
            self.setColumnWidth(number, round(_COLUMN_PX * scale))
            for place, rule in enumerate(rows):
                cell = cells.get((rule.key, threat))
                self.setItem(place, number, self._item(cell, rule.key, threat))
        height = self.horizontalHeader().height() + 4
        height += sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(height + self.horizontalScrollBar().sizeHint().height())

    def _item(self, cell: ThreatCell | None, column: str, threat: str) -> QTableWidgetItem:
        look = self.desk.look
        item = QTableWidgetItem("")
        if cell is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            return item
        word = look.words_of(f"threats.cover.{cell.cover.value}")
        item.setText(f"{SIGNS[cell.cover]} {word}")
        name = look.word(self.desk.rules.catalogue.threats[threat].name)
        strategy = look.words_of(f"threats.column.{column}")
        fact = look.words_of("threats.fact", strategy=strategy, threat=name, cover=word)
        item.setToolTip(fact)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, fact)
        item.setData(Qt.ItemDataRole.UserRole, cell)
        if cell.cover in _TONES:
            item.setForeground(QBrush(look.theme.color(_TONES[cell.cover])))
        return item

    def _moved(self, now: QTableWidgetItem | None, _before: QTableWidgetItem | None) -> None:
        cell = None if now is None else now.data(Qt.ItemDataRole.UserRole)
        self.cell_wanted.emit(cell if isinstance(cell, ThreatCell) else None)
