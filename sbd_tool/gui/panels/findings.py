"""The list of findings: a click zooms, J and K walk."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from sbd_tool.domain.findings import Finding
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.widgets.basics import STRETCH, clear, column, holder, label, row, scrolled
from sbd_tool.gui.widgets.ledger_parts import PaintedButton
from sbd_tool.gui.widgets.signs import Swatch

SIGNS: Final = {"danger": "warning-octagon", "warning": "warning", "info": "info"}
TONES: Final = {"danger": "danger", "warning": "warn", "info": "info"}
MOST: Final = 200


class FindingRow(PaintedButton):
    """Sign, sentence, remedy, ledger marks; the whole row is one button."""

    def __init__(self, desk: Desk, finding: Finding, number: int) -> None:
        look = desk.look
        sentence = look.word(finding.sentence)
        remedy = look.word(finding.remedy)
        decide = look.say("finding.open") if finding.is_open else ""
        severity = look.say(f"severity.{finding.severity.value}")
        super().__init__(
            look.theme, f"finding_{number}", f"{severity}: {sentence} {remedy} {decide}".strip()
        )
        self.finding = finding
        sign = QLabel()
        kind = finding.severity.value
        sign.setPixmap(pixmap(look.theme, SIGNS[kind], 18, TONES[kind]))
        ledgers = finding.ledgers

        def draw_marks(p: QPainter, _room: QRectF) -> None:
            for n, ledger in enumerate(ledgers):
                paint.ledger_mark(p, look.theme, ledger, QPointF(8 + 16 * n, 9), 5.5)

        marks = Swatch(16 * len(ledgers) + 2, 18, draw_marks)
        title = label(sentence, "strong", is_wrapped=True)
        lines = column(row(title, marks, spacing=6), spacing=2)
        detail = " · ".join(part for part in (remedy, finding.layer) if part)
        if decide:
            lines.insertLayout(0, row(label(decide, "badge"), STRETCH))
        if detail:
            lines.addWidget(label(detail, "small", is_wrapped=True))
        lines.addStretch(1)
        box = row(column(sign, STRETCH), lines, spacing=10, margins=(16, 8, 14, 8))
        box.setStretch(1, 1)
        self.setLayout(box)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setToolTip(look.say("finding.zoom") if finding.objects else sentence)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = self.layout()
        return inner.heightForWidth(width) if inner is not None else 40

    def draw(self, p: QPainter, box: QRectF) -> None:
        if self._is_hot:
            p.fillRect(box, self.theme.color("hover"))


class FindingsPanel(QWidget):
    """All findings, worst first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("findings_panel")
        self._rows: list[FindingRow] = []
        self._shown: tuple[Finding, ...] | None = None
        self._current = -1
        self._list: QVBoxLayout = column(spacing=0)
        self.setLayout(column(scrolled(holder(self._list), "findings_scroll"), spacing=0))
        for key, step in (("J", 1), ("K", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda by=step: self.walk(by))
        for signal in (desk.project_opened, desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self._shown or ())

    def refresh(self) -> None:
        """Show what is found now."""
        found = self.desk.findings
        if found == self._shown:
            return
        self._shown = found
        self._current = -1
        clear(self._list)
        self._rows = []
        for number, finding in enumerate(found[:MOST]):
            made = FindingRow(self.desk, finding, number)
            made.clicked.connect(lambda _checked=False, at=number: self.open(at))
            self._rows.append(made)
            self._list.addWidget(made)
        if not found:
            self._list.addWidget(self._empty())
        self._list.addStretch(1)

    def open(self, number: int) -> None:
        """Show the objects of a finding on the map."""
        self._current = number
        objects = self._rows[number].finding.objects
        if objects:
            self.desk.choose(objects)
            self.desk.zoom_wanted.emit(objects)

    def walk(self, step: int) -> None:
        """Go to the next or previous finding."""
        if not self._rows:
            return
        number = (self._current + step) % len(self._rows)
        self._rows[number].setFocus()
        self.open(number)

    def _empty(self) -> QWidget:
        words = self.desk.look.say("finding.none")
        return holder(row(label(words, "small", is_wrapped=True), margins=(16, 12, 16, 12)))
