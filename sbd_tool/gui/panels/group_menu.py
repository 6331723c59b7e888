"""The context menu of a group somebody made: show and hide it as a whole, rename, dissolve."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from sbd_tool.app.commands import GroupLayers, ShowLayers
from sbd_tool.domain.layers import Layer, Underlay
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.layer_model import Entry


def group_menu(desk: Desk, entry: Entry, rename: Callable[[], None], parent: QWidget) -> QMenu:
    """The menu of one group."""
    ids = tuple(child.id for child in entry.children)

    def show(*, is_shown: bool) -> None:
        project = desk.project
        if project is None:
            return
        rows: tuple[Layer | Underlay, ...] = (*project.layers, *project.underlays)
        kept = [row.id for row in rows if row.is_visible and row.id not in ids]
        desk.do(ShowLayers(shown=(*kept, *(ids if is_shown else ())), by=desk.by()))

    menu = QMenu(parent)
    menu.setObjectName("group_menu")
    for key, do in (
        ("show_all", lambda: show(is_shown=True)),
        ("hide_all", lambda: show(is_shown=False)),
        ("rename_group", rename),
        ("dissolve", lambda: desk.do(GroupLayers(layer_ids=ids, group="", by=desk.by()))),
    ):
        keys = "\tF2" if key == "rename_group" else ""
        made = menu.addAction(desk.look.words_of(f"table.menu.{key}") + keys)
        made.setObjectName(f"group_menu_{key}")
        made.triggered.connect(lambda _checked=False, go=do: go())
    return menu
