"""A set of a search made an option of a project file, and the file saved."""

from pathlib import Path
from typing import Final

from sbd_tool.app.best_sets.accepting import accept_set, option_key, set_of
from sbd_tool.app.clock import Clock, SystemClock
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.domain.best_sets import BestSets

_SYSTEM_CLOCK: Final[Clock] = SystemClock()


def accept_and_save(
    path: Path, found: BestSets, number: int, *, author: str = "", clock: Clock = _SYSTEM_CLOCK
) -> str:
    """Make a set a new option of a project file and save it.

    Args:
        path: The project file the search was made for.
        found: The search.
        number: Number of the set, from 1.
        author: Who accepts it.
        clock: Gives the time.

    Returns:
        Key of the option.

    Raises:
        InputError: There is no such set.
        ProjectFileError: The file cannot be opened or saved.
    """
    chosen = set_of(found, number)
    with opened_to_edit(path, author=author, clock=clock) as (session, around):
        key = option_key(session.project)
        session.do(accept_set(found, chosen, session.project, key, around.by()))
    return key
