"""What the analyses show on the map."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

_MAPS: Final = (
    ("area", ("Ctrl+Alt+V",), "arrows-out"),
    ("eyes", ("Ctrl+Alt+P",), "eye"),
    ("eyes_day", (), "sun"),
    ("eyes_evening", (), "sun-horizon"),
    ("eyes_night", (), "moon"),
    ("connectivity", (), "share-network"),
    ("mean_depth", (), "stack"),
    ("integration", (), "circles-four"),
    ("cameras", ("Ctrl+Alt+K",), "video-camera"),
)
FIELD_ACTIONS: Final = tuple(f"field_{key}" for key, _, _ in _MAPS)

PART: Final = ActionPart(
    actions=(
        ActionSpec("tool_look", ("I",), "eye", is_checkable=True, is_tool=True),
        ActionSpec("light_map", ("Ctrl+Alt+L",), "lightbulb", is_checkable=True),
        *(
            ActionSpec(f"field_{key}", keys, icon, is_checkable=True, part="fields")
            for key, keys, icon in _MAPS
        ),
        ActionSpec("field_again", ("Ctrl+Alt+R",), "arrows-clockwise", part="fields"),
        ActionSpec("field_none", ("Ctrl+Alt+N",), "x-circle", part="fields"),
    ),
    menus=(
        (
            "analysis",
            (
                ("tool_look", "light_map"),
                FIELD_ACTIONS,
                ("field_again", "field_none"),
            ),
        ),
    ),
)
