"""Ways of people across the square."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(ActionSpec("walking", ("Ctrl+Alt+U",), "path", part="walking"),),
    menus=(("analysis", (("walking",),)),),
)
