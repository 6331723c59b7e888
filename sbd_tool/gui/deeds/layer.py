"""What the actions of layers do."""

from functools import partial

from sbd_tool.app.commands import SetLock
from sbd_tool.app.table_files import TakenTable
from sbd_tool.domain.locks import is_locked, keys_of
from sbd_tool.domain.text import text
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.bookmark_card import WIDTH_PX as BOOKMARKS_PX
from sbd_tool.gui.dialogs.bookmark_card import BookmarkCard, go_to
from sbd_tool.gui.dialogs.style_card import WIDTH_PX as STYLE_PX
from sbd_tool.gui.dialogs.style_card import StyleCard, styleable
from sbd_tool.gui.dialogs.taken_card import WIDTH_PX as TAKEN_PX
from sbd_tool.gui.dialogs.taken_card import TakenCard
from sbd_tool.gui.panels.layers import LayersPanel


def layer_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of layers do."""
    canvas = window.workspace.map_area.canvas
    window.desk.style_wanted.connect(partial(open_style, window))
    window.desk.view_wanted.connect(partial(go_to, canvas))
    window.desk.table_taken.connect(partial(open_taken, window))
    return {
        "table": window.workspace.toggle_table,
        "style": lambda: open_style(window, chosen_layer(window)),
        "lock": lambda: toggle_lock(window.desk),
        "unlock_all": lambda: unlock_all(window.desk),
        "bookmarks": partial(open_bookmarks, window),
    }


def chosen_layer(window: Window) -> str:
    """The layer of the tree, else that of a chosen object, else the topmost one; "" is none."""
    panel, project = window.workspace.layers.widget(), window.desk.project
    if isinstance(panel, LayersPanel) and panel.chosen_layer:
        return panel.chosen_layer
    if project is None:
        return ""
    for name in window.desk.selection[:1]:
        found = project.feature(name)
        if found is not None:
            return found[0].id
    drawn = styleable(project.layers)
    return drawn[0].id if drawn else ""


def open_style(window: Window, layer_id: str) -> StyleCard | None:
    """Open the card beside the map; a layer that leaves no mark has nothing to style."""
    desk = window.desk
    project = desk.project
    ids = () if project is None else [layer.id for layer in styleable(project.layers)]
    if layer_id not in ids:
        desk.told.emit(text("table.style.nothing"))
        return None
    old = window.widget().findChild(StyleCard)
    if isinstance(old, StyleCard):
        old.close_card()
    card = StyleCard(desk, window.widget(), layer_id)
    _, top = window.card_place(STYLE_PX)
    card.open_at(max(8, window.widget().width() - STYLE_PX - 16), top - 20, STYLE_PX)
    return card


def open_bookmarks(window: Window) -> BookmarkCard:
    """Open the card of named views, ready to type a name for this one."""
    old = window.widget().findChild(BookmarkCard)
    if isinstance(old, BookmarkCard):
        old.close_card()
    card = BookmarkCard(window.desk, window.widget(), window.workspace.map_area.canvas)
    card.open_at(*window.card_place(BOOKMARKS_PX), BOOKMARKS_PX)
    return card


def open_taken(window: Window, name: str, taken: TakenTable) -> TakenCard:
    """Tell line by line what of a table file was not taken."""
    card = TakenCard(window.desk.look, window.widget(), name, taken)
    card.open_at(*window.card_place(TAKEN_PX), TAKEN_PX)
    return card


def toggle_lock(desk: Desk) -> None:
    """Lock what is chosen; where all of it is locked already, unlock it, its layer included."""
    project, ids = desk.project, desk.selection
    if project is None or not ids:
        desk.told.emit(text("table.lock_nothing"))
        return
    found = project.features(ids)
    known = [i for i in ids if i in project.measures or i in found]
    are_locked = bool(known) and all(is_locked(project, name) for name in known)
    touched = keys_of(project, known) if are_locked else tuple(known)
    desk.do(SetLock(object_ids=touched, is_locked=not are_locked, by=desk.by()))


def unlock_all(desk: Desk) -> None:
    """Unlock everything in one step."""
    project = desk.project
    if project is not None and project.locked:
        desk.do(SetLock(object_ids=project.locked, is_locked=False, by=desk.by()))
    else:
        desk.told.emit(text("table.nothing_locked"))
