"""Deeds of the import desk: what comes in, where it lies, and what is wrong with it."""

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.doctor import DoctorPanel
from sbd_tool.gui.side_dock import SideDock, open_side


def insert_deeds(window: Window) -> dict[str, Deed]:
    """What the keys of `sbd_tool.gui.actions.insert` do."""
    return {"doctor": lambda: open_doctor(window)}


def open_doctor(window: Window) -> SideDock | None:
    """Open the input doctor beside the map and examine the plan."""
    desk, workspace = window.desk, window.workspace
    if desk.project is None:
        return None
    panel = DoctorPanel(desk, workspace.map_area.canvas)
    title = desk.look.words_of("desk.doctor")
    dock = open_side(workspace, desk.look, "doctor", title, panel)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.tree.setFocus()
    return dock
