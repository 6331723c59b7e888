"""The picture of one comment: the map around its pin, with label and number."""

from typing import Final

from sbd_tool.cartography.drawlist import Viewport
from sbd_tool.domain.label_sets import both
from sbd_tool.report.furniture import tlp_chip
from sbd_tool.report.map_sheet import content_map, draw_framed, map_bounds
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.png import page_picture
from sbd_tool.report.review_rows import CommentRow
from sbd_tool.report.spec import ExportJob
from sbd_tool.report.surface import Projector

WIDE_MM: Final = 120.0
HIGH_MM: Final = 90.0
HEAD_MM: Final = 9.0
VIEW_M: Final = 36.0
"""Height of the ground that is seen, metres: near enough to know the place by."""
DPI: Final = 110
MARKER_MM: Final = 4.0
PIN_MM: Final = 3.4


def snapshot(job: ExportJob, row: CommentRow) -> bytes:
    """Draw the surroundings of a comment as PNG; without a place the whole square."""
    look, model = job.look, job.model
    document = PdfDocument(look.letters, model.title, both(model.mark, model.label))
    surface = document.page(WIDE_MM, HIGH_MM + HEAD_MM)
    view = _view(job, row)
    drawing = content_map(job.content, look, view, MARKER_MM)
    draw_framed(surface, drawing, look, view, (0.0, HEAD_MM, WIDE_MM, HIGH_MM))
    right = tlp_chip(surface, look, model.label, WIDE_MM - 3.0, HEAD_MM / 2, 12.0, model.mark)
    title = look.letters.elided(f"{row.number}. {look.words(row.about)}", 10.0, right - 8.0, 600)
    surface.words(3.0, HEAD_MM / 2 + 1.3, title, 10.0, look.colour("ink"), 600)
    if row.place is not None:
        x, y = Projector(0.0, HEAD_MM, view).page(*row.place)
        tone = look.colour("danger" if row.status == "open" else "info")
        side, edge = 2 * PIN_MM, look.colour("surface")
        surface.rect(x - PIN_MM, y - PIN_MM, side, side, fill=tone, stroke=edge, width=0.6)
        words = str(row.number)
        wide = look.letters.width_mm(words, 9.0, 700)
        surface.words(x - wide / 2, y + 1.15, words, 9.0, look.colour("surface"), 700)
    return page_picture(document.content(), resolution_dpi=DPI)


def _view(job: ExportJob, row: CommentRow) -> Viewport:
    if row.place is None:
        west, south, east, north = map_bounds(job.content)
        wanted = max((east - west) / WIDE_MM, (north - south) / HIGH_MM) * 1000.0 * 1.1
        place = ((west + east) / 2, (south + north) / 2)
        scale = max(wanted, 50.0)
    else:
        place, scale = row.place, VIEW_M / HIGH_MM * 1000.0
    return Viewport(
        centre_x_m=place[0], centre_y_m=place[1], scale=scale, width_mm=WIDE_MM, height_mm=HIGH_MM
    )
