"""Shortcuts, properties, and back to what is saved."""

from sbd_tool.domain.text import text
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.properties_card import WIDTH_PX as PROPERTIES_PX
from sbd_tool.gui.dialogs.properties_card import PropertiesCard
from sbd_tool.gui.dialogs.shortcuts_card import WIDTH_PX as SHORTCUTS_PX
from sbd_tool.gui.dialogs.shortcuts_card import ShortcutsCard


def frame_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of the frame do."""

    def properties() -> PropertiesCard:
        card = PropertiesCard(window.desk, window.widget())
        card.open_at(*window.card_place(PROPERTIES_PX), PROPERTIES_PX)
        return card

    def shortcuts() -> ShortcutsCard:
        card = ShortcutsCard(window.desk, window.widget(), window.actions_by_key)
        card.open_at(*window.card_place(SHORTCUTS_PX), SHORTCUTS_PX)
        return card

    return {
        "properties": properties,
        "shortcuts": shortcuts,
        "revert": lambda: revert(window.desk),
    }


def revert(desk: Desk) -> None:
    """Go back to the saved state; redo brings the later steps back, so nothing is asked."""
    entries = desk.bench.entries()
    saved = next((row for row, entry in enumerate(entries) if entry.is_saved), None)
    if saved is None:
        desk.told.emit(text("frame.nothing_saved"))
        return
    steps = next(row for row, entry in enumerate(entries) if entry.is_current) - saved
    if steps:
        desk.bench.jump(saved)
    desk.told.emit(text("frame.reverted", count=abs(steps)))
