"""Editing what is drawn, and what helps while drawing."""

from typing import Final

from sbd_tool.domain.edits.snap import SnapKind
from sbd_tool.gui.actions.spec import ActionPart, ActionSpec


def _tool(key: str, keys: tuple[str, ...], icon: str) -> ActionSpec:
    return ActionSpec(key, keys, icon, is_checkable=True, is_tool=True, part="tools")


def _aid(key: str, keys: tuple[str, ...], icon: str) -> ActionSpec:
    return ActionSpec(key, keys, icon, is_checkable=True, part="tools")


SNAP_ACTIONS: Final = {f"snap_{kind.value}": kind for kind in SnapKind}
POLAR_ACTIONS: Final = {"polar_15": 15.0, "polar_30": 30.0, "polar_45": 45.0}

PART: Final = ActionPart(
    actions=(
        _tool("tool_move", ("Shift+M",), "arrows-out-cardinal"),
        _tool("tool_rotate", ("Shift+R",), "arrow-clockwise"),
        _tool("tool_scale", ("Shift+S",), "arrows-out-simple"),
        _tool("tool_mirror", ("Shift+I",), "square-half"),
        _tool("tool_array_linear", ("Shift+A",), "dots-nine"),
        _tool("tool_array_polar", ("Shift+P",), "circles-three"),
        _tool("tool_offset", ("Shift+O",), "rows"),
        _tool("tool_split", ("Shift+X",), "knife"),
        _tool("tool_trim", ("Shift+T",), "scissors"),
        _tool("tool_extend", ("Shift+E",), "arrow-line-right"),
        _tool("tool_reshape", ("Shift+H",), "path"),
        ActionSpec("merge", ("Shift+J",), "intersect", part="tools"),
        _aid("ortho", ("F8",), "arrow-elbow-right"),
        _aid("polar", ("F10",), "compass"),
        _aid("tracing", ("T",), "flow-arrow"),
        *(_aid(key, (), "") for key in POLAR_ACTIONS),
        *(_aid(key, (), "") for key in SNAP_ACTIONS),
    ),
    menus=(
        (
            "draw",
            (
                ("ortho", "polar", "tracing"),
                tuple(POLAR_ACTIONS),
                tuple(SNAP_ACTIONS),
            ),
        ),
        (
            "modify",
            (
                ("tool_move", "tool_rotate", "tool_scale", "tool_mirror"),
                ("tool_array_linear", "tool_array_polar", "tool_offset"),
                ("tool_split", "merge", "tool_trim", "tool_extend", "tool_reshape"),
            ),
        ),
    ),
)
