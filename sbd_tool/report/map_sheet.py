"""The map sheet: the map at true scale, both ledgers, what to do next, the legend, the label."""

from datetime import date
from typing import Final

from sbd_tool.cartography.compose import compose
from sbd_tool.cartography.drawlist import DrawList, Viewport
from sbd_tool.cartography.heat_map import with_heat
from sbd_tool.cartography.names import Lettering
from sbd_tool.cartography.scalebar import fitting_scale
from sbd_tool.cartography.square import square_of
from sbd_tool.cartography.verdicts import GapLimits, ring_verdicts
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.furniture import draw_scale_bar, north_arrow, tlp_chip
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.look import Look
from sbd_tool.report.map_drawing import draw_map
from sbd_tool.report.model import ReportModel
from sbd_tool.report.sheet_column import draw_column
from sbd_tool.report.sheet_size import SheetSize
from sbd_tool.report.surface import Surface

_AIR_M: Final = 14.0
_EMPTY_M: Final = 100.0
_UNDERLAY_OPACITY: Final = 0.5


def sheet_view(content: EditionContent, size: SheetSize, scale: int | None) -> Viewport:
    """The part of the ground a frame shows, centred on the square.

    Args:
        content: What is drawn.
        size: Frame.
        scale: Scale denominator, or None for the largest preset at which the square fits.
    """
    _, _, width, height = size.frame
    west, south, east, north = map_bounds(content)
    chosen = scale or fitting_scale(
        east - west + 2 * _AIR_M, north - south + 2 * _AIR_M, width, height
    )
    return Viewport(
        centre_x_m=(west + east) / 2,
        centre_y_m=(south + north) / 2,
        scale=float(chosen),
        width_mm=width,
        height_mm=height,
    )


def map_bounds(content: EditionContent) -> tuple[float, float, float, float]:
    """Bounds of the square, of everything drawn when none is picked, or of nothing at all."""
    square = square_of(content.project)
    if square is not None and not square.is_empty:
        west, south, east, north = square.bounds
        return (west, south, east, north)
    boxes = [layer.bounds for layer in content.project.layers if layer.bounds is not None]
    boxes.extend(
        measure.geometry.bounds
        for measure in content.project.measures.values()
        if measure.geometry is not None and not measure.geometry.is_empty
    )
    if not boxes:
        return (0.0, 0.0, _EMPTY_M, _EMPTY_M)
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return (min(wests), min(souths), max(easts), max(norths))


def extent_of(view: Viewport) -> tuple[float, float, float, float]:
    """West, south, east, north of a frame in metres."""
    half_w = view.width_mm * view.scale / 2000
    half_h = view.height_mm * view.scale / 2000
    x, y = view.centre_x_m, view.centre_y_m
    return (x - half_w, y - half_h, x + half_w, y + half_h)


def content_map(
    content: EditionContent,
    look: Look,
    view: Viewport,
    marker_mm: float,
    limits: GapLimits | None = None,
) -> DrawList:
    """The edition's map for a frame, with the ring where the edition holds its results."""
    verdicts = None
    if limits is not None:
        lettering = Lettering(look.design, look.theme, view.scale)
        verdicts = ring_verdicts(content.results, limits, lettering, look.words)
    return compose(
        content.project,
        content.catalogue,
        look.design,
        look.words,
        scale=view.scale,
        theme=look.theme.name,
        option=content.option,
        time_state=content.time_state,
        extent=extent_of(view),
        marker_mm=marker_mm,
        between=() if verdicts is None else verdicts.groups,
        legend_more=() if verdicts is None else verdicts.legend,
        underlay_opacity=_UNDERLAY_OPACITY,
    )


