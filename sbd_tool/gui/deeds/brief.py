"""Brief and best sets open beside the inspector and go with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.best_sets.panel import BestSetsPanel
from sbd_tool.gui.panels.brief.panel import BriefPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 388
CHART_PX: Final = 460


def brief_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of the brief do."""
    return {"brief": lambda: open_brief(window), "best_sets": lambda: open_best_sets(window)}


def open_brief(window: Window) -> SideDock | None:
    """Show the conditions as they stand."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = BriefPanel(desk, window.brief, window.workspace.map_area.canvas)
    title = desk.look.words_of("conditions.title")
    dock = open_side(window.workspace, desk.look, "brief", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.kinds.setFocus()
    return dock


def open_best_sets(window: Window) -> SideDock | None:
    """Look for sets of measures that no other beats."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = BestSetsPanel(desk)
    title = desk.look.words_of("optimise.title")
    dock = open_side(window.workspace, desk.look, "best_sets", title, panel, width_px=CHART_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.search.setFocus()
    return dock
