"""What the actions of choosing and of the clipboard do."""

from functools import partial

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.dialogs.select_card import WIDTH_PX, AttributeCard, LocationCard, SelectCard
from sbd_tool.gui.import_desk.pasting import paste_from_outside
from sbd_tool.gui.map.sketching.copied_words import copy_words
from sbd_tool.gui.object_clipboard import CLIPBOARD


def select_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of choosing and of the clipboard do."""
    desk = window.desk
    return {
        "by_attribute": partial(open_by_attribute, window),
        "by_location": lambda: _opened(window, LocationCard(desk, window.widget())),
        "copy": partial(copy, window),
        "cut": lambda: CLIPBOARD.cut(desk),
        "paste": partial(paste, window),
        "paste_attributes": lambda: CLIPBOARD.paste_attributes(desk),
        "select_all": partial(select_all, window),
    }


def open_by_attribute(window: Window) -> SelectCard:
    """Ask for an expression; begins with what the table shows, where it is open."""
    panel = window.workspace.table_panel
    tree = window.workspace.layers.widget()
    chosen = getattr(tree, "chosen_layer", "") or panel.wish.source
    source = panel.wish.source if panel.isVisible() else chosen
    return _opened(window, AttributeCard(window.desk, window.widget(), source))


def copy(window: Window) -> None:
    """Rows of the table while the keyboard is there, else words on the map, else objects."""
    desk, panel = window.desk, window.workspace.table_panel
    if panel.has_focus():
        panel.copy()
    elif not copy_words(desk):
        CLIPBOARD.copy(desk)


def paste(window: Window) -> None:
    """Objects copied here while nothing was copied elsewhere since, else what others copied."""
    if CLIPBOARD.is_current or not paste_from_outside(window):
        CLIPBOARD.paste(window.desk, window.workspace.map_area.canvas.place_of_work())


def select_all(window: Window) -> None:
    """All rows of the table while the keyboard is there, else all measures."""
    desk, panel = window.desk, window.workspace.table_panel
    if panel.has_focus():
        panel.view.selectAll()
    elif desk.project is not None:
        desk.choose(m.id for m in desk.project.measures.values() if m.geometry is not None)


def _opened(window: Window, card: SelectCard) -> SelectCard:
    for old in window.widget().findChildren(SelectCard):
        if old is not card:
            old.close_card()
    _, top = window.card_place(WIDTH_PX)
    card.open_at(max(8, window.widget().width() - WIDTH_PX - 16), top - 20, WIDTH_PX)
    return card
