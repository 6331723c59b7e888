"""One analysis asked for by name: values at points of a grid or at given points, and its file.

A new subject is one entry in ``SUBJECTS`` and a function in a module of its own.
"""

from pathlib import Path
from typing import Final

from sbd_tool.app.asked import Asked, later
from sbd_tool.app.rules import Rules
from sbd_tool.domain.errors import ExportError, InputError
from sbd_tool.domain.field_result import FieldResult, GridWish
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

Subject = Asked[GridWish, FieldResult]
_VALUE_BYTES: Final = 16
_PLACE_VALUES: Final = 8

SUBJECTS: Final[Registry[Subject]] = Registry(
    "subject",
    (
        Asked(
            key="visibility",
            title=text("sight.subject_visibility"),
            run=later("sight_subjects", "visibility"),
        ),
        Asked(
            key="surveillance",
            title=text("sight.subject_surveillance"),
            run=later("sight_subjects", "surveillance"),
        ),
        Asked(
            key="cameras",
            title=text("sight.subject_cameras"),
            run=later("sight_subjects", "cameras"),
        ),
        Asked(
            key="light",
            title=text("light.subject"),
            run=later("light_subject", "light"),
        ),
    ),
)


def analyse(
    project: Project, rules: Rules, key: str, wish: GridWish, progress: Progress = SILENT
) -> FieldResult:
    """Values of one subject.

    Args:
        project: The plan and its measures.
        rules: Catalogue and rubric.
        key: A key of ``SUBJECTS``.
        wish: Where, and of which design.
        progress: Told how far the work is; may raise ``Cancelled``.

    Raises:
        InputError: There is no such subject, option, time state, or the grid cannot be laid.
        SquareMissingError: No square is picked.
    """
    from sbd_tool.app.pipeline import check_place

    check_place(project, wish.option, wish.time_state)
    return SUBJECTS[key].run(project, rules, wish, progress)


def check_field_target(path: Path, project: Project, *, is_grid: bool) -> None:
    """Refuse a file that cannot be written before the work begins.

    Raises:
        InputError: No such format, a picture of points without a grid, or the target is a project
            or plan.
    """
    from sbd_tool.app.export_target import check_target
    from sbd_tool.report.field_files import FIELD_SUFFIXES

    suffix = path.suffix.lower().lstrip(".")
    if suffix not in FIELD_SUFFIXES:
        known = ", ".join(f".{one}" for one in FIELD_SUFFIXES)
        raise InputError(
            text("report.format_unknown", suffix=path.suffix or path.name),
            text("report.format_hint", suffixes=known),
            path.name,
        )
    if suffix == "tif" and not is_grid:
        raise InputError(
            text("sight.picture_needs_grid"), text("sight.picture_needs_grid_hint"), path.name
        )
    check_target(path, project)


def write_field(result: FieldResult, key: str, project: Project, path: Path, words: Words) -> None:
    """Write values as a GeoPackage of points or as a GeoTIFF; whole or not at all.

    Args:
        result: The values.
        key: Subject they are of: the name of the layer.
        project: Gives the CRS, and the files that must not be overwritten.
        path: Its suffix decides the format.
        words: Language of the notes.

    Raises:
        InputError: As ``check_field_target``.
        ExportError: The file cannot be written.
    """
    from sbd_tool.formats.durable import write_durably
    from sbd_tool.formats.scratch import scratch_folder
    from sbd_tool.report.field_files import write_field_picture, write_field_points

    check_field_target(path, project, is_grid=result.raster is not None)
    needed = _VALUE_BYTES * result.x.size * (len(result.columns) + _PLACE_VALUES)
    with scratch_folder("field", needed) as folder:
        made = folder / f"field{path.suffix.lower()}"
        try:
            if made.suffix == ".tif":
                write_field_picture(result, project.crs, made)
            else:
                write_field_points(result, key, project.crs, words, made)
            write_durably(path, made.read_bytes())
        except OSError as fault:
            raise ExportError(
                text("report.write_failed", name=path.name), text("report.write_hint"), str(path)
            ) from fault
