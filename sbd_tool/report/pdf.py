"""The PDF: front page, map sheet at true scale, and the report behind them."""

from pathlib import Path

from sbd_tool.cartography.verdicts import GapLimits
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.report.flow import A4, Flow, Running
from sbd_tool.report.front_page import draw_front
from sbd_tool.report.map_sheet import draw_sheet
from sbd_tool.report.pdf_backend import PdfDocument
from sbd_tool.report.png import page_picture
from sbd_tool.report.sheet_size import A3, SheetSize
from sbd_tool.report.spec import ExportJob
from sbd_tool.report.story_pages import StoryPages
from sbd_tool.report.svg_backend import SvgSurface
from sbd_tool.report.telling import job_story


def report_pdf(job: ExportJob, progress: Progress = SILENT, size: SheetSize = A3) -> bytes:
    """The whole report. Equal input gives equal bytes.

    Args:
        job: Content, words and look.
        progress: Told how far the work is.
        size: Paper of the map sheet.
    """
    pages = _draw(job, 0, size).pages  # first run: only to learn the number of pages
    progress.advance(0.5)
    document = _draw(job, pages, size)
    progress.advance(0.9)
    return document.content()


def _draw(job: ExportJob, pages: int, size: SheetSize) -> PdfDocument:
    look, model = job.look, job.model
    document = _document(job)
    foot = look.say("foot", edition=look.say(f"edition_{model.edition}"))
    running = Running(_running_title(job), model.label, foot, pages)
    front = document.page(*A4)
    document.bookmark("front", look.say("summary"))
    if pages:
        draw_front(front, job.content, model, look, running)
    sheet = document.page(size.width_mm, size.height_mm)
    document.bookmark("map", look.say("map_sheet"))
    if pages:
        draw_sheet(sheet, job.content, model, look, size, job.scale, gap_limits(job))
    StoryPages(Flow(document, look, running)).tell(job_story(job))
    return document


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
    return PdfDocument(job.look.letters, title, job.model.label)


def sheet_pdf(job: ExportJob, size: SheetSize = A3) -> bytes:
    """The map sheet alone."""
    document = _document(job)
    surface = document.page(size.width_mm, size.height_mm)
    draw_sheet(surface, job.content, job.model, job.look, size, job.scale, gap_limits(job))
    return document.content()


def sheet_svg(job: ExportJob, size: SheetSize = A3) -> bytes:
    """The map sheet alone as SVG, drawn by the same code."""
    surface = SvgSurface(size.width_mm, size.height_mm, job.look.letters, _running_title(job))
    draw_sheet(surface, job.content, job.model, job.look, size, job.scale, gap_limits(job))
    return surface.content()


def write_pdf(job: ExportJob, path: Path, progress: Progress) -> None:
    """Write the report."""
    path.write_bytes(report_pdf(job, progress))


def write_svg(job: ExportJob, path: Path, progress: Progress) -> None:
    """Write the map sheet as SVG."""
    path.write_bytes(sheet_svg(job))
    progress.advance(1.0)


def write_png(job: ExportJob, path: Path, progress: Progress) -> None:
    """Write the map sheet as a picture."""
    sheet = sheet_pdf(job)
    progress.advance(0.4)
    path.write_bytes(page_picture(sheet))
    progress.advance(1.0)
