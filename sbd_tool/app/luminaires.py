"""Luminaire files of makers: read into a project, and which of its things are lamps."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sbd_tool.app.commands.luminaires import FLUX, PHOTOMETRY
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Level
from sbd_tool.domain.luminaire_files import LuminaireFile, luminaire_file
from sbd_tool.domain.measures import Measure, ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import literal, text
from sbd_tool.formats.photometry import read_generic, read_with_digest

EVERY_LAMP: Final = "all"
_KEY_LENGTH: Final = 60


def read_luminaire(path: Path, project: Project, stamp: Stamp) -> LuminaireFile:
    """Read a luminaire file for a project; the same file a second time is the one kept already.

    Args:
        path: EULUMDAT or IES LM-63.
        project: Gives the names that are taken.
        stamp: Row data of a new file.

    Raises:
        PhotometryFileError: It cannot be used.
    """
    found, digest = read_with_digest(path)
    for kept in project.luminaires.values():
        if kept.sha256 == digest:
            return kept
    taken = {kept.key for kept in project.luminaires.values()} | {one.key for one in read_generic()}
    return luminaire_file(
        found,
        stamp=stamp,
        key=_key(path.stem, taken),
        file_name=path.name[:200],
        sha256=digest,
    )


def _key(stem: str, taken: set[str]) -> str:
    """A name as lamps can say it: lower case letters and digits, one of its kind."""
    plain = re.sub(r"[^a-z0-9._-]+", "_", stem.lower()).strip("_.-")[:_KEY_LENGTH] or "luminaire"
    wished, number = plain, 1
    while wished in taken:
        number += 1
        wished = f"{plain}-{number}"
    return wished


def lamps_of(project: Project, catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of all lamps: measures that act as one, and plan features no measure stands for."""
    kinds = {kind.key for kind in catalogue.measures if Role.LAMP in kind.acts_as}
    lamps = [
        row.id
        for row in project.measures.values()
        if row.kind in kinds and row.geometry is not None
    ]
    stood_for = {row.plan_feature for row in project.measures.values()}
    drawn = [
        key
        for layer in project.layers
        if layer.role is Role.LAMP and layer.level is Level.GROUND
        for key in layer.ids
        if key not in stood_for
    ]
    return (*lamps, *drawn)


def chosen_lamps(project: Project, catalogue: Catalogue, wished: Sequence[str]) -> tuple[str, ...]:
    """The lamps meant by ids, or by the word "all".

    Raises:
        InputError: There is no lamp of that id.
    """
    known = lamps_of(project, catalogue)
    if EVERY_LAMP in wished:
        return known
    for one in wished:
        if one not in known:
            raise InputError(
                text("light.no_lamp", id=literal(one[:80])), text("light.no_lamp.hint"), one[:80]
            )
    return tuple(dict.fromkeys(wished))


def lamps_among(project: Project, catalogue: Catalogue, ids: Sequence[str]) -> tuple[str, ...]:
    """Those of these ids that are lamps."""
    known = set(lamps_of(project, catalogue))
    return tuple(one for one in dict.fromkeys(ids) if one in known)


def is_luminaire(path: Path) -> bool:
    """Whether the name is that of a luminaire file; nothing is read."""
    return path.suffix.lower() in {".ldt", ".ies"}


def unknown_light(lamp: Measure, project: Project, layer: str) -> tuple[Finding, ...]:
    """A finding where a lamp names a light distribution that neither we nor the project hold."""
    name = lamp.parameters.get(PHOTOMETRY)
    known = {one.key for one in read_generic()} | {one.key for one in project.luminaires.values()}
    if not isinstance(name, str) or name.strip().lower() in known:
        return ()
    return (
        Finding(
            key="light.unknown_kind",
            severity=Severity.WARNING,
            sentence=text("light.unknown_kind", names=literal(name[:80])),
            remedy=text("light.unknown_kind.hint"),
            layer=layer,
        ),
    )


def with_own_flux(parameters: Mapping[str, ParameterValue]) -> dict[str, ParameterValue]:
    """Parameters of a lamp that names a file and states no flux: then that of the file holds."""
    name = parameters.get(PHOTOMETRY)
    if not isinstance(name, str) or name.lower() in {one.key for one in read_generic()}:
        return dict(parameters)
    return {FLUX: None, **parameters}
