"""Passages: ways out for the crowd, ways in for service vehicles."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("exits", ("Ctrl+Alt+I",), "sign-out", part="passages"),
        ActionSpec("service", ("Ctrl+Alt+Z",), "truck", part="passages"),
    ),
    menus=(("analysis", (("exits", "service"),)),),
)
