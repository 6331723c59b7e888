"""Panels that explain the scores open beside the inspector and go with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.waterfall.panel import WaterfallPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 420


def explaining_deeds(window: Window) -> dict[str, Deed]:
    """What the actions that explain do."""
    return {"waterfall": lambda: open_waterfall(window)}


def open_waterfall(window: Window) -> SideDock | None:
    """Show both ledgers step by step."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = WaterfallPanel(desk)
    title = desk.look.words_of("waterfall.title")
    dock = open_side(window.workspace, desk.look, "waterfall", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.ledgers.setFocus()
    return dock
