"""The panel of ways opens beside the inspector and goes with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.walking.walk_panel import WalkPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 372


def walking_deeds(window: Window) -> dict[str, Deed]:
    """What the action of walking does."""
    return {"walking": lambda: open_walking(window)}


def open_walking(window: Window) -> SideDock | None:
    """Show the ways as the plan stands."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = WalkPanel(desk, window.workspace.map_area.canvas)
    title = desk.look.words_of("walking.title")
    dock = open_side(window.workspace, desk.look, "walking", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.list.setFocus()
    return dock
