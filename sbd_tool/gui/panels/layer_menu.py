"""The context menu of a layer: everything the strip offers, and zooming, renaming, removing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sbd_tool.domain.roles import Role
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_entries import role_words
from sbd_tool.gui.panels.layer_model import OWN_GROUP, Entry


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
    table: Callable[[], None]
    style: Callable[[], None]
    lock: Callable[[], None]
    export: Callable[[], None]
    group: Callable[[str], None]


def layer_menu(
    look: Look, entry: Entry, deeds: LayerDeeds, groups: Sequence[str], parent: QWidget
) -> QMenu:
    """The menu of one layer or picture; ``groups`` are those a layer can go into."""
    menu = QMenu(parent)
    menu.setObjectName("layer_menu")
    _add(look, menu, "zoom", deeds.zoom)
    _add(look, menu, "rename", deeds.rename, "F2")
    if entry.kind == "layer":
        _add_own(look, menu, "table", deeds.table, "F6")
        _add_own(look, menu, "style", deeds.style, "F7")
        _add_own(look, menu, "export", deeds.export)
    is_locked = any(sign == "lock-simple" for sign, _ in entry.signs)
    _add_own(look, menu, "unlock" if is_locked else "lock", deeds.lock)
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
        menu.addMenu(_groups(look, entry, deeds, groups, menu))
    menu.addSeparator()
    _add(look, menu, "remove", deeds.remove)
    return menu


def _add(look: Look, menu: QMenu, key: str, do: Callable[[], None], keys: str = "") -> QAction:
    words = look.say(f"layers.{key}")
    made = menu.addAction(f"{words}\t{keys}" if keys else words)
    made.setObjectName(f"layer_menu_{key}")
    made.triggered.connect(lambda _checked=False: do())
    return made


def _add_own(look: Look, menu: QMenu, key: str, do: Callable[[], None], keys: str = "") -> QAction:
    words = look.words_of(f"table.menu.{key}")
    made = menu.addAction(f"{words}\t{keys}" if keys else words)
    made.setObjectName(f"layer_menu_{key}")
    made.triggered.connect(lambda _checked=False: do())
    return made


def _groups(
    look: Look, entry: Entry, deeds: LayerDeeds, groups: Sequence[str], parent: QMenu
) -> QMenu:
    inner = QMenu(look.words_of("table.menu.group"), parent)
    inner.setObjectName("layer_menu_group")
    here = "" if entry.parent is None else entry.parent.id.removeprefix(OWN_GROUP)
    for number, name in enumerate(groups):
        made = inner.addAction(name)
        made.setObjectName(f"layer_group_{number}")
        made.setCheckable(True)
        made.setChecked(name == here)
        made.triggered.connect(lambda _checked=False, group=name: deeds.group(group))
    fresh = next(
        name
        for number in range(1, len(groups) + 2)
        if (name := look.words_of("table.menu.group_name", number=number)) not in groups
    )
    new = inner.addAction(look.words_of("table.menu.new_group"))
    new.setObjectName("layer_group_new")
    new.triggered.connect(lambda _checked=False: deeds.group(fresh))
    none = inner.addAction(look.words_of("table.menu.no_group"))
    none.setObjectName("layer_group_none")
    none.setEnabled(here in groups)
    none.triggered.connect(lambda _checked=False: deeds.group(""))
    return inner


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
