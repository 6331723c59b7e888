"""Drawing measures and measuring distances: points, lines and areas, with numbers as they grow."""

import math
from collections.abc import Sequence
from typing import Final

import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.entries import Entry, resolved
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.typed_input import EntryStyle
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.map.drafting.aids import Aim, aimed
from sbd_tool.gui.map.drafting.entry_forms import VERTEX, Field, Typed, read_vertex
from sbd_tool.gui.map.drafting.snaps import SNAP_PX
from sbd_tool.gui.map.drafting.tracer import Tracer
from sbd_tool.gui.map.editing.directions import DirectionLock
from sbd_tool.gui.map.editing.ghosts import draw_tag, draw_trail, leg_words
from sbd_tool.gui.map.overlays import outline_of
from sbd_tool.gui.map.tool_base import NEW, Drafts, MapTool, Pointer, ToolHost

LEAST_POINTS: Final = {"point": 1, "line": 2, "area": 3}
SAME_PLACE_M: Final = 0.005
TAG_OFFSET: Final = QPointF(16, -14)


class SketchTool(MapTool):
    """Collects vertices; a double-click or Enter finishes, Backspace takes one back.

    Args:
        host: The canvas.
        shape: "point", "line" or "area".
        style: How the reader types numbers.
    """

    cursor = Qt.CursorShape.CrossCursor
    snaps = True

    def __init__(self, host: ToolHost, shape: str, style: EntryStyle) -> None:
        super().__init__(host)
        self.shape, self.style = shape, style
        self._points: list[XY] = []
        self._steps: list[int] = []  # how many vertices each click set: a traced way sets many
        self._now: tuple[XY, ...] = ()
        self._aim: Aim | None = None
        self._lock: Entry | None = None
        self._direction = DirectionLock(host)
        self._tracer = None if host.snaps is None else Tracer(host.snaps)
        self._why_straight: Text | None = None

    @property
    def is_active(self) -> bool:
        return bool(self._points)

    @property
    def points(self) -> tuple[XY, ...]:
        """Vertices so far, metres."""
        return tuple(self._points)

    @property
    def drafts(self) -> Drafts:
        trail = [*self._points, *self._now]
        is_line = self.shape == "line" and bool(self._points) and len(trail) > 1
        return {NEW: shapely.LineString(trail)} if is_line else {}

    @property
    def snap_from(self) -> XY | None:
        return self._points[-1] if self._points else None

    @property
    def fields(self) -> tuple[Field, ...]:
        return VERTEX

    @property
    def prompt(self) -> Text | None:
        if self._why_straight is not None:
            return self._why_straight
        if self.shape == "point":
            return text("tools.prompt.point")
        count = len(self._points)
        if not count:
            return text("tools.prompt.first")
        return text("tools.prompt.next" if count < LEAST_POINTS[self.shape] else "tools.prompt.end")

    def press(self, at: Pointer) -> None:
        self._look(self.aim(at))
        if self._closes(at):
            self.finish()
            return
        self._add(self._now)

    def _add(self, places: Sequence[XY]) -> None:
        last = self._points[-1] if self._points else None
        fresh = [place for place in places if last is None or math.dist(place, last) > SAME_PLACE_M]
        if not fresh:
            return
        self._points += fresh
        self._steps.append(len(fresh))
        self._lock, self._now = None, ()
        self._direction.clear()
        if self.shape == "point":
            self.finish()
        self.host.update()

    def move(self, at: Pointer) -> None:
        self._look(self.aim(at))
        self.host.update()

    def _look(self, aim: Aim) -> None:
        """Work out where the next vertex would go; a traced way has several."""
        self._aim, self._why_straight = aim, None
        aids = self._direction.over(self.host.aids)
        if aids.is_tracing and self._points and self._tracer is not None and self._lock is None:
            start = self._points[-1]
            self._now, self._why_straight = self._tracer.way(self.host.view, start, aim.place)
        else:
            self._now = (aimed(aids, self._points, aim, self._lock),)

    def _closes(self, at: Pointer) -> bool:
        if self.shape != "area" or len(self._points) < LEAST_POINTS["area"]:
            return False
        away = self.host.view.to_screen(*self._points[0]) - at.screen
        return away.manhattanLength() <= SNAP_PX

    def typed(self, typed: Typed) -> None:
        self._lock = None
        try:
            if typed:
                self._lock = read_vertex(typed, self.style)
        finally:
            if self._aim is not None:
                self._look(self._aim)
            self.host.update()

    def enter(self, typed: Typed) -> None:
        entry = read_vertex(typed, self.style)
        last = self._points[-1] if self._points else None
        before = self._points[-2] if len(self._points) > 1 else None
        place = resolved(entry, last, None if self._aim is None else self._aim.place, before)
        self._add((place,))
        self.host.look_at(place)

    def double_click(self, at: Pointer) -> None:
        del at  # the first press of the double-click has set the vertex
        self.finish()

    def is_done_at(self, at: Pointer) -> bool:
        if not self._points or len(self._points) < LEAST_POINTS[self.shape]:
            return False
        away = self.host.view.to_screen(*self._points[-1]) - at.screen
        return away.manhattanLength() <= SNAP_PX

    @property
    def can_take_back(self) -> bool:
        return bool(self._points)

    def take_back(self) -> bool:
        if not self._points:
            return False
        del self._points[-self._steps.pop() :]
        if self._aim is not None:
            self._look(self._aim)
        self.host.update()
        return True

    def press_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Backspace and self.take_back():
            return True
        if key == Qt.Key.Key_L and self._points and self._aim is not None:
            self._direction.take(self._aim.raw)
            self._look(self._aim)
            self.host.update()
            return True
        return False

    def cancel(self) -> None:
        self._clear()
        self.host.update()

    def _clear(self) -> None:
        self._points.clear()
        self._steps.clear()
        self._lock, self._now, self._why_straight = None, (), None
        self._direction.clear()

    def finish(self) -> bool:
        """Hand over the shape when it has enough vertices; else go on."""
        geometry = self.geometry()
        if geometry is None:
            return bool(self._points)
        self._clear()
        self.take(geometry)
        self.host.update()
        return True

    def take(self, geometry: BaseGeometry) -> None:
        """What happens with a finished shape."""
        self.host.drawn(geometry)

    def geometry(self) -> BaseGeometry | None:
        """The shape so far, or None when it is not one yet."""
        if len(self._points) < LEAST_POINTS[self.shape]:
            return None
        if self.shape == "point":
            return shapely.Point(self._points[0])
        if self.shape == "line":
            return shapely.LineString(self._points)
        area = shapely.make_valid(shapely.Polygon(self._points))
        parts = [g for g in shapely.get_parts([area]) if g.geom_type == "Polygon" and g.area > 0]
        return shapely.orient_polygons(max(parts, key=lambda g: g.area)) if parts else None

    def paint(self, p: QPainter) -> None:
        if not self._points:
            return
        trail = [*self._points, *self._now]
        self._direction.paint(p)
        draw_trail(p, self.host, trail, len(self._points), is_area=self.shape == "area")
        if len(trail) > 1 and self.shape != "point":
            at = self.host.view.to_screen(*trail[-1])
            draw_tag(p, self.host, at + TAG_OFFSET, self._read_out(trail))

    def _read_out(self, trail: Sequence[XY]) -> str:
        host, leg = self.host, leg_words(self.host, *trail[-2:])
        if self.shape == "area" and len(trail) > 2:  # noqa: PLR2004 - a triangle
            return f"{host.words_area(shapely.Polygon(trail).area)}  ·  {leg}"
        if len(trail) > 2:  # noqa: PLR2004 - more than one leg
            return f"{host.words_length(shapely.LineString(trail).length)}  ·  {leg}"
        return leg


