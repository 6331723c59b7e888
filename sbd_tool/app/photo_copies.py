"""Copies of photos into a folder: those an edition may hold, attacked before they are written."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import SystemClock
from sbd_tool.app.exporting import export_job
from sbd_tool.app.language import load_words
from sbd_tool.app.photos.leaving import prints_of
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import ExportError, InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.formats.durable import write_durably
from sbd_tool.report.edition_photos import withheld_photos
from sbd_tool.report.leaks.attack import attack, refuse_leaks
from sbd_tool.report.leaks.secrets import secrets_of
from sbd_tool.report.photo_files import LIST_NAME, file_name, photo_list

COPY_PX: Final = 2_400
"""Longest side of a copy that leaves by itself."""


@dataclass(frozen=True, slots=True)
class LetOut:
    """What was written.

    Attributes:
        files: The copies.
        withheld: How many photos were left out, and why.
    """

    files: tuple[Path, ...]
    withheld: tuple[Text, ...]


def let_out(
    project: Project, folder: Path, edition: Edition, *, progress: Progress = SILENT
) -> LetOut:
    """Write copies of the photos an edition may hold into a new or empty folder.

    Args:
        project: The whole project.
        folder: Where; made where it is missing.
        edition: For whom.
        progress: Told how far the work is; may raise ``Cancelled``.

    Raises:
        InputError: The folder holds something, or no photo may leave.
        ExportError: The folder cannot be written, or a copy would give something away; then
            nothing was written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(text("photo.no_folder"), text("photo.no_folder.hint"), folder.name)
    job = export_job(
        project, None, load_rules(project), edition=edition, scale=None,
        words=load_words("en"), now=SystemClock().now(),
    )  # fmt: skip
    withheld = tuple(withheld_photos(project, edition))
    prints = tuple(prints_of(project, job.content, COPY_PX, Span(progress, 0.0, 0.7)))
    if not prints:
        first = withheld[0] if withheld else literal("")
        raise InputError(
            text("photo.none_may_leave", first=first), text("photo.none_may_leave.hint")
        )
    files = {file_name(one): one.jpeg for one in prints}
    files[LIST_NAME] = photo_list(prints, edition, project.crs)
    secrets = secrets_of(project, job.content, job.model)

    def usual() -> str:
        """Words of ours: those of an empty list, its yes and no, and the names of the copies."""
        own = (photo_list((), edition, project.crs).decode("utf-8-sig"), str(True), str(False))
        return "\n".join((*own, *files))

    for number, (name, raw) in enumerate(files.items()):
        progress.advance(0.7 + 0.2 * number / len(files), literal(name))
        refuse_leaks(attack(raw, name, secrets, usual), name)
    _write(folder, files)
    progress.advance(1.0)
    return LetOut(tuple(folder / name for name in files if name != LIST_NAME), withheld)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, raw in files.items():
            write_durably(folder / name, raw)
    except OSError as fault:
        raise ExportError(
            text("report.write_failed", name=folder.name), text("report.write_hint"), str(folder)
        ) from fault
