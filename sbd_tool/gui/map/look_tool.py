"""The look tool: what is seen from under the pointer, live, with its measures."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final, Protocol

import shapely
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from shapely.geometry.base import BaseGeometry

from sbd_tool.gui import paint
from sbd_tool.gui.map.editing.ghosts import draw_tag
from sbd_tool.gui.map.overlays import draw_hover, screen_path
from sbd_tool.gui.map.tools import MapTool, Pointer, ToolHost
from sbd_tool.gui.theme import Theme

DOT_PX: Final = 5.0
MOST_HIDERS: Final = 3
FRAME_SHARE: Final = 0.1


class Seen(Protocol):
    """What is seen from one place."""

    @property
    def polygon(self) -> BaseGeometry:
        """The ground seen, map metres."""
        ...

    @property
    def area_m2(self) -> float:
        """Its area."""
        ...

    @property
    def perimeter_m(self) -> float:
        """Length of its outline."""
        ...

    @property
    def occlusivity_m(self) -> float:
        """Length of the outline behind which there is more ground."""
        ...

    @property
    def drift_m(self) -> float:
        """Distance from the eye to the middle of what is seen."""
        ...

    @property
    def longest_view_m(self) -> float:
        """Longest line of sight."""
        ...

    @property
    def hidden_by(self) -> tuple[str, ...]:
        """Ids of what ends the view, the widest angle first."""
        ...


Sees = Callable[[float, float], Seen | None]


class LookTool(MapTool):
    """Shows the isovist under the pointer; without a mouse it looks from the crosshair.

    Args:
        host: The canvas.
        told: Lines about what is seen, or about why nothing is.
    """

    key = "tool_look"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, host: ToolHost, told: Callable[[Seen | None], tuple[str, ...]]) -> None:
        super().__init__(host)
        self._told = told
        self._sees: Sees | None = None
        self._at: tuple[float, float] | None = None
        self._seen: Seen | None = None

    @property
    def seen(self) -> Seen | None:
        """What is seen now, or None."""
        return self._seen

    @property
    def is_ready(self) -> bool:
        """Whether sight is prepared."""
        return self._sees is not None

    def take(self, sees: Sees | None) -> None:
        """Look with this from now on; None while the design is being prepared anew."""
        self._sees = sees
        self._look()

    def move(self, at: Pointer) -> None:
        self._at = (at.x_m, at.y_m)
        self._look()

    def press(self, at: Pointer) -> None:
        self.move(at)

    def _look(self) -> None:
        self._seen = None
        if self._sees is not None and self._at is not None:
            self._seen = self._sees(*self._at)
        self.host.update()

    def paint(self, p: QPainter) -> None:
        if self._at is None:
            return
        theme, view, seen = self.host.theme, self.host.view, self._seen
        dot = view.to_screen(*self._at)
        if seen is not None:
            self._draw_seen(p, seen.polygon)
            self._mark_hiders(p, seen)
        p.setPen(QPen(theme.color("surface"), 2.0))
        p.setBrush(theme.color("ink"))
        p.drawEllipse(dot, DOT_PX, DOT_PX)
        self._read_out(p, dot, self._told(seen))

    def _draw_seen(self, p: QPainter, polygon: BaseGeometry) -> None:
        """The ground seen, cut to the frame."""
        theme, view = self.host.theme, self.host.view
        shown = shapely.clip_by_rect(polygon, *view.grown(FRAME_SHARE).bounds)
        path = screen_path(shown, view)
        p.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # the outline hides the edge
        p.fillPath(path, theme.color("select", 0.22))
        p.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        _line(p, theme, path)

    def _mark_hiders(self, p: QPainter, seen: Seen) -> None:
        """Outlines of what hides most, so that the names in the read-out have a place."""
        for name in seen.hidden_by[:MOST_HIDERS]:
            geometry = self.host.index.geometry(name)
            if geometry is None:
                continue
            if shapely.get_dimensions(geometry) == 0:
                draw_hover(p, self.host.theme, self.host.view, geometry)
            else:
                _line(p, self.host.theme, screen_path(geometry, self.host.view))

    def _read_out(self, p: QPainter, dot: QPointF, lines: tuple[str, ...]) -> None:
        theme, view = self.host.theme, self.host.view
        if len(lines) == 1:
            draw_tag(p, self.host, dot + QPointF(16, -14), lines[0])
            return
        font = theme.font("body", "semibold", is_tabular=True)
        high = paint.line_height(font)
        width = max(paint.width(line, font) for line in lines) + 24
        height = high * len(lines) + 14
        x = min(max(4.0, dot.x() + 16), view.width_px - width - 4)
        y = min(max(4.0, dot.y() - 14 - height), view.height_px - height - 4)
        paint.card(p, theme, QRectF(x, y, width, height), 6, "raised")
        for number, line in enumerate(lines):
            box = QRectF(x + 12, y + 7 + number * high, width - 24, high)
            paint.text(p, box, line, font, theme.color("ink"), paint.LEFT)


def _line(p: QPainter, theme: Theme, path: QPainterPath) -> None:
    """Outlines, line by line: stroked as one path they took most of the time of a paint."""
    rings = [ring.toList() for ring in path.toSubpathPolygons()]
    lines = [QLineF(start, end) for ring in rings for start, end in pairwise(ring)]
    for tone, width in (("surface", 3.0), ("ink", 1.2)):
        p.setPen(QPen(theme.color(tone), width))
        p.drawLines(lines)
