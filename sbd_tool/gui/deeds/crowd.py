"""The panel of people walking out opens beside the inspector and goes with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.crowd.crowd_panel import CrowdPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 372


def crowd_deeds(window: Window) -> dict[str, Deed]:
    """What the action of the crowd does."""
    return {"crowd": lambda: open_crowd(window)}


def open_crowd(window: Window) -> SideDock | None:
    """Show the panel; nothing is simulated before it is asked for."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = CrowdPanel(desk, window.workspace.map_area.canvas, window.pick_files)
    title = desk.look.words_of("people.panel_title")
    dock = open_side(window.workspace, desk.look, "crowd", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.start.setFocus()
    return dock
