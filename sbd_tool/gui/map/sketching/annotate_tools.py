"""Drawing annotations: texts, arrows, callouts and freehand lines."""

from collections.abc import Sequence
from typing import Final

import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import AddAnnotations
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.typed_input import EntryStyle
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.editing.ghosts import draw_ghosts
from sbd_tool.gui.map.editing.sketch_tools import SketchTool
from sbd_tool.gui.map.sketching.words_editor import WordsEditor
from sbd_tool.gui.map.tool_base import DRAG_PX, Drafts, Pointer, ToolHost

SHAPES: Final = {
    AnnotationKind.TEXT: "point",
    AnnotationKind.ARROW: "line",
    AnnotationKind.CALLOUT: "line",
    AnnotationKind.FREEHAND: "line",
}
ENDS: Final = 2
SMOOTH_PX: Final = 0.8
STEP_PX: Final = 2.5


class AnnotateTool(SketchTool):
    """Draws annotations of one kind; words are written where they will stand.

    Args:
        desk: Where commands go.
        host: The canvas.
        kind: Text, arrow or callout.
        style: How the reader types numbers.
        editor: Asks for words on the map.
    """

    def __init__(
        self,
        desk: Desk,
        host: ToolHost,
        kind: AnnotationKind,
        style: EntryStyle,
        editor: WordsEditor,
    ) -> None:
        super().__init__(host, SHAPES[kind], style)
        self.key = f"annotate_{kind.value}"
        self.desk, self.kind, self._editor = desk, kind, editor
        self._tracer = None
        self._waiting: BaseGeometry | None = None

    @property
    def is_active(self) -> bool:
        return super().is_active or self._waiting is not None

    @property
    def drafts(self) -> Drafts:
        return {}

    @property
    def prompt(self) -> Text | None:
        count = len(self.points)
        return text(f"sketch.prompt.{self.kind.value}_{min(count, 1)}")

    def _add(self, places: Sequence[XY]) -> None:
        super()._add(places)
        if self.shape == "line" and len(self._points) >= ENDS:
            self.finish()

    def take(self, geometry: BaseGeometry) -> None:
        if self.kind is AnnotationKind.ARROW:
            self.keep(geometry, "")
            return
        self._waiting = geometry
        x, y = shapely.get_coordinates(geometry)[-1].tolist()

        def done(words: str) -> None:
            self._waiting = None
            if words:
                self.keep(geometry, words)
            self.host.update()

        self._editor.ask("", lambda: self.host.view.to_screen(x, y), done, self._drop)

    def keep(self, geometry: BaseGeometry, words: str) -> None:
        """Add the annotation and choose it."""
        desk = self.desk
        row = Annotation(stamp=desk.new_stamp(), kind=self.kind, geometry=geometry, words=words)
        if desk.do(AddAnnotations(annotations=(row,), by=desk.by())):
            desk.choose((row.id,))

    def _drop(self) -> None:
        self._waiting = None
        self.host.update()

    def cancel(self) -> None:
        self._editor.drop()
        self._waiting = None
        super().cancel()

    def paint(self, p: QPainter) -> None:
        super().paint(p)
        if self._waiting is not None:
            draw_ghosts(p, self.host, [self._waiting])


class FreehandTool(AnnotateTool):
    """A line that follows the pointer while it is pressed; clicks set its corners one by one."""

    snaps = False

    def __init__(self, desk: Desk, host: ToolHost, style: EntryStyle, editor: WordsEditor) -> None:
        super().__init__(desk, host, AnnotationKind.FREEHAND, style, editor)
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None
        self._is_drawing = False

    def _add(self, places: Sequence[XY]) -> None:
        SketchTool._add(self, places)  # noqa: SLF001 - its corners have no end

    def press(self, at: Pointer) -> None:
        super().press(at)
        self._pressed = self._last = at.screen

    def move(self, at: Pointer) -> None:
        if self._pressed is None or self._last is None:
            super().move(at)
            return
        is_far = (at.screen - self._pressed).manhattanLength() > DRAG_PX
        self._is_drawing = self._is_drawing or is_far
        if self._is_drawing and (at.screen - self._last).manhattanLength() >= STEP_PX:
            self._last = at.screen
            self._points.append(self.host.view.to_map(at.screen))
            self._steps.append(1)
            self._now = ()
            self.host.update()

    def release(self, at: Pointer) -> None:
        was_drawing = self._is_drawing
        self._pressed = self._last = None
        self._is_drawing = False
        if was_drawing:
            self._points.append(self.host.view.to_map(at.screen))
            self._steps.append(1)
            self.finish()

    def take(self, geometry: BaseGeometry) -> None:
        smooth = shapely.simplify(geometry, SMOOTH_PX * self.host.view.m_per_px)
        self.keep(smooth, "")

    def cancel(self) -> None:
        self._pressed = self._last = None
        self._is_drawing = False
        super().cancel()