class MeasureTool(SketchTool):
    """Measures and leaves the answer standing until the next click or Esc."""

    def __init__(self, host: ToolHost, shape: str, style: EntryStyle) -> None:
        super().__init__(host, shape, style)
        self.key = "measure_area" if shape == "area" else "measure_length"
        self._answer: BaseGeometry | None = None

    @property
    def is_active(self) -> bool:
        return bool(self._points) or self._answer is not None

    @property
    def drafts(self) -> Drafts:
        return {}

    @property
    def answer(self) -> BaseGeometry | None:
        """The last measured shape, or None."""
        return self._answer

    def press(self, at: Pointer) -> None:
        self._answer = None
        super().press(at)

    def take(self, geometry: BaseGeometry) -> None:
        self._answer = geometry

    def finish(self) -> bool:
        return super().finish() or self._answer is not None

    def cancel(self) -> None:
        self._answer = None
        super().cancel()

    def paint(self, p: QPainter) -> None:
        super().paint(p)
        if self._answer is None:
            return
        is_area = self._answer.geom_type == "Polygon"
        outline = outline_of(self._answer)
        trail = [(float(x), float(y)) for x, y in shapely.get_coordinates(outline)]
        draw_trail(p, self.host, trail, 0, is_area=is_area)
        words = self.host.words_length(outline.length)
        if is_area:
            words = self.host.words_area(self._answer.area) + "  ·  " + words
        draw_tag(p, self.host, self.host.view.to_screen(*trail[-1]) + TAG_OFFSET, words)
