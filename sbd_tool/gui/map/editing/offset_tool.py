"""Offset: a parallel line or a wider or narrower area, by the pointer or by a distance."""

import numpy as np
import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.geometry import OffsetObject
from sbd_tool.domain.edits.offsets import Side, offset
from sbd_tool.domain.edits.segments import feet, segments_of
from sbd_tool.domain.edits.soundness import AREA, LINE, XY, refusal
from sbd_tool.domain.edits.typed_input import EntryStyle
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.drafting.aids import EXACT
from sbd_tool.gui.map.drafting.entry_forms import Field, Typed, read_amounts
from sbd_tool.gui.map.editing.ghosts import draw_ghosts, draw_tag
from sbd_tool.gui.map.editing.subjects import editable, size_of, under
from sbd_tool.gui.map.tool_base import MapTool, Modifier, Pointer, ToolHost

LEAST_M = 0.001
TAG_OFFSET = QPointF(16, -14)


class OffsetTool(MapTool):
    """One line or area, then a side and a distance. Ctrl changes it itself instead of a copy.

    Args:
        desk: Where commands go.
        host: The canvas.
        style: How the reader types numbers.
    """

    key = "offset"
    cursor = Qt.CursorShape.CrossCursor
    snaps = True
    kinds = EXACT
    hovers = True

    def __init__(self, desk: Desk, host: ToolHost, style: EntryStyle) -> None:
        super().__init__(host)
        self.desk, self.style = desk, style
        self._object_id = self._chosen()
        self._at: XY | None = None
        self._typed_m: float | None = None
        self._made: BaseGeometry | None = None
        self._problem: InputError | None = None

    @property
    def is_active(self) -> bool:
        return bool(self._object_id)

    @property
    def ghost(self) -> BaseGeometry | None:
        """The preview, or None."""
        return self._made

    @property
    def snap_without(self) -> tuple[str, ...]:
        return (self._object_id,) if self._object_id else ()

    @property
    def fields(self) -> tuple[Field, ...]:
        return (Field.DISTANCE,) if self._object_id else ()

    @property
    def prompt(self) -> Text | None:
        return text("tools.prompt.offset_1" if self._object_id else "tools.prompt.offset_0")

    def _chosen(self) -> str:
        shapes = editable(self.desk, self.host, self.host.selection, is_quiet=True)
        fitting = [name for name, shape in shapes.items() if size_of(shape) in (LINE, AREA)]
        return fitting[0] if len(fitting) == 1 else ""

    def press(self, at: Pointer) -> None:
        if self._object_id:
            self._look(at.place)
            self._apply(is_own=at.has(Modifier.ControlModifier))
            return
        found = under(self.desk, self.host, at)
        shape = self.host.index.geometry(found) if found else None
        if found is not None and shape is not None and size_of(shape) in (LINE, AREA):
            self._object_id = found
            self.host.choose((found,))
        self.host.update()

    def move(self, at: Pointer) -> None:
        self._look(at.place)

    def _look(self, place: XY) -> None:
        self._at, self._made, self._problem = place, None, None
        shape = self.host.index.geometry(self._object_id) if self._object_id else None
        if shape is not None:
            try:
                distance, side = self._wish(shape)
                self._made = offset(shape, distance, side, subject=self._object_id)
            except InputError as problem:
                self._problem = problem
        self.host.update()

    def _wish(self, shape: BaseGeometry) -> tuple[float, Side]:
        """Distance and side: of the pointer, or what was typed on its side."""
        if self._at is None:
            raise refusal(text("edits.entry_no_pointer"))
        away, side = side_of(shape, self._at)
        return (away if self._typed_m is None else self._typed_m), side

    def typed(self, typed: Typed) -> None:
        self._typed_m = None
        try:
            if typed:
                self._typed_m = read_amounts(typed, self.style).distance_m
        finally:
            if self._at is not None:
                self._look(self._at)

    def enter(self, typed: Typed) -> None:
        self._typed_m = read_amounts(typed, self.style).distance_m
        shape = self.host.index.geometry(self._object_id)
        if shape is None:
            raise refusal(text("edits.object_missing"))
        distance, side = self._wish(shape)
        offset(shape, distance, side, subject=self._object_id)
        self._apply(is_own=False)

    def _apply(self, *, is_own: bool) -> None:
        shape = self.host.index.geometry(self._object_id)
        if shape is None:
            self.cancel()
            return
        distance, side = self._wish(shape)
        if distance < LEAST_M:
            return
        new_id = "" if is_own else self.desk.bench.new_id()
        command = OffsetObject(
            object_id=self._object_id,
            distance_m=distance,
            side=side,
            new_id=new_id,
            by=self.desk.by(),
        )
        if self.desk.do(command) and new_id:
            self.desk.choose((new_id,))
        self.cancel()

    def finish(self) -> bool:
        if self._object_id and self._at is not None:
            self._apply(is_own=False)
            return True
        return False

    def cancel(self) -> None:
        self._object_id, self._made, self._problem, self._typed_m = "", None, None, None
        self.host.update()

    def paint(self, p: QPainter) -> None:
        if self._at is None or not self._object_id:
            return
        shape = self.host.index.geometry(self._object_id)
        if shape is None:
            return
        if self._made is not None:
            draw_ghosts(p, self.host, [self._made])
        at = self.host.view.to_screen(*self._at) + TAG_OFFSET
        if self._problem is not None:
            draw_tag(p, self.host, at, self.host.words(self._problem.what), "danger")
        else:
            draw_tag(p, self.host, at, self.host.words_length(self._wish(shape)[0]))


def side_of(shape: BaseGeometry, at: XY) -> tuple[float, Side]:
    """How far a place is from a line or outline, and on which side of it.

    Args:
        shape: A line or an area.
        at: Metres.
    """
    point = shapely.Point(at)
    if shapely.get_dimensions(shape) == AREA:
        is_in = bool(shapely.contains(shape, point))
        return float(shapely.boundary(shape).distance(point)), Side.IN if is_in else Side.OUT
    edges = segments_of([shape]).xy
    here = np.array(at)
    away = np.hypot(*(feet(edges, here)[0] - here).T)
    x0, y0, x1, y1 = edges[int(away.argmin())]
    cross = (x1 - x0) * (at[1] - y0) - (y1 - y0) * (at[0] - x0)
    return float(away.min()), Side.LEFT if cross >= 0 else Side.RIGHT
