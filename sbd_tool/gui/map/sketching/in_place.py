"""Annotations under the pointer, and editing their words where they stand."""

from collections.abc import Callable
from typing import Final, Protocol

import shapely
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import EditAnnotations
from sbd_tool.cartography.annotations import (
    Part,
    shapes_of,
    shown_annotations,
    word_area,
    words_place,
)
from sbd_tool.domain.annotations import Annotation
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.picking import Hit
from sbd_tool.gui.map.sketching.words_editor import WordsEditor
from sbd_tool.gui.map.tool_base import PICK_PX, MapTool
from sbd_tool.gui.map.viewport import View

SELECTING: Final = "select"
Viewed = Callable[[], View]


def reach_of(desk: Desk, annotation: Annotation, view: View) -> BaseGeometry:
    """All an annotation covers on the screen, in metres: its words, lines and card."""
    look, page = desk.look, (view.scale, view.rotation_deg)
    shapes = shapes_of(annotation, look.theme.design, look.words, *page)
    words = word_area(annotation, look.theme.design, look.words, *page)
    lines = [one.shape for one in shapes if one.part is not Part.AREA]
    return shapely.union_all([words, *lines, shapely.boundary(annotation.geometry)])


def annotations_under(desk: Desk, viewed: Viewed, x_m: float, y_m: float) -> list[Hit]:
    """Annotations under a place, the topmost first: they lie above everything else."""
    project = desk.project
    if project is None or not project.annotations:
        return []
    view, at = viewed(), shapely.Point(x_m, y_m)
    air = PICK_PX / 2 * view.m_per_px
    return [
        Hit(row.id, is_measure=True)
        for row in reversed(shown_annotations(project))
        if shapely.dwithin(reach_of(desk, row, view), at, air)
    ]


def edit_words(desk: Desk, editor: WordsEditor, viewed: Viewed, annotation_id: str) -> bool:
    """Let somebody edit the words of an annotation where they stand."""
    project = desk.project
    row = None if project is None else project.annotations.get(annotation_id)
    if row is None:
        return False
    at = words_place(row, desk.look.words, viewed().scale, viewed().rotation_deg)

    def done(words: str) -> None:
        if words != row.words:
            desk.do(EditAnnotations(annotation_ids=(row.id,), words=words, by=desk.by()))

    editor.ask(row.words, lambda: viewed().to_screen(at.x, at.y), done)
    return True


class Map(Protocol):
    """What is asked of the canvas."""

    view: View

    @property
    def tool(self) -> MapTool:
        """The tool in hand."""
        ...


class WordsByDoubleClick(QObject):
    """A double-click on an annotation edits its words, while nothing else is in hand.

    Args:
        desk: The project.
        canvas: The map.
        editor: Where words are written.
    """

    def __init__(self, desk: Desk, canvas: Map, editor: WordsEditor) -> None:
        super().__init__(editor)
        self._desk, self._canvas, self._editor = desk, canvas, editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() != QEvent.Type.MouseButtonDblClick or not isinstance(event, QMouseEvent):
            return False
        is_idle = self._canvas.tool.key == SELECTING
        if not is_idle or event.button() != Qt.MouseButton.LeftButton:
            return False
        x, y = self._canvas.view.to_map(event.position())
        hits = annotations_under(self._desk, self._view, x, y)
        return bool(hits) and edit_words(self._desk, self._editor, self._view, hits[0].id)

    def _view(self) -> View:
        return self._canvas.view
