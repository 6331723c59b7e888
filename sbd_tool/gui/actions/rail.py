"""The rail of tools at the left of the map: groups, each a button with a fly-out."""

from dataclasses import dataclass
from typing import Final

from sbd_tool.gui.actions.analysis import FIELD_ACTIONS
from sbd_tool.gui.actions.modify import POLAR_ACTIONS, SNAP_ACTIONS
from sbd_tool.gui.actions.sketch import ANNOTATE


@dataclass(frozen=True, slots=True)
class RailGroup:
    """One button of the rail.

    Attributes:
        key: Name of the group; its words are ``tools.rail.<key>``.
        actions: Action keys; the button shows the one used last.
        extras: Further entries of the fly-out that never stand on the button.
    """

    key: str
    actions: tuple[str, ...]
    extras: tuple[str, ...] = ()


RAIL: Final[tuple[tuple[RailGroup, ...], ...]] = (
    (
        RailGroup("select", ("tool_select",)),
        RailGroup("pan", ("tool_pan",)),
    ),
    (
        RailGroup("draw", ("tool_line", "tool_area", "tool_point")),
        RailGroup("shape", ("tool_edit", "tool_reshape")),
        RailGroup("place", ("tool_move", "tool_rotate", "tool_scale", "tool_mirror")),
        RailGroup("repeat", ("tool_array_linear", "tool_array_polar", "tool_offset")),
        RailGroup("cut", ("tool_split", "tool_trim", "tool_extend", "merge")),
    ),
    (
        RailGroup("measure", ("measure_length", "measure_area", "measure_angle")),
        RailGroup("annotate", ANNOTATE),
        RailGroup("look", ("tool_look",)),
    ),
    (
        RailGroup("snap", ("snapping",), tuple(SNAP_ACTIONS)),
        RailGroup("aids", ("ortho", "polar", "tracing"), tuple(POLAR_ACTIONS)),
        RailGroup("verdicts", ("verdicts",)),
        RailGroup("fields", ("light_map", *FIELD_ACTIONS), ("field_again", "field_none")),
    ),
)
"""Groups, set apart by lines. A tool of another theme is added to a group, or gets its own."""
