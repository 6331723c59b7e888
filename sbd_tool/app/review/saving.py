"""Threads of a project file: changed, and the file saved; the road of the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import Clock, SystemClock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings

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
    with opened_to_edit(path, author=author, clock=clock) as (session, around):
        made = command(session, around)
        if made is not None:
            session.do(made)
