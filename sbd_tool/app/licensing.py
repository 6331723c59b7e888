"""Sources of a plan: what they are, under which licence, and a person's word on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import Clock, SystemClock
from sbd_tool.app.commands.base import By, Command
from sbd_tool.app.commands.licences import StateLicence
from sbd_tool.app.projects import open_project
from sbd_tool.app.review.saving import change_and_save
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.layers import Layer, Underlay
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text

_SYSTEM_CLOCK: Final[Clock] = SystemClock()
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSource:
    """One file the plan was made from, under one licence.

    Attributes:
        name: File name; "" for what was drawn here.
        licence: Source, licence and attribution as printed, or "" when nobody said.
        layer_ids: Ids of its layers and pictures.
        layer_names: Their names.
    """

    name: str
    licence: str
    layer_ids: tuple[str, ...]
    layer_names: tuple[str, ...]


def plan_sources(project: Project) -> tuple[PlanSource, ...]:
    """The sources of a project in the order of its layers, pictures last."""
    found: dict[tuple[str, str, str], list[Layer | Underlay]] = {}
    for row in _sourced(project):
        key = (row.source.name, row.source.sha256, row.source.licence)
        found.setdefault(key, []).append(row)
    return tuple(
        PlanSource(
            name=name,
            licence=licence,
            layer_ids=tuple(row.id for row in rows),
            layer_names=tuple(dict.fromkeys(row.name for row in rows)),
        )
        for (name, _, licence), rows in found.items()
    )


def with_licence(project: Project, line: str) -> Project:
    """A fresh project in which files that name no licence have this one; "" changes nothing.

    Raises:
        InputError: The line is too long.
    """
    silent = _silent(project)
    return StateLicence(layer_ids=silent, licence=line).apply(project) if line else project


def state_licence(
    path: Path,
    line: str,
    *,
    of: Sequence[str] = (),
    is_all: bool = False,
    author: str = "",
    clock: Clock = _SYSTEM_CLOCK,
) -> tuple[PlanSource, ...]:
    """Say the licence of layers of a project file, and save it.

    Args:
        path: Project.
        line: Source, licence and attribution; "" takes back what was said.
        of: Names of files or layers, or ids of layers.
        is_all: All layers; without it and without ``of`` those that have no licence yet.
        author: Who says so.
        clock: Tells when.

    Returns:
        The sources as they stand afterwards.

    Raises:
        InputError: The line is too long, or nothing has one of the names.
    """

    def make(session: Session, around: Surroundings) -> Command | None:
        ids = _meant(session.project, of, is_all=is_all)
        by: By = around.by()
        return StateLicence(layer_ids=ids, licence=line, by=by) if ids else None

    change_and_save(path, make, author=author, clock=clock)
    return plan_sources(open_project(path).project)


def unlicensed_remark(project: Project, edition: Edition) -> tuple[Text, ...]:
    """Tells who exports for the public which files nobody stated a licence of."""
    if edition is not Edition.PUBLIC:
        return ()
    names = [found.name for found in plan_sources(project) if not found.licence]
    if not names:
        return ()
    shown = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    return (text("sources.unlicensed", count=len(names), files=shown),)


def _sourced(project: Project) -> tuple[Layer | Underlay, ...]:
    """What came from a file; what a person drew here has no source to name."""
    rows: list[Layer | Underlay] = [*project.layers, *project.underlays]
    return tuple(row for row in rows if row.source.name)


def _silent(project: Project) -> tuple[str, ...]:
    return tuple(row.id for row in _sourced(project) if not row.source.licence)


def _meant(project: Project, of: Sequence[str], *, is_all: bool) -> tuple[str, ...]:
    rows = _sourced(project)
    if not of:
        return tuple(row.id for row in rows) if is_all else _silent(project)
    chosen: dict[str, None] = {}
    for name in of:
        meant = [row.id for row in rows if name in {row.id, row.name, row.source.name}]
        if not meant:
            known = ", ".join(dict.fromkeys(row.source.name for row in rows))
            raise InputError(
                text("sources.unknown", name=name[:120]),
                text("sources.unknown.hint", files=known[:500]),
                name,
            )
        chosen.update(dict.fromkeys(meant))
    return tuple(chosen)
