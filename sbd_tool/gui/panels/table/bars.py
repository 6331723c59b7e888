"""Above and below the table: what is shown, and one value for many rows."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedWidget, QToolButton, QWidget

from sbd_tool.app.table import Grid
from sbd_tool.app.table_columns import Column
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.table.cells import column_words, options_of
from sbd_tool.gui.theme import mark, restyle
from sbd_tool.gui.widgets.basics import ElidedLabel, button, label, row, tool
from sbd_tool.gui.widgets.controls import Select

WAIT_MS = 180
SOURCE_PX = 210
VALUE_PX = 190


class TableBar(QWidget):
    """Source, filter, chosen only, columns, files."""

    def __init__(self, look: Look, on_filter: Callable[[], None]) -> None:
        super().__init__()
        self.look = look
        say = look.words_of
        self.source = Select(look.theme, "table_source", say("table.source"))
        self.source.setFixedWidth(round(SOURCE_PX * look.theme.text_scale))
        self.wanted = QLineEdit()
        self.wanted.setObjectName("table_filter")
        self.wanted.setAccessibleName(say("table.filter"))
        self.wanted.setPlaceholderText(say("table.filter_hint"))
        self.wanted.setToolTip(say("table.filter_tip"))
        self.wanted.setClearButtonEnabled(True)
        mark(self.wanted, "search")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(on_filter)
        self.wanted.textEdited.connect(self._wait.start)
        self.wanted.returnPressed.connect(on_filter)
        self.only = tool(look.theme, "check-square", "table_only", say("table.only"))
        self.only.setCheckable(True)
        self.columns = _menu_tool(look, "columns", "table_columns", say("table.columns"))
        self.more = _menu_tool(look, "dots-three", "table_more", say("table.more"))
        self.close_button = tool(look.theme, "x", "close_table", say("table.close"), size_px=14)
        self.counts = label("", "caption")
        self.counts.setObjectName("table_counts")
        made = row(
            self.source,
            self.wanted,
            self.only,
            self.columns,
            self.counts,
            self.more,
            self.close_button,
            spacing=6,
            margins=(12, 6, 8, 6),
        )
        made.setStretch(1, 1)
        self.setLayout(made)

    def mark_filter(self, *, is_invalid: bool) -> None:
        """Show whether the filter could be read."""
        self.wanted.setProperty("invalid", "true" if is_invalid else "false")
        restyle(self.wanted)


def _menu_tool(look: Look, sign: str, name: str, words: str) -> QToolButton:
    made = tool(look.theme, sign, name, words)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(made)
    menu.setObjectName(f"{name}_menu")
    made.setMenu(menu)
    return made


class SetStrip(QWidget):
    """One value for all chosen rows."""

    def __init__(self, look: Look, on_set: Callable[[Column, str], None]) -> None:
        super().__init__()
        self.look, self._on_set = look, on_set
        say = look.words_of
        self.column = Select(look.theme, "table_set_column", say("table.set_column"))
        self.column.setFixedWidth(round(VALUE_PX * look.theme.text_scale))
        self.column.currentIndexChanged.connect(self._show_value)
        self.line = QLineEdit()
        self.line.setObjectName("table_set_value")
        self.line.setAccessibleName(say("table.set_value"))
        self.line.setPlaceholderText(say("table.set_value"))
        self.line.setToolTip(say("table.set_value"))
        self.line.returnPressed.connect(self._set)
        self.choice = Select(look.theme, "table_set_choice", say("table.set_value"))
        self.value = QStackedWidget()
        self.value.addWidget(self.line)
        self.value.addWidget(self.choice)
        self.value.setFixedWidth(round(VALUE_PX * look.theme.text_scale))
        self.value.setFixedHeight(self.line.sizeHint().height())
        self.apply = button(look.theme, say("table.set", count=0), "table_set")
        self.apply.clicked.connect(self._set)
        self.hint = ElidedLabel("", "caption")
        self.hint.setObjectName("table_hint")
        words = label(say("table.set_words"), "small")
        words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        made = row(
            words, self.column, self.value, self.apply, self.hint, spacing=8, margins=(12, 6, 12, 8)
        )
        made.setStretch(4, 1)
        self.setLayout(made)
        self._columns: tuple[Column, ...] = ()
        self.show_count(0)

    def show_grid(self, grid: Grid) -> None:
        """Offer the columns that can be edited."""
        columns = tuple(column for column in grid.columns if column.is_editable)
        if columns == self._columns:
            return
        kept = self.column.currentData()
        self._columns = columns
        blocked = QSignalBlocker(self.column)
        self.column.clear()
        for column in columns:
            self.column.addItem(column_words(self.look, column), column.key)
        self.column.setCurrentIndex(max(0, self.column.findData(kept)))
        blocked.unblock()
        self._show_value()

    def show_count(self, count: int) -> None:
        """How many rows a click would change."""
        words = self.look.words_of("table.set", count=count)
        self.apply.setText(words)
        self.apply.setAccessibleName(words)
        self.apply.setToolTip(words)
        self.apply.setEnabled(count > 0)

    def _current(self) -> Column | None:
        key = self.column.currentData()
        return next((column for column in self._columns if column.key == key), None)

    def _show_value(self) -> None:
        column = self._current()
        options = [] if column is None else options_of(self.look, column)
        self.choice.clear()
        for typed, words in options:
            self.choice.addItem(words, typed)
        self.value.setCurrentWidget(self.choice if options else self.line)

    def _set(self) -> None:
        column = self._current()
        if column is None or not self.apply.isEnabled():
            return
        is_choice = self.value.currentWidget() is self.choice
        self._on_set(column, str(self.choice.currentData()) if is_choice else self.line.text())
