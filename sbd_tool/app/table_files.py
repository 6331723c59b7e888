"""The attribute table as a file and back: nothing is lost, and what is not taken is said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sbd_tool.app.commands.base import NOBODY, By, Command
from sbd_tool.app.commands.measures import EditMeasures
from sbd_tool.app.commands.rows import EditManyFeatures, EditManyMeasures
from sbd_tool.app.table import MEASURES, Grid
from sbd_tool.app.table_columns import ABSENT
from sbd_tool.app.table_edits import measure_edit
from sbd_tool.app.table_measures import ID_HEADER
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.locks import locked_objects
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.formats.table_csv import (
    CsvTable,
    cell_of,
    read_table_csv,
    table_text,
    value_of,
    write_table_csv,
)

MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class TakenTable:
    """What a file changes, and what of it is not taken.

    Attributes:
        command: What does it as one step, or None when nothing changes.
        rows: Rows that change.
        cells: Values that change.
        refused: What was not taken and why, in words; the first `MOST_TOLD`.
        refused_count: How many things were not taken.
    """

    command: Command | None
    rows: int = 0
    cells: int = 0
    refused: tuple[Text, ...] = ()
    refused_count: int = 0


@dataclass
class _Reading:
    """Changes gathered row by row."""

    changes: dict[str, dict[str, AttributeValue]] = field(default_factory=dict)
    refused: list[Text] = field(default_factory=list)
    refused_count: int = 0

    def refuse(self, why: Text) -> None:
        self.refused_count += 1
        if len(self.refused) < MOST_TOLD:
            self.refused.append(why)


def table_words(
    grid: Grid, rows: Iterable[int], keys: Sequence[str], *, delimiter: str = ","
) -> str:
    """Some rows and columns as CSV after their ids; with ";" numbers have a decimal comma."""
    comma = delimiter == ";"

    def cells(row: int) -> list[str]:
        values = grid.rows[row]
        return [
            grid.ids[row],
            *(cell_of(values.get(key), has_decimal_comma=comma) for key in keys),
        ]

    return table_text((ID_HEADER, *keys), (cells(row) for row in rows), delimiter=delimiter)


def clipboard_words(
    header: Sequence[str], rows: Iterable[Sequence[AttributeValue]], *, has_decimal_comma: bool
) -> str:
    """Rows as a spreadsheet takes them from the clipboard: divided by tabs, never a formula."""
    cells = ([cell_of(value, has_decimal_comma=has_decimal_comma) for value in row] for row in rows)
    return table_text(header, cells, delimiter="\t")


def export_table(grid: Grid, rows: Iterable[int], path: Path, *, delimiter: str = ",") -> None:
    """Write rows with all their columns.

    Raises:
        InputError: The place cannot be written.
    """
    keys = [column.key for column in grid.columns]
    write_table_csv(path, table_words(grid, rows, keys, delimiter=delimiter))


def import_table(
    project: Project, catalogue: Catalogue, grid: Grid, path: Path, *, by: By = NOBODY
) -> TakenTable:
    """What a table file would change; the project itself is left alone.

    Raises:
        InputError: The file cannot be read as a table, or has no column of ids.
    """
    return taken_table(project, catalogue, grid, read_table_csv(path), by=by)


def taken_table(
    project: Project, catalogue: Catalogue, grid: Grid, table: CsvTable, *, by: By = NOBODY
) -> TakenTable:
    """What a table that was read would change; see `import_table`."""
    if ID_HEADER not in table.header:
        raise InputError(text("table.csv.no_ids", column=ID_HEADER), text("table.csv.no_ids.hint"))
    reading = _Reading()
    _gather(project, grid, table, reading)
    if grid.source != MEASURES:
        command: Command | None = _features_command(reading.changes, by)
    else:
        command = _measures_command(project, catalogue, reading, by)
    cells = sum(len(row) for row in reading.changes.values())
    return TakenTable(
        command if reading.changes else None,
        len(reading.changes),
        cells,
        tuple(reading.refused),
        reading.refused_count,
    )


def _gather(project: Project, grid: Grid, table: CsvTable, reading: _Reading) -> None:
    at = table.header.index(ID_HEADER)
    columns = _columns(grid, table, at, reading)
    row_of = {name: row for row, name in enumerate(grid.ids)}
    locked, seen = locked_objects(project), set()
    for number, cells in enumerate(table.rows, start=2):
        name = cells[at].removeprefix("'").strip()
        if name not in row_of or name in seen:
            known = "twice" if name in seen else "unknown"
            reading.refuse(text(f"table.csv.row_{known}", row=number, name=literal(name[:60])))
            continue
        seen.add(name)
        changes = _row_changes(grid.rows[row_of[name]], cells, columns, table.has_decimal_comma)
        if changes and name in locked:
            reading.refuse(text("table.csv.row_locked", row=number))
        elif changes:
            reading.changes[name] = changes


def _columns(grid: Grid, table: CsvTable, at: int, reading: _Reading) -> dict[int, str]:
    known = {column.key: column for column in grid.columns}
    columns: dict[int, str] = {}
    for number, name in enumerate(table.header):
        if number == at:
            continue
        column = known.get(name)
        shown = literal(name[:60])
        if name in columns.values():
            reading.refuse(text("table.csv.column_twice", column=shown))
        elif column is None and (grid.source == MEASURES or not name):
            if any(row[number] for row in table.rows):
                reading.refuse(text("table.csv.column_unknown", column=shown))
        elif column is not None and not column.is_editable:
            if _is_edited(grid, table, number, at):
                reading.refuse(text("table.csv.column_fixed", column=column.title))
        else:
            columns[number] = name
    return columns


def _is_edited(grid: Grid, table: CsvTable, number: int, at: int) -> bool:
    """Whether a column that cannot be edited says anything else than the table does."""
    rows = dict(zip(grid.ids, grid.rows, strict=True))
    comma, key = table.has_decimal_comma, table.header[number]
    return any(
        _row_changes(rows[cells[at]], cells, {number: key}, comma)
        for cells in table.rows
        if cells[at] in rows
    )


def _row_changes(
    row: Mapping[str, AttributeValue],
    cells: Sequence[str],
    columns: Mapping[int, str],
    comma: bool,  # noqa: FBT001 - how the whole file is written
) -> dict[str, AttributeValue]:
    """Values that differ; `ABSENT` where the file has none any more."""
    changes: dict[str, AttributeValue] = {}
    for number, key in columns.items():
        cell = cells[number]
        if cell == ABSENT:
            if row.get(key) not in {None, ABSENT}:
                changes[key] = ABSENT
            continue
        value = value_of(cell, has_decimal_comma=comma)
        if key not in row or not is_same_value(row[key], value):
            changes[key] = value
    return changes


def is_same_value(before: AttributeValue, after: AttributeValue) -> bool:
    """Whether a value came back as it was; spreadsheets write 1 for 1.0, which is the same."""
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    if isinstance(before, int | float) and isinstance(after, int | float):
        return before == after or (before != before and after != after)  # noqa: PLR0124 - NaN
    return type(before) is type(after) and before == after


def _features_command(changes: Mapping[str, Mapping[str, AttributeValue]], by: By) -> Command:
    given = {
        name: {key: value for key, value in row.items() if not _is_absent(value)}
        for name, row in changes.items()
    }
    gone = {
        name: tuple(key for key, value in row.items() if _is_absent(value))
        for name, row in changes.items()
    }
    return EditManyFeatures(
        attributes={name: row for name, row in given.items() if row},
        dropped={name: keys for name, keys in gone.items() if keys},
        by=by,
    )


def _is_absent(value: AttributeValue) -> bool:
    return isinstance(value, str) and value == ABSENT


def _measures_command(
    project: Project, catalogue: Catalogue, reading: _Reading, by: By
) -> Command | None:
    """Each value by itself, so that one that is not accepted costs only itself."""
    edits: list[EditMeasures] = []
    for name, row in list(reading.changes.items()):
        measure = project.measures[name]
        for key, value in list(row.items()):
            try:
                edit = measure_edit(measure, catalogue, {key: value})
            except InputError as error:
                reading.refuse(text("table.csv.value", column=literal(key), why=error.what))
                edit = None
            if edit is None:
                del row[key]
            else:
                edits.append(edit)
        if not row:
            del reading.changes[name]
    return EditManyMeasures(edits=tuple(edits), by=by) if edits else None
