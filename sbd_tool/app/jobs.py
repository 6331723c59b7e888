"""Long work, described without a toolkit: a task, a way to stop, one outcome."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sbd_tool.domain.errors import Cancelled
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import Text

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class JobReading:
    """What a progress bar needs to know, at one instant."""

    fraction: float = 0.0
    note: Text | None = None


class Ticket:
    """Shared by worker and watcher. The worker writes, the watcher polls."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reading = JobReading()
        self._stop = threading.Event()

    def advance(self, fraction: float, note: Text | None = None) -> None:
        """Record progress; the `Progress` that analyses see. Raises `Cancelled` when asked to."""
        if self._stop.is_set():
            raise Cancelled
        with self._lock:
            self._reading = JobReading(min(max(fraction, 0.0), 1.0), note or self._reading.note)

    def cancel(self) -> None:
        """Ask the worker to stop at its next `advance`."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether someone asked; a result that still arrives is dropped."""
        return self._stop.is_set()

    def read(self) -> JobReading:
        """Latest reading, from any thread."""
        with self._lock:
            return self._reading


@dataclass(frozen=True, slots=True)
class Job(Generic[R]):
    """Work with one outcome.

    Attributes:
        title: What the status bar says.
        task: The work; it is told where to report and is stopped there.
        on_done: Called with the result, always in the thread that started the job.
        on_failed: Called with the failure, in that thread too; a cancelled job calls neither.
        key: Jobs of one key follow each other: a newer one cancels the older. "" never cancels.
        is_urgent: Somebody waits for it: what is started after it begins when it has ended.
    """

    title: Text
    task: Callable[[Progress], R]
    on_done: Callable[[R], None]
    on_failed: Callable[[Exception], None]
    key: str = ""
    is_urgent: bool = False


class JobRunner(Protocol):
    """Where work runs is the caller's choice; how it ends is always the same."""

    def start(self, job: Job[R]) -> Ticket:
        """Start and return at once (or, inline, when finished)."""
        ...


class InlineRunner:
    """Runs at once, in this thread: for the command line and for nearly every test."""

    def start(self, job: Job[R]) -> Ticket:
        """Run to the end, call back, return the spent ticket."""
        ticket = Ticket()
        try:
            result = job.task(ticket)
        except Cancelled:
            return ticket
        except Exception as error:  # noqa: BLE001 - the boundary where failures become words
            job.on_failed(error)
        else:
            if not ticket.is_cancelled:
                job.on_done(result)
        return ticket
