"""Every menu entry and shortcut as a value; menus, palette and tips are made from these."""

from dataclasses import dataclass
from typing import Final

SEPARATOR: Final = ""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a person can ask for.

    Attributes:
        key: Name of the action; its words are ``<part>.action.<key>``.
        keys: Shortcuts; the first is shown.
        icon: Icon name, or "".
        is_checkable: Whether it can be on or off.
        needs_project: Disabled on the start page.
        is_tool: Whether it takes a map tool in hand; see `sbd_tool.gui.toolbox`.
        part: Part of the translations that holds its words.
    """

    key: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    is_checkable: bool = False
    needs_project: bool = True
    is_tool: bool = False
    part: str = "gui"


@dataclass(frozen=True, slots=True)
class ActionPart:
    """Actions of one theme and where they stand in the menus.

    Attributes:
        actions: The actions.
        menus: (menu, groups of action keys); groups of one menu are set apart by a line.
    """

    actions: tuple[ActionSpec, ...]
    menus: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
