"""Runs jobs on threads; polls them from the window's thread, so no signal crosses threads."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from sbd_tool.app.jobs import Job, JobReading, Ticket
from sbd_tool.domain.errors import Cancelled
from sbd_tool.domain.text import Text

R = TypeVar("R")
POLL_MS: Final = 30


@dataclass(eq=False, slots=True)
class _Running:
    job: Job[Any]
    ticket: Ticket
    future: Future[Any]


class QtJobRunner(QObject):
    """One per application. Owns every worker; outlives every widget."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, workers: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="sbd-job")
        self._running: list[_Running] = []
        self._held: list[tuple[Job[Any], Ticket]] = []  # until no urgent job runs
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def is_busy(self) -> bool:
        """Whether any job is on its way."""
        return bool(self._running or self._held)

    def start(self, job: Job[R]) -> Ticket:
        """Queue the job; its callbacks run here, in the window's thread."""
        for older in self._running:
            if job.key and older.job.key == job.key:
                older.ticket.cancel()
        for held, waiting in self._held:
            if job.key and held.key == job.key:
                waiting.cancel()
        ticket = Ticket()
        if job.is_urgent or not self._has_urgent:
            self._submit(job, ticket)
        else:
            self._held.append((job, ticket))
        self._timer.start()
        self.changed.emit()
        return ticket

    @property
    def _has_urgent(self) -> bool:
        return any(one.job.is_urgent and not one.ticket.is_cancelled for one in self._running)

    def _submit(self, job: Job[Any], ticket: Ticket) -> None:
        self._running.append(_Running(job, ticket, self._pool.submit(job.task, ticket)))

    def readings(self) -> list[tuple[Text, JobReading, Ticket]]:
        """One line per job that still matters, oldest first, for the status bar."""
        wanted = [r for r in self._running if not r.ticket.is_cancelled]
        return [(r.job.title, r.ticket.read(), r.ticket) for r in wanted]

    def shutdown(self) -> None:
        """Ask every job to stop and wait; call before the application quits."""
        for running in self._running:
            running.ticket.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._timer.stop()
        self._running.clear()
        self._held.clear()

    def _poll(self) -> None:
        # One delivery a tick: a callback that raises must not swallow the next job's.
        finished = next((r for r in self._running if r.future.done()), None)
        if finished is not None:
            self._running.remove(finished)
        if not self._has_urgent:
            for job, ticket in self._held:
                if not ticket.is_cancelled:
                    self._submit(job, ticket)
            self._held.clear()
        if not self._running:
            self._timer.stop()
        self.changed.emit()
        if finished is not None:
            self._deliver(finished)

    def _deliver(self, running: _Running) -> None:
        if running.ticket.is_cancelled or running.future.cancelled():
            return
        error = running.future.exception()
        if isinstance(error, Cancelled):
            return
        if error is None:
            running.job.on_done(running.future.result())
        elif isinstance(error, Exception):
            running.job.on_failed(error)
        else:
            raise error
