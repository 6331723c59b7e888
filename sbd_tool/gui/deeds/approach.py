"""The panel of approach speeds opens beside the inspector and goes with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.approach.speed_panel import SpeedPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 392


def approach_deeds(window: Window) -> dict[str, Deed]:
    """What the action of approach speeds does."""
    return {"speeds": lambda: open_speeds(window)}


def open_speeds(window: Window) -> SideDock | None:
    """Show what is known of approach speeds."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = SpeedPanel(desk, window.workspace.map_area.canvas)
    title = desk.look.words_of("speeds.title")
    dock = open_side(window.workspace, desk.look, "speeds", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    (panel.list if panel.lines else panel.start).setFocus()
    return dock
