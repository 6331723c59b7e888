"""A direction taken from a drawn edge: parallel to it, then square to it, then free again."""

from dataclasses import replace

import numpy as np
from PySide6.QtGui import QPainter

from sbd_tool.domain.edits.constraints import direction_deg
from sbd_tool.domain.edits.segments import feet
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.gui.map.drafting.aids import DrawingAids
from sbd_tool.gui.map.drafting.snaps import SNAP_PX
from sbd_tool.gui.map.editing.ghosts import draw_guide
from sbd_tool.gui.map.tool_base import ToolHost

SQUARE_DEG = 90.0


class DirectionLock:
    """Holds the direction of an edge for the next leg.

    Args:
        host: The canvas.
    """

    def __init__(self, host: ToolHost) -> None:
        self._host = host
        self._edge: tuple[XY, XY] | None = None
        self._turn_deg = 0.0

    @property
    def is_set(self) -> bool:
        """Whether the next leg runs in a given direction."""
        return self._edge is not None

    def take(self, at: XY) -> None:
        """Parallel to the edge under the pointer; again: square to it; again: free."""
        if self._edge is not None:
            if self._turn_deg:
                self.clear()
            else:
                self._turn_deg = SQUARE_DEG
            return
        self._edge, self._turn_deg = self._edge_at(at), 0.0

    def clear(self) -> None:
        """Free again."""
        self._edge, self._turn_deg = None, 0.0

    def over(self, aids: DrawingAids) -> DrawingAids:
        """The aids with this direction laid over them."""
        if self._edge is None:
            return aids
        direction = direction_deg(*self._edge) + self._turn_deg
        return replace(aids, direction_deg=direction, is_tracing=False)

    def paint(self, p: QPainter) -> None:
        """The edge the direction was taken from."""
        if self._edge is not None:
            draw_guide(p, self._host, *self._edge)

    def _edge_at(self, at: XY) -> tuple[XY, XY] | None:
        host = self._host
        if host.snaps is None:
            return None
        reach = 2 * SNAP_PX * host.view.m_per_px
        window = at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach
        host.snaps.refresh(host.view)
        edges, _ = host.snaps.index.segments_in(*window)
        if not len(edges):
            return None
        away = np.hypot(*(feet(edges, np.array(at))[0] - np.array(at)).T)
        row = int(away.argmin())
        if away[row] > reach:
            return None
        x0, y0, x1, y1 = (float(value) for value in edges[row])
        return (x0, y0), (x1, y1)
