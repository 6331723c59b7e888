"""Progress of the work on speeds, whoever started it, with a button that stops it."""

from collections.abc import Callable

from sbd_tool.app.jobs import Ticket
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.ring.job_row import JobRow


class SpeedJob(JobRow):
    """Shown while speeds are worked out.

    Args:
        look: Words and theme.
        on_stopped: Called once when the work was stopped, here, in the status bar or by a change.
    """

    def __init__(self, look: Look, on_stopped: Callable[[], None]) -> None:
        super().__init__(look, on_stopped)
        self.bar.setObjectName("speeds_progress")
        self.bar.setAccessibleName(look.words_of("speeds.progress"))
        self.cancel.setObjectName("speeds_cancel")
        self.cancel.setText(look.words_of("speeds.cancel"))
        self.cancel.setAccessibleName(look.words_of("speeds.cancel"))
        self._watched: Ticket | None = None

    def follow(self, ticket: Ticket | None) -> None:
        """Watch the work that runs now, or none."""
        if ticket is None:
            if self.is_running:
                self.done()
        elif not self.is_running or ticket is not self._watched:
            self.watch(ticket)
        self._watched = ticket
