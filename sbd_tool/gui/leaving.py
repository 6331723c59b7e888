"""Before unsaved work would be let go: asked in a bar that waits, never in a box that blocks."""

from collections.abc import Callable

from sbd_tool.gui.desk import Desk
from sbd_tool.gui.problem_view import Banner, BannerSlot


class Leaving:
    """Asks before a project with unsaved changes is left.

    Args:
        desk: Holds the project.
        banners: Gives the place where the question is asked.
        save_then: Saves, asking where if need be, and goes on when that worked.
    """

    def __init__(
        self,
        desk: Desk,
        banners: Callable[[], BannerSlot],
        save_then: Callable[[Callable[[], None]], None],
    ) -> None:
        self.desk, self._banners, self._save_then = desk, banners, save_then
        self._asked: Banner | None = None

    def before(self, go: Callable[[], None]) -> None:
        """Go on at once when nothing can be lost, else ask first."""
        if not self.desk.bench.is_dirty:
            go()
            return
        look, slot = self.desk.look, self._banners()
        if self._asked is not None:
            slot.close_banner(self._asked)
        project = self.desk.project
        title = project.title if project is not None and project.title else look.say("untitled")
        self._asked = slot.ask(
            "warn",
            look.say("leave.title", title=title),
            look.say("leave.detail"),
            [
                (look.say("action.save"), lambda: self._save_then(go)),
                (look.say("leave.discard"), go),
            ],
            is_urgent=True,
        )
