"""A project file opened for one edit: saved where it succeeds, closed in any case."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sbd_tool.app.clock import Clock, RandomIds, SystemClock
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.formats.project_store import FolderStore


@contextmanager
def opened_to_edit(
    path: Path, *, author: str = "", clock: Clock | None = None
) -> Iterator[tuple[Session, Surroundings]]:
    """Open a project file; what was done in it is saved when the block ends without an error.

    Args:
        path: The project file.
        author: Who edits.
        clock: Gives the time; None means that of the machine.

    Yields:
        The session, and what it needs from outside.

    Raises:
        ProjectFileError: The file cannot be opened or saved; it stays as it is.
    """
    around = Surroundings(
        clock=clock or SystemClock(), ids=RandomIds(), store=FolderStore(), author=author
    )
    session = Session.opened(path, around)
    try:
        yield session, around
        if session.is_dirty:
            session.save()
    finally:
        session.close()
