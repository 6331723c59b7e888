"""Moving a measure and editing its vertices."""

import itertools
from dataclasses import dataclass
from typing import Final

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from sbd_tool.gui.map.overlays import outline_of
from sbd_tool.gui.map.tools import MapTool, Pointer, ToolHost

GRIP_PX: Final = 9.0
LEAST_OF: Final = {"LineString": 2, "LinearRing": 4, "Polygon": 3}


@dataclass(frozen=True, slots=True)
class _Grip:
    """A vertex, or the middle of a leg where a new vertex may be pulled out."""

    index: int
    x_m: float
    y_m: float
    is_middle: bool = False


def vertices(geometry: BaseGeometry) -> list[tuple[float, float]]:
    """Editable vertices: of a point, a line or the outside of a single area."""
    if isinstance(geometry, shapely.Polygon):
        ring = shapely.get_coordinates(geometry.exterior)[:-1]
        return [(float(x), float(y)) for x, y in ring]
    if geometry.geom_type in ("Point", "LineString"):
        return [(float(x), float(y)) for x, y in shapely.get_coordinates(geometry)]
    return []


def rebuilt(geometry: BaseGeometry, points: list[tuple[float, float]]) -> BaseGeometry | None:
    """The geometry with other vertices, or None when that would not be a shape."""
    if geometry.geom_type == "Point":
        return shapely.Point(points[0]) if points else None
    if len(points) < LEAST_OF.get(geometry.geom_type, 99):
        return None
    if not isinstance(geometry, shapely.Polygon):
        return shapely.LineString(points)
    area = shapely.Polygon(points, [ring.coords for ring in geometry.interiors])
    return area if area.is_valid and area.area > 0 else None


class EditTool(MapTool):
    """Drag a grip to reshape, drag the measure to move it, Del removes the chosen vertex."""

    key = "edit"
    snaps = True

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._grip: _Grip | None = None
        self._from: tuple[float, float] | None = None
        self._draft: BaseGeometry | None = None
        self._original: BaseGeometry | None = None
        self._vertex: int | None = None

    @property
    def is_active(self) -> bool:
        return self._draft is not None

    def press(self, at: Pointer) -> None:
        subject = self._subject()
        if subject is None or not self._take(subject, at):
            x, y = self.host.view.to_map(at.screen)
            hits = self.host.index.at(x, y, GRIP_PX * self.host.view.m_per_px)
            self._vertex = None
            self.host.choose([hit.id for hit in hits if hit.is_measure][:1])
            subject = self._subject()
            if subject is not None:
                self._take(subject, at)
        self.host.update()

    def move(self, at: Pointer) -> None:
        if self._original is None or self._from is None:
            return
        if self._grip is not None:
            points = vertices(self._original)
            if self._grip.is_middle:
                points.insert(self._grip.index, (at.x_m, at.y_m))
            else:
                points[self._grip.index] = (at.x_m, at.y_m)
            self._draft = rebuilt(self._original, points) or self._draft
        else:
            dx, dy = at.x_m - self._from[0], at.y_m - self._from[1]
            self._draft = translate(self._original, dx, dy)
        self.host.update()

    def release(self, at: Pointer) -> None:
        del at
        draft, original = self._draft, self._original
        self._draft = self._original = self._from = None
        if draft is not None and original is not None and not draft.equals_exact(original, 1e-9):
            self.host.reshaped(self.host.selection[0], draft, is_drag=False)
        self._grip = None
        self.host.update()

    def press_key(self, key: int) -> bool:
        subject = self._subject()
        if key != Qt.Key.Key_Delete or subject is None or self._vertex is None:
            return False
        points = vertices(subject)
        if self._vertex >= len(points):
            return False
        del points[self._vertex]
        fewer = rebuilt(subject, points)
        self._vertex = None
        if fewer is not None and subject.geom_type != "Point":
            self.host.reshaped(self.host.selection[0], fewer, is_drag=False)
            return True
        return False

    def cancel(self) -> None:
        self._draft = self._original = self._from = None
        self._grip = None
        self.host.update()

    def paint(self, p: QPainter) -> None:
        subject = self._draft or self._subject()
        if subject is None:
            return
        theme, view = self.host.theme, self.host.view
        if self._draft is not None:
            self._paint_draft(p, self._draft)
        for grip in self._grips(subject):
            at = view.to_screen(grip.x_m, grip.y_m)
            radius = 3.4 if grip.is_middle else 5.0
            chosen = not grip.is_middle and grip.index == self._vertex
            p.setPen(QPen(theme.color("ink"), 1.6))
            p.setBrush(theme.color("select" if chosen else "surface", 1.0))
            if grip.is_middle:
                p.drawEllipse(at, radius, radius)
            else:
                p.drawRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))

    def _paint_draft(self, p: QPainter, draft: BaseGeometry) -> None:
        outline = outline_of(draft)
        dots = [self.host.view.to_screen(x, y) for x, y in shapely.get_coordinates(outline)]
        p.setPen(QPen(self.host.theme.color("ink"), 1.6, Qt.PenStyle.DashLine))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawPolyline(dots)
        if draft.geom_type == "Point":
            p.drawEllipse(dots[0], 13, 13)

    def _subject(self) -> BaseGeometry | None:
        chosen = self.host.selection
        return self.host.index.geometry(chosen[0]) if len(chosen) == 1 else None

    def _take(self, subject: BaseGeometry, at: Pointer) -> bool:
        x, y = self.host.view.to_map(at.screen)
        grip = self._grip_at(subject, at.screen)
        reach = GRIP_PX * self.host.view.m_per_px
        if grip is None and subject.distance(shapely.Point(x, y)) > reach:
            return False
        self._grip, self._original, self._from = grip, subject, (x, y)
        self._vertex = grip.index if grip is not None and not grip.is_middle else None
        return True

    def _grip_at(self, subject: BaseGeometry, at: QPointF) -> _Grip | None:
        for grip in self._grips(subject):
            away = self.host.view.to_screen(grip.x_m, grip.y_m) - at
            if away.manhattanLength() <= GRIP_PX:
                return grip
        return None

    def _grips(self, subject: BaseGeometry) -> list[_Grip]:
        points = vertices(subject)
        grips = [_Grip(index, x, y) for index, (x, y) in enumerate(points)]
        if subject.geom_type == "Point" or not points:
            return grips
        ends = [*points, points[0]] if subject.geom_type == "Polygon" else points
        middles = [
            _Grip(index + 1, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, is_middle=True)
            for index, (a, b) in enumerate(itertools.pairwise(ends))
        ]
        return [*grips, *middles]
