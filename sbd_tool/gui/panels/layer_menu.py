"""The context menu of a layer: everything the strip offers, and zooming, renaming, removing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sbd_tool.domain.roles import Role
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_entries import role_words
from sbd_tool.gui.panels.layer_model import Entry


@dataclass(frozen=True, slots=True)
class LayerDeeds:
    """What can be done with the layer the menu was opened on."""

    zoom: Callable[[], None]
    rename: Callable[[], None]
    show: Callable[[], None]
    solo: Callable[[], None]
    confirm: Callable[[], None]
    set_role: Callable[[str], None]
    up: Callable[[], None]
    down: Callable[[], None]
    remove: Callable[[], None]


def layer_menu(look: Look, entry: Entry, deeds: LayerDeeds, parent: QWidget) -> QMenu:
    """The menu of one layer or picture."""
    menu = QMenu(parent)
    menu.setObjectName("layer_menu")
    _add(look, menu, "zoom", deeds.zoom)
    _add(look, menu, "rename", deeds.rename, "F2")
    menu.addSeparator()
    _add(look, menu, "hide" if entry.is_visible else "show", deeds.show)
    _add(look, menu, "solo", deeds.solo)
    _add(look, menu, "up", deeds.up, "Alt+Up")
    _add(look, menu, "down", deeds.down, "Alt+Down")
    if entry.kind == "layer":
        menu.addSeparator()
        if entry.is_guessed and entry.role:
            _add(look, menu, "confirm", deeds.confirm)
        menu.addMenu(_roles(look, entry, deeds, menu))
    menu.addSeparator()
    _add(look, menu, "remove", deeds.remove)
    return menu


def _add(look: Look, menu: QMenu, key: str, do: Callable[[], None], keys: str = "") -> QAction:
    words = look.say(f"layers.{key}")
    made = menu.addAction(f"{words}\t{keys}" if keys else words)
    made.setObjectName(f"layer_menu_{key}")
    made.triggered.connect(lambda _checked=False: do())
    return made


def _roles(look: Look, entry: Entry, deeds: LayerDeeds, parent: QMenu) -> QMenu:
    inner = QMenu(look.say("layers.role"), parent)
    inner.setObjectName("layer_menu_role")
    group = QActionGroup(inner)
    for role in sorted(Role, key=lambda role: role_words(look, role.value)):
        made = inner.addAction(role_words(look, role.value))
        made.setObjectName(f"role_{role.value}")
        made.setCheckable(True)
        made.setChecked(role.value == entry.role)
        group.addAction(made)
        made.triggered.connect(lambda _checked=False, key=role.value: deeds.set_role(key))
    return inner
