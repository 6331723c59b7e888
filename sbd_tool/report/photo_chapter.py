"""The chapter of photos: where each was taken and which way it looks, then the pictures."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sbd_tool.cartography.drawlist import Picture, Viewport
from sbd_tool.cartography.outlines import Outline, line
from sbd_tool.domain.photo_facts import taken_said, without_time
from sbd_tool.domain.photo_marks import Stroke
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.report.edition_photos import PhotoPrint
from sbd_tool.report.look import Look
from sbd_tool.report.map_sheet import content_map, draw_framed, sheet_view
from sbd_tool.report.model import ReportModel
from sbd_tool.report.sheet_size import A4_SHEET
from sbd_tool.report.spec import ExportJob
from sbd_tool.report.story import Figure, Story
from sbd_tool.report.surface import Projector, Surface

KEY: Final = "photos"
_MAP_MM: Final = 80.0
_MARKER_MM: Final = 3.0
_DISC_MM: Final = 2.3
_ARROW_MM: Final = 6.0
_PICTURE_MM: Final = 58.0
_WORDS_MM: Final = 12.0
_GAP_MM: Final = 4.0
_LINES: Final = 3
_LETTERS_PT: Final = 7.5


def photo_figures(job: ExportJob) -> tuple[Figure, ...]:
    """A map with arrows, then the photos two by two; nothing where the edition holds none."""
    prints, look = job.content.photos, job.look
    if not prints:
        return ()
    rows = [
        Figure(
            draw=partial(_draw_row, look, pair),
            height_mm=_PICTURE_MM + _WORDS_MM,
            said=" ".join(_said(look, one) for one in pair),
        )
        for pair in (prints[at : at + 2] for at in range(0, len(prints), 2))
    ]
    placed = [one for one in prints if one.x_m is not None]
    if placed:
        said = look.words(text("photo.map_said", count=len(placed)))
        rows.insert(0, Figure(draw=partial(_draw_map, job), height_mm=_MAP_MM, said=said))
    return tuple(rows)


def photo_pages(story: Story, model: ReportModel) -> None:
    """Write the chapter; nothing where the edition holds no photos."""
    figures = story.figures.get(KEY, ())
    if not figures:
        return
    words = story.look.words
    lead = words(text(f"photo.chapter_lead_{model.edition}"))
    story.chapter(KEY, words(text("photo.chapter")), lead, 120.0)
    for figure in figures:
        story.figure(figure)


# --- the map ------------------------------------------------------------------------------


def _draw_map(job: ExportJob, surface: Surface, x_mm: float, y_mm: float, width_mm: float) -> None:
    frame = (x_mm, y_mm, width_mm, _MAP_MM)
    view = sheet_view(job.content, replace(A4_SHEET, frame=frame), None)
    drawing = content_map(job.content, job.look, view, _MARKER_MM)
    draw_framed(surface, drawing, job.look, view, frame)
    projector = Projector(x_mm, y_mm, view)
    with surface.clipped(*frame):
        for one in job.content.photos:
            if one.x_m is not None and one.y_m is not None:
                _draw_arrow(surface, job.look, projector.page(one.x_m, one.y_m), one)


def _draw_arrow(surface: Surface, look: Look, at_mm: tuple[float, float], one: PhotoPrint) -> None:
    x, y = at_mm
    ink, paper = look.colour("ink"), look.colour("surface")
    if one.heading_deg is not None:
        turn = math.radians(one.heading_deg)
        east, north = math.sin(turn), -math.cos(turn)
        tip = (x + _ARROW_MM * east, y + _ARROW_MM * north)
        for colour, width in ((paper, 1.3), (ink, 0.6)):
            surface.rule(x, y, *tip, colour, width)
        left, right = (
            (
                tip[0] - 1.8 * math.sin(turn + side),
                tip[1] + 1.8 * math.cos(turn + side),
            )
            for side in (-0.5, 0.5)
        )
        surface.rule(*left, *tip, ink, 0.6)
        surface.rule(*right, *tip, ink, 0.6)
    _disc(surface, look, x, y, str(one.number))


def _disc(surface: Surface, look: Look, x_mm: float, y_mm: float, words: str) -> None:
    side = 2 * _DISC_MM
    surface.rect(
        x_mm - _DISC_MM, y_mm - _DISC_MM, side, side,
        fill=look.colour("ink"), stroke=look.colour("surface"), width=0.3, radius_mm=_DISC_MM,
    )  # fmt: skip
    paper = look.colour("surface")
    surface.words(x_mm, y_mm + 0.85, words, 6.5, paper, 600, "middle")


# --- pictures -----------------------------------------------------------------------------


def _draw_row(  # noqa: PLR0917 - bound to its photos, then called with a place
    look: Look,
    pair: Sequence[PhotoPrint],
    surface: Surface,
    x_mm: float,
    y_mm: float,
    width_mm: float,
) -> None:
    column = (width_mm - _GAP_MM) / 2
    for place, one in enumerate(pair):
        left = x_mm + place * (column + _GAP_MM)
        _draw_photo(surface, look, one, (left, y_mm, column, _PICTURE_MM))
        _disc(surface, look, left + _DISC_MM, y_mm + _PICTURE_MM + 4.0, str(one.number))
        surface.block(
            left + 2 * _DISC_MM + 1.6, y_mm + _PICTURE_MM + 1.4, column - 2 * _DISC_MM - 1.6,
            _under(look, one), _LETTERS_PT, look.colour("ink_2"), most_lines=_LINES,
        )  # fmt: skip


def _draw_photo(
    surface: Surface, look: Look, one: PhotoPrint, box: tuple[float, float, float, float]
) -> None:
    left, top, width, height = box
    share = min(width / one.width_px, height / one.height_px)
    wide, high = one.width_px * share, one.height_px * share
    view = Viewport(
        centre_x_m=wide / 2, centre_y_m=-high / 2, scale=1000.0, width_mm=wide, height_mm=high
    )
    picture = Picture(
        data=one.jpeg,
        media_type="image/jpeg",
        width_px=one.width_px,
        height_px=one.height_px,
        transform=(share, 0.0, 0.0, -share, share / 2, -share / 2),
    )
    surface.picture(picture, Projector(left, top, view))
    with surface.clipped(left, top, wide, high):
        for stroke in one.sketch:
            _draw_stroke(surface, look, stroke, (left, top, wide, high))
    surface.rect(left, top, wide, high, stroke=look.colour("line_strong"), width=0.2)


def _draw_stroke(
    surface: Surface, look: Look, stroke: Stroke, box: tuple[float, float, float, float]
) -> None:
    left, top, wide, high = box
    points = [(x * wide, y * high) for x, y in stroke.points]
    if len(points) == 1:
        points.append((points[0][0] + 0.01, points[0][1]))
    width = max(0.3, stroke.width * max(wide, high))
    colour = look.colour(stroke.ink or "danger")
    outline = Outline(commands=line(*points), stroke=colour, width_mm=width)
    surface.shape(outline, left, top)


def _under(look: Look, one: PhotoPrint) -> str:
    return " \u00b7 ".join(part for part in _parts(look, one) if part)


def _parts(look: Look, one: PhotoPrint) -> tuple[str, ...]:
    heading = ""
    if one.heading_deg is not None:
        key = f"photo.looks_{one.north or 'unsaid'}"
        heading = look.words(text(key, heading=Quantity(one.heading_deg, "\u00b0")))
    return (
        without_time(one.caption, one.taken),
        taken_said(one.taken, look.words),
        heading,
        "" if one.x_m is not None else look.words_of("photo.is_unplaced"),
        "" if one.is_checked else look.words_of("photo.not_checked"),
    )


def _said(look: Look, one: PhotoPrint) -> str:
    return look.words(text("photo.said", number=one.number, words=literal(_under(look, one))))
