"""Hand a project out as one file: whole, opened once as a test, with what it lacks said first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sbd_tool.app.capacities import asking_for_review
from sbd_tool.app.commands.base import Command
from sbd_tool.app.exchange.taking_in import Copy
from sbd_tool.app.export_target import check_closing, check_name, check_not_same
from sbd_tool.app.projects import open_project, saved_path
from sbd_tool.app.vaults import Vault
from sbd_tool.cartography.tile_pictures import SameTiles, tile_pictures
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError, ProjectFileError
from sbd_tool.domain.layers import MBTILES
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text
from sbd_tool.formats.durable import write_durably
from sbd_tool.formats.project_file import project_bytes, read_project_file

TEST_SCALE = 250.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A package.

    Attributes:
        path: The file.
        size_bytes: Its size.
        photos, measures, underlays: What it holds.
        lacking: What the other side will miss, in words.
        content: Digest of the project; the same on the other side.
    """

    path: Path
    size_bytes: int
    photos: int
    measures: int
    underlays: int
    lacking: tuple[Text, ...]
    content: str


def lacking(project: Project) -> tuple[Text, ...]:
    """What a project lacks for work without the office, before it is packed."""
    return tuple(_lacks(project))


def hand_out(
    project: Path,
    target: Path,
    *,
    for_review: bool = False,
    basemap: Command | None = None,
    progress: Progress = SILENT,
) -> Handed:
    """Write a package of a project file; see `hand_out_copy`.

    Args:
        project: The project file.
        target: The package.
        for_review: Who opens it works as a reviewer.
        basemap: Lays a basemap under the copy alone; the log does not tell of it.
        progress: Told how far it is.

    Raises:
        ProjectFileError: The package cannot be written, or does not open as what it was.
        LockedError: The package is to be encrypted and nobody named a passphrase or key.
        InputError: The package would lie over the project.
    """
    found = open_project(project)
    check_not_same(project, saved_path(found.vault is not None, target))
    copy = Copy(project=found.project, log=found.log, name=project.name)
    copy = for_reviewer(copy) if for_review else copy
    if basemap is not None:
        copy = replace(copy, project=basemap.apply(copy.project))
    return hand_out_copy(copy, target, vault=found.vault, progress=progress)


def for_reviewer(copy: Copy) -> Copy:
    """The copy as it is handed out for review."""
    until = copy.log[-1].id if copy.log else ""
    return replace(copy, project=asking_for_review(copy.project, until))


def hand_out_copy(
    copy: Copy, target: Path, *, vault: Vault | None = None, progress: Progress = SILENT
) -> Handed:
    """Write a package and open it once, so that nobody finds out on site that it does not.

    An encrypted project leaves encrypted; any other does when the name ends in ".age".

    Args:
        copy: The project with its log.
        target: The package; its name ends like that of a project.
        vault: What the project here is encrypted with, or None; it closes the package too.
        progress: Told how far it is.

    Raises:
        ProjectFileError: The package cannot be written, or does not open as what it was.
        LockedError: The package is to be encrypted and nobody named a passphrase or key.
        InputError: Its name is none that every desk can keep, or that of a folder.
    """
    check_name(target)
    if target.is_dir():
        raise InputError(
            text("cli.target_is_folder", file=target.name),
            text("cli.choose_export_name"),
            target.name,
        )
    target = saved_path(vault is not None, target)
    vault = check_closing(target, vault, "")
    wanted = design_digest(copy.project)
    raw = project_bytes(copy.project, copy.log)
    raw = raw if vault is None else vault.close(raw)
    progress.advance(0.5)
    try:
        write_durably(target, raw)
        found = read_project_file(target, vault)
    except OSError as fault:
        raise ProjectFileError(
            text("report.write_failed", name=target.name), text("report.write_hint"), str(target)
        ) from fault
    if design_digest(found.project) != wanted or not _has_its_tiles(found.project):
        raise ProjectFileError(
            text("exchange.package_differs", name=target.name),
            text("exchange.package_differs.hint"),
            str(target),
        )
    progress.advance(1.0)
    return Handed(
        path=target,
        size_bytes=len(raw),
        photos=len(found.project.photos),
        measures=len(found.project.measures),
        underlays=len(found.project.underlays),
        lacking=lacking(found.project),
        content=wanted,
    )


def _has_its_tiles(project: Project) -> bool:
    """Whether each basemap of tiles shows something at the scale of a site."""
    return all(
        tile_pictures(SameTiles(one, project.blobs[one.blob]), project.crs, TEST_SCALE, 1.0)
        for one in project.underlays
        if one.media_type == MBTILES and one.blob in project.blobs
    )


def _lacks(project: Project) -> Iterator[Text]:
    if not project.square:
        yield text("exchange.lacks_square")
    if not project.underlays:
        yield text("exchange.lacks_basemap")
    lost = sum(photo.blob not in project.blobs for photo in project.photos.values())
    lost += sum(under.blob not in project.blobs for under in project.underlays)
    if lost:
        yield text("exchange.lacks_pictures", count=lost)
