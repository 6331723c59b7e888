"""What comes into a plan from outside, and what is put right about it."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("add_folder", part="desk"),
        ActionSpec("paste_plan", part="desk", needs_project=False),
        ActionSpec("add_underlay", icon="image-square", part="desk"),
        ActionSpec("georeference", ("Ctrl+Shift+G",), "crosshair-simple", part="desk"),
        ActionSpec("doctor", ("Ctrl+Shift+D",), "first-aid-kit", part="desk"),
    ),
    menus=(
        ("file", (("add_folder", "paste_plan"),)),
        ("layer", (("add_underlay", "georeference"), ("doctor",))),
    ),
)
