"""Layers as tables and pictures: attribute table, style, locks."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("table", ("F6",), "table", part="table"),
        ActionSpec("style", ("F7",), "palette", part="table"),
        ActionSpec("lock", ("Ctrl+Shift+L",), "lock-simple", part="table"),
        ActionSpec("unlock_all", icon="lock-simple-open", part="table"),
        ActionSpec("bookmarks", ("Ctrl+B",), "bookmark-simple", part="table"),
    ),
    menus=(
        ("layer", (("table", "style"), ("lock", "unlock_all"))),
        ("view", (("bookmarks",),)),
    ),
)
