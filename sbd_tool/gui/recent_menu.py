"""What can be done with a recent project besides opening it: keep it in the list, take it out."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QToolButton

from sbd_tool.app.settings import RecentProject
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import tool


def recent_button(desk: Desk, recent: RecentProject, title: str) -> QToolButton:
    """A small button with the menu; a pinned project shows the pin."""
    look = desk.look
    words = look.word(text("frame.recent.more", title=title))
    sign = "push-pin" if recent.is_pinned else "dots-three-vertical"
    made = tool(look.theme, sign, "recent_more", words, size_px=16)
    made.clicked.connect(lambda: recent_menu(desk, recent, made))
    return made


def recent_menu(desk: Desk, recent: RecentProject, button: QToolButton) -> QMenu:
    """Open the menu below its button."""
    look = desk.look
    menu = QMenu(button)
    menu.setObjectName("recent_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    pin = menu.addAction(look.word(text(f"frame.recent.{'unpin' if recent.is_pinned else 'pin'}")))
    pin.setObjectName("recent_pin")
    pinned = replace(recent, is_pinned=not recent.is_pinned)
    pin.triggered.connect(partial(_keep, desk, pinned))
    remove = menu.addAction(look.word(text("frame.recent.remove")))
    remove.setObjectName("recent_remove")
    remove.triggered.connect(partial(_remove, desk, recent.path))
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    return menu


def _remove(desk: Desk, path: str, *_checked: object) -> None:
    desk.bench.set_settings(desk.bench.settings.without_recent(path))
    desk.recents_changed.emit()


def _keep(desk: Desk, recent: RecentProject, *_checked: object) -> None:
    desk.bench.set_settings(desk.bench.settings.with_entry(recent))
    desk.recents_changed.emit()
