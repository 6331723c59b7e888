"""People walking out of the square."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(ActionSpec("crowd", (), "person-simple-run", part="people"),),
    menus=(("analysis", (("crowd",),)),),
)
