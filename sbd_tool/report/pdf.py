"""The PDF: front page, map sheet at true scale, and the report behind them."""

from dataclasses import replace
from typing import Final

from sbd_tool.cartography.verdicts import GapLimits
from sbd_tool.domain.label_sets import both
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.report.flow import A4, FOOT_MM, Flow, Running
from sbd_tool.report.front_contents import draw_contents
from sbd_tool.report.front_page import draw_front
from sbd_tool.report.geo_pdf import GroundFrame
from sbd_tool.report.map_room import extent_of
from sbd_tool.report.map_sheet import draw_sheet
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.png import page_picture
from sbd_tool.report.sheet_atlas import sheet_pages
from sbd_tool.report.sheet_layout import layout_of
from sbd_tool.report.sheet_size import SheetSize
from sbd_tool.report.short_section import FITS
from sbd_tool.report.spec import ExportJob, Sink
from sbd_tool.report.story_pages import StoryPages
from sbd_tool.report.svg_backend import SvgSurface
from sbd_tool.report.telling import TEMPLATES, is_short, job_story

_READABLE: Final = 2
"""Steps of tightness that are taken only to need fewer pages, or to have room for a map."""
_MAP_MM: Final = (42.0, 110.0)
"""A map lower than this shows nothing; a higher one is no longer beside the matter."""
_MAP_AIR_MM: Final = 12.0
"""Caption and air of a map, and a little that stays free."""
_OTHER_LETTERS_MM: Final = 8.0
"""Room for words that need another line in the letters of another program."""


def report_pdf(job: ExportJob, progress: Progress = SILENT, size: SheetSize | None = None) -> bytes:
    """The whole report. Equal input gives equal bytes.

    Args:
        job: Content, words and look.
        progress: Told how far the work is.
        size: Layout of the map sheet; by default as the project has set it up.
    """
    if is_short(job):
        return _short_pdf(job)
    size = size or layout_of(job.content.sheet)
    first = _draw(job, None, size)  # only to learn what stands on which page
    progress.advance(0.5)
    document = _draw(job, first, size)
    progress.advance(0.9)
    return document.content()


def _short_pdf(job: ExportJob) -> bytes:
    """A sheet on as many pages as it may have: written more tightly until it fits."""
    most, tight = TEMPLATES[job.template].most_pages, fitting_step(job)
    document, left = _draw_short(job, tight, most)
    if document.pages != most:
        document, left = _draw_short(job, tight, document.pages)
    return (_with_map(job, tight, document.pages, left) or document).content()


def fitting_step(job: ExportJob) -> int:
    """How tightly a short sheet has to be written; its twins are written alike."""
    if not is_short(job):
        return 0
    most, tight = TEMPLATES[job.template].most_pages, 0
    document, _ = _draw_short(job, tight, most)
    while document.pages > most and tight + 1 < len(FITS):
        tight += 1
        document, _ = _draw_short(job, tight, most)
    for closer in range(tight + 1, _READABLE + 1):  # rather a little smaller than two lines more
        other, _ = _draw_short(job, closer, most)
        if other.pages < document.pages:
            return closer
    return tight


def fitting_map(job: ExportJob) -> tuple[int, float]:
    """How tightly a short sheet is written, and how high the map on it is; 0 without a map.

    A text document is written alike: its letters are a little other ones, so the map is lower.
    """
    tight = fitting_step(job)
    document, left = _draw_short(job, tight, TEMPLATES[job.template].most_pages)
    tight, height = _map_beside(job, tight, document.pages, left)
    return tight, height if height <= _MAP_MM[0] else max(_MAP_MM[0], height - _OTHER_LETTERS_MM)


def _map_beside(job: ExportJob, tight: int, pages: int, left_mm: float) -> tuple[int, float]:
    """How tightly it is written for the sake of a map, and how high that may be, or 0.

    Letters become a little smaller for it, as long as they read well.
    """
    least, most = _MAP_MM
    if not TEMPLATES[job.template].has_map:
        return tight, 0.0
    closer = tight
    while left_mm - _MAP_AIR_MM < least and closer < _READABLE:
        closer += 1
        _, left_mm = _draw_short(job, closer, pages)
    height = min(left_mm - _MAP_AIR_MM, most)
    return (closer, height) if height >= least else (tight, 0.0)


def _with_map(job: ExportJob, tight: int, pages: int, left_mm: float) -> PdfDocument | None:
    """The same sheet with a map as high as the room left on it; None where there is too little."""
    tight, height = _map_beside(job, tight, pages, left_mm)
    if not height:
        return None
    document, _ = _draw_short(job, tight, pages, height)
    return document if document.pages <= pages else None


