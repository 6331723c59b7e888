"""The report as a text document for word processors: headings, tables and the map as a picture.

Equal input gives equal bytes: the document is dated by the project's day of making, and the parts
of the archive carry no clock.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, Final

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.progress import Progress
from sbd_tool.report.chapters import subtitle
from sbd_tool.report.docx_blocks import StoryDocument
from sbd_tool.report.docx_form import give_form
from sbd_tool.report.front_page import front_map
from sbd_tool.report.pdf import fitting_map
from sbd_tool.report.spec import ExportJob, Sink
from sbd_tool.report.telling import is_short, job_story

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PROPERTY_SIGNS: Final = 255
_KEYWORDS: Final = (
    "{http" + "://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
)


def report_docx(job: ExportJob) -> bytes:
    """The whole report as DOCX.

    Args:
        job: Content, words and look.
    """
    from docx import Document

    document, is_sheet = Document(), is_short(job)
    _describe(document, job)
    look, model = job.look, job.model
    foot = look.say("foot", edition=look.say(f"edition_{model.edition}"))
    give_form(document, look, model, foot)
    writer = StoryDocument(document, look, is_short=is_sheet)
    if is_sheet:
        tight, map_mm = fitting_map(job)
        writer.tell(job_story(job, with_summary=True, tight=tight, map_mm=map_mm))
    else:
        story = job_story(job, with_summary=True)
        document.add_paragraph(model.title, style="Title")
        document.add_paragraph(subtitle(look, model), style="Subtitle")
        writer.write(front_map(job))
        writer.contents(story)
        writer.tell(story)
    raw = io.BytesIO()
    document.save(raw)
    return _dateless(raw.getvalue())


def write_docx(job: ExportJob, path: Sink, progress: Progress) -> None:
    """Write the report."""
    path.write_bytes(report_docx(job))
    progress.advance(1.0)


def _describe(document: Any, job: ExportJob) -> None:
    day = datetime.combine(job.made.date(), datetime.min.time(), UTC).replace(tzinfo=None)
    known = document.core_properties
    known.title, known.subject, known.author = (
        job.model.title[:_PROPERTY_SIGNS],
        both(job.model.mark, job.model.label)[:_PROPERTY_SIGNS],
        "SbD Tool",
    )
    known.comments, known.keywords, known.last_modified_by = "", "seal", ""
    known.created = known.modified = day
    known.last_printed = day
    known.revision = 1
    known.language = job.look.words.language
    # The package counts the signs of a property and refuses more than 255; the format does not.
    known._element.find(_KEYWORDS).text = job.model.seal or _digest_word(job)  # noqa: SLF001


def _digest_word(job: ExportJob) -> str:
    digest = job.model.content_digest
    return f"content:{digest}" if digest else ""


def _dateless(raw: bytes) -> bytes:
    """The same archive, its parts in order and without a time of writing."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in sorted(source.namelist()):
            made.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
