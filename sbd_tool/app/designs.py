"""Beginning and changing options and states from outside a window, and what objects do in them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import Clock, SystemClock
from sbd_tool.app.commands import (
    AddTimeState,
    By,
    Command,
    DuplicateTimeState,
    SetInPlace,
)
from sbd_tool.app.commands.together import Together
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.domain.deployment import OPEN, is_operable
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import BASE_OPTION
from sbd_tool.domain.project import Project, TimeState
from sbd_tool.domain.state_templates import StateTemplate
from sbd_tool.domain.text import text
from sbd_tool.formats.state_templates import read_state_templates

SYSTEM_CLOCK: Final[Clock] = SystemClock()
Make = Callable[[Project, Rules, By], Command]


def edit_project(
    path: Path, make: Make, *, author: str = "", clock: Clock = SYSTEM_CLOCK
) -> Project:
    """Apply one command to a project file and save it.

    Args:
        path: The project file.
        make: Makes the command for the project as it is.
        author: Who gives it.
        clock: Gives the time.

    Raises:
        SbdError: The command cannot be applied, or the file cannot be opened or saved.
    """
    with opened_to_edit(path, author=author, clock=clock) as (session, around):
        rules = load_rules(session.project)
        session.do(make(session.project, rules, around.by()))
    return session.project


def state_templates() -> tuple[StateTemplate, ...]:
    """The shipped templates of states."""
    return read_state_templates()


def template_of(key: str) -> StateTemplate:
    """The template of that key.

    Raises:
        InputError: There is none; the hint names those there are.
    """
    known = {one.key: one for one in read_state_templates()}
    if key not in known:
        raise InputError(
            text("states.no_template"), text("domain.known_keys", keys=", ".join(known)), key
        )
    return known[key]


def free_key(wanted: str, taken: Iterable[str]) -> str:
    """The wanted key, or the first of it with a number that is free.

    Examples:
        >>> free_key("market", ["ordinary", "market"])
        'market-2'
    """
    known, number, key = set(taken), 2, wanted
    while key in known:
        key, number = f"{wanted}-{number}", number + 1
    return key


def new_state(
    project: Project,
    rules: Rules,
    state: TimeState,
    *,
    like: str = "",
    opens: bool = False,
    by: By,
) -> Command:
    """The command that begins a state.

    Args:
        project: Where it begins.
        rules: Catalogue: which kinds can be opened.
        state: The new state.
        like: Key of the state it starts as a double of; "" starts as the ordinary one.
        opens: Whether everything that can be opened starts open in it, in every option.
        by: Who begins it.
    """
    first: Command = AddTimeState(time_state=state, by=by)
    if like and like != project.time_states[0].key:
        first = DuplicateTimeState(source=like, time_state=state, by=by)
    opened = operable(project, rules) if opens else ()
    if not opened:
        return first
    values = {OPEN: True}
    then = SetInPlace(
        targets=opened, option=BASE_OPTION, time_state=state.key, values=dict(values), by=by
    )
    return Together(commands=(first, then), label=first.label, by=by)


def operable(project: Project, rules: Rules) -> tuple[str, ...]:
    """Ids of measures that can be opened, in the project's order."""
    known = rules.catalogue.measures
    return tuple(
        measure.id
        for measure in project.measures.values()
        if measure.kind in known and is_operable(known[measure.kind])
    )


def objects_named(project: Project, names: Sequence[str]) -> tuple[str, ...]:
    """Ids of objects given by id or by name; a name may stand for several.

    Raises:
        InputError: Nothing is called that.
    """
    found: list[str] = []
    for name in names:
        own = [name] if name in project.measures or project.feature(name) else []
        own = own or [m.id for m in project.measures.values() if m.name and m.name == name]
        own = own or [
            row.id
            for layer in project.layers
            for row in layer
            if row.attributes.get("name") == name
        ]
        if not own:
            raise InputError(text("states.no_object"), text("app.row_missing.hint"), name)
        found += [one for one in own if one not in found]
    return tuple(found)
