"""The community of the square."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(ActionSpec("community", ("Ctrl+Alt+Shift+C",), "users-four", part="community"),),
    menus=(("tools", (("community",),)),),
)
