"""Says on top of a page of the inspector that what is chosen is locked, and unlocks it."""

from PySide6.QtWidgets import QLabel, QWidget

from sbd_tool.app.commands import SetLock
from sbd_tool.domain.locks import is_locked, keys_of
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.widgets.basics import button, column, holder, label, row


def with_lock(desk: Desk, page: QWidget) -> QWidget:
    """The page as it is, or under a strip where something chosen is locked."""
    project = desk.project
    if project is None or not project.locked:
        return page
    locked = tuple(name for name in desk.selection if is_locked(project, name))
    if not locked:
        return page
    keys = keys_of(project, locked)
    sign = QLabel()
    sign.setPixmap(pixmap(desk.look.theme, "lock-simple", 16, "warn"))
    words = label(desk.look.words_of("table.locked_here", count=len(locked)), "small")
    words.setObjectName("lock_words")
    unlock = button(
        desk.look.theme, desk.look.words_of("table.menu.unlock"), "unlock", role="small"
    )
    unlock.clicked.connect(lambda: desk.do(SetLock(object_ids=keys, is_locked=False, by=desk.by())))
    strip = row(sign, words, unlock, spacing=8, margins=(16, 10, 12, 0))
    strip.setStretch(1, 1)
    return holder(column(holder(strip), page, spacing=0))
