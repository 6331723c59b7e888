"""The ring while something is dragged or drawn: looked for again as soon as the last look ends."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter

from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import Rings
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.tool_base import Drafts, ToolHost

MOST_DRAFTS: Final = 200
"""Of more objects dragged together the ring is told when they are let go."""
_KEY: Final = "ring_live"
State = tuple[Project, str, tuple[tuple[str, bytes], ...]]


class LiveRing:
    """Follows what the tool in hand has half done; the pointer never waits for it.

    Args:
        desk: The project, and what is in hand.
        canvas: The map; its tool says what is half done.
        wish: Option and state that are shown.
        changed: Told when other rings are there, or none.
    """

    def __init__(
        self,
        desk: Desk,
        canvas: MapCanvas,
        wish: Callable[[], ListWish],
        changed: Callable[[], None],
    ) -> None:
        self.desk, self.canvas = desk, canvas
        self.rings: Rings | None = None
        self._wish, self._changed = wish, changed
        self._wanted: State | None = None
        self._last: State | None = None
        self._drafts: Drafts = {}
        self._is_looking = self._is_left = False
        canvas.overlays = (*canvas.overlays, self)

    @property
    def is_looking(self) -> bool:
        """Whether a look is under way."""
        return self._is_looking

    @property
    def is_held(self) -> bool:
        """Whether something is half done now."""
        return bool(self._drafts)

    @property
    def moving(self) -> frozenset[str]:
        """Ids of what is dragged now; empty where it is let go."""
        return frozenset(self._drafts) if self.rings is not None else frozenset()

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draws nothing; takes note of what is half done, and starts work after the frame."""
        del p, host
        wanted = self._state(drafts)
        is_over = wanted is None and not self._drafts
        if is_over or _is_same(wanted, self._wanted):
            return
        self._wanted, self._drafts = wanted, {} if wanted is None else dict(drafts)
        QTimer.singleShot(0, self._follow)

    def rest(self) -> None:
        """The list is of what stands: nothing has to be told before it any more."""
        self._wanted = self._last = None
        self._show(None)

    def leave(self) -> None:
        """Follow no longer."""
        self._is_left = True
        self.canvas.overlays = tuple(one for one in self.canvas.overlays if one is not self)

    def _state(self, drafts: Drafts) -> State | None:
        project = self.desk.project
        if project is None or not project.square or not 0 < len(drafts) <= MOST_DRAFTS:
            return None
        kind = self.desk.armed_kind or ""
        shapes = tuple((name, shape.wkb) for name, shape in drafts.items() if name or kind)
        return (project, kind, shapes) if shapes else None

    def _follow(self) -> None:
        if self._is_left or self._is_looking:
            return
        if self._wanted is None:
            dropped = self._dropped()
            if dropped is None:
                self._show(None)
                return
            self._wanted = dropped
        self._is_looking = True
        wanted, drafts = self._wanted, self._drafts
        project, kind, _ = self._last = wanted
        rules, wish = self.desk.rules, self._wish()

        def task(progress: Progress) -> Rings:
            from sbd_tool.app.half_done import let_go
            from sbd_tool.app.ring_listing import find_rings

            return find_rings(let_go(project, drafts, kind), rules, wish, progress)

        def ended(rings: Rings | None) -> None:
            self._is_looking = False
            if self._wanted is not None and not self._is_left:
                self._show(rings)
            if self._wanted is not wanted:
                self._follow()

        # A shape that cannot stand (yet) is refused when it is let go; meanwhile nothing is told.
        self.desk.run(text("ring.live_job"), task, ended, lambda _error: ended(None), key=_KEY)

    def _dropped(self) -> State | None:
        """What stands now, where something was let go in another place; None where it went back."""
        project = self.desk.project
        if project is None or self._last is None or self._last[0] is project:
            return None
        return project, "", ()

    def _show(self, rings: Rings | None) -> None:
        if rings is not self.rings:
            self.rings = rings
            self._changed()


def _is_same(one: State | None, other: State | None) -> bool:
    if one is None or other is None:
        return one is other
    return one[0] is other[0] and one[1:] == other[1:]
