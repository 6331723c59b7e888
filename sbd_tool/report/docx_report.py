"""The report as a text document for word processors: headings, tables and the map as a picture.

Equal input gives equal bytes: the document is dated by the project's day of making, and the parts
of the archive carry no clock.
"""

import io
import zipfile
from datetime import UTC, datetime
from functools import singledispatchmethod
from typing import Any, Final

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.progress import Progress
from sbd_tool.report.chapters import subtitle
from sbd_tool.report.front_page import front_map
from sbd_tool.report.look import Look
from sbd_tool.report.pdf import fitting_step
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.png import page_picture
from sbd_tool.report.spec import ExportJob, Sink
from sbd_tool.report.story import (
    Block,
    Cell,
    Chapter,
    Column,
    Figure,
    Gap,
    Heading,
    Legend,
    Passage,
    Remark,
    Table,
)
from sbd_tool.report.telling import is_short, job_story

_PAGE_MM: Final = 170.0
_PICTURE_DPI: Final = 150
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_SEMIBOLD: Final = 600
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

    document = Document()
    _drop_thumbnail(document)
    _describe(document, job)
    _furnish(document, job)
    writer = _Writer(document, job.look)
    if not is_short(job):
        document.add_heading(job.model.title, 0)
        document.add_paragraph(subtitle(job.look, job.model))
        writer.write(front_map(job))
    story = job_story(job, with_summary=True, tight=fitting_step(job))
    for block in story.blocks:
        writer.write(block)
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


def _drop_thumbnail(document: Any) -> None:
    """The template's own preview shows another document, with another program's words in it."""
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]


def _digest_word(job: ExportJob) -> str:
    digest = job.model.content_digest
    return f"content:{digest}" if digest else ""


def _furnish(document: Any, job: ExportJob) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    document.styles["Normal"].font.name = "Inter"
    document.styles["Normal"].font.size = Pt(10)
    for part in (section.header, section.footer):
        line = part.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = line.add_run(both(job.model.mark, job.model.label))
        run.bold = True


class _Writer:
    """Writes blocks into a document."""

    def __init__(self, document: Any, look: Look) -> None:
        self._document, self._look = document, look

    @singledispatchmethod
    def write(self, block: Block) -> None:
        raise TypeError(f"{type(block).__name__} is no block of a story")

    @write.register
    def _(self, block: Chapter) -> None:
        self._document.add_heading(block.title, 1)
        if block.lead:
            self._document.add_paragraph(block.lead).runs[0].italic = True

    @write.register
    def _(self, block: Heading) -> None:
        self._document.add_heading(block.title, 2)

    @write.register
    def _(self, block: Passage) -> None:
        from docx.shared import Pt

        run = self._document.add_paragraph().add_run(block.words)
        run.bold = block.weight >= _SEMIBOLD
        run.font.size = Pt(max(8.0, block.size_pt + 1.0))

    @write.register
    def _(self, block: Gap) -> None:
        """Paragraphs keep their own distance here."""

    @write.register
    def _(self, block: Table) -> None:
        kept = [place for place, column in enumerate(block.columns) if _says(block, place)]
        table = self._document.add_table(rows=1, cols=len(kept))
        table.style = "Light List"
        table.autofit = False
        total = sum(block.columns[place].width_mm for place in kept)
        widths = [_PAGE_MM * block.columns[place].width_mm / total for place in kept]
        _fill(table.rows[0], [block.columns[place].title for place in kept], block, kept, widths)
        _repeat(table.rows[0])
        for row in block.rows:
            told = [_words(row[place]) for place in kept]
            _fill(table.add_row(), told, block, kept, widths)
        self._document.add_paragraph()

    @write.register
    def _(self, block: Remark) -> None:
        line = self._document.add_paragraph(style="List Bullet")
        if block.sign.said:
            line.add_run(f"{block.sign.said}: ").bold = True
        line.add_run(block.words)
        marks = ", ".join(mark.said for mark in block.marks if mark.said)
        if marks:
            line.add_run(f" ({marks})")
        if block.remedy:
            line.add_run().add_break()
            line.add_run(block.remedy).italic = True

    @write.register
    def _(self, block: Legend) -> None:
        self._document.add_heading(block.title, 2)
        self._document.add_paragraph("; ".join(words for _, words in block.entries))

    @write.register
    def _(self, block: Figure) -> None:
        from docx.shared import Mm

        page = PdfDocument(self._look.letters, block.said)
        block.draw(page.page(_PAGE_MM, block.height_mm), 0.0, 0.0, _PAGE_MM)
        picture = io.BytesIO(page_picture(page.content(), resolution_dpi=_PICTURE_DPI))
        shape = self._document.add_picture(picture, width=Mm(_PAGE_MM))
        shape._inline.docPr.set("descr", block.said)  # noqa: SLF001 - the library has no setter
        if block.caption:
            self._document.add_paragraph(block.caption).runs[0].italic = True


def _says(table: Table, place: int) -> bool:
    """Whether a column holds words; what is only drawn or empty is left out."""
    return bool(table.columns[place].title) or any(_words(row[place]) for row in table.rows)


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.said


def _fill(row: Any, told: list[str], table: Table, kept: list[int], widths_mm: list[float]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    for cell, words, place, width in zip(row.cells, told, kept, widths_mm, strict=True):
        column: Column = table.columns[place]
        cell.width = Mm(width)
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(0)
        if column.anchor == "end":
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = line.add_run(words)
        run.font.size = Pt(8.5)
        run.bold = column.weight >= _SEMIBOLD or None


def _repeat(row: Any) -> None:
    """Let the head of a table stand on each of its pages."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library has no setter


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