def _draw_short(
    job: ExportJob, tight: int, pages: int, map_mm: float = 0.0
) -> tuple[PdfDocument, float]:
    """The sheet, and how much of its last page stays free, millimetres."""
    document, look = _document(job), job.look
    flow = Flow(document, look, _running(job, pages))
    StoryPages(flow).tell(job_story(job, tight=tight, map_mm=map_mm))
    return document, FOOT_MM - flow.y_mm


def _draw(job: ExportJob, first: PdfDocument | None, size: SheetSize) -> PdfDocument:
    look, model = job.look, job.model
    document = _document(job)
    running = _running(job, 0 if first is None else first.pages)
    front = document.page(*A4)
    document.bookmark("front", look.say("summary"))
    if first is not None:
        draw_front(front, job.content, model, look, running)
        for key, box, said in draw_contents(front, look, first.outline):
            document.link(key, box, said)
    _sheets(document, job, size, is_drawn=first is not None)
    StoryPages(Flow(document, look, running)).tell(job_story(job))
    return document


def _running(job: ExportJob, pages: int) -> Running:
    look, model = job.look, job.model
    foot = look.say("foot", edition=look.say(f"edition_{model.edition}"))
    return Running(_running_title(job), model.label, foot, pages, model.mark)


def _sheets(document: PdfDocument, job: ExportJob, size: SheetSize, *, is_drawn: bool) -> None:
    """One page for the square, or those of an atlas."""
    look, limits = job.look, gap_limits(job)
    for number, page in enumerate(sheet_pages(job)):
        surface = document.page(size.width_mm, size.height_mm)
        title = f"{look.say('map_sheet')}: {page.name}" if page.name else look.say("map_sheet")
        document.bookmark(f"map{number or ''}", title, 1 if number else 0)
        if is_drawn:
            view = draw_sheet(
                surface, page.content, page.model, look, size, job.scale, limits, page.around,
                (page.name, page.note),
            )  # fmt: skip
            crs = job.content.project.crs
            document.place(GroundFrame(size.frame, extent_of(view), crs))


def gap_limits(job: ExportJob) -> GapLimits | None:
    """Numbers by which the ring is judged, where the rubric names them."""
    numbers = job.rubric.numbers
    if "gap_limit_m" not in numbers or "foot_gap_m" not in numbers:
        return None
    return GapLimits(numbers["gap_limit_m"].value, numbers["foot_gap_m"].value)


def _running_title(job: ExportJob) -> str:
    model = job.model
    return (
        f"{model.title} \u00b7 {model.place}"
        if model.place not in ("", model.title)
        else model.title
    )


def _document(job: ExportJob) -> PdfDocument:
    title = _running_title(job)
    return PdfDocument(
        job.look.letters,
        title,
        both(job.model.mark, job.model.label),
        job.model.seal,
        job.look.words.language,
        made=job.made,
    )


def sheet_pdf(job: ExportJob, size: SheetSize | None = None) -> bytes:
    """The map sheets alone: all pages of an atlas."""
    document = _document(job)
    _sheets(document, job, size or layout_of(job.content.sheet), is_drawn=True)
    return document.content()


def sheet_svg(job: ExportJob, size: SheetSize | None = None) -> bytes:
    """The map sheet alone as SVG, drawn by the same code."""
    size = size or layout_of(job.content.sheet)
    surface = SvgSurface(size.width_mm, size.height_mm, job.look.letters, _running_title(job))
    look = replace(job.look, letters=surface.letters)
    draw_sheet(surface, job.content, job.model, look, size, job.scale, gap_limits(job))
    told = f"</title>\n<metadata>{job.model.seal}</metadata>" if job.model.seal else "</title>"
    return surface.content().replace(b"</title>", told.encode("ascii"), 1)


def write_pdf(job: ExportJob, path: Sink, progress: Progress) -> None:
    """Write the report."""
    path.write_bytes(report_pdf(job, progress))


def write_sheet(job: ExportJob, path: Sink, progress: Progress) -> None:
    """Write the map sheets without the report."""
    path.write_bytes(sheet_pdf(job))
    progress.advance(1.0)


def write_svg(job: ExportJob, path: Sink, progress: Progress) -> None:
    """Write the map sheet as SVG."""
    path.write_bytes(sheet_svg(job))
    progress.advance(1.0)


def write_png(job: ExportJob, path: Sink, progress: Progress) -> None:
    """Write the map sheet as a picture."""
    sheet = sheet_pdf(job)
    progress.advance(0.4)
    path.write_bytes(page_picture(sheet, seal=job.model.seal))
    progress.advance(1.0)
