"""Photos into a project file, without a window: each is journalled before it is called saved."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import Clock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.photos.taking import Intake, Taken, read_one
from sbd_tool.app.project_edit import open_to_edit
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.formats.dropped import sort_out
from sbd_tool.formats.refused import HEIC

SAVED_EACH_BYTES: Final = 256 * 1024 * 1024
"""Pictures after which the file itself is written: a journal of more is slow to take up."""


def photo_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The photos among files and in folders, in order of their names.

    Photos of a form that is not read are among them, so that each is refused in words.

    Raises:
        InputError: There is none.
    """
    sorted_out = sort_out(paths)
    unread = [path for path, _ in sorted_out.left if path.name.casefold().endswith(HEIC)]
    found = [*sorted_out.photos, *unread]
    if not found:
        raise InputError(text("photo.none_found"), text("photo.none_found.hint"))
    return tuple(found)


def add_photos(
    path: Path,
    files: Sequence[Path],
    *,
    author: str = "",
    clock: Clock | None = None,
    saved: Callable[[str], None] = lambda _name: None,
    progress: Progress = SILENT,
) -> Taken:
    """Add photos to a project file.

    Args:
        path: The project.
        files: JPEG and PNG files.
        author: Who adds them.
        clock: Gives the time.
        saved: Told the name of each photo once it would survive a power cut.
        progress: Told how far the work is; may raise ``Cancelled``: what was called saved stays.

    Raises:
        ProjectFileError: The project cannot be opened or saved, or a photo cannot be kept.
    """
    session, around = open_to_edit(path, author=author, clock=clock)
    intake = Intake(session.project, lambda: around.stamp(Evidence.SEEN), around.by())
    waiting = 0
    try:
        for number, file in enumerate(files):
            progress.advance(number / len(files), literal(file.name))
            waiting += _take(session, intake, file, saved)
            if waiting > SAVED_EACH_BYTES:
                session.save()
                waiting = 0
    finally:
        if session.is_dirty:
            session.save()
        session.close()
    return intake.taken


def _take(session: Session, intake: Intake, file: Path, saved: Callable[[str], None]) -> int:
    """Take one photo; how many bytes it brought."""
    try:
        read = read_one(file, intake.known)
        command = intake.command(read)
    except SbdError as error:
        intake.refused(error)
        return 0
    if command is None:
        return 0
    session.do(command)
    if session.journal_failure is not None:
        raise session.journal_failure
    intake.kept(read, command)
    saved(file.name)
    return len(read.file.content)


def change(
    path: Path,
    author: str,
    command: Callable[[Project, Surroundings], Command],
    clock: Clock | None = None,
) -> Text:
    """Do one thing to a project file and save it.

    Returns:
        What was done.

    Raises:
        SbdError: It cannot be done; the file stays as it is.
    """
    session, around = open_to_edit(path, author=author, clock=clock)
    try:
        made = command(session.project, around)
        session.do(made)
        session.save()
    finally:
        session.close()
    return made.label
