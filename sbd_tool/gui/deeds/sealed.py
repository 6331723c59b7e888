"""The sealed police layer opens beside the inspector and goes with the project."""

from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.dialogs.vault_card import WIDTH_PX as VAULT_PX
from sbd_tool.gui.dialogs.vault_card import VaultCard
from sbd_tool.gui.panels.sealed.overlay import SealedOverlay
from sbd_tool.gui.panels.sealed.panel import SealedPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 388


def sealed_deeds(window: Window) -> dict[str, Deed]:
    """What the action of the sealed layer does."""
    overlay, canvas = SealedOverlay(), window.workspace.map_area.canvas
    canvas.overlays = (*canvas.overlays, overlay)
    return {"sealed_layer": lambda: open_sealed(window, overlay)}


def open_sealed(window: Window, overlay: SealedOverlay) -> SideDock | None:
    """Show what everybody may know of the layer, and the way to open it."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = SealedPanel(desk, window.workspace.map_area.canvas, overlay)
    title = desk.look.words_of("sealed.title")
    dock = open_side(window.workspace, desk.look, "sealed", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.passphrase_wanted.connect(lambda is_new: _ask(window, panel, is_new=is_new))
    panel.open_.setFocus()
    return dock


def _ask(window: Window, panel: SealedPanel, *, is_new: bool) -> None:
    look = window.desk.look
    words = look.words_of("sealed.ask_new" if is_new else "sealed.ask")
    card = VaultCard(look, window.widget(), words, panel.open_with, is_new=is_new)
    card.open_at(*window.card_place(VAULT_PX), VAULT_PX)
