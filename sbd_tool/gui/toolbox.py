"""Which tool an action takes in hand: one maker a tool."""

from collections.abc import Callable
from functools import partial
from typing import Final

from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.draw_tools import MeasureTool, SketchTool
from sbd_tool.gui.map.edit_tool import EditTool
from sbd_tool.gui.map.tools import MapTool, PanTool, SelectTool

Maker = Callable[[Desk, MapCanvas], MapTool]


def _select(_desk: Desk, canvas: MapCanvas) -> MapTool:
    return SelectTool(canvas)


def _pan(_desk: Desk, canvas: MapCanvas) -> MapTool:
    return PanTool(canvas)


def _edit(_desk: Desk, canvas: MapCanvas) -> MapTool:
    return EditTool(canvas)


def _sketch(shape: str, _desk: Desk, canvas: MapCanvas) -> MapTool:
    return SketchTool(canvas, shape)


def _measure(shape: str, _desk: Desk, canvas: MapCanvas) -> MapTool:
    return MeasureTool(canvas, shape)


TOOLS: Final[dict[str, Maker]] = {
    "tool_select": _select,
    "tool_pan": _pan,
    "tool_edit": _edit,
    "tool_point": partial(_sketch, "point"),
    "tool_line": partial(_sketch, "line"),
    "tool_area": partial(_sketch, "area"),
    "measure_length": partial(_measure, "line"),
    "measure_area": partial(_measure, "area"),
}
