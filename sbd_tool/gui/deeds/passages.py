"""Panels of passages open beside the inspector and go with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.passages.exit_panel import ExitPanel
from sbd_tool.gui.panels.passages.service_panel import ServicePanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 372


def passage_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of passages do."""
    return {
        "exits": lambda: open_exits(window),
        "service": lambda: open_service(window),
    }


def open_exits(window: Window) -> SideDock | None:
    """Show the ways out as the plan stands."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = ExitPanel(desk, window.workspace.map_area.canvas)
    title = desk.look.words_of("passages.exits_title")
    dock = open_side(window.workspace, desk.look, "exits", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.list.setFocus()
    return dock


def open_service(window: Window) -> SideDock | None:
    """Show who gets in as the plan stands."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = ServicePanel(desk, window.workspace.map_area.canvas)
    title = desk.look.words_of("passages.service_title")
    dock = open_side(window.workspace, desk.look, "service", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.table.setFocus()
    return dock
