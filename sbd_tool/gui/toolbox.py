"""Which tool an action takes in hand: one maker a tool."""

from collections.abc import Callable
from functools import partial
from typing import Final

from sbd_tool.domain.annotations import AnnotationKind
from sbd_tool.domain.edits.typed_input import EntryStyle, entry_style
from sbd_tool.domain.measured import Quantum
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.live_look import live_look
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.editing.array_tools import LinearArrayTool, PolarArrayTool
from sbd_tool.gui.map.editing.blade_tools import ReshapeTool, SplitTool
from sbd_tool.gui.map.editing.offset_tool import OffsetTool
from sbd_tool.gui.map.editing.sketch_tools import SketchTool
from sbd_tool.gui.map.editing.transform_tools import MirrorTool, MoveTool, RotateTool, ScaleTool
from sbd_tool.gui.map.editing.trim_tools import ExtendTool, TrimTool
from sbd_tool.gui.map.editing.vertex_tool import VertexTool
from sbd_tool.gui.map.sketching.annotate_tools import AnnotateTool, FreehandTool
from sbd_tool.gui.map.sketching.dimension_tools import DimensionTool
from sbd_tool.gui.map.sketching.words_editor import words_editor
from sbd_tool.gui.map.sketching.zone_tool import ZoneTool
from sbd_tool.gui.map.tools import MapTool, PanTool, SelectTool, ToolHost

Maker = Callable[[Desk, MapCanvas], MapTool]
Styled = Callable[[Desk, ToolHost, EntryStyle], MapTool]


def style_of(desk: Desk) -> EntryStyle:
    """How the reader types numbers and compass letters."""
    language = desk.look.language
    return entry_style(desk.bench.settings.number_locale or language, language)


def _look(desk: Desk, canvas: MapCanvas) -> MapTool:
    return live_look(desk).tool(canvas)


def _select(_desk: Desk, canvas: MapCanvas) -> MapTool:
    return SelectTool(canvas)


def _pan(_desk: Desk, canvas: MapCanvas) -> MapTool:
    return PanTool(canvas)


def _sketch(shape: str, desk: Desk, canvas: MapCanvas) -> MapTool:
    return SketchTool(canvas, shape, style_of(desk))


def _measure(quantum: Quantum, desk: Desk, canvas: MapCanvas) -> MapTool:
    return DimensionTool(desk, canvas, quantum, style_of(desk))


def _annotate(kind: AnnotationKind, desk: Desk, canvas: MapCanvas) -> MapTool:
    editor = words_editor(desk.look, canvas)
    if kind is AnnotationKind.FREEHAND:
        return FreehandTool(desk, canvas, style_of(desk), editor)
    return AnnotateTool(desk, canvas, kind, style_of(desk), editor)


def _styled(make: Styled, desk: Desk, canvas: MapCanvas) -> MapTool:
    return make(desk, canvas, style_of(desk))


TOOLS: Final[dict[str, Maker]] = {
    "tool_select": _select,
    "tool_pan": _pan,
    "tool_look": _look,
    "tool_point": partial(_sketch, "point"),
    "tool_line": partial(_sketch, "line"),
    "tool_area": partial(_sketch, "area"),
    "tool_zone": partial(_styled, ZoneTool),
    "measure_length": partial(_measure, Quantum.LENGTH),
    "measure_area": partial(_measure, Quantum.AREA),
    "measure_angle": partial(_measure, Quantum.ANGLE),
    "annotate_text": partial(_annotate, AnnotationKind.TEXT),
    "annotate_arrow": partial(_annotate, AnnotationKind.ARROW),
    "annotate_callout": partial(_annotate, AnnotationKind.CALLOUT),
    "annotate_freehand": partial(_annotate, AnnotationKind.FREEHAND),
    "tool_edit": partial(_styled, VertexTool),
    "tool_move": partial(_styled, MoveTool),
    "tool_rotate": partial(_styled, RotateTool),
    "tool_scale": partial(_styled, ScaleTool),
    "tool_mirror": partial(_styled, MirrorTool),
    "tool_array_linear": partial(_styled, LinearArrayTool),
    "tool_array_polar": partial(_styled, PolarArrayTool),
    "tool_offset": partial(_styled, OffsetTool),
    "tool_split": partial(_styled, SplitTool),
    "tool_reshape": partial(_styled, ReshapeTool),
    "tool_trim": TrimTool,
    "tool_extend": ExtendTool,
}
