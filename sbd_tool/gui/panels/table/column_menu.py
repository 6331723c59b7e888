"""Which columns of the table are shown, remembered per source."""

from functools import partial

from PySide6.QtWidgets import QToolButton

from sbd_tool.app.table_columns import Column
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.table.cells import column_words
from sbd_tool.gui.panels.table.model import TableModel
from sbd_tool.gui.panels.table.view import TableView


class HiddenColumns:
    """The menu that shows and hides columns."""

    def __init__(self, look: Look, head: QToolButton, view: TableView, model: TableModel) -> None:
        self._look, self._view, self._model = look, view, model
        self._menu = head.menu()
        self._hidden: dict[str, frozenset[str]] = {}
        self._menu.aboutToShow.connect(self._fill)

    def shown(self) -> list[Column]:
        """The columns that are shown, in reading order."""
        return [one for one in self._model.grid.columns if one.key not in self._now()]

    def apply(self) -> None:
        """Hide what is hidden in this source."""
        for number, one in enumerate(self._model.grid.columns):
            self._view.setColumnHidden(number, one.key in self._now())

    def forget(self) -> None:
        """Another project: show everything."""
        self._hidden.clear()

    def _now(self) -> frozenset[str]:
        return self._hidden.get(self._model.grid.source, frozenset())

    def _fill(self) -> None:
        menu = self._menu
        menu.clear()
        every = menu.addAction(self._look.words_of("table.all_columns"))
        every.setObjectName("table_all_columns")
        every.triggered.connect(lambda: self._hide(frozenset()))
        menu.addSeparator()
        for one in self._model.grid.columns:
            action = menu.addAction(column_words(self._look, one))
            action.setObjectName(f"table_column_{one.key}")
            action.setCheckable(True)
            action.setChecked(one.key not in self._now())
            action.triggered.connect(partial(self._toggle, one.key))

    def _toggle(self, key: str, _checked: object = None) -> None:
        self._hide(self._now() ^ {key})

    def _hide(self, hidden: frozenset[str]) -> None:
        if len(hidden) < len(self._model.grid.columns):  # the last column stays
            self._hidden[self._model.grid.source] = hidden
            self.apply()