def draw_sheet(  # noqa: PLR0917 - the sheet, what it says and how
    surface: Surface,
    content: EditionContent,
    model: ReportModel,
    look: Look,
    size: SheetSize,
    scale: int | None,
    limits: GapLimits | None = None,
) -> Viewport:
    """Draw the whole sheet.

    Returns:
        What the frame shows.
    """
    view = sheet_view(content, size, scale)
    drawing = content_map(content, look, view, size.marker_mm, limits)
    if content.heat is not None:
        drawing = with_heat(drawing, content.heat, look.design, look.words)
    surface.rect(0, 0, size.width_mm, size.height_mm, fill=look.colour("surface"))
    _head(surface, model, look, size)
    draw_framed(surface, drawing, look, view, size.frame)
    draw_column(surface, model, look, size, drawing.legend)
    _foot(surface, model, look, size, view)
    return view


def draw_framed(
    surface: Surface,
    drawing: DrawList,
    look: Look,
    view: Viewport,
    frame: tuple[float, float, float, float],
) -> None:
    """The map with its frame, scale bar and north arrow."""
    left, top, width, height = frame
    draw_map(surface, drawing, view, left, top, look.design, look.theme)
    surface.rect(left, top, width, height, stroke=look.colour("ink"), width=0.35)
    draw_scale_bar(surface, look, view, left + 4.0, top + height - 4.0)
    north_arrow(surface, look, left + width - 9.5, top + 11.0)


def _head(surface: Surface, model: ReportModel, look: Look, size: SheetSize) -> None:
    left, top, _, _ = size.frame
    right = size.width_mm - left
    chip = tlp_chip(surface, look, model.label, right, top * 0.42, size.label_pt)
    room = chip - left - 6.0
    title = (
        model.title
        if not model.place or model.place == model.title
        else (f"{model.title} \u00b7 {model.place}")
    )
    base = top * 0.42 + size.title_pt * 0.3 * MM_PER_PT
    words = look.letters.elided(title, size.title_pt, room, 600)
    surface.words(left, base, words, size.title_pt, look.colour("ink"), 600)
    under = look.say(
        "sheet_subtitle",
        option=model.option,
        state=model.time_state,
        edition=look.say(f"edition_{model.edition}"),
    )
    base += size.body_pt * 1.75 * MM_PER_PT
    words = look.letters.elided(under, size.body_pt + 1.0, room)
    surface.words(left, base, words, size.body_pt + 1.0, look.colour("ink_2"))


def _foot(
    surface: Surface, model: ReportModel, look: Look, size: SheetSize, view: Viewport
) -> None:
    left, top, _, height = size.frame
    y = top + height + 6.0
    right = size.width_mm - left
    surface.rule(left, y - 2.6, right, y - 2.6, look.colour("ink"), 0.25)
    chip = tlp_chip(surface, look, model.label, right, y + 4.4, size.label_pt)
    sources = "; ".join(dict.fromkeys(row.licence or row.name for row in model.sources))
    cells = (
        (look.say("scale_on", paper=size.name), f"1 : {look.words.number(view.scale)}", 0.11),
        (look.say("reference"), model.crs, 0.27),
        (look.say("plan_data"), sources or look.say("not_named"), 0.36),
        (look.say("made"), look.words.day(made_day(model)), 0.13),
        (look.say("content"), _digest(model), 0.13),
    )
    x, room = left, chip - left - 4.0
    name_pt, value_pt = size.body_pt - 1.5, size.body_pt - 0.5
    for name, value, share in cells:
        width = room * share - 3.0
        surface.words(
            x, y + 2.2, look.letters.elided(name, name_pt, width), name_pt, look.colour("ink_3")
        )
        surface.block(
            x, y + 3.0, width, value, value_pt, look.colour("ink"), 500, 1.2, most_lines=2
        )
        x += room * share


def made_day(model: ReportModel) -> date:
    """The day of making."""
    return date.fromisoformat(model.made)


def _digest(model: ReportModel) -> str:
    digest = dict(model.versions).get("content", "")
    return " ".join(digest[start : start + 4] for start in range(0, min(12, len(digest)), 4))
