"""All actions of the window, joined from the parts; each theme has a file of its own."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sbd_tool.domain.text import text
from sbd_tool.gui.actions import (
    analysis,
    brief,
    checklists,
    community,
    crowd,
    designs,
    edit,
    exchange,
    explaining,
    files,
    following,
    frame,
    helping,
    insert,
    layer,
    leaving_files,
    modify,
    on_site,
    passages,
    photos,
    reporting,
    review,
    ring,
    select,
    sketch,
    tools,
    turning,
    view,
    walking,
    weighing,
)
from sbd_tool.gui.actions.spec import SEPARATOR, ActionPart, ActionSpec
from sbd_tool.gui.look import Look

PARTS: Final[tuple[ActionPart, ...]] = (
    files.PART,
    reporting.PART,
    leaving_files.PART,
    exchange.PART,
    frame.PART,
    edit.PART,
    view.PART,
    turning.PART,
    layer.PART,
    select.PART,
    insert.PART,
    tools.PART,
    photos.PART,
    modify.PART,
    sketch.PART,
    analysis.PART,
    ring.PART,
    designs.PART,
    explaining.PART,
    brief.PART,
    weighing.PART,
    checklists.PART,
    walking.PART,
    crowd.PART,
    passages.PART,
    review.PART,
    following.PART,
    on_site.PART,
    community.PART,
    helping.PART,
)
MENU_ORDER: Final = ("file", "edit", "view", "draw", "modify", "layer", "analysis", "tools", "help")

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


def make_actions(
    look: Look, parent: QWidget, chosen: Mapping[str, tuple[str, ...]]
) -> dict[str, QAction]:
    """Qt actions by key, on the window so that their shortcuts work everywhere in it.

    Args:
        look: Words.
        parent: The window.
        chosen: Keys by action that replace those of the product.
    """
    made = {}
    for spec in ACTIONS:
        action = QAction(words_of(look, spec), parent)
        action.setObjectName(f"action_{spec.key}")
        action.setCheckable(spec.is_checkable)
        give_keys(look, action, spec, chosen.get(spec.key, spec.keys))
        parent.addAction(action)
        made[spec.key] = action
    return made


def give_keys(look: Look, action: QAction, spec: ActionSpec, keys: Sequence[str]) -> None:
    """Give an action these keys and a tip that names the first."""
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setToolTip(tip(words_of(look, spec), action))


def words_of(look: Look, spec: ActionSpec) -> str:
    """Name of an action."""
    return look.word(text(f"{spec.part}.action.{spec.key}"))


def keys_of(action: QAction) -> str:
    """Its first shortcut in the portable notation, or ""."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)


def tip(words: str, action: QAction) -> str:
    """Words with the first shortcut of an action."""
    keys = keys_of(action)
    return f"{words} ({keys})" if keys else words
