"""The panel of the community opens beside the inspector and goes with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.community.panel import CommunityPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 400


def community_deeds(window: Window) -> dict[str, Deed]:
    """What the action of the community does."""
    return {"community": lambda: open_community(window)}


def open_community(window: Window) -> SideDock | None:
    """Show what people say about this square."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = CommunityPanel(desk, window.workspace.map_area.canvas, window.pick_files)
    title = desk.look.words_of("community.panel_title")
    dock = open_side(window.workspace, desk.look, "community", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.surveys.add.setFocus()
    return dock
