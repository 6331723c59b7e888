"""The attribute table beside the map: what is chosen in one is chosen in the other."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from sbd_tool.app.table import MEASURES, Grid, Rows, grid_of
from sbd_tool.app.table_columns import Column
from sbd_tool.app.table_edits import setting, typed_value
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.locks import locked_objects
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.layer_entries import layer_words
from sbd_tool.gui.panels.table.bars import SetStrip, TableBar
from sbd_tool.gui.panels.table.column_menu import HiddenColumns
from sbd_tool.gui.panels.table.files import ask_export, ask_import, copy_rows, import_rows
from sbd_tool.gui.panels.table.model import TableModel
from sbd_tool.gui.panels.table.view import TableView
from sbd_tool.gui.panels.table.wish import Wish
from sbd_tool.gui.widgets.basics import column, rule

AT_ONCE: Final = 4_000  # rows that are ordered without a job


class TablePanel(QWidget):
    """Bar, table, and the strip that sets one value for many rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("table_panel")
        self.wish = Wish()
        self._is_own = self._is_stale = False
        self._fitted = ""
        self.model = TableModel(desk.look, self)
        self.model.on_typed = self._typed
        self.bar = TableBar(desk.look, self._filter)
        self.view = TableView(desk.look, self.model)
        self.hidden = HiddenColumns(desk.look, self.bar.columns, self.view, self.model)
        self.strip = SetStrip(desk.look, self._set_many)
        self.setLayout(column(self.bar, rule(), self.view, rule(), self.strip, spacing=0))
        self._connect()
        self._fill_more()
        self.refresh()

    def _connect(self) -> None:
        desk, bar = self.desk, self.bar
        bar.source.activated.connect(lambda: self.show_source(str(bar.source.currentData())))
        bar.only.toggled.connect(lambda _on: self._show_only())
        self.view.horizontalHeader().sectionClicked.connect(self._sort)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._chosen_here())
        self.view.customContextMenuRequested.connect(self._menu)
        desk.project_opened.connect(self._opened)
        desk.project_changed.connect(self.refresh)
        desk.chosen.connect(self._chosen_elsewhere)

    def show_source(self, source: str) -> None:
        """Show measures or a layer, in the order of the project."""
        if source != self.wish.source:
            self.wish = Wish(source=source, only=self.wish.only)
            self.bar.wanted.clear()
            self.view.horizontalHeader().setSortIndicatorShown(False)
        self.refresh()

    def refresh(self) -> None:
        """Show the project as it stands; a hidden table waits until it is shown."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        project, catalogue = self.desk.project, self.desk.rules.catalogue
        if project is None:
            return
        if self.wish.source != MEASURES and project.layer(self.wish.source) is None:
            self.wish = Wish()
        self._fill_sources(project)
        wish = self.wish
        layer = project.layer(wish.source)
        count = len(project.measures) if layer is None else len(layer)
        if count <= AT_ONCE:
            try:
                self._show(project, *wish.rows_of(project, catalogue))
            except InputError as error:
                self._unreadable(error)
            return

        def task(progress: Progress) -> tuple[Grid, Rows]:
            progress.advance(0.0)
            return wish.rows_of(project, catalogue)

        def done(found: tuple[Grid, Rows]) -> None:
            if wish == self.wish and project is self.desk.project:
                self._show(project, *found)

        self.desk.run(text("table.job"), task, done, self._unreadable, key="table")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
        self._chosen_elsewhere()

    def chosen_ids(self) -> tuple[str, ...]:
        """Ids of the chosen rows."""
        return self.model.ids(self.view.chosen_rows())

    def copy(self) -> None:
        """Copy the chosen rows, or all that are shown, with the shown columns."""
        model, places = self.model, self.view.chosen_rows()
        rows = [int(model.order[place]) for place in places] or model.order.tolist()
        copy_rows(self.desk, model.grid, rows, self.hidden.shown())

    def has_focus(self) -> bool:
        """Whether the keyboard is in the table."""
        return self.view.hasFocus()

    def _opened(self) -> None:
        self.wish, self._fitted = Wish(), ""
        self.hidden.forget()
        self.bar.wanted.clear()
        self.bar.only.setChecked(False)
        self.refresh()

    def _show(self, project: Project, grid: Grid, order: Rows) -> None:
        self.bar.mark_filter(is_invalid=False)
        self.strip.hint.setText("")
        self._is_own = True
        is_moved = self.model.show_rows(grid, order, locked_objects(project))
        self._is_own = False
        if self._fitted != grid.source:
            self._fitted = grid.source
            self.view.fit_columns()
        self.hidden.apply()
        self.strip.show_grid(grid)
        if is_moved:
            self._mark_choice()
        self._count()

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, SbdError):
            self.desk.report(error)
            return
        self.bar.mark_filter(is_invalid=True)
        look = self.desk.look
        self.strip.hint.setText(f"{look.word(error.what)} {look.word(error.hint)}")

    def _fill_sources(self, project: Project) -> None:
        look, select = self.desk.look, self.bar.source
        blocked = QSignalBlocker(select)
        select.clear()
        count = look.words.number(len(project.measures))
        select.addItem(f"{look.words_of('table.measures')} ({count})", MEASURES)
        for layer in reversed(project.layers):
            words = layer_words(look, layer, 2)
            select.addItem(f"{words} ({look.words.number(len(layer))})", layer.id)
        select.setCurrentIndex(max(0, select.findData(self.wish.source)))
        blocked.unblock()

    def _fill_more(self) -> None:
        look, menu = self.desk.look, self.bar.more.menu()
        for key, do in (
            ("copy", self.copy),
            ("zoom", lambda: self.desk.zoom_wanted.emit(self.chosen_ids())),
            ("export", self._export),
            ("import", lambda: ask_import(self.desk, self, self.take_file)),
        ):
            action = menu.addAction(look.words_of(f"table.{key}"))
            action.setObjectName(f"table_{key}")
            action.triggered.connect(lambda _checked=False, go=do: go())

    def take_file(self, path: object) -> None:
        """Import a CSV file into the shown table."""
        project = self.desk.project
        if project is not None:
            grid = grid_of(project, self.wish.source, self.desk.rules.catalogue)
            import_rows(self.desk, grid, path)  # type: ignore[arg-type]

    def _export(self) -> None:
        name = self.bar.source.currentText().rpartition(" (")[0].replace("/", "-")
        ask_export(self.desk, self, name, self.model.grid, self.model.order.tolist())

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("table_menu")
        menu.addActions(self.bar.more.menu().actions())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _filter(self) -> None:
        self.wish = replace(self.wish, wanted=self.bar.wanted.text())
        self.refresh()

    def _sort(self, number: int) -> None:
        key = self.model.grid.columns[number].key
        is_again = key == self.wish.sort
        turn = is_again and self.wish.is_descending
        heads = self.view.horizontalHeader()
        self.wish = replace(
            self.wish, sort="" if turn else key, is_descending=is_again and not turn
        )
        heads.setSortIndicatorShown(not turn)
        down = (
            Qt.SortOrder.DescendingOrder if self.wish.is_descending else Qt.SortOrder.AscendingOrder
        )
        heads.setSortIndicator(number, down)
        self.refresh()

    def _show_only(self) -> None:
        only = frozenset(self.desk.selection) if self.bar.only.isChecked() else None
        self.wish = replace(self.wish, only=only)
        self.refresh()

    def _chosen_here(self) -> None:
        if not self._is_own:
            self._is_own = True
            self.desk.choose(self.chosen_ids())
            self._is_own = False
        self._count()

    def _chosen_elsewhere(self) -> None:
        if self._is_own or not self.isVisible():
            return
        if self.bar.only.isChecked():
            self._show_only()
        self._mark_choice()
        self._count()

    def _mark_choice(self) -> None:
        rows = self.model.selection_of(self.desk.selection)
        flag = QItemSelectionModel.SelectionFlag
        self._is_own = True
        self.view.selectionModel().select(rows, flag.ClearAndSelect)
        self._is_own = False
        if not rows.isEmpty():
            self.view.scrollTo(self.model.index(rows.first().top(), max(0, self.view.columnAt(0))))

    def _count(self) -> None:
        chosen = len(self.view.chosen_rows())
        self.strip.show_count(chosen)
        self.bar.counts.setText(
            self.desk.look.words_of(
                "table.counts",
                shown=len(self.model.order),
                all=len(self.model.grid),
                chosen=chosen,
            )
        )

    def _typed(self, object_id: str, one: Column, words: str) -> None:
        """Do it when the view has closed its editor: rows are about to change."""
        QTimer.singleShot(0, self, lambda: self._set((object_id,), one, words))

    def _set_many(self, one: Column, words: str) -> None:
        self._set(self.chosen_ids(), one, words)

    def _set(self, ids: tuple[str, ...], one: Column, words: str) -> None:
        desk, grid = self.desk, self.model.grid
        project = desk.project
        if project is None or not ids:
            return
        row = grid.rows[grid.ids.index(ids[0])] if ids[0] in grid.ids else {}
        try:
            value = typed_value(one, words, row.get(one.key))
            made = setting(
                project, desk.rules.catalogue, grid, ids, column=one, value=value, by=desk.by()
            )
        except InputError as error:
            desk.report(error)
            return
        if made.command is not None and desk.do(made.command) and made.skipped:
            desk.told.emit(text("table.skipped", count=made.skipped, rows=made.rows))
