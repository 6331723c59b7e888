"""The entry field at the pointer: numbers typed while a tool is in hand."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from sbd_tool.domain.edits.typed_input import MAX_LENGTH
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.map.drafting.entry_forms import Field
from sbd_tool.gui.theme import Theme, mark, restyle
from sbd_tool.gui.widgets.basics import clear, column, label, row

OFFSET = QPoint(18, 18)
FIELD_PX = 92
WIDEST_PX = 340


class EntryLine(QLineEdit):
    """One field; Tab goes to the next one and never leaves the box."""

    stepped = Signal(int)
    entered = Signal()
    dropped = Signal()

    def event(self, event: QEvent) -> bool:
        """Take Tab before Qt moves the focus out of the box."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab:
                self.stepped.emit(1)
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.stepped.emit(-1)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
        event.accept()  # what the field does not use is not meant for the map either


class EntryBox(QFrame):
    """Fields for what the tool in hand takes; a closed lock stands by what is fixed.

    Signals:
        changed: Something was typed.
        entered: Enter was pressed.
        dropped: Esc was pressed.
    """

    changed = Signal()
    entered = Signal()
    dropped = Signal()

    def __init__(self, theme: Theme, words: Words, host: QWidget) -> None:
        super().__init__(host)
        self.theme, self.words = theme, words
        self.setObjectName("entry_box")
        mark(self, "card")
        self._fields: tuple[Field, ...] = ()
        self._lines: list[EntryLine] = []
        self._locks: list[QLabel] = []
        self._row = row(spacing=6)
        self._pixel = QPoint()
        self._said = label("", "caption", is_wrapped=True, tone="danger")
        self._said.setObjectName("entry_problem")
        self.setLayout(column(self._row, self._said, spacing=2, margins=(8, 6, 8, 6)))
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something can be typed into it."""
        return bool(self._lines)

    @property
    def values(self) -> dict[Field, str]:
        """What stands in the fields that are not empty."""
        pairs = zip(self._fields, self._lines, strict=True)
        return {field: line.text() for field, line in pairs if line.text().strip()}

    @property
    def problem(self) -> str:
        """What is wrong with the entry, as shown, or ""."""
        return self._said.text()

    def open_with(self, fields: Sequence[Field], typed: str, pixel: QPoint) -> None:
        """Show the fields; what was typed on the map is the beginning of the first."""
        self._fields = tuple(fields)
        clear(self._row)
        self._lines, self._locks = [], []
        for field in fields:
            self._add_field(field)
        self.show_problem(None)
        self.follow(pixel)
        self.show()
        self.raise_()
        first = self._lines[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.setText(typed)

    def _add_field(self, field: Field) -> None:
        name = self.words(text(f"tools.field.{field.value}"))
        line = EntryLine()
        line.setObjectName(f"entry_{field.value}")
        line.setAccessibleName(name)
        line.setToolTip(self.words(text(f"tools.field.{field.value}_tip")))
        line.setMaxLength(MAX_LENGTH + 1)
        line.setFixedWidth(round(FIELD_PX * self.theme.text_scale))
        line.setFont(self.theme.font("body", is_tabular=True))
        lock = QLabel()
        lock.setFixedSize(14, 14)
        line.textChanged.connect(self._show_locks)
        line.textChanged.connect(self.changed)
        line.entered.connect(self.entered)
        line.dropped.connect(self.dropped)
        line.stepped.connect(self._step)
        self._row.addWidget(label(name, "caption"))
        self._row.addWidget(line)
        self._row.addWidget(lock)
        self._lines.append(line)
        self._locks.append(lock)

    def close_box(self) -> None:
        """Put it away; the focus goes back to the map."""
        if not self.is_open:
            return
        had_focus = any(line.hasFocus() for line in self._lines)
        self._lines, self._locks, self._fields = [], [], ()
        clear(self._row)
        self.hide()
        parent = self.parentWidget()
        if had_focus and parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, pixel: QPoint) -> None:
        """Stand beside the pointer, inside the map."""
        self._pixel = pixel
        parent = self.parentWidget()
        if parent is None:
            return
        self.adjustSize()
        at = pixel + OFFSET
        x = min(max(4, at.x()), parent.width() - self.width() - 4)
        y = at.y() if at.y() + self.height() < parent.height() - 4 else pixel.y() - self.height()
        self.move(x, max(4, y - (0 if y == at.y() else OFFSET.y())))

    def show_problem(self, problem: SbdError | None) -> None:
        """Say in place what is wrong, or that nothing is."""
        said = ""
        if problem is not None:
            said = f"{self.words(problem.what)} {self.words(problem.hint)}"
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._said.setFixedWidth(round(WIDEST_PX * self.theme.text_scale) if said else 0)
        for line in self._lines:
            line.setProperty("invalid", bool(said))
            restyle(line)
        self.follow(self._pixel)

    def _step(self, step: int) -> None:
        here = next((n for n, line in enumerate(self._lines) if line.hasFocus()), 0)
        line = self._lines[(here + step) % len(self._lines)]
        line.setFocus(Qt.FocusReason.TabFocusReason)
        line.selectAll()

    def _show_locks(self) -> None:
        for line, lock in zip(self._lines, self._locks, strict=True):
            is_fixed = bool(line.text().strip())
            lock.setPixmap(pixmap(self.theme, "lock-simple", 14) if is_fixed else QPixmap())
        if self.problem:
            self.show_problem(None)
