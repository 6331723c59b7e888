"""What a package for the site would hold and lack, told before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sbd_tool.app.checklists.reading import lists_of
from sbd_tool.app.commands.base import Command
from sbd_tool.app.exchange.handing_out import lacking
from sbd_tool.app.exchange.taking_in import Copy
from sbd_tool.app.projects import open_project
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text
from sbd_tool.formats.project_file import project_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPackage:
    """A package that is not written yet.

    Attributes:
        size_bytes: How large the file will be.
        photos, measures, underlays: What it holds.
        lists: Checklists put on the square; their tasks go with them.
        kinds: Kinds of measures of the catalogue, with the project's own.
        lacking: What will be missing on site, in words.
    """

    size_bytes: int
    photos: int
    measures: int
    underlays: int
    lists: int
    kinds: int
    lacking: tuple[Text, ...]


def field_package(path: Path, basemap: Command | None = None) -> FieldPackage:
    """Look through a project file as it would leave for the site.

    Args:
        path: The project file.
        basemap: Lays a basemap under it.

    Raises:
        ProjectFileError: It cannot be opened.
    """
    found = open_project(path)
    return package_of(with_basemap(Copy(project=found.project, log=found.log), basemap))


def package_of(copy: Copy) -> FieldPackage:
    """Look through a project as it would leave for the site."""
    project = copy.project
    catalogue = load_rules(project).catalogue
    return FieldPackage(
        size_bytes=len(project_bytes(project, copy.log)),
        photos=len(project.photos),
        measures=len(project.measures),
        underlays=len(project.underlays),
        lists=len(lists_of(project)),
        kinds=len(catalogue.measures),
        lacking=(*lacking(project), *_lacks_on_site(project)),
    )


def with_basemap(copy: Copy, basemap: Command | None) -> Copy:
    """The copy with a basemap that stays in the package.

    The log does not tell of it, so nothing of it comes back when the package is taken in.
    """
    return copy if basemap is None else replace(copy, project=basemap.apply(copy.project))


def _lacks_on_site(project: Project) -> Iterator[Text]:
    if not lists_of(project):
        yield text("field.lacks_tasks")
    lost = sum(photo.x_m is None for photo in project.photos.values())
    if lost:
        yield text("field.lacks_places", count=lost)
    known = load_rules(project).catalogue.measures
    foreign = {one.kind for one in project.measures.values() if one.kind not in known}
    if foreign:
        yield text("field.lacks_kinds", count=len(foreign))
