"""Panels beside the inspector keep their names, however many are open, and a list finds each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTabBar, QToolButton

from sbd_tool.gui.side_dock import SideDock, side_dock

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
PANELS = ("waterfall", "threats", "weights", "robustness", "visit", "brief")


def open_all(program, qtbot) -> None:
    for key in PANELS:
        program.window.actions_by_key[key].trigger()
    workspace = program.window.workspace
    qtbot.waitUntil(lambda: len(workspace.findChildren(SideDock)) == len(PANELS))


def bar_of(program) -> QTabBar:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    bars = program.window.workspace.findChildren(QTabBar, options=direct)
    return next(bar for bar in bars if bar.count() > len(PANELS))


def test_names_of_many_open_panels_are_not_cut_short(opened, qtbot):
    open_all(opened, qtbot)
    bar = bar_of(opened)
    qtbot.waitUntil(lambda: bar.elideMode() is Qt.TextElideMode.ElideNone)
    assert bar.usesScrollButtons()
    names = [bar.tabText(at) for at in range(bar.count())]
    needed = [bar.fontMetrics().horizontalAdvance(name) for name in names]
    assert all(bar.tabRect(at).width() > wide for at, wide in enumerate(needed))
    assert all(bar.tabToolTip(at) == name for at, name in enumerate(names))


def test_the_list_of_open_panels_brings_one_to_the_front_and_closes_the_others(opened, qtbot):
    open_all(opened, qtbot)
    workspace = opened.window.workspace
    here = side_dock(workspace, "brief")
    qtbot.mouseClick(here.findChild(QToolButton, "panels_brief"), LEFT)
    menu = here.findChild(QMenu, "panels_menu")
    words = [one.text() for one in menu.actions() if one.text()]
    assert words[-1] == "Close the other panels"
    assert "Waterfall" in words
    assert "Inspector" in words
    menu.setActiveAction(next(one for one in menu.actions() if one.text() == "Waterfall"))
    qtbot.keyClick(menu, Key.Key_Return)
    shown = side_dock(workspace, "waterfall")
    qtbot.waitUntil(lambda: not shown.widget().visibleRegion().isEmpty())
    qtbot.mouseClick(shown.findChild(QToolButton, "panels_waterfall"), LEFT)
    menu = shown.findChild(QMenu, "panels_menu")
    menu.setActiveAction(menu.actions()[-1])
    qtbot.keyClick(menu, Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.findChildren(SideDock) == [shown])
    assert workspace.tabifiedDockWidgets(shown) == [workspace.inspector]


def test_panels_of_a_small_window_share_one_place(opened, qtbot):
    window, workspace = opened.window, opened.window.workspace
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: not workspace.inspector.isVisible())
    for key in ("waterfall", "brief"):
        window.actions_by_key[key].trigger()
    docks = [side_dock(workspace, key) for key in ("waterfall", "brief")]
    assert workspace.tabifiedDockWidgets(docks[1]) == [docks[0]]
