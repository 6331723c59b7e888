"""A folder of projects as two tables and a small map; written as a page or a table."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from sbd_tool.app.follow_through.portfolio import Portfolio
from sbd_tool.app.follow_through.telling import LABEL, portfolio_page
from sbd_tool.cartography.far_places import spots_of
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.theme import Theme
from sbd_tool.gui.widgets.basics import STRETCH, button, column, holder, label, row, scrolled
from sbd_tool.gui.widgets.signs import TlpChip

MAP_PX = 190
_DOT_PX = 10.0
_AIR_PX = 22.0


class PortfolioPanel(QWidget):
    """What a folder says.

    Signals:
        opened: A project was chosen: its path below the folder.
        saving: Somebody wants it as a file.
    """

    opened = Signal(str)
    saving = Signal()

    def __init__(self, desk: Desk, folder: Path, found: Portfolio) -> None:
        super().__init__()
        self.desk, self.folder, self.found = desk, folder, found
        self.setObjectName("portfolio_panel")
        look = desk.look
        say = look.words_of
        self.page = portfolio_page(found, desk.rules, look.language, look.words)
        chip = TlpChip(look.theme, "")
        chip.show_label(LABEL.value, say("follow.label_why"))
        self.save = button(look.theme, say("follow.save_as"), "portfolio_save", sign="export")
        self.save.clicked.connect(self.saving.emit)
        self.map = PlacesMap(look.theme, self.page.places, self.page.map_note)
        self.tables = [
            _table(f"portfolio_{number}", table.title, table.columns, table.rows)
            for number, table in enumerate(self.page.tables)
        ]
        self.tables[0].cellActivated.connect(lambda line, _: self._open(line))
        self.tables[0].setToolTip(say("follow.open_tip"))
        parts = [label(self.page.about, "small", is_wrapped=True)]
        body: list[QWidget] = [self.map] if self.page.places else []
        body.append(label(self.page.map_note, "small", is_wrapped=True))
        for table, told in zip(self.tables, self.page.tables, strict=True):
            body += [label(told.title, "strong"), table]
        body += [label(words, "small", is_wrapped=True) for words in self.page.remarks]
        inner = column(*parts, *body, STRETCH, spacing=8, margins=(16, 8, 14, 14))
        top = row(chip, label(folder.name, "strong"), STRETCH, self.save, margins=(16, 6, 12, 2))
        self.setLayout(column(top, scrolled(holder(inner), "portfolio_scroll"), spacing=4))

    def leave(self) -> None:
        """Nothing follows any more."""

    def _open(self, line: int) -> None:
        if line < len(self.found.rows):
            self.opened.emit(self.found.rows[line].path)


class PlacesMap(QWidget):
    """Middles of the squares, numbered as in the table; equal scale both ways."""

    def __init__(
        self, theme: Theme, places: tuple[tuple[str, float, float], ...], words: str
    ) -> None:
        super().__init__()
        self.theme, self.places = theme, places
        self.setFixedHeight(MAP_PX)
        self.setAccessibleName(words)
        self.setToolTip("\n".join(f"{n}. {name}" for n, (name, _, _) in enumerate(places, 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.fillRect(self.rect(), self.theme.color("sunken"))
        font = self.theme.font("small", "semibold")
        for number, spot in enumerate(self._spots(), 1):
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(self.theme.color("ink"))
            p.drawEllipse(spot, _DOT_PX, _DOT_PX)
            box = QRectF(spot.x() - 20, spot.y() - _DOT_PX, 40, 2 * _DOT_PX)
            centred = Qt.AlignmentFlag.AlignCenter
            paint.text(p, box, str(number), font, self.theme.color("on_ink"), centred)
        p.end()

    def _spots(self) -> list[QPointF]:
        inner = (self.width() - 2 * _AIR_PX, self.height() - 2 * _AIR_PX)
        return [
            QPointF(_AIR_PX + x * inner[0], _AIR_PX + y * inner[1])
            for x, y in spots_of(self.places, inner[0] / max(inner[1], 1.0))
        ]


def _table(
    name: str, title: str, columns: tuple[str, ...], rows: tuple[tuple[object, ...], ...]
) -> QTableWidget:
    made = QTableWidget(len(rows), len(columns))
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setHorizontalHeaderLabels(list(columns))
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setTabKeyNavigation(False)
    made.verticalHeader().setVisible(False)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for line, cells in enumerate(rows):
        for at, cell in enumerate(cells):
            item = QTableWidgetItem("" if cell is None else str(cell))
            if isinstance(cell, int | float):
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                item.setTextAlignment(right)
            made.setItem(line, at, item)
    height = made.horizontalHeader().sizeHint().height() + 22
    made.setFixedHeight(min(height + sum(made.rowHeight(n) for n in range(len(rows))), 420))
    return made
