"""What belongs to the window as a whole: shortcuts, properties of the project, messages."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("properties", ("Ctrl+Shift+P",), "info", part="frame"),
        ActionSpec("copy_map", ("Ctrl+Alt+C",), "image", part="frame"),
        ActionSpec("revert", icon="clock-counter-clockwise", part="frame"),
        ActionSpec("shortcuts", icon="keyboard", needs_project=False, part="frame"),
    ),
    menus=(
        ("file", (("properties", "revert"),)),
        ("edit", (("copy_map",),)),
        ("help", (("shortcuts",),)),
    ),
)
