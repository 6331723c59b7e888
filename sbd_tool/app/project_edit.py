"""A project file opened for one edit: saved where it succeeds, closed in any case."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sbd_tool.app.clock import Clock, RandomIds, SystemClock
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.errors import ProjectFileError
from sbd_tool.domain.text import literal, text
from sbd_tool.formats.project_store import FolderStore


def open_to_edit(
    path: Path, *, author: str = "", clock: Clock | None = None
) -> tuple[Session, Surroundings]:
    """Open a project file to change it without a window.

    Edits that a killed session left unsaved are taken up and saved first, as a step of its own
    in the log: what comes next may fail, and saving over them would strand them.

    Args:
        path: The project file.
        author: Who edits.
        clock: Gives the time; None means that of the machine.

    Raises:
        ProjectFileError: The file cannot be opened or saved, or somebody else has it open; it
            stays as it is.
    """
    around = Surroundings(
        clock=clock or SystemClock(), ids=RandomIds(), store=FolderStore(), author=author
    )
    session = Session.opened(path, around)
    try:
        _refuse_read_only(session, path)
        if session.recovery is not None:
            session.recover()
            session.save()
    except BaseException:
        session.leave()
        raise
    return session, around


def _refuse_read_only(session: Session, path: Path) -> None:
    """Before any work, and in words that suit somebody without a window."""
    if not session.is_read_only:
        return
    holder = session.holder
    if holder is None:
        what = text("editing.read_only", file=literal(path.name))
        raise ProjectFileError(what, text("editing.read_only.hint"), path.name)
    what = text(
        "editing.held",
        file=literal(path.name),
        who=literal(holder.who) if holder.who else text("app.somebody"),
        host=literal(holder.host),
    )
    raise ProjectFileError(what, text("editing.held.hint"), path.name)


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
        ProjectFileError: The file cannot be opened or saved, or somebody else has it open; it
            stays as it is.
    """
    session, around = open_to_edit(path, author=author, clock=clock)
    try:
        yield session, around
        if session.is_dirty:
            session.save()
    finally:
        session.close()
