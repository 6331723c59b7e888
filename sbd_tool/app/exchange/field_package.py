"""What a package for the site would hold and lack, told before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sbd_tool.app.checklists.reading import lists_of
from sbd_tool.app.exchange.handing_out import lacking
from sbd_tool.app.projects import open_project
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
        lacking: What will be missing on site, in words.
    """

    size_bytes: int
    photos: int
    measures: int
    underlays: int
    lists: int
    lacking: tuple[Text, ...]


def field_package(path: Path) -> FieldPackage:
    """Look through a project file as it would leave for the site.

    Raises:
        ProjectFileError: It cannot be opened.
    """
    found = open_project(path)
    project = found.project
    return FieldPackage(
        size_bytes=len(project_bytes(project, found.log)),
        photos=len(project.photos),
        measures=len(project.measures),
        underlays=len(project.underlays),
        lists=len(lists_of(project)),
        lacking=(*lacking(project), *_lacks_on_site(project)),
    )


def _lacks_on_site(project: Project) -> Iterator[Text]:
    if not lists_of(project):
        yield text("field.lacks_tasks")
