"""Where the map has been: back to the last view and forth to the next."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from sbd_tool.gui.map.surface import MapSurface
from sbd_tool.gui.map.viewport import View

SETTLED_MS: Final = 350  # a wheel turn or a drag is one view, not forty
MOST: Final = 100


class ViewTrail(QObject):
    """Remembers views of a map that stood still for a moment."""

    def __init__(self, surface: MapSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._views: list[View] = []
        self._at = -1
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SETTLED_MS)
        self._rest.timeout.connect(self.keep)
        surface.view_changed.connect(self._rest.start)

    def forget(self) -> None:
        """Another project: its views begin anew."""
        self._views, self._at = [], -1

    def keep(self) -> None:
        """Remember the view as it is now, unless it is the current one."""
        view = self._surface.view
        if self._at >= 0 and _is_same(self._views[self._at], view):
            return
        self._views = [*self._views[: self._at + 1], view][-MOST:]
        self._at = len(self._views) - 1

    def step(self, by: int) -> None:
        """Go to the last (-1) or next (1) view."""
        if self._rest.isActive():
            self._rest.stop()
            self.keep()
        to = self._at + by
        if 0 <= to < len(self._views):
            self._at = to
            self._surface.set_view(self._views[to])
            self._rest.stop()


def _is_same(one: View, other: View) -> bool:
    return (one.x_m, one.y_m, one.m_per_px) == (other.x_m, other.y_m, other.m_per_px)
