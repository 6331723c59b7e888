"""The map sheet: the map at true scale, both ledgers, what to do next, the legend, the label."""

from dataclasses import replace
from datetime import date
from typing import Final

from sbd_tool.cartography.compose import compose
from sbd_tool.cartography.drawlist import DrawList, Viewport
from sbd_tool.cartography.heat_map import with_heat
from sbd_tool.cartography.names import Lettering
from sbd_tool.cartography.scalebar import fitting_scale
from sbd_tool.cartography.square import square_of
from sbd_tool.cartography.verdicts import GapLimits, ring_verdicts
from sbd_tool.domain.sheets import USUAL_SHEET, MapSheet, SheetPart
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.furniture import (
    draw_scale_bar,
    north_arrow,
    tlp_chip,
)
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.look import Look
from sbd_tool.report.map_drawing import draw_map
from sbd_tool.report.map_room import (
    bar_left_mm,
    covered_m2,
    extent_of,
    furniture_on_ground,
    with_letters,
)
from sbd_tool.report.model import ReportModel
from sbd_tool.report.sheet_column import draw_column
from sbd_tool.report.sheet_extras import draw_grid, draw_logo, grid_on_ground
from sbd_tool.report.sheet_size import SheetSize
from sbd_tool.report.surface import Surface

_AIR_M: Final = 14.0
_INSET_SHARE: Final = 0.24
_INSET_TIMES: Final = 10.0
_INSET_EDGE_MM: Final = 3.0
_EMPTY_M: Final = 100.0
_UNDERLAY_OPACITY: Final = 0.5

Bounds = tuple[float, float, float, float]
"""West, south, east, north in metres."""


def sheet_view(content: EditionContent, size: SheetSize, scale: int | None) -> Viewport:
    """The part of the ground a frame shows, centred on the square.

    Args:
        content: What is drawn.
        size: Frame.
        scale: Scale denominator, or None for the largest preset at which the square fits.
    """
    return view_of(map_bounds(content), size, scale)


def view_of(bounds: Bounds, size: SheetSize, scale: int | None) -> Viewport:
    """The part of the ground a frame shows, centred on bounds in metres."""
    _, _, width, height = size.frame
    west, south, east, north = bounds
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


def map_bounds(content: EditionContent) -> Bounds:
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


def content_map(  # noqa: PLR0917 - what is drawn, how and how large
    content: EditionContent,
    look: Look,
    view: Viewport,
    marker_mm: float,
    limits: GapLimits | None = None,
    grow: float = 1.0,
) -> DrawList:
    """The edition's map for a frame, with the ring where the edition holds its results.

    Where scale bar and north arrow will lie, grown by ``grow`` (0: none will), no name is set.
    """
    verdicts = None
    if limits is not None:
        lettering = Lettering(look.design, look.theme, view.scale)
        verdicts = ring_verdicts(content.results, limits, lettering, look.words)
    groups = () if verdicts is None else verdicts.groups
    has_inset = content.sheet.shows(SheetPart.INSET)
    told = () if has_inset else tuple(group for _, group in groups)
    grid = grid_on_ground(view, grow) if content.sheet.shows(SheetPart.GRID) else ()
    return compose(
        content.project,
        content.catalogue,
        with_letters(look.design, max(1.0, grow)),
        look.words,
        scale=view.scale,
        theme=look.theme.name,
        option=content.option,
        time_state=content.time_state,
        extent=extent_of(view),
        marker_mm=marker_mm,
        between=groups,
        legend_more=() if verdicts is None else verdicts.legend,
        underlay_opacity=_UNDERLAY_OPACITY,
        kept_clear=(*furniture_on_ground(look, view, grow, told), *grid) if grow else (),
    )


def draw_sheet(  # noqa: PLR0917 - the sheet, what it says and how
    surface: Surface,
    content: EditionContent,
    model: ReportModel,
    look: Look,
    size: SheetSize,
    scale: int | None,
    limits: GapLimits | None = None,
    around: Bounds | None = None,
    told: tuple[str, str] = ("", ""),
) -> Viewport:
    """Draw the whole sheet.

    Args:
        surface: The page.
        content: What the edition holds, with how its sheet was set up.
        model: What is said beside the map.
        look: Colours and letters.
        size: Where things stand.
        scale: Scale denominator, or None to let it fit.
        limits: By which the ring is judged.
        around: Bounds to show instead of the square: the page of a zone.
        told: Name of the page of an atlas, and what stands in place of its scores; or "" each.

    Returns:
        What the frame shows.
    """
    sheet = content.sheet
    view = view_of(around or map_bounds(content), size, scale or sheet.scale)
    grow = max(1.0, size.body_pt / 9.0)
    drawing = content_map(content, look, view, size.marker_mm, limits, grow)
    if content.heat is not None:
        drawing = with_heat(drawing, content.heat, look.design, look.words)
    surface.rect(0, 0, size.width_mm, size.height_mm, fill=look.colour("surface"))
    _head(surface, model, look, size, sheet, told[0])
    draw_framed(surface, drawing, look, view, size.frame, sheet, grow)
    if sheet.shows(SheetPart.INSET):
        draw_inset(surface, content, look, view, size)
    draw_column(surface, model, look, size, drawing.legend, sheet, told[1])
    if content.logo:
        draw_logo(surface, content.logo, size)
    _foot(surface, model, look, size, view)
    return view


