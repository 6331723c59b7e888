"""Two clicks on one thing whose length is known."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.gui.map.editing.ghosts import draw_tag
from sbd_tool.gui.map.tools import MapTool, Pointer, ToolHost

Place = tuple[float, float]


class KnownLengthTool(MapTool):
    """Both ends by click or Enter; the next click begins anew.

    Args:
        host: The preview.
        words_of: Words of a length on the canvas.
        on_done: Told both ends.
    """

    key = "known_length"
    cursor = Qt.CursorShape.CrossCursor
    snaps = True

    def __init__(
        self,
        host: ToolHost,
        words_of: Callable[[float], str],
        on_done: Callable[[Place, Place], None],
    ) -> None:
        super().__init__(host)
        self._words_of, self._on_done = words_of, on_done
        self._ends: list[Place] = []
        self._now: Place | None = None

    @property
    def is_active(self) -> bool:
        return len(self._ends) == 1

    def press(self, at: Pointer) -> None:
        here = (at.x_m, at.y_m)
        if len(self._ends) != 1:
            self._ends = [here]
        elif here != self._ends[0]:
            self._ends.append(here)
            self._on_done(self._ends[0], self._ends[1])
        self.host.update()

    def move(self, at: Pointer) -> None:
        self._now = (at.x_m, at.y_m)
        if self.is_active:
            self.host.update()

    def cancel(self) -> None:
        self._ends.clear()
        self.host.update()

    def paint(self, p: QPainter) -> None:
        trail = list(self._ends)
        if self.is_active and self._now is not None:
            trail.append(self._now)
        if not trail:
            return
        theme, view = self.host.theme, self.host.view
        dots = [view.to_screen(*place) for place in trail]
        p.setBrush(Qt.BrushStyle.NoBrush)
        for tone, width in (("surface", 5.0), ("ink", 2.0)):
            p.setPen(QPen(theme.color(tone), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.drawPolyline(dots)
        p.setPen(QPen(theme.color("ink"), 1.6))
        p.setBrush(theme.color("select"))
        for dot in dots:
            p.drawEllipse(dot, 4.5, 4.5)
        if len(trail) > 1:
            words = self._words_of(math.dist(trail[0], trail[1]))
            draw_tag(p, self.host, dots[-1] + QPointF(14, -14), words)
