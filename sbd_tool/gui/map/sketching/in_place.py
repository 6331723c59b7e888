"""Editing the words of annotations where they stand."""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent

from sbd_tool.app.commands import EditAnnotations
from sbd_tool.cartography.annotation_words import words_place
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.sketching.reaches import AnnotationReaches
from sbd_tool.gui.map.sketching.words_editor import WordsEditor
from sbd_tool.gui.map.tool_base import MapTool
from sbd_tool.gui.map.viewport import View

SELECTING: Final = "select"
Viewed = Callable[[], View]


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
        reaches: Finds annotations.
    """

    def __init__(
        self, desk: Desk, canvas: Map, editor: WordsEditor, reaches: AnnotationReaches
    ) -> None:
        super().__init__(editor)
        self._desk, self._canvas, self._editor = desk, canvas, editor
        self._reaches = reaches

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() != QEvent.Type.MouseButtonDblClick or not isinstance(event, QMouseEvent):
            return False
        is_idle = self._canvas.tool.key == SELECTING
        if not is_idle or event.button() != Qt.MouseButton.LeftButton:
            return False
        x, y = self._canvas.view.to_map(event.position())
        hits = self._reaches.under(x, y)
        return bool(hits) and edit_words(self._desk, self._editor, self._view, hits[0].id)

    def _view(self) -> View:
        return self._canvas.view
