"""The table of names: type a role into a row, Enter takes it; several rows at once as well."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from sbd_tool.domain.roles import Role
from sbd_tool.gui.import_desk.model import (
    AS_PROPOSED,
    COUNT,
    LEAVE_OUT,
    NAME,
    ROLE,
    SURE,
    DeskModel,
)
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.typing_keys import claims

AnyIndex = QModelIndex | QPersistentModelIndex
Choice = tuple[str, str]
WIDTHS_PX: Final = {COUNT: 74, ROLE: 164, SURE: 88}
SURE_FROM_PX: Final = 460


def matched(typed: str, choices: Sequence[Choice]) -> str | None:
    """Value of the choice that was meant: the same words, else the first beginning, else within."""
    wanted = typed.strip().casefold()
    if not wanted:
        return None
    for fits in (str.__eq__, str.startswith, str.__contains__):
        for words, value in choices:
            if fits(words.casefold(), wanted):
                return value
    return None


def role_choices(look: Look, model: DeskModel) -> list[Choice]:
    """What a row can be: as proposed, left out, or any role, by its words."""
    roles = sorted((model.role_text(role.value), role.value) for role in Role)
    say = look.words_of
    return [(say("desk.as_proposed"), AS_PROPOSED), (say("desk.leave_out"), LEAVE_OUT), *roles]


class RoleDelegate(QStyledItemDelegate):
    """Opens a list that completes what is typed."""

    def __init__(self, look: Look, view: "NamesTable") -> None:
        super().__init__(view)
        self.look, self.view = look, view

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        del option, index
        made = Select(self.look.theme, "role_picker", self.look.words_of("desk.role_tip"))
        made.setParent(parent)
        made.setEditable(True)
        made.setInsertPolicy(Select.InsertPolicy.NoInsert)
        for words, value in role_choices(self.look, self.view.desk_model):
            made.addItem(words, value)
        made.setMaxVisibleItems(16)
        made.activated.connect(lambda _row: self._take(made))
        return made

    def _take(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.type() == QEvent.Type.KeyPress:
                self._take(editor)  # before the list takes it for a choice of its own
                return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        if isinstance(editor, Select):
            value = index.data(Qt.ItemDataRole.EditRole)
            editor.setCurrentIndex(max(0, editor.findData(value)))
            line = editor.lineEdit()
            if line is not None:
                line.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        del model
        if isinstance(editor, Select):
            value = matched(editor.currentText(), role_choices(self.look, self.view.desk_model))
            if value is not None:
                self.view.give(value, index.row())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        del index
        editor.setGeometry(option.rect)


class NamesTable(QTreeView):
    """Rows of layers and blocks.

    Signals:
        current_moved: Another row is current.
    """

    current_moved = Signal()

    def __init__(self, look: Look, model: DeskModel) -> None:
        super().__init__()
        self.look, self.desk_model = look, model
        self.setObjectName("desk_table")
        self.setAccessibleName(look.words_of("desk.table"))
        self.setAccessibleDescription(look.words_of("desk.table_keys"))
        self.setToolTip(look.words_of("desk.table_keys"))
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(14, 14))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names differ at their ends
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setItemDelegateForColumn(ROLE, RoleDelegate(look, self))
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS_PX.items():
            head.resizeSection(column, round(width * look.theme.text_scale))
        self.selectionModel().currentChanged.connect(lambda *_: self.current_moved.emit())

    def give(self, value: str, row: int) -> None:
        """Give a row a role, and all chosen rows when it is one of them."""
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        self.desk_model.choose(rows if row in rows else [row], value)

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.desk_model.index(row, ROLE))

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = self.look.theme.text_scale
        self.setColumnHidden(SURE, self.width() < SURE_FROM_PX * scale)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # closes the card
            return
        if index.isValid() and index.column() != ROLE:
            self.selectionModel().setCurrentIndex(
                index.sibling(index.row(), ROLE), self.selectionModel().SelectionFlag.NoUpdate
            )
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            self.give(LEAVE_OUT, index.row())
        elif event.key() == Qt.Key.Key_Backspace and index.isValid():
            self.give(AS_PROPOSED, index.row())
        else:
            super().keyPressEvent(event)
