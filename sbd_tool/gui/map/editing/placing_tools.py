"""Move, rotate, scale, mirror and repeat: what is chosen, by places clicked or numbers typed."""

import math
from abc import abstractmethod
from collections.abc import Sequence
from typing import Final

import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import Command
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.typed_input import EntryStyle
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.drafting.aids import Aim, aimed
from sbd_tool.gui.map.drafting.entry_forms import Typed
from sbd_tool.gui.map.editing.ghosts import draw_ghosts, draw_guide, draw_marks, draw_tag
from sbd_tool.gui.map.editing.subjects import Shapes, editable
from sbd_tool.gui.map.tool_base import DRAG_PX, Drafts, MapTool, Modifier, Pointer, ToolHost
from sbd_tool.gui.map.tools import SelectTool

SAME_PLACE_M: Final = 1e-6
TAG_OFFSET: Final = QPointF(16, -14)
MOST_SINGLE: Final = 20
HELD: Final = Modifier.ShiftModifier | Modifier.ControlModifier


class PlacingTool(MapTool):
    """Chosen objects, then places: the last one, or a number, does it.

    Without a choice the first click or box chooses; with Shift or Ctrl held it goes on choosing.

    Args:
        desk: Where commands go.
        host: The canvas.
        style: How the reader types numbers.
    """

    cursor = Qt.CursorShape.CrossCursor
    snaps = True
    hovers = True
    needed = 2
    is_apart = True
    """Two places in a row have to be two."""

    def __init__(self, desk: Desk, host: ToolHost, style: EntryStyle) -> None:
        super().__init__(host)
        self.desk, self.style = desk, style
        self._choosing = SelectTool(host)
        self._shapes: Shapes = editable(desk, host, host.selection)
        self._seen = host.index
        self._whole: tuple[Shapes, Shapes] | None = None
        self._marks: list[XY] = []
        self._aim: Aim | None = None
        self._pressed: QPointF | None = None
        self._made: list[BaseGeometry] = []
        self._problem: InputError | None = None

    @property
    def is_active(self) -> bool:
        return bool(self._marks) or self._choosing.is_active

    @property
    def is_choosing(self) -> bool:
        """Whether there is nothing chosen yet to work on."""
        return not self._shapes

    @property
    def marks(self) -> tuple[XY, ...]:
        """Places clicked so far."""
        return tuple(self._marks)

    @property
    def ghosts(self) -> tuple[BaseGeometry, ...]:
        """The preview: shapes as they would be."""
        return tuple(self._made)

    @property
    def drafts(self) -> Drafts:
        is_each = len(self._made) == len(self._shapes)  # copies of an array are no drafts of these
        return dict(zip(self._shapes, self._made, strict=True)) if is_each else {}

    @property
    def previewed(self) -> Shapes:
        """What previews are made of: each object, or many of them as one."""
        if len(self._shapes) <= MOST_SINGLE:
            return self._shapes
        if self._whole is None or self._whole[0] is not self._shapes:
            parts = shapely.get_parts(list(self._shapes.values()))
            self._whole = self._shapes, {"": shapely.GeometryCollection(list(parts))}
        return self._whole[1]

    @property
    def snap_from(self) -> XY | None:
        return self._marks[-1] if self._marks else None

    @property
    def prompt(self) -> Text | None:
        if self.is_choosing:
            return text("tools.prompt.choose")
        return text(f"tools.prompt.{self.key}_{len(self._marks)}")

    @abstractmethod
    def results(self, places: Sequence[XY]) -> list[BaseGeometry]:
        """Shapes as they would be after these places; [] while that is open.

        Raises:
            InputError: A number is out of range.
        """

    @abstractmethod
    def command(self, places: Sequence[XY]) -> Command:
        """The command these places mean."""

    @abstractmethod
    def read_out(self, places: Sequence[XY]) -> str:
        """What the tag beside the pointer says."""

    def press(self, at: Pointer) -> None:
        self._refresh()
        if self.is_choosing:
            self._choosing.press(at)
            return
        self._pressed = at.screen
        self._look(self.aim(at))
        self._mark(self._target())

    def move(self, at: Pointer) -> None:
        self._choosing.move(at)
        self._look(self.aim(at))
        self.host.update()

    def release(self, at: Pointer) -> None:
        if self.is_choosing:
            self._choosing.release(at)
            self._take_choice(at)
            return
        pressed, self._pressed = self._pressed, None
        if pressed is None or not self._marks:
            return
        if (at.screen - pressed).manhattanLength() > DRAG_PX:  # pressed, dragged and let go
            self._look(self.aim(at))
            self._mark(self._target())

    def double_click(self, at: Pointer) -> None:
        del at  # both presses of it have set their marks

    def _refresh(self) -> None:
        """Undo, locks and other edits since may have changed or taken away what was chosen."""
        if self.host.index is self._seen:
            return
        self._seen = self.host.index
        self._shapes = editable(self.desk, self.host, tuple(self._shapes), is_quiet=True)
        if not self._shapes:
            self.cancel()

    def _take_choice(self, at: Pointer) -> None:
        if not at.modifiers & HELD:
            self._shapes = editable(self.desk, self.host, self.desk.selection)
        self.host.update()

    def finish(self) -> bool:
        if self.is_choosing and self.desk.selection:
            self._shapes = editable(self.desk, self.host, self.desk.selection)
            self.host.update()
            return True
        if self._marks:
            self._mark(self._target())
            return True
        return False

    @property
    def can_take_back(self) -> bool:
        return bool(self._marks)

    def take_back(self) -> bool:
        if not self._marks:
            return False
        self._marks.pop()
        self._preview()
        return True

    def press_key(self, key: int) -> bool:
        return key == Qt.Key.Key_Backspace and self.take_back()

    def cancel(self) -> None:
        self._choosing.cancel()
        self._marks.clear()
        self._made, self._problem = [], None
        self.forget()
        self.host.update()

    def forget(self) -> None:
        """Children drop what was typed."""

    def typed(self, typed: Typed) -> None:
        self.forget()
        try:
            if typed:
                self.read(typed)
        finally:
            self._preview()

    @abstractmethod
    def read(self, typed: Typed) -> None:
        """Keep what was typed.

        Raises:
            InputError: It cannot be read.
        """

    def enter(self, typed: Typed) -> None:
        self.read(typed)
        places = self.places()
        self.results(places)  # refuses in words before anything is done
        self._do(places)

    def places(self) -> list[XY]:
        """The places so far, with the pointer for the next one."""
        return [*self._marks, self._target()] if self._aim is not None else list(self._marks)

    def _target(self) -> XY:
        if self._aim is None:
            return self._marks[-1] if self._marks else (self.host.view.x_m, self.host.view.y_m)
        return self.aimed_at(self._aim)

    def aimed_at(self, aim: Aim) -> XY:
        """The pointer under the drawing aids."""
        return aimed(self.host.aids, self._marks[-1:], aim)

    def _mark(self, place: XY) -> None:
        is_same = bool(self._marks) and math.dist(self._marks[-1], place) < SAME_PLACE_M
        if is_same and self.is_apart:
            return
        if len(self._marks) + 1 < self.needed:
            self._marks.append(place)
            self._preview()
            return
        self._do([*self._marks, place])

    def _do(self, places: Sequence[XY]) -> None:
        if self.desk.do(self.command(places)):
            self.cancel()
            self.host.tool_done()
        self.host.update()

    def _look(self, aim: Aim) -> None:
        self._aim = aim
        self._preview()

    def _preview(self) -> None:
        self._made, self._problem = [], None
        if self._marks and self._shapes:
            try:
                self._made = self.results(self.places())
            except InputError as problem:
                self._problem = problem
        self.host.update()

    def paint(self, p: QPainter) -> None:
        self._choosing.paint(p)
        if not self._marks:
            return
        draw_ghosts(p, self.host, self._made)
        places = self.places()
        if len(places) > 1:
            draw_guide(p, self.host, *self.guide(places))
        draw_marks(p, self.host, self._marks)
        at = self.host.view.to_screen(*places[-1]) + TAG_OFFSET
        if self._problem is not None:
            draw_tag(p, self.host, at, self.host.words(self._problem.what), "danger")
        elif words := self.read_out(places):
            draw_tag(p, self.host, at, words)

    def guide(self, places: Sequence[XY]) -> tuple[XY, XY]:
        """The two ends of the rubber line."""
        return places[-2], places[-1]
