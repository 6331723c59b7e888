"""The window on site."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(ActionSpec("field_layout", ("Ctrl+Alt+Shift+L",), "device-tablet", part="field"),),
    menus=(("view", (("field_layout",),)),),
)
