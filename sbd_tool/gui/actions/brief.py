"""The brief as tests, and best sets of measures."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(ActionSpec("brief", ("Ctrl+Alt+J",), "list-checks", part="conditions"),),
    menus=(("analysis", (("brief",),)),),
)
