"""Threats of a project file: tick them, tick steps of the guided path; each saved at once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sbd_tool.app.clock import Clock
from sbd_tool.app.commands.base import By, Command
from sbd_tool.app.guided_path import set_step
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.rules import load_rules
from sbd_tool.app.threats import tick_threats
from sbd_tool.domain.project import Project

Keys = tuple[str, ...]


def tick_in_file(
    path: Path,
    tick: tuple[str, ...],
    untick: tuple[str, ...] = (),
    *,
    author: str = "",
    clock: Clock | None = None,
) -> Project:
    """Tick and untick threats in a project file.

    Raises:
        InputError: There is no such threat; the project stays as it is.
        ProjectFileError: The project cannot be opened or saved.
    """
    return _changed(
        path,
        author,
        clock,
        partial(_ticking, tick=tick, untick=untick),
    )


def _ticking(project: Project, *, tick: Keys, untick: Keys, by: By) -> Command:
    return tick_threats(project, load_rules(project).catalogue, tick=tick, untick=untick, by=by)


def done_in_file(
    path: Path, steps: tuple[str, ...], *, author: str = "", clock: Clock | None = None
) -> Project:
    """Tick steps of the guided path in a project file.

    Raises:
        InputError: There is no such step; the project stays as it is.
        ProjectFileError: The project cannot be opened or saved.
    """
    return _changed(
        path,
        author,
        clock,
        *(partial(set_step, key=step, is_done=True) for step in steps),
    )


def _changed(
    path: Path,
    author: str,
    clock: Clock | None,
    *makings: Callable[..., Command],
) -> Project:
    with opened_to_edit(path, author=author, clock=clock) as (session, around):
        for making in makings:
            session.do(making(session.project, by=around.by()))
    return session.project
