"""Drawing measures and measuring distances: points, lines and areas, with numbers as they grow."""

from typing import Final

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from shapely.geometry.base import BaseGeometry

from sbd_tool.gui import paint
from sbd_tool.gui.map.overlays import outline_of
from sbd_tool.gui.map.tools import MapTool, Pointer, ToolHost

LEAST_POINTS: Final = {"point": 1, "line": 2, "area": 3}
SAME_PLACE_M: Final = 0.005
FINISH_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SketchTool(MapTool):
    """Collects vertices; a double-click or Enter finishes, Backspace takes one back."""

    cursor = Qt.CursorShape.CrossCursor
    snaps = True

    def __init__(self, host: ToolHost, shape: str) -> None:
        super().__init__(host)
        self.shape = shape
        self._points: list[tuple[float, float]] = []
        self._now: tuple[float, float] | None = None

    @property
    def is_active(self) -> bool:
        return bool(self._points)

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """Vertices so far, metres."""
        return tuple(self._points)

    def press(self, at: Pointer) -> None:
        here = (at.x_m, at.y_m)
        if (
            self._points
            and shapely.Point(here).distance(shapely.Point(self._points[-1])) < SAME_PLACE_M
        ):
            return
        self._points.append(here)
        if self.shape == "point":
            self.finish()
        self.host.update()

    def move(self, at: Pointer) -> None:
        self._now = (at.x_m, at.y_m)
        if self._points:
            self.host.update()

    def double_click(self, at: Pointer) -> None:
        del at  # the first press of the double-click has set the vertex
        self.finish()

    def press_key(self, key: int) -> bool:
        if key in FINISH_KEYS and self._points:
            self.finish()
            return True
        if key == Qt.Key.Key_Backspace and self._points:
            self._points.pop()
            self.host.update()
            return True
        return False

    def cancel(self) -> None:
        self._points.clear()
        self.host.update()

    def finish(self) -> None:
        """Hand over the shape when it has enough vertices; else go on."""
        geometry = self.geometry()
        if geometry is None:
            return
        self._points.clear()
        self.take(geometry)
        self.host.update()

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
        theme, view = self.host.theme, self.host.view
        trail = [*self._points, *([self._now] if self._now else [])]
        dots = [view.to_screen(*point) for point in trail]
        if self.shape == "area" and len(dots) > 2:  # noqa: PLR2004 - a triangle
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme.color("select", 0.25))
            p.drawPolygon(QPolygonF(dots))
        p.setBrush(Qt.BrushStyle.NoBrush)
        for tone, width in (("surface", 5.0), ("ink", 2.0)):
            p.setPen(QPen(theme.color(tone), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.drawPolyline(dots)
        p.setPen(QPen(theme.color("ink"), 1.6))
        p.setBrush(theme.color("select"))
        for dot in dots[: len(self._points)]:
            p.drawEllipse(dot, 4, 4)
        self._read_out(p, trail, dots[-1])

    def _read_out(self, p: QPainter, trail: list[tuple[float, float]], at: QPointF) -> None:
        if len(trail) < 2 or self.shape == "point":  # noqa: PLR2004 - a first leg
            return
        leg = self.host.words_length(shapely.LineString(trail[-2:]).length)
        words = leg
        if self.shape == "area" and len(trail) > 2:  # noqa: PLR2004 - a triangle
            words = self.host.words_area(shapely.Polygon(trail).area) + "  ·  " + leg
        elif len(trail) > 2:  # noqa: PLR2004 - more than one leg
            words = self.host.words_length(shapely.LineString(trail).length) + "  ·  +" + leg
        draw_tag(p, self.host, at + QPointF(16, -14), words)


class MeasureTool(SketchTool):
    """Measures and leaves the answer standing until the next click or Esc."""

    def __init__(self, host: ToolHost, shape: str) -> None:
        super().__init__(host, shape)
        self.key = "measure_area" if shape == "area" else "measure_length"
        self._answer: BaseGeometry | None = None

    @property
    def is_active(self) -> bool:
        return bool(self._points) or self._answer is not None

    @property
    def answer(self) -> BaseGeometry | None:
        """The last measured shape, or None."""
        return self._answer

    def press(self, at: Pointer) -> None:
        self._answer = None
        super().press(at)

    def take(self, geometry: BaseGeometry) -> None:
        self._answer = geometry

    def cancel(self) -> None:
        self._answer = None
        super().cancel()

    def paint(self, p: QPainter) -> None:
        super().paint(p)
        if self._answer is None:
            return
        is_area = self._answer.geom_type == "Polygon"
        outline = outline_of(self._answer)
        dots = [self.host.view.to_screen(x, y) for x, y in shapely.get_coordinates(outline)]
        theme = self.host.theme
        p.setBrush(theme.color("select", 0.25) if is_area else Qt.BrushStyle.NoBrush)
        for tone, width in (("surface", 5.0), ("ink", 2.0)):
            p.setPen(QPen(theme.color(tone), width))
            p.drawPolyline(dots)
        words = self.host.words_length(outline.length)
        if is_area:
            words = self.host.words_area(self._answer.area) + "  ·  " + words
        draw_tag(p, self.host, dots[-1] + QPointF(14, -14), words)


def draw_tag(p: QPainter, host: ToolHost, at: QPointF, words: str) -> None:
    """A read-out beside the pointer, kept inside the frame."""
    theme = host.theme
    font = theme.font("body", "semibold", is_tabular=True)
    width, height = paint.width(words, font) + 20, paint.line_height(font) + 8
    x = min(max(4.0, at.x()), host.view.width_px - width - 4)
    y = min(max(4.0, at.y() - height), host.view.height_px - height - 4)
    box = QRectF(x, y, width, height)
    paint.card(p, theme, box, 6, "raised")
    paint.text(p, box, words, font, theme.color("ink"), paint.CENTER)
