"""Tabs of panels beside each other: whole names that scroll, and a list of what is open."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QTabBar, QToolButton

from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import tool


def show_whole_names(window: QMainWindow) -> None:
    """Let tabs of docks keep their names; what has no room is scrolled to, not cut."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for bar in window.findChildren(QTabBar, options=direct):
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setUsesScrollButtons(True)


def panel_list(window: QMainWindow, look: Look, dock: QDockWidget, key: str) -> QToolButton:
    """The button in the head of a panel that lists the panels that share its place.

    Args:
        window: The window the docks stand in.
        look: Words and icons.
        dock: The panel whose head it stands in.
        key: Key of that panel.
    """
    made = tool(look.theme, "caret-down", f"panels_{key}", look.words_of("docks.list"), size_px=14)
    made.clicked.connect(lambda: _show_list(window, look, dock, made))
    return made


def _show_list(window: QMainWindow, look: Look, dock: QDockWidget, at: QToolButton) -> None:
    menu = QMenu(at)
    menu.setObjectName("panels_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    others = window.tabifiedDockWidgets(dock)
    for one in sorted((dock, *others), key=lambda each: each.windowTitle().casefold()):
        action = menu.addAction(one.windowTitle())
        action.setCheckable(True)
        action.setChecked(one is dock)
        action.triggered.connect(partial(_bring, one))
    closed = [one for one in others if one.objectName().startswith("side_")]
    if closed:
        menu.addSeparator()
        menu.addAction(look.words_of("docks.close_others")).triggered.connect(
            partial(_close, closed)
        )
    menu.popup(at.mapToGlobal(QPoint(0, at.height())))


def _bring(dock: QDockWidget, *_: object) -> None:
    dock.show()
    dock.raise_()
    inner = dock.widget()
    if inner is not None:
        inner.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _close(docks: list[QDockWidget], *_: object) -> None:
    for one in docks:
        one.close()
