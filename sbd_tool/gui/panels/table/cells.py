"""How values of the attribute table read, and what edits one cell."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sbd_tool.app.table_columns import Column, ColumnSort
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.legible import legible
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.controls import Select

AnyIndex = QModelIndex | QPersistentModelIndex
LONGEST_SHOWN: Final = 200
MOST_DECIMALS: Final = 6


def has_decimal_comma(look: Look) -> bool:
    """Whether the reader writes numbers with a comma."""
    return "," in look.words.number(0.5, 1)


def column_words(look: Look, column: Column) -> str:
    """Head of a column, with its unit."""
    words = look.word(column.title)
    return f"{words} ({column.unit})" if column.unit else words


def shown(look: Look, column: Column, value: AttributeValue) -> str:
    """A value as the table shows it."""
    if column.sort is ColumnSort.CHOICE and value is not None:
        return choice_words(look, column, str(value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return look.words_of("table.yes" if value else "table.no")
    if isinstance(value, int | float):
        return number_words(look, value)
    return legible(value[:LONGEST_SHOWN]).replace("\n", " ")


def choice_words(look: Look, column: Column, key: str) -> str:
    """Name of a choice."""
    return next((look.word(words) for one, words in column.choices if one == key), key)


def number_words(look: Look, value: int | float) -> str:  # noqa: PYI041 - whole numbers stay exact
    """A number without any digit lost that means something, and without grouping."""
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - a number that is none
        return str(value)
    written = repr(value)
    if isinstance(value, float) and "e" not in written:
        written = repr(round(value, MOST_DECIMALS)).removesuffix(".0")
    written = written.replace("-", "\u2212")
    return written.replace(".", ",") if has_decimal_comma(look) else written


def typed_words(look: Look, column: Column, value: AttributeValue) -> str:
    """A value as a person would type it into its cell."""
    if column.sort is ColumnSort.CHOICE:
        return str(value or "")
    if isinstance(value, str):
        return value
    return shown(look, column, value).replace("\u2212", "-")


def options_of(look: Look, column: Column) -> list[tuple[str, str]]:
    """What a column lets one pick: (typed, shown); empty where one types freely."""
    if column.sort is ColumnSort.CHOICE:
        unset = [("", look.words_of("table.unset"))] if column.is_parameter else []
        return [*unset, *((key, look.word(words)) for key, words in column.choices)]
    if column.sort is ColumnSort.YES_NO:
        said = [("true", look.words_of("table.yes")), ("false", look.words_of("table.no"))]
        return [("", look.words_of("table.unset")), *said]
    return []


class CellDelegate(QStyledItemDelegate):
    """A line to type in, or a list to pick from."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        column = index.data(Qt.ItemDataRole.UserRole)
        options = options_of(self.look, column) if isinstance(column, Column) else []
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        if not options:
            made = super().createEditor(parent, option, index)
            made.setObjectName("table_cell_edit")
            made.setAccessibleName(name)
            made.setStyleSheet("min-height: 0; border-radius: 0; padding: 0 4px;")
            return made
        select = Select(self.look.theme, "table_cell_choice", name)
        select.setParent(parent)
        select.setStyleSheet("min-height: 0; border-radius: 0; padding: 0 4px;")
        for typed, words in options:
            select.addItem(words, typed)
        select.activated.connect(lambda: self._picked(select))
        return select

    def _picked(self, select: Select) -> None:
        self.commitData.emit(select)
        self.closeEditor.emit(select)

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, Select):
            editor.setCurrentIndex(max(0, editor.findData(words)))
        elif isinstance(editor, QLineEdit):
            editor.setText(words)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, Select):
            model.setData(index, str(editor.currentData()))
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())
