"""The ring round the crowd, and the cheapest line that closes it."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec(
            "tool_zone",
            ("Shift+Z",),
            "selection-plus",
            is_checkable=True,
            is_tool=True,
            part="zone",
        ),
        ActionSpec("ring", ("Ctrl+Alt+G",), "circle-dashed", part="ring"),
        ActionSpec("closure", ("Ctrl+Alt+B",), "wall", part="ring"),
        ActionSpec("speeds", ("Ctrl+Alt+1",), "gauge", part="speeds"),
    ),
    menus=(
        ("draw", (("tool_zone",),)),
        ("analysis", (("ring", "closure", "speeds"),)),
    ),
)
