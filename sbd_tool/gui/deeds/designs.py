"""What the actions of states and options do."""

from PySide6.QtCore import QPoint

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.designs.compare_panel import WIDTH_PX, ComparePanel
from sbd_tool.gui.side_dock import SideDock, open_side


def design_deeds(window: Window) -> dict[str, Deed]:
    """Deeds by action."""
    strip = window.workspace.strip
    return {
        "state_next": lambda: strip.step(1),
        "state_previous": lambda: strip.step(-1),
        "state_scope": strip.toggle_scope,
        "state_new": lambda: ask_new_state(window),
        "option_new": strip.menus.branch,
        "compare_options": lambda: open_comparison(window),
    }


def ask_new_state(window: Window) -> None:
    """Templates of states, at the foot of the map."""
    if window.desk.project is None:
        return
    area = window.workspace.map_area
    menu = window.workspace.strip.menus.new_state_menu(window.widget())
    foot = area.mapToGlobal(QPoint(area.width() // 2, area.height()))
    menu.popup(foot - QPoint(menu.sizeHint().width() // 2, menu.sizeHint().height() + 8))


def open_comparison(window: Window) -> SideDock | None:
    """Options side by side, beside the inspector."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = ComparePanel(desk, window.workspace.map_area.canvas)
    title = desk.look.words_of("options.title")
    dock = open_side(window.workspace, desk.look, "compare", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    return dock
