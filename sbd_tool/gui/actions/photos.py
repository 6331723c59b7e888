"""Photos of a visit."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(ActionSpec("photos", ("Ctrl+Alt+Shift+P",), "images", part="photo"),),
    menus=(("tools", (("photos",),)),),
)
