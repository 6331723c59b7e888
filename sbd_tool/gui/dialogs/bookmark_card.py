"""Named views: keep where the map stands, come back by Enter, rename by F2, drop by Del."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from sbd_tool.app.commands import AddBookmark, DeleteBookmark, RenameBookmark
from sbd_tool.domain.bookmarks import Bookmark
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.widgets.basics import button, column, label, row
from sbd_tool.gui.widgets.own_keys import OwnKeys

WIDTH_PX: Final = 380
LIST_PX: Final = 220
ID: Final = Qt.ItemDataRole.UserRole


class BookmarkList(QListWidget):
    """Esc goes to the card; Del is told to it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Delete}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class BookmarkCard(FloatingCard):
    """The views of the project."""

    def __init__(self, desk: Desk, host: QWidget, canvas: MapCanvas) -> None:
        look = desk.look
        super().__init__(look, host, look.words_of("table.bookmarks.title"), "bookmark_card")
        self.desk, self.canvas = desk, canvas
        say = look.words_of
        self.name = QLineEdit()
        self.name.setObjectName("bookmark_name")
        self.name.setAccessibleName(say("table.bookmarks.name"))
        self.name.setToolTip(say("table.bookmarks.name"))
        self.name.returnPressed.connect(self.keep)
        keep = button(look.theme, say("table.bookmarks.keep"), "bookmark_keep", sign="plus")
        keep.clicked.connect(self.keep)
        self.list = BookmarkList()
        self.list.setObjectName("bookmark_list")
        self.list.setAccessibleName(say("table.bookmarks.title"))
        self.list.setFixedHeight(LIST_PX)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        OwnKeys(self.list, Qt.Key.Key_F2, Qt.Key.Key_Delete)
        self.list.itemActivated.connect(self._go)
        self.list.itemChanged.connect(self._renamed)
        top = row(self.name, keep, spacing=6)
        top.setStretch(0, 1)
        hint = label(say("table.bookmarks.hint"), "caption", is_wrapped=True)
        self.set_body(column(top, self.list, hint, spacing=8, margins=(16, 12, 16, 16)))
        desk.project_changed.connect(self.refresh)
        desk.project_opened.connect(self.close_card)
        self.refresh()
        self.setFocusProxy(self.name)

    def refresh(self) -> None:
        """List the views as they are."""
        project = self.desk.project
        if not isValid(self) or project is None:
            return
        blocked = QSignalBlocker(self.list)
        self.list.clear()
        for one in project.bookmarks:
            scale = self.look.words.number(round(one.scale))
            item = QListWidgetItem(one.name)
            item.setToolTip(f"{one.name} \u00b7 1 : {scale}")
            item.setData(ID, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        blocked.unblock()
        number = len(project.bookmarks) + 1
        usual = self.look.words_of("table.bookmarks.usual", number=number)
        self.name.setPlaceholderText(usual)

    def keep(self) -> None:
        """Keep where the map stands under the name that was typed."""
        view, desk = self.canvas.view, self.desk
        kept = Bookmark(
            id=desk.bench.new_id(),
            name=self.name.text().strip()[:200] or self.name.placeholderText(),
            x_m=view.x_m,
            y_m=view.y_m,
            scale=view.scale,
            rotation_deg=view.rotation_deg,
        )
        if desk.do(AddBookmark(bookmark=kept, by=desk.by())):
            self.name.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.list.currentItem()
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and item is not None:
            command = DeleteBookmark(bookmark_id=str(item.data(ID)), by=self.desk.by())
            self.desk.do(command)
        else:
            super().keyPressEvent(event)

    def _go(self, item: QListWidgetItem) -> None:
        project = self.desk.project
        for one in () if project is None else project.bookmarks:
            if one.id == item.data(ID):
                go_to(self.canvas, one)

    def _renamed(self, item: QListWidgetItem) -> None:
        command = RenameBookmark(
            bookmark_id=str(item.data(ID)), name=item.text(), by=self.desk.by()
        )
        if not self.desk.do(command):
            self.refresh()


def go_to(canvas: MapCanvas, bookmark: Bookmark) -> None:
    """Bring the map to a view."""
    view = canvas.view.turned(bookmark.rotation_deg).at_scale(bookmark.scale)
    centre = view.to_screen(view.x_m, view.y_m)
    canvas.set_view(view.with_place(bookmark.x_m, bookmark.y_m, centre))
