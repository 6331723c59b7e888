"""What the analyses show on the map."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("tool_look", ("I",), "eye", is_checkable=True, is_tool=True),
        ActionSpec("light_map", ("Ctrl+Alt+L",), "lightbulb", is_checkable=True),
    ),
    menus=(("analysis", (("tool_look", "light_map"),)),),
)
