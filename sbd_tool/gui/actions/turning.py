"""Turning the map and looking at it through the magnifier."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("rotate_left", ("Ctrl+Alt+Left",), "arrow-counter-clockwise", part="canvas"),
        ActionSpec("rotate_right", ("Ctrl+Alt+Right",), "arrow-clockwise", part="canvas"),
        ActionSpec("rotate_reset", ("Ctrl+Alt+Up",), "compass", part="canvas"),
        ActionSpec("magnify_more", ("Ctrl+Alt++",), "magnifying-glass-plus", part="canvas"),
        ActionSpec("magnify_less", ("Ctrl+Alt+-",), "magnifying-glass-minus", part="canvas"),
        ActionSpec("magnify_reset", ("Ctrl+Alt+0",), part="canvas"),
    ),
    menus=(
        (
            "view",
            (
                ("rotate_left", "rotate_right", "rotate_reset"),
                ("magnify_more", "magnify_less", "magnify_reset"),
            ),
        ),
    ),
)
