"""Copies of photos that may leave: made anew from bare pixels, with blurred places destroyed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from sbd_tool.app.commands.base import row_of
from sbd_tool.app.photos.listing import PhotoRow, photo_rows
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.photo_marks import PhotoCheck, checks_of, sketches_of
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.formats.age_files import SUFFIX as AGE
from sbd_tool.formats.photo_pixels import copy_without_words
from sbd_tool.formats.photo_rules import read_photo_rules
from sbd_tool.report.edition_photos import PhotoPrint
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.spec import ExportJob

REPORT_PX: Final = 900
"""Longest side of a copy in a report: 85 mm at 270 dots an inch."""
_TELLING: Final = (".pdf", ".report.html", ".docx")


def printed(job: ExportJob, project: Project, path: Path, progress: Progress = SILENT) -> ExportJob:
    """The job with copies of the photos its edition may hold, where its format tells of photos.

    Args:
        job: What the exporter is given.
        project: The whole project, with the originals.
        path: The target, whose suffix names the format.
        progress: Told how far the work is.
    """
    name = path.name.lower().removesuffix(AGE)
    if not name.endswith(_TELLING) or name.endswith(".sheet.pdf"):
        return job
    prints = tuple(prints_of(project, job.content, REPORT_PX, progress))
    return replace(job, content=replace(job.content, photos=prints))


def prints_of(
    project: Project, content: EditionContent, longest_px: int, progress: Progress = SILENT
) -> Iterator[PhotoPrint]:
    """Copies of the photos of an edition in order; what does not read is left out.

    Args:
        project: The whole project.
        content: Says which photos the edition may hold.
        longest_px: Longest side of a copy, pixels.
        progress: Told how far the work is; may raise ``Cancelled``.
    """
    rows = [row for row in photo_rows(project) if row.id in content.project.photos]
    number = 1
    for place, row in enumerate(rows):
        progress.advance(place / len(rows))
        made = _print(project, content, row, number, longest_px)
        if made is not None:
            number += 1
            yield made


def _print(
    project: Project, content: EditionContent, row: PhotoRow, number: int, longest_px: int
) -> PhotoPrint | None:
    shown = content.project.photos[row.id]
    check = checks_of(project.records).get(row.id)
    sketch = sketches_of(project.records).get(row.id)
    try:
        jpeg, (width, height) = _copy(project.blobs.get(row.photo.blob, b""), longest_px, check)
    except InputError:
        return None
    is_public = content.edition is Edition.PUBLIC
    return PhotoPrint(
        number=number,
        caption=shown.caption,
        taken="" if content.edition is not Edition.POLICE else row.taken,
        x_m=shown.x_m,
        y_m=shown.y_m,
        heading_deg=shown.heading_deg,
        north=row.north.value,
        is_checked=row.is_checked,
        jpeg=jpeg,
        width_px=width,
        height_px=height,
        sketch=() if is_public or sketch is None else sketch.strokes,
    )


def preview(project: Project, photo_id: str, longest_px: int) -> bytes:
    """The copy of one photo as it would leave now, whether it may or not.

    Args:
        project: The whole project.
        photo_id: The photo.
        longest_px: Longest side, pixels.

    Raises:
        InputError: There is no such photo, or it does not read.
    """
    photo = row_of(project.photos, photo_id, "photo")
    check = checks_of(project.records).get(photo_id)
    raw, _ = _copy(project.blobs.get(photo.blob, b""), longest_px, check)
    return raw


def _copy(
    content: bytes, longest_px: int, check: PhotoCheck | None
) -> tuple[bytes, tuple[int, int]]:
    rules = read_photo_rules()
    return copy_without_words(
        content,
        longest_px,
        () if check is None else check.brush,
        block_share=rules.value("block_share"),
        levels=int(rules.value("blur_levels")),
    )