def draw_inset(
    surface: Surface, content: EditionContent, look: Look, view: Viewport, size: SheetSize
) -> None:
    """The surroundings in a corner of the map, with a frame around what the map shows."""
    square, (left, top, width, height) = square_of(content.project), size.frame
    side_w, side_h = width * _INSET_SHARE, height * _INSET_SHARE
    corners = (
        (left + width - side_w - _INSET_EDGE_MM, top + height - side_h - _INSET_EDGE_MM),
        (left + _INSET_EDGE_MM, top + _INSET_EDGE_MM),
    )
    x, y = min(corners, key=lambda at: covered_m2(square, view, size.frame, (*at, side_w, side_h)))
    small = replace(view, scale=view.scale * _INSET_TIMES, width_mm=side_w, height_mm=side_h)
    drawing = content_map(content, look, small, 1.6, grow=0.0)
    projector = draw_map(surface, drawing, small, x, y, look.design, look.theme)
    west, south, east, north = extent_of(view)
    x0, y0 = projector.page(west, north)
    x1, y1 = projector.page(east, south)
    surface.rect(x0, y0, x1 - x0, y1 - y0, stroke=look.colour("danger"), width=0.5)
    surface.rect(x, y, side_w, side_h, stroke=look.colour("ink"), width=0.35)


def draw_framed(  # noqa: PLR0917 - a map, its frame and its look
    surface: Surface,
    drawing: DrawList,
    look: Look,
    view: Viewport,
    frame: Bounds,
    sheet: MapSheet = USUAL_SHEET,
    grow: float = 1.0,
) -> None:
    """The map with its frame, grid, scale bar and north arrow."""
    left, top, width, height = frame
    draw_map(surface, drawing, view, left, top, look.design, look.theme)
    surface.rect(left, top, width, height, stroke=look.colour("ink"), width=0.35)
    if sheet.shows(SheetPart.GRID):
        draw_grid(surface, look, view, frame, grow)
    has_inset = sheet.shows(SheetPart.INSET)  # it takes the other corner
    if sheet.shows(SheetPart.SCALE_BAR):
        start = left + bar_left_mm(look, view, grow, () if has_inset else drawing.groups)
        draw_scale_bar(surface, look, view, start, top + height - 4.0, grow)
    if sheet.shows(SheetPart.NORTH):
        north_arrow(surface, look, left + width - 9.5 * grow, top + 11.0 * grow, grow)


def _head(  # noqa: PLR0917 - the sheet and what its head says
    surface: Surface,
    model: ReportModel,
    look: Look,
    size: SheetSize,
    sheet: MapSheet,
    page: str = "",
) -> None:
    left, top, _, _ = size.frame
    right = size.width_mm - left
    chip = tlp_chip(surface, look, model.label, right, top * 0.42, size.label_pt, model.mark)
    room = chip - left - 6.0
    title = sheet.title or (
        model.title
        if not model.place or model.place == model.title
        else (f"{model.title} \u00b7 {model.place}")
    )
    title = f"{title} \u00b7 {page}" if page else title
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
    left = size.frame[0]
    y = size.bottom_mm + 6.0
    right = size.width_mm - left
    surface.rule(left, y - 2.6, right, y - 2.6, look.colour("ink"), 0.25)
    chip = tlp_chip(surface, look, model.label, right, y + 4.4, size.label_pt, model.mark)
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
    base = y + 2.2 + 3.0 * (max(1.0, size.body_pt / 9.0) - 1.0)  # clear of the rule on large paper
    for name, value, share in cells:
        width = room * share - 3.0
        fitting = name_pt
        while fitting > name_pt - 1.5 and look.letters.width_mm(name, fitting) > width:
            fitting -= 0.25
        told = look.letters.elided(name, fitting, width)
        surface.words(x, base, told, fitting, look.colour("ink_3"))
        surface.block(
            x, base + 0.8, width, value, value_pt, look.colour("ink"), 500, 1.2, most_lines=2
        )
        x += room * share


def made_day(model: ReportModel) -> date:
    """The day of making."""
    return date.fromisoformat(model.made)


def _digest(model: ReportModel) -> str:
    digest = model.content_digest
    return " ".join(digest[start : start + 4] for start in range(0, min(12, len(digest)), 4))
