"""The panel of the community opens beside the inspector and goes with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.community.note_pins import NotePins
from sbd_tool.gui.panels.community.panel import CommunityPanel
from sbd_tool.gui.side_dock import SideDock, open_side, side_dock

WIDTH_PX: Final = 400


def community_deeds(window: Window) -> dict[str, Deed]:
    """What the action of the community does; from here on notes lie on the map."""
    canvas = window.workspace.map_area.canvas
    pins = NotePins(window.desk, canvas)
    canvas.overlays = (*canvas.overlays, pins)
    pins.picked.connect(lambda _note: _bring(window, pins))
    return {"community": lambda: open_community(window, pins)}


def _bring(window: Window, pins: NotePins) -> None:
    if side_dock(window.workspace, "community") is None:
        open_community(window, pins)


def open_community(window: Window, pins: NotePins) -> SideDock | None:
    """Show what people say about this square."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = CommunityPanel(desk, window.workspace.map_area.canvas, window.pick_files, pins)
    title = desk.look.words_of("community.panel_title")
    dock = open_side(window.workspace, desk.look, "community", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.surveys.add.setFocus()
    return dock
