"""What is in hand on the map."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("tool_select", ("V", "Ctrl+Shift+I"), "cursor", is_checkable=True, is_tool=True),
        ActionSpec("tool_pan", ("H",), "hand", is_checkable=True, is_tool=True),
        ActionSpec("tool_edit", ("E",), "pencil-simple", is_checkable=True, is_tool=True),
        ActionSpec("tool_point", ("P",), "map-pin", is_checkable=True, is_tool=True),
        ActionSpec("tool_line", ("R",), "line-segments", is_checkable=True, is_tool=True),
        ActionSpec("tool_area", ("A",), "polygon", is_checkable=True, is_tool=True),
        ActionSpec(
            "measure_length", ("M", "Ctrl+Shift+M"), "ruler", is_checkable=True, is_tool=True
        ),
        ActionSpec(
            "measure_area", ("Ctrl+Shift+J",), "bounding-box", is_checkable=True, is_tool=True
        ),
        ActionSpec("note", ("N",), "note-pencil"),
        ActionSpec("add_photo", icon="camera"),
        ActionSpec("snapping", ("S", "F3"), "magnet", is_checkable=True),
        ActionSpec("verdicts", ("G",), "arrows-in-line-horizontal", is_checkable=True),
    ),
    menus=(
        (
            "tools",
            (
                (
                    "tool_select",
                    "tool_pan",
                    "tool_edit",
                ),
                (
                    "tool_point",
                    "tool_line",
                    "tool_area",
                ),
                (
                    "measure_length",
                    "measure_area",
                ),
                (
                    "note",
                    "add_photo",
                ),
                (
                    "snapping",
                    "verdicts",
                ),
            ),
        ),
    ),
)
