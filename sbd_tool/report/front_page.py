"""The front page: both ledgers side by side, the same size, openness left, protection right."""

from dataclasses import replace
from typing import Final

from sbd_tool.cartography.drawlist import Viewport
from sbd_tool.domain.text import Text
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.flow import A4, MARGIN_MM, Running, page_furniture
from sbd_tool.report.ledger_drawing import LedgerSize, draw_ledger, severity_sign
from sbd_tool.report.ledger_rows import footing_words
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.look import Look
from sbd_tool.report.map_sheet import (
    content_map,
    draw_framed,
    made_day,
    sheet_view,
)
from sbd_tool.report.model import LedgerSection, ReportModel
from sbd_tool.report.sheet_size import SheetSize
from sbd_tool.report.spec import ExportJob
from sbd_tool.report.story import Figure
from sbd_tool.report.surface import Surface

_GUTTER_MM: Final = 10.0
_LOWEST_MM: Final = 271.0
_FITS: Final = ((8.5, 3), (8.5, 4), (8.0, 4), (7.5, 4))
"""Sizes and lines of the points, tried in turn before a sentence is cut."""
_SIZE: Final = LedgerSize(title_pt=13.0, score_pt=38.0, note_pt=8.5, score_mm=29.0, bar_mm=3.4)
_WINDOW: Final = SheetSize(
    name="A4",
    width_mm=A4[0],
    height_mm=A4[1],
    frame=(MARGIN_MM, 51.0, A4[0] - 2 * MARGIN_MM, 84.0),
    column=(0.0, 0.0, 0.0),
    title_pt=0.0,
    body_pt=8.0,
    marker_mm=4.4,
    ledger=_SIZE,
    plane_mm=0.0,
    row_mm=0.0,
    label_pt=12.0,
)


def draw_front(
    surface: Surface, content: EditionContent, model: ReportModel, look: Look, running: Running
) -> None:
    """Draw the first page of a report."""
    page_furniture(surface, look, running, 1)
    _title(surface, model, look)
    view = draw_front_map(surface, content, look, _WINDOW.frame)
    left, top, width, height = _WINDOW.frame
    parts = (
        look.say("map_caption", scale=look.words.number(view.scale)),
        model.crs,
        _sources(model),
    )
    caption = look.letters.elided(" \u00b7 ".join(part for part in parts if part), 7.5, width)
    surface.words(left, top + height + 4.0, caption, 7.5, look.colour("ink_3"))
    if model.ledgers:
        _ledgers(surface, model, look, top + height + 9.5)
    base = A4[1] - 22.6
    surface.words(left, base, look.say("support"), 8.0, look.colour("ink_2"), 500)


def draw_front_map(
    surface: Surface, content: EditionContent, look: Look, frame: tuple[float, float, float, float]
) -> Viewport:
    """Draw the square into a frame.

    Args:
        surface: The page.
        content: What the edition holds.
        look: Colours and letters.
        frame: Left, top, width and height, millimetres.
    """
    window = replace(_WINDOW, frame=frame)
    view = sheet_view(content, window, None)
    drawing = content_map(content, look, view, window.marker_mm)
    draw_framed(surface, drawing, look, view, frame)
    return view


def front_map(job: ExportJob, height_mm: float = _WINDOW.frame[3]) -> Figure:
    """The square as a figure, for reports without a drawn first page."""

    def draw(surface: Surface, x_mm: float, y_mm: float, width_mm: float) -> None:
        draw_front_map(surface, job.content, job.look, (x_mm, y_mm, width_mm, height_mm))

    named = (job.model.crs, "; ".join(licences_of(job.model)))
    return Figure(
        draw=draw,
        height_mm=height_mm,
        said=job.look.say("map_said", title=job.model.title, count=len(job.model.measures)),
        caption=" \u00b7 ".join(part for part in named if part),
    )


def licences_of(model: ReportModel) -> tuple[str, ...]:
    """What the plan's sources ask to be named, each once."""
    return tuple(dict.fromkeys(row.licence for row in model.sources if row.licence))


def _sources(model: ReportModel) -> str:
    return "; ".join(dict.fromkeys(row.licence or row.name for row in model.sources))


def _title(surface: Surface, model: ReportModel, look: Look) -> None:
    left, width = MARGIN_MM, A4[0] - 2 * MARGIN_MM
    size = 24.0
    while look.letters.width_mm(model.title, size, 600) > width and size > 15.0:  # noqa: PLR2004
        size -= 1.0
    y = surface.block(
        left, 22.5, width, model.title, size, look.colour("ink"), 600, 1.15, most_lines=1
    )
    parts = [model.place] if model.place and model.place != model.title else []
    parts.append(
        look.say(
            "sheet_subtitle",
            option=model.option,
            state=model.time_state,
            edition=look.say(f"edition_{model.edition}"),
        )
    )
    parts.append(look.words.day(made_day(model)))
    told = look.letters.elided(" \u00b7 ".join(parts), 10.0, width)
    surface.words(left, y + 4.6, told, 10.0, look.colour("ink_2"))
    lead = look.say("lead")
    surface.block(left, y + 7.4, width, lead, 9.5, look.colour("ink"), 400, 1.35, most_lines=2)


