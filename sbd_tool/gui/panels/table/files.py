"""The table as a file and on the clipboard."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from sbd_tool.app.table import Grid
from sbd_tool.app.table_columns import Column, ColumnSort
from sbd_tool.app.table_files import TakenTable, clipboard_words, export_table, import_table
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.table.cells import column_words, has_decimal_comma, shown


def copy_rows(desk: Desk, grid: Grid, rows: Sequence[int], columns: Sequence[Column]) -> None:
    """Put rows on the clipboard for a spreadsheet, with the heads as shown."""
    look = desk.look
    header = [column_words(look, column) for column in columns]
    cells = (
        [_cell(look, column, grid.rows[row].get(column.key)) for column in columns] for row in rows
    )
    words = clipboard_words(header, cells, has_decimal_comma=has_decimal_comma(look))
    QGuiApplication.clipboard().setText(words)
    desk.told.emit(text("table.copied", count=len(rows)))


def _cell(look: Look, column: Column, value: AttributeValue) -> AttributeValue:
    is_worded = column.sort in {ColumnSort.CHOICE, ColumnSort.YES_NO}
    return shown(look, column, value) if is_worded else value


def ask_export(desk: Desk, parent: QWidget, name: str, grid: Grid, rows: Sequence[int]) -> None:
    """Ask where, then write the shown rows with all their columns."""
    dialog = QFileDialog(parent, desk.look.words_of("table.export"), str(Path.home()))
    dialog.setObjectName("table_export_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("CSV (*.csv)")
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(f"{name}.csv")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: export_rows(desk, grid, rows, Path(path)))
    dialog.open()


def export_rows(desk: Desk, grid: Grid, rows: Sequence[int], path: Path) -> None:
    """Write rows as a job and say what the file holds."""
    delimiter = ";" if has_decimal_comma(desk.look) else ","

    def task(progress: Progress) -> int:
        progress.advance(0.0)
        export_table(grid, rows, path, delimiter=delimiter)
        return len(rows)

    def done(count: int) -> None:
        label = desk.label.label.value
        desk.told.emit(text("table.exported", file=path.name, count=count, label=label))

    desk.run(text("table.job.export", file=path.name), task, done, key="table_file")


def ask_import(desk: Desk, parent: QWidget, take: Callable[[Path], None]) -> None:
    """Ask which file."""
    dialog = QFileDialog(parent, desk.look.words_of("table.import"), str(Path.home()))
    dialog.setObjectName("table_import_dialog")
    dialog.setNameFilter("CSV (*.csv *.tsv *.txt)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.open()


def import_rows(desk: Desk, grid: Grid, path: Path) -> None:
    """Read a file as a job, do what it changes as one step, and say what was not taken."""
    project, catalogue, by = desk.project, desk.rules.catalogue, desk.by()
    if project is None:
        return

    def task(progress: Progress) -> TakenTable:
        progress.advance(0.0)
        return import_table(project, catalogue, grid, path, by=by)

    def done(taken: TakenTable) -> None:
        is_done = taken.command is not None and desk.do(taken.command)
        if taken.refused:
            desk.table_taken.emit(path.name, taken)
        elif is_done:
            desk.offered.emit(
                text("table.imported", file=path.name, count=taken.rows),
                [(desk.look.say("action.undo"), desk.bench.undo)],
            )
        elif taken.command is None:
            desk.told.emit(text("table.import_same", file=path.name))

    desk.run(text("table.job.import", file=path.name), task, done, key="table_file")
