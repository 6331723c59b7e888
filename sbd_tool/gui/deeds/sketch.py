"""Deeds of annotating and measuring."""

from functools import partial

from sbd_tool.domain.text import text
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.map.sketching.dimension_tools import DimensionTool
from sbd_tool.gui.map.sketching.in_place import edit_words
from sbd_tool.gui.map.sketching.words_editor import words_editor


def sketch_deeds(window: Window) -> dict[str, Deed]:
    """What the keys of `sbd_tool.gui.actions.sketch` do; its tools take themselves in hand."""
    return {
        "pin_measurement": partial(_pin, window),
        "edit_words": partial(_edit_words, window),
    }


def _pin(window: Window) -> None:
    """Keep the standing measurement as a dimension."""
    desk, tool = window.desk, window.workspace.map_area.canvas.tool
    is_pinned = isinstance(tool, DimensionTool) and tool.pin()
    desk.told.emit(text("sketch.pinned" if is_pinned else "sketch.nothing_to_pin"))


def _edit_words(window: Window) -> None:
    """Write in the chosen annotation."""
    desk, canvas = window.desk, window.workspace.map_area.canvas
    editor = words_editor(desk.look, canvas)
    chosen = desk.selection[0] if len(desk.selection) == 1 else ""
    if not edit_words(desk, editor, lambda: canvas.view, chosen):
        desk.told.emit(text("sketch.choose_one"))