def _ledgers(surface: Surface, model: ReportModel, look: Look, top_mm: float) -> None:
    each = (A4[0] - 2 * MARGIN_MM - _GUTTER_MM) / 2
    middle = MARGIN_MM + each + _GUTTER_MM / 2
    lowest = top_mm
    for place, section in enumerate(model.ledgers):
        x = MARGIN_MM + place * (each + _GUTTER_MM)
        y = draw_ledger(surface, look, section, x, top_mm, each, _SIZE)
        lowest = max(lowest, _told(surface, look, section, x, y + 1.2, each))
    surface.rule(middle, top_mm, middle, lowest, look.colour("line"), 0.2)


def _told(  # noqa: PLR0917 - a place, a ledger and its look
    surface: Surface, look: Look, section: LedgerSection, x_mm: float, y_mm: float, width_mm: float
) -> float:
    """Sentence, coverage, floor warnings, what carries and what costs."""
    ink, ink_2 = look.colour("ink"), look.colour("ink_2")
    sentence = look.words(section.sentence)
    y = surface.block(x_mm, y_mm, width_mm, sentence, 9.5, ink, 500, 1.35, most_lines=4)
    for place, reason in enumerate(section.unfit_reasons[:2]):
        top, told = y + (0.4 if place else 0.8), look.words(reason)
        y = surface.block(x_mm, top, width_mm, told, 8.0, ink_2, 400, 1.35, most_lines=2)
    footing = footing_words(section, is_beside_reasons=True)
    if footing is not None:
        told = look.words(footing)
        y = surface.block(x_mm, y + 0.4, width_mm, told, 8.0, ink_2, 400, 1.35, most_lines=3)
    for warning in section.warnings[:2]:
        surface.shapes(severity_sign(look, "warning"), x_mm + 1.6, y + 2.9)
        words = look.words(warning)
        y = surface.block(
            x_mm + 5.0, y + 1.0, width_mm - 5.0, words, 8.5, look.colour("warn"), 500, most_lines=2
        )
    if section.is_banded:
        return _bands(surface, look, section, (x_mm, y + 2.2, width_mm))
    fit = next(
        (fit for fit in _FITS if _fits(look, section, fit, _LOWEST_MM - y, width_mm)), (8.5, 2)
    )
    y = _list(surface, look, section, ("carries", section.carries, fit), (x_mm, y + 2.2, width_mm))
    return _list(surface, look, section, ("costs", section.costs, fit), (x_mm, y + 1.4, width_mm))


def _fits(
    look: Look, section: LedgerSection, fit: tuple[float, int], room_mm: float, width_mm: float
) -> bool:
    """Whether all points stand in the room at a size, none with more lines than it may have."""
    size_pt, most = fit
    lines = [
        len(look.letters.lines(look.words(point), size_pt, width_mm - 3.0))
        for point in (*section.carries[:3], *section.costs[:3])
    ]
    needed = sum(lines) * size_pt * 1.3 * MM_PER_PT + 6 * 0.6 + 2 * 6.0
    return needed <= room_mm and max(lines, default=0) <= most


def _bands(
    surface: Surface, look: Look, section: LedgerSection, place: tuple[float, float, float]
) -> float:
    """What the five bands mean, and who holds the rest."""
    x, y, width = place
    ink, ink_2 = look.colour("ink"), look.colour("ink_2")
    title = look.say("bands_mean")
    surface.words(x, y + 3.0, title, 9.0, look.colour(f"{section.key}_text"), 600)
    y += 5.0
    for band in range(5, 0, -1):
        is_in = section.band_low <= band <= section.band_high
        box = (x + 0.2, y + 0.7, 5.0, 2.8)
        surface.rect(*box, fill=look.colour("pressed"), radius_mm=0.5)
        if is_in and section.band_low == section.band_high:
            surface.rect(*box, fill=look.colour(section.key), radius_mm=0.5)
        elif is_in:
            surface.hatched(*box, look.colour(section.key), 0.95, 0.3)
        words = f"{look.words.number(band)}  {look.say(f'band_word_{band}')}"
        surface.words(x + 7.2, y + 3.1, words, 8.5, ink if is_in else ink_2, 600 if is_in else 400)
        y += 4.6
    return surface.block(x, y + 2.0, width, look.say("bands_rest"), 8.5, ink_2, 400, 1.35)


def _list(
    surface: Surface,
    look: Look,
    section: LedgerSection,
    points: tuple[str, tuple[Text, ...], tuple[float, int]],
    place: tuple[float, float, float],
) -> float:
    key, sentences, (size_pt, most) = points
    x, y, width = place
    if not sentences or y + 8.0 > _LOWEST_MM:
        return y
    surface.words(x, y + 3.0, look.say(key), 9.0, look.colour(f"{section.key}_text"), 600)
    y += 4.4
    for words in sentences[:3]:
        if y + 3.6 > _LOWEST_MM:
            break
        left_lines = int((_LOWEST_MM - y) / (size_pt * 1.3 * MM_PER_PT))
        dot_y = y + size_pt * 1.3 * MM_PER_PT / 2
        surface.rect(x + 0.2, dot_y - 0.5, 1.0, 1.0, fill=look.colour("ink_3"), radius_mm=0.5)
        y = surface.block(
            x + 3.0, y, width - 3.0, look.words(words), size_pt, look.colour("ink"), 400, 1.3,
            most_lines=max(1, min(most, left_lines)),
        ) + 0.6  # fmt: skip
    return y
