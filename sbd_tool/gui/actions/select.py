"""Choosing by attribute and place; cutting, and pasting attributes."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("by_attribute", ("Ctrl+F3",), "funnel", part="table"),
        ActionSpec("by_location", ("Ctrl+Shift+F3",), "map-pin-area", part="table"),
        ActionSpec("cut", ("Ctrl+X",), "scissors", part="table"),
        ActionSpec("paste_attributes", ("Ctrl+Shift+V",), "clipboard-text", part="table"),
    ),
    menus=(("edit", (("by_attribute", "by_location"), ("cut", "paste_attributes"))),),
)
