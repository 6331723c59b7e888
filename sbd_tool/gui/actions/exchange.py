"""Copies of a project: handed out, and taken in when they come back."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("hand_out", ("Ctrl+Alt+Shift+O",), "share", part="exchange"),
        ActionSpec("pack_field", ("Ctrl+Alt+Shift+M",), "package", part="field"),
        ActionSpec("take_in", ("Ctrl+Alt+Shift+I",), "download-simple", part="exchange"),
    ),
    menus=(("file", (("hand_out", "pack_field", "take_in"),)),),
)
