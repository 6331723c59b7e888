"""Comments on the map: a sign where each lies; a click on one chooses it."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.app.review.pins import Pinned
from sbd_tool.domain.threads import Status
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.clicked_signs import ClickedSigns
from sbd_tool.gui.map.tool_base import Drafts, ToolHost
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.review.signs import comment_sign
from sbd_tool.gui.panels.review.state import ReviewState

RADIUS_PX: Final = 11.0
STEM_PX: Final = 19.0
STEP_PX: Final = 24.0


class ReviewPins(ClickedSigns):
    """Draws the comments over the map.

    Args:
        state: The comments.
        canvas: The map.
    """

    def __init__(self, state: ReviewState, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._state = state
        for signal in (state.changed, state.picked):
            signal.connect(canvas.update)

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw in screen pixels: settled comments first, so that open ones lie on top."""
        del drafts
        order = list(Status)
        found = sorted(self._placed(host.view), key=lambda one: -order.index(_status(one[0])))
        for pinned, c in found:
            self._draw(p, host, pinned, c)

    def _draw(self, p: QPainter, host: ToolHost, pinned: Pinned, c: QPointF) -> None:
        theme = host.theme
        is_chosen = pinned.thread.id == self._state.chosen
        p.setOpacity(0.55 if pinned.is_elsewhere else 1.0)
        if is_chosen:
            p.setPen(QPen(theme.color("ink"), 1.2))
            p.setBrush(theme.color("select"))
            p.drawEllipse(c, RADIUS_PX + 6, RADIUS_PX + 6)
        if pinned.is_gone:
            p.setPen(QPen(theme.color("ink"), 1.4, Qt.PenStyle.DashLine))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawEllipse(c, RADIUS_PX + 4, RADIUS_PX + 4)
        comment_sign(p, theme, c, RADIUS_PX, _status(pinned), str(pinned.number))
        p.setOpacity(1.0)

    def _placed(self, view: View) -> Iterator[tuple[Pinned, QPointF]]:
        """Where each sign stands; those of one place stand side by side."""
        taken: dict[tuple[int, int], int] = {}
        for pinned in self._state.shown:
            if pinned.place is None:
                continue
            at = view.to_screen(*pinned.place)
            spot = round(at.x() / STEP_PX), round(at.y() / STEP_PX)
            count = taken.get(spot, 0)
            taken[spot] = count + 1
            yield pinned, QPointF(at.x() + count * STEP_PX, at.y() - STEM_PX)

    def _pick(self, name: str) -> None:
        self._state.pick(name, is_shown_on_map=False)

    def _under(self, at: QPointF) -> str:
        reach = RADIUS_PX + 2
        for pinned, c in self._placed(self._canvas.view):
            if abs(at.x() - c.x()) <= reach and abs(at.y() - c.y()) <= reach:
                return pinned.thread.id
        return ""


def _status(pinned: Pinned) -> Status:
    return pinned.thread.status
