"""The brief of a project file: conditions written or crossed out, and the file saved."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import Clock, RandomIds, SystemClock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.conditions.writing import conditions_of, cross_out, write_condition
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.rules import load_rules
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.conditions import BlankValue

_SYSTEM_CLOCK: Final[Clock] = SystemClock()


def write_and_save(
    path: Path,
    kind: str,
    blanks: Mapping[str, BlankValue],
    *,
    author: str = "",
    clock: Clock = _SYSTEM_CLOCK,
) -> str:
    """Add a condition to a project file and save it.

    Args:
        path: The project file.
        kind: Key of a kind of condition.
        blanks: What fills its blanks.
        author: Who writes it.
        clock: Gives the time.

    Returns:
        Id of the condition.

    Raises:
        InputError: The sentence cannot be filled in so; nothing is changed.
        ProjectFileError: The file cannot be opened or saved.
    """
    new_id = RandomIds().new_id()

    def command(session: Session, around: Surroundings) -> Command:
        rubric = load_rules(session.project).rubric
        return write_condition(session.project, kind, blanks, new_id, rubric, around.by())

    _change(path, command, author, clock)
    return new_id


def cross_out_and_save(
    path: Path, asked: str, *, author: str = "", clock: Clock = _SYSTEM_CLOCK
) -> None:
    """Take a condition, by its running number in the brief or its id, out of a project file.

    Raises:
        InputError: There is no such condition.
        ProjectFileError: The file cannot be opened or saved.
    """

    def command(session: Session, around: Surroundings) -> Command:
        ids = [one.id for one in conditions_of(session.project)]
        is_number = asked.isdecimal() and asked not in ids and 1 <= int(asked) <= len(ids)
        meant = ids[int(asked) - 1] if is_number else asked
        return cross_out(session.project, meant, around.by())

    _change(path, command, author, clock)


def _change(
    path: Path, command: Callable[[Session, Surroundings], Command], author: str, clock: Clock
) -> None:
    with opened_to_edit(path, author=author, clock=clock) as (session, around):
        session.do(command(session, around))
