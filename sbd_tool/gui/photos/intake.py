"""Photos into the open project: read by a worker, kept one by one as steps that survive a crash."""

import queue
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from sbd_tool.app.jobs import Ticket
from sbd_tool.app.photos.taking import Intake, ReadPhoto, Taken, read_one
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.desk import Desk

TICK_MS: Final = 10
PATIENCE_S: Final = 0.1
AHEAD: Final = 2
Found = ReadPhoto | SbdError


class PhotoIntake(QObject):
    """One import on its way.

    The worker reads no more than two photos ahead, so that its progress is that of what is kept.

    Args:
        desk: Where steps are taken.
        paths: JPEG and PNG files.
        done: Told how it went, also when it was stopped on the way.
    """

    def __init__(self, desk: Desk, paths: Sequence[Path], done: Callable[[Taken], None]) -> None:
        super().__init__(desk)
        project = desk.whole
        if project is None:
            raise RuntimeError("there is no open project to take photos into")
        self._desk, self._paths, self._done = desk, tuple(paths), done
        self._project_id = project.id
        self._intake = Intake(project, desk.new_stamp, desk.by())
        self._read: queue.Queue[Found] = queue.Queue(AHEAD)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._keep_one)
        self._is_read = False
        self._ticket: Ticket | None = None

    def start(self) -> None:
        """Begin; the job shows in the status bar and can be cancelled there."""
        self._timer.start()
        self._ticket = self._desk.run(
            text("gui.job.photos", count=len(self._paths)), self._work, self._all_read, self._failed
        )

    def _work(self, progress: Progress) -> None:
        for number, path in enumerate(self._paths):
            at = number / len(self._paths)
            progress.advance(at, literal(path.name))
            found: Found
            try:
                found = read_one(path, self._intake.known)
            except SbdError as error:
                found = error
            self._hand_over(found, progress, at)
        while not self._read.empty():
            self._wait(progress)

    def _hand_over(self, found: Found, progress: Progress, at: float) -> None:
        while True:
            try:
                self._read.put(found, timeout=PATIENCE_S)
            except queue.Full:
                progress.advance(at)  # raises when somebody asked to stop
            else:
                return

    def _wait(self, progress: Progress) -> None:
        with self._read.not_full:
            self._read.not_full.wait(PATIENCE_S)
        progress.advance(1.0)

    def _all_read(self, _nothing: None) -> None:
        self._is_read = True

    def _failed(self, error: Exception) -> None:
        self._desk.report(error)
        self._is_read = True

    def _keep_one(self) -> None:
        project = self._desk.whole
        is_gone = project is None or project.id != self._project_id
        is_stopped = self._ticket is not None and self._ticket.is_cancelled
        if is_gone or is_stopped:
            self._end()
            return
        try:
            found = self._read.get_nowait()
        except queue.Empty:
            if self._is_read:
                self._end()
            return
        self._keep(found)

    def _keep(self, found: Found) -> None:
        if isinstance(found, SbdError):
            self._refuse(found)
            return
        try:
            command = self._intake.command(found)
        except SbdError as error:
            self._refuse(error)
            return
        if command is not None and self._desk.do(command):
            self._intake.kept(found, command)

    def _refuse(self, error: SbdError) -> None:
        self._intake.refused(error)
        self._desk.report(error)

    def _end(self) -> None:
        self._timer.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        self._done(self._intake.taken)
        self.deleteLater()


def take_photos(desk: Desk, paths: Sequence[Path]) -> PhotoIntake | None:
    """Take photos into the open project; the first of them is chosen when all are there."""
    if desk.project is None or not paths:
        return None

    def done(taken: Taken) -> None:
        if desk.project is None:
            return
        if taken.added:
            desk.choose(taken.added[:1])
        words = [desk.look.word(one) for one in taken.sentences()]
        desk.told.emit(literal(" ".join(words)))

    intake = PhotoIntake(desk, paths, done)
    intake.start()
    return intake
