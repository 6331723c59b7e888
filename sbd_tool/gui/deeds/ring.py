"""Ring and closure open beside the inspector and go with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.ring.closure_panel import ClosurePanel
from sbd_tool.gui.panels.ring.ring_panel import RingPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 372


def ring_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of the ring do."""
    return {"ring": lambda: open_ring(window), "closure": lambda: open_closure(window)}


def open_ring(window: Window) -> SideDock | None:
    """Show the ring as the plan stands."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = RingPanel(desk, window.workspace.map_area.canvas)
    dock = _dock(window, "ring", panel)
    panel.closure_wanted.connect(lambda: open_closure(window))
    area = window.workspace.map_area
    area.show_ring(is_shown=True)
    dock.closed.connect(lambda: area.show_ring(is_shown=False))
    panel.list.setFocus()
    return dock


def open_closure(window: Window) -> SideDock | None:
    """Ask for the cheapest closure."""
    if window.desk.project is None:
        return None
    panel = ClosurePanel(window.desk, window.workspace.map_area.canvas)
    dock = _dock(window, "closure", panel)
    panel.search.setFocus()
    return dock


def _dock(window: Window, key: str, panel: RingPanel | ClosurePanel) -> SideDock:
    look = window.desk.look
    title = look.words_of(f"ring.title_{key}")
    dock = open_side(window.workspace, look, key, title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    window.desk.project_opened.connect(dock.close)
    return dock
