"""Progress of one job inside a panel, with a button that stops it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from sbd_tool.app.jobs import Ticket
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import button, row

POLL_MS: Final = 60
FULL: Final = 1000


class JobRow(QWidget):
    """Shown while a job runs.

    Args:
        look: Words and theme.
        on_cancelled: Called once when the job was stopped, here or in the status bar.
    """

    def __init__(self, look: Look, on_cancelled: Callable[[], None]) -> None:
        super().__init__()
        self._ticket: Ticket | None = None
        self._on_cancelled = on_cancelled
        self.bar = QProgressBar()
        self.bar.setObjectName("closure_progress")
        self.bar.setAccessibleName(look.words_of("ring.progress"))
        self.bar.setTextVisible(False)
        self.bar.setRange(0, FULL)
        self.cancel = button(look.theme, look.words_of("ring.cancel"), "closure_cancel", sign="x")
        self.cancel.clicked.connect(self.stop)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        shown = row(self.bar, self.cancel, spacing=10)
        shown.setStretch(0, 1)
        self.setLayout(shown)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether a job is being watched."""
        return self._ticket is not None

    def watch(self, ticket: Ticket) -> None:
        """Show the progress of a job until it is done."""
        self._ticket = ticket
        self.bar.setValue(0)
        self._timer.start()
        self.show()

    def done(self) -> None:
        """The job is over."""
        self._ticket = None
        self._timer.stop()
        self.hide()

    def stop(self) -> None:
        """Ask the job to stop."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._poll()

    def _poll(self) -> None:
        if self._ticket is None:
            return
        if self._ticket.is_cancelled:
            self.done()
            self._on_cancelled()
            return
        self.bar.setValue(round(self._ticket.read().fraction * FULL))
