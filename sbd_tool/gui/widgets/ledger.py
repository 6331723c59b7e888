"""One page of the ledger book; both ledgers use this class, so neither can outrank the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme, mark
from sbd_tool.gui.widgets.basics import ElidedLabel, clear, column, holder, label, row, tool
from sbd_tool.gui.widgets.ledger_parts import ROW_PAD_PX, IntervalBar, LedgerRow, Line, ProfileCell
from sbd_tool.gui.widgets.signs import ledger_sign

ROWS: Final = 3
LEAST_LOST: Final = 0.05  # what prints as nothing


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """A ledger in words, ready to show.

    Attributes:
        ledger: Ledger key.
        title: Its name.
        figure: The score when it is fit to print, else the range.
        is_range: Whether the figure is a range.
        caption: What stands under the bar ("likely 57 to 68").
        verdict: Why there is no single number, or the band in words.
        coverage: "16 of 18 assessed".
        low, high: Range, 0 to 100.
        tick: Score for the bar's tick, or None when it may not be shown.
        lines: One per indicator, catalogue order.
        lost: Points still to win, in words, by indicator key.
        rows_title, rows_unit: Heading of the rows and of their numbers.
        why: Name of the button that leads to all contributions.
        fact: The whole page in one sentence, for assistive technology.
    """

    ledger: str
    title: str
    figure: str
    is_range: bool
    caption: str
    verdict: str
    coverage: str
    low: float
    high: float
    tick: float | None
    lines: Sequence[Line]
    lost: dict[str, str]
    rows_title: str
    rows_unit: str
    fact: str
    why: str


def ranked(lines: Sequence[Line]) -> list[Line]:
    """Most points still to win first; what is not assessed follows by weight."""
    known = [line for line in lines if line.lost is not None]
    open_ones = [line for line in lines if line.lost is None and line.weight > 0]
    known.sort(key=lambda line: -(line.lost or 0.0))
    open_ones.sort(key=lambda line: -line.weight)
    won = [line for line in known if (line.lost or 0.0) < LEAST_LOST]
    return [*(line for line in known if line not in won), *open_ones, *won]


class LedgerPage(QWidget):
    """Score or range, interval, profile of all indicators, rows with most points still to win.

    Signals:
        opened: Key of the indicator that was clicked.
        whole_wanted: Key of the ledger all of whose contributions somebody wants to see.
    """

    opened = Signal(str)
    whole_wanted = Signal(str)

    def __init__(self, theme: Theme, ledger: str) -> None:
        super().__init__()
        self.theme, self.ledger = theme, ledger
        self.setObjectName(f"ledger_{ledger}")
        self._body = column(spacing=0, margins=(18, 10, 18, 8))
        self.setLayout(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._is_folded = False
        self._shown = 0
        self._sheet: LedgerSheet | None = None

    def minimumSizeHint(self) -> QSize:
        return QSize(250, 60)

    @property
    def figure(self) -> str:
        """What the page shows large: the score, or the range."""
        return self._sheet.figure if self._sheet else ""

    def set_folded(self, *, is_folded: bool) -> None:
        """Two lines only: figure and interval, and the three worst."""
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            if self._sheet is not None:
                self.show_sheet(self._sheet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sheet is not None and not self._is_folded and self._row_count() != self._shown:
            self.show_sheet(self._sheet)

    def _row_count(self) -> int:
        """As many rows as there is room for, never less than three."""
        line = paint.line_height(self.theme.font("small", "medium")) + ROW_PAD_PX
        used = 132 * max(1.0, self.theme.text_scale)
        return max(ROWS, int((self.height() - used) // line))

    def show_sheet(self, sheet: LedgerSheet) -> None:
        """Show another assessment."""
        self._sheet = sheet
        self.setAccessibleName(sheet.fact)
        clear(self._body)
        self._body.addLayout(self._head(sheet))
        self._body.addLayout(self._score(sheet))
        self._body.addSpacing(4)
        if self._is_folded:
            self._rows(sheet, 3)
        else:
            self._body.addWidget(self._profile(sheet))
            self._body.addSpacing(6)
            title = ElidedLabel(sheet.rows_title, "caption")
            title.setStyleSheet("font-weight: 600;")
            heading = row(title, label(sheet.rows_unit, "caption"))
            heading.setStretch(0, 1)
            self._body.addLayout(heading)
            self._body.addSpacing(2)
            self._rows(sheet, self._row_count())
        self._body.addStretch(1)

    def _head(self, sheet: LedgerSheet) -> QHBoxLayout:
        name = label(sheet.title, "strong", tone=sheet.ledger)
        coverage = ElidedLabel(sheet.coverage, "caption")
        coverage.setAlignment(Qt.AlignmentFlag.AlignRight)
        made = row(ledger_sign(self.theme, sheet.ledger, 18), name, coverage, spacing=7)
        made.setStretch(2, 1)
        why = tool(self.theme, "chart-bar-horizontal", f"why_{sheet.ledger}", sheet.why, size_px=16)
        mark(why, "tiny")
        why.clicked.connect(lambda: self.whole_wanted.emit(sheet.ledger))
        made.addWidget(why)
        return made

    def _score(self, sheet: LedgerSheet) -> QHBoxLayout:
        figure = QLabel(sheet.figure)
        size = "headline" if sheet.is_range else "score"
        figure.setFont(self.theme.font(size, "semibold", is_tabular=True))
        figure.setObjectName(f"figure_{sheet.ledger}")
        figure.setToolTip(sheet.verdict)
        px = self.theme.font(size).pixelSize()
        figure.setStyleSheet(f"font-size: {px}px; font-weight: 600;")
        bar = IntervalBar(self.theme, sheet.ledger, sheet.low, sheet.high, sheet.tick)
        side = column(4, bar, ElidedLabel(sheet.caption, "caption"), spacing=1)
        made = row(figure, side, spacing=16)
        made.setStretch(1, 1)
        return made

    def _profile(self, sheet: LedgerSheet) -> QWidget:
        cells = row(spacing=3)
        for line in sheet.lines:
            cell = ProfileCell(self.theme, line)
            cell.clicked.connect(lambda _checked=False, key=line.key: self.opened.emit(key))
            cells.addWidget(cell)
        return holder(cells)

    def _rows(self, sheet: LedgerSheet, count: int) -> None:
        longest = max((line.weight for line in sheet.lines), default=1.0)
        self._shown = count
        for line in ranked(sheet.lines)[:count]:
            made = LedgerRow(self.theme, line, longest, sheet.lost.get(line.key, ""))
            made.clicked.connect(lambda _checked=False, key=line.key: self.opened.emit(key))
            self._body.addWidget(made)
