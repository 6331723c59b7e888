"""All actions of the window, joined from the parts; each theme has a file of its own."""

from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sbd_tool.domain.text import text
from sbd_tool.gui.actions import edit, files, helping, tools, view
from sbd_tool.gui.actions.spec import SEPARATOR, ActionPart, ActionSpec
from sbd_tool.gui.look import Look

PARTS: Final[tuple[ActionPart, ...]] = (
    files.PART,
    edit.PART,
    view.PART,
    tools.PART,
    helping.PART,
)
MENU_ORDER: Final = ("file", "edit", "view", "draw", "modify", "layer", "tools", "help")

ACTIONS: Final = tuple(spec for part in PARTS for spec in part.actions)
SPECS: Final = {spec.key: spec for spec in ACTIONS}
TOOL_KEYS: Final = tuple(spec.key for spec in ACTIONS if spec.is_tool)


def _entries(menu: str) -> tuple[str, ...]:
    groups = [
        group for part in PARTS for name, groups in part.menus if name == menu for group in groups
    ]
    entries: list[str] = []
    for group in groups:
        entries += [SEPARATOR, *group] if entries else group
    return tuple(entries)


MENUS: Final = tuple((menu, _entries(menu)) for menu in MENU_ORDER if _entries(menu))

RAIL: Final = (
    "tool_select",
    "tool_pan",
    "tool_edit",
    SEPARATOR,
    "tool_point",
    "tool_line",
    "tool_area",
    SEPARATOR,
    "measure_length",
    "measure_area",
    SEPARATOR,
    "snapping",
    "verdicts",
)


def make_actions(look: Look, parent: QWidget) -> dict[str, QAction]:
    """Qt actions by key, on the window so that their shortcuts work everywhere in it."""
    made = {}
    for spec in ACTIONS:
        action = QAction(words_of(look, spec), parent)
        action.setObjectName(f"action_{spec.key}")
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.is_checkable)
        action.setToolTip(tip_of(look, spec))
        parent.addAction(action)
        made[spec.key] = action
    return made


def words_of(look: Look, spec: ActionSpec) -> str:
    """Name of an action."""
    return look.word(text(f"{spec.part}.action.{spec.key}"))


def tip_of(look: Look, spec: ActionSpec) -> str:
    """Words and first shortcut."""
    words = words_of(look, spec)
    return f"{words} ({spec.keys[0]})" if spec.keys else words
