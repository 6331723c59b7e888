"""Deeds of annotating and measuring."""

from dataclasses import replace
from functools import partial
from typing import Final

from shapely.affinity import translate

from sbd_tool.app.commands import AddAnnotations, Command, DuplicateMeasures
from sbd_tool.app.commands.pasting import PasteFeatures
from sbd_tool.domain.annotations import Annotation
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.actions import keys_of
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.editing.subjects import as_one
from sbd_tool.gui.map.sketching.dimension_tools import DimensionTool
from sbd_tool.gui.map.sketching.in_place import edit_words
from sbd_tool.gui.map.sketching.words_editor import words_editor

BESIDE_M: Final = 1.0


def sketch_deeds(window: Window) -> dict[str, Deed]:
    """What the keys of `sbd_tool.gui.actions.sketch` do; its tools take themselves in hand."""
    window.desk.shortcut_of = lambda key: keys_of(window.actions_by_key[key])
    return {
        "duplicate": partial(_duplicate, window),
        "pin_measurement": partial(_pin, window),
        "edit_words": partial(_edit_words, window),
    }


def _duplicate(window: Window) -> None:
    """Double the chosen measures, plan features and annotations beside themselves: one step."""
    desk = window.desk
    project, by = desk.project, desk.by()
    if project is None:
        return
    commands, made = _doubled_features(desk, project)
    ids = tuple(one.id for one in desk.chosen_measures())
    if ids:
        new_ids = tuple(desk.bench.new_id() for _ in ids)
        commands.append(DuplicateMeasures(measure_ids=ids, new_ids=new_ids, by=by))
        made += new_ids
    rows = [project.annotations[one] for one in desk.selection if one in project.annotations]
    if rows:
        copies = tuple(_beside(desk, row) for row in rows)
        commands.append(AddAnnotations(annotations=copies, by=by))
        made += [row.id for row in copies]
    command = as_one(commands, text("sketch.do.duplicate", count=len(made)))
    if command is not None and desk.do(command):
        desk.choose(made)


def _doubled_features(desk: Desk, project: Project) -> tuple[list[Command], list[str]]:
    """Copies of the chosen plan features, each in its own layer, and their new ids."""
    chosen = set(desk.selection)
    commands: list[Command] = []
    made: list[str] = []
    for layer in project.layers:
        rows = tuple(row for row in layer if row.id in chosen)
        if rows:
            new_ids = tuple(desk.bench.new_id() for _ in rows)
            commands.append(
                PasteFeatures(
                    layer_id=layer.id,
                    features=rows,
                    new_ids=new_ids,
                    dx_m=BESIDE_M,
                    dy_m=-BESIDE_M,
                    by=desk.by(),
                )
            )
            made += new_ids
    return commands, made


def _beside(desk: Desk, row: Annotation) -> Annotation:
    """The same annotation a little to the lower right; a dimension there measures nothing known."""
    stamp = replace(desk.new_stamp(), marking=row.stamp.marking)
    return replace(
        row, stamp=stamp, geometry=translate(row.geometry, BESIDE_M, -BESIDE_M), accuracy_m=None
    )


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
