"""Panels that explain the scores open beside the inspector and go with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.fairness.panel import FairnessPanel
from sbd_tool.gui.panels.threats.panel import ThreatPanel
from sbd_tool.gui.panels.waterfall.panel import WaterfallPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 440
MATRIX_PX: Final = 560


def explaining_deeds(window: Window) -> dict[str, Deed]:
    """What the actions that explain do."""
    return {
        "waterfall": lambda: open_waterfall(window),
        "threats": lambda: open_threats(window),
        "fairness": lambda: open_fairness(window),
    }


def open_waterfall(window: Window) -> SideDock | None:
    """Show both ledgers step by step."""
    if window.desk.project is None:
        return None
    panel = WaterfallPanel(window.desk)
    dock = _dock(window, "waterfall", panel)
    panel.ledgers.setFocus()
    return dock


def open_threats(window: Window) -> SideDock | None:
    """Show what stands against the ticked threats."""
    if window.desk.project is None:
        return None
    panel = ThreatPanel(window.desk)
    dock = _dock(window, "threats", panel)
    panel.ticks.setFocus()
    return dock


def open_fairness(window: Window) -> SideDock | None:
    """Show what the design takes from whom."""
    if window.desk.project is None:
        return None
    return _dock(window, "fairness", FairnessPanel(window.desk))


def _dock(
    window: Window, key: str, panel: WaterfallPanel | FairnessPanel | ThreatPanel
) -> SideDock:
    look = window.desk.look
    title = look.words_of(f"{key}.title")
    width_px = MATRIX_PX if isinstance(panel, ThreatPanel) else WIDTH_PX
    dock = open_side(window.workspace, look, key, title, panel, width_px=width_px)
    dock.closed.connect(panel.leave)
    window.desk.project_opened.connect(dock.close)
    return dock
