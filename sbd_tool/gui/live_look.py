"""Keeps sight ready for the look tool: prepared behind the window, again after each change."""

from typing import TYPE_CHECKING, Final

from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.look_tool import MOST_HIDERS, LookTool, Seen
from sbd_tool.gui.map.tools import ToolHost
from sbd_tool.gui.panels.indicator_page import object_name

if TYPE_CHECKING:
    from sbd_tool.app.sight import LiveSight

_KEY: Final = "live_sight"


def live_look(desk: Desk) -> "LiveLook":
    """The one that belongs to a desk."""
    if not isinstance(desk.live_sight, LiveLook):
        desk.live_sight = LiveLook(desk)
    return desk.live_sight


class LiveLook:
    """Sight of the project on the desk, and what the look tool says about it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ready: tuple[Project, LiveSight] | None = None
        self._tool: LookTool | None = None

    def tool(self, host: ToolHost) -> LookTool:
        """A look tool; it sees as soon as sight is ready."""
        self._tool = LookTool(host, self._told)
        self.refresh()
        return self._tool

    def lay_down(self) -> None:
        """Another tool is in hand."""
        self._tool = None

    def refresh(self) -> None:
        """Prepare sight of the project as it stands, if the look tool is in hand."""
        tool, project = self._tool, self._desk.project
        if tool is None:
            return
        if self._ready is not None and self._ready[0] is project:
            tool.take(self._ready[1].at)
            return
        tool.take(None)
        if project is not None and project.square:
            self._prepare(project)

    def _prepare(self, project: Project) -> None:
        rules = self._desk.rules

        def task(progress: Progress) -> "LiveSight":
            from sbd_tool.app.sight import live_sight, warm_up

            progress.advance(0.0)
            found = live_sight(project, rules)
            progress.advance(0.5)
            warm_up()  # the numerics are loaded here, not under the pointer
            return found

        def done(found: "LiveSight") -> None:
            if self._desk.project is project:
                self._ready = (project, found)
                self.refresh()

        self._desk.run(text("sight.job_live"), task, done, key=_KEY)

    def _told(self, seen: Seen | None) -> tuple[str, ...]:
        look, is_ready = self._desk.look, self._tool is not None and self._tool.is_ready
        if seen is None:
            project = self._desk.project
            if is_ready:
                return (look.words_of("sight.look_inside"),)
            has_square = project is not None and bool(project.square)
            return (look.words_of("sight.look_waits" if has_square else "sight.look_no_square"),)
        named = [object_name(self._desk, name) for name in seen.hidden_by[:MOST_HIDERS]]
        lines = [
            look.words_of(
                "sight.look_area",
                area=Quantity(seen.area_m2, "m²"),
                perimeter=Quantity(seen.perimeter_m, "m"),
            ),
            look.words_of(
                "sight.look_edges",
                hidden=Quantity(seen.occlusivity_m, "m"),
                longest=Quantity(seen.longest_view_m, "m"),
                drift=Quantity(seen.drift_m, "m"),
            ),
        ]
        if named:
            names = " · ".join(dict.fromkeys(named))
            lines.append(look.words_of("sight.look_ended", names=names))
        return tuple(lines)
