"""Threads of a project file: changed, and the file saved; the road of the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import Clock, RandomIds, SystemClock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.formats.project_store import FolderStore

_SYSTEM_CLOCK: Final[Clock] = SystemClock()


def change_and_save(
    path: Path,
    command: Callable[[Session, Surroundings], Command | None],
    *,
    author: str = "",
    clock: Clock = _SYSTEM_CLOCK,
) -> None:
    """Do one step in a project file and save it; None changes nothing.

    Raises:
        InputError: The step is refused; nothing is changed.
        ProjectFileError: The file cannot be opened or saved.
    """
    around = Surroundings(clock=clock, ids=RandomIds(), store=FolderStore(), author=author)
    session = Session.opened(path, around)
    try:
        made = command(session, around)
        if made is not None:
            session.do(made)
            session.save()
    finally:
        session.close()
