"""The map sheet: the map at true scale, both ledgers, what to do next, the legend, the label."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Final

from sbd_tool.cartography.compose import compose
from sbd_tool.cartography.drawlist import DrawList, LegendEntry, Viewport
from sbd_tool.cartography.plan import square_of
from sbd_tool.cartography.scalebar import fitting_scale
from sbd_tool.domain.roles import Role
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.furniture import draw_scale_bar, north_arrow, swatch, tlp_chip
from sbd_tool.report.ledger_drawing import LedgerSize, draw_ledger, draw_plane
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.look import Look
from sbd_tool.report.map_drawing import draw_map
from sbd_tool.report.model import LedgerSection, ReportModel, SuggestionRow
from sbd_tool.report.surface import Surface

_AIR_M: Final = 14.0
_EMPTY_M: Final = 100.0
_MOST_STEPS: Final = 3
_PLAN_KEYS: Final = frozenset({*(role.value for role in Role), "square", "undecided"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSize:
    """Where things stand on a sheet, millimetres.

    Attributes:
        name: Paper size.
        width_mm, height_mm: Sheet.
        frame: Left, top, width and height of the map.
        column: Left, top and width of the column beside it.
        title_pt, body_pt: Letters.
        marker_mm: Diameter of signs.
        ledger: Sizes of the ledger blocks.
        plane_mm: Side of the plane, 0 to leave it out.
        row_mm: Height of a row of the column.
        label_pt: Letters of the TLP label.
    """

    name: str
    width_mm: float
    height_mm: float
    frame: tuple[float, float, float, float]
    column: tuple[float, float, float]
    title_pt: float
    body_pt: float
    marker_mm: float
    ledger: LedgerSize
    plane_mm: float
    row_mm: float
    label_pt: float


A3: Final = SheetSize(
    name="A3",
    width_mm=420.0,
    height_mm=297.0,
    frame=(10.0, 24.0, 284.0, 250.0),
    column=(302.0, 24.0, 108.0),
    title_pt=20.0,
    body_pt=9.0,
    marker_mm=5.4,
    ledger=LedgerSize(score_pt=34.0, note_pt=8.5, score_mm=27.0),
    plane_mm=42.0,
    row_mm=7.2,
    label_pt=14.0,
)
A4_SHEET: Final = SheetSize(
    name="A4",
    width_mm=297.0,
    height_mm=210.0,
    frame=(10.0, 21.0, 192.0, 168.0),
    column=(208.0, 21.0, 79.0),
    title_pt=15.0,
    body_pt=7.5,
    marker_mm=4.6,
    ledger=LedgerSize(title_pt=10.0, score_pt=25.0, note_pt=7.5, score_mm=20.0, bar_mm=2.6),
    plane_mm=30.0,
    row_mm=5.6,
    label_pt=12.0,
)


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


def content_map(content: EditionContent, look: Look, view: Viewport, marker_mm: float) -> DrawList:
    """The edition's map for a frame."""
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
    )


def draw_sheet(  # noqa: PLR0917 - the sheet, what it says and how
    surface: Surface,
    content: EditionContent,
    model: ReportModel,
    look: Look,
    size: SheetSize,
    scale: int | None,
) -> Viewport:
    """Draw the whole sheet.

    Returns:
        What the frame shows.
    """
    view = sheet_view(content, size, scale)
    drawing = content_map(content, look, view, size.marker_mm)
    surface.rect(0, 0, size.width_mm, size.height_mm, fill=look.colour("surface"))
    _head(surface, model, look, size)
    draw_framed(surface, drawing, look, view, size.frame)
    _column(surface, model, look, size, drawing.legend)
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


# --- the column -----------------------------------------------------------------------------


def _column(
    surface: Surface,
    model: ReportModel,
    look: Look,
    size: SheetSize,
    legend: tuple[LegendEntry, ...],
) -> None:
    x, y, width = size.column
    for section in model.ledgers:
        y = draw_ledger(surface, look, section, x, y, width, size.ledger)
        y = _told(surface, look, section, (x, y, width), size) + 2.6
    if len(model.ledgers) == 2 and size.plane_mm:  # noqa: PLR2004 - both ledgers or none
        y = _plane(surface, model, look, size, y)
    y = _next(surface, model, look, size, y)
    _legend(surface, look, size, y, legend)


def _told(
    surface: Surface,
    look: Look,
    section: LedgerSection,
    place: tuple[float, float, float],
    size: SheetSize,
) -> float:
    """One sentence under a ledger: a floor warning first, else what it means."""
    x, y, width = place
    words = look.words(section.warnings[0] if section.warnings else section.sentence)
    return surface.block(
        x, y, width, words, size.body_pt, look.colour("ink"), 400, 1.32, most_lines=2
    )


def _plane(surface: Surface, model: ReportModel, look: Look, size: SheetSize, y_mm: float) -> float:
    x, _, width = size.column
    side = size.plane_mm
    draw_plane(surface, look, model.ledgers, x + 6.0, y_mm + 4.4, side)
    left = x + side + 11.0
    room = width - side - 11.0
    ink_2 = look.colour("ink_2")
    surface.words(
        left, y_mm + 5.4, look.say("reading"), size.body_pt + 0.5, look.colour("ink"), 600
    )
    below = surface.block(
        left, y_mm + 7.0, room, look.say("reading_ledgers"), size.body_pt - 0.5, ink_2
    )
    surface.block(left, below + 1.4, room, look.say("support"), size.body_pt - 0.5, ink_2)
    return y_mm + side + 14.0


def _next(surface: Surface, model: ReportModel, look: Look, size: SheetSize, y_mm: float) -> float:
    """Remedies stand before weaknesses; each names both effects."""
    x, _, width = size.column
    rows = model.suggestions[:_MOST_STEPS]
    if not rows:
        return _next_without(surface, model, look, size, y_mm)
    y = _column_title(surface, look, size, y_mm, "worth_doing")
    pt = size.body_pt
    if any(row.openness is None or row.protection is None for row in rows):
        told = look.say("ends_header")
        surface.words(x + width, y - 1.6, told, pt - 2.0, look.colour("ink_3"), 400, "end")
    figure = max(
        look.letters.width_mm(words, pt, 600) for row in rows for words in _moves(look, row)
    )
    figure += 2.5
    room = width - 2 * figure - 6.0
    for number, row in enumerate(rows, 1):
        surface.rule(x, y, x + width, y, look.colour("line"), 0.18)
        base = y + size.row_mm / 2 + pt * 0.36 * MM_PER_PT
        surface.words(x, base, look.words.number(number), pt, look.colour("ink_3"), 600)
        top = base - pt * (0.36 + 0.625) * MM_PER_PT
        below = surface.block(
            x + 5.0, top, room, look.words(row.sentence), pt, look.colour("ink"), 500, 1.25,
            most_lines=2,
        )  # fmt: skip
        moves = zip(("openness", "protection"), _moves(look, row), (figure, 0.0), strict=True)
        for key, told, shift in moves:
            hue = look.colour(f"{key}_text")
            surface.words(x + width - shift, base, told, pt, hue, 600, "end")
        y = max(y + size.row_mm, below + size.row_mm * 0.18)
    return y + 3.0


def _moves(look: Look, row: SuggestionRow) -> tuple[str, str]:
    """Both effects in few letters: a figure, or what happens to the ends of the range."""
    told = []
    for value, ends in (
        (row.openness, row.openness_range),
        (row.protection, row.protection_range),
    ):
        both = [look.signed(end) for end in ends]
        is_still = all(round(end, 1) == 0 for end in ends)
        told.append(look.signed(value) or (both[0] if is_still else " / ".join(both)))
    return told[0], told[1]


def _next_without(
    surface: Surface, model: ReportModel, look: Look, size: SheetSize, y_mm: float
) -> float:
    """Without suggestions: what costs openness most, so that the sheet still says what to do."""
    costs = model.ledgers[0].costs[:3] if model.ledgers else ()
    if not costs:
        return y_mm
    x, _, width = size.column
    y = _column_title(surface, look, size, y_mm, "more_open")
    for words in costs:
        surface.rule(x, y, x + width, y, look.colour("line"), 0.18)
        y = surface.block(
            x, y + 0.9, width, look.words(words), size.body_pt, look.colour("ink"), 400, 1.32,
            most_lines=2,
        ) + 0.9  # fmt: skip
    return y + 3.0


def _column_title(surface: Surface, look: Look, size: SheetSize, y_mm: float, key: str) -> float:
    x = size.column[0]
    pt = size.body_pt + 2.0
    surface.words(x, y_mm + pt * 0.8 * MM_PER_PT, look.say(key), pt, look.colour("ink"), 600)
    return y_mm + pt * 1.55 * MM_PER_PT


def _legend(
    surface: Surface,
    look: Look,
    size: SheetSize,
    y_mm: float,
    legend: tuple[LegendEntry, ...],
) -> None:
    """What is visible: signs in two columns, their states in a row, the plan in three columns."""
    if not legend:
        return
    bottom = size.frame[1] + size.frame[3]
    y = _column_title(surface, look, size, y_mm, "legend") + 0.4
    states = tuple(entry for entry in legend if entry.key.startswith("state_"))
    signs = tuple(entry for entry in legend if entry.key not in _PLAN_KEYS and entry not in states)
    rest = tuple(entry for entry in legend if entry not in states and entry not in signs)
    blocks = ((signs, 2, 1.16), (states, 4, 0.95), (rest, 3, 0.84))
    needed = sum(math.ceil(len(entries) / columns) * part for entries, columns, part in blocks)
    row = max(size.row_mm * 0.6, min(size.row_mm, (bottom - y) / max(needed, 1.0)))
    for entries, columns, part in blocks:
        y = _legend_block(surface, look, size, (y, bottom, row * part), entries, columns)


def _legend_block(  # noqa: PLR0917 - a place, rows and their look
    surface: Surface,
    look: Look,
    size: SheetSize,
    place: tuple[float, float, float],
    entries: tuple[LegendEntry, ...],
    columns: int,
) -> float:
    y, bottom, row = place
    room = columns * max(0, math.floor((bottom - y) / row + 0.01))
    shown = entries if len(entries) <= room else entries[: max(0, room - 1)]
    x, _, width = size.column
    each = width / columns
    pt = size.body_pt - 0.5
    indent = 7.6 if columns > 2 else 9.0  # noqa: PLR2004 - narrow columns have narrow signs
    for number, entry in enumerate(shown):
        left = x + (number % columns) * each
        middle = y + (number // columns) * row + row / 2
        swatch(surface, look, entry, left + 3.6, middle)
        fitting = pt
        room_mm = each - indent - 1.5
        while fitting > pt - 1.5 and look.letters.width_mm(entry.title, fitting) > room_mm:
            fitting -= 0.25
        lines = look.letters.lines(entry.title, fitting, room_mm)
        if len(lines) > 1 and row < 2.3 * fitting * MM_PER_PT:
            lines = [look.letters.elided(entry.title, fitting, room_mm)]
        step = fitting * 1.12 * MM_PER_PT
        for line_number, words in enumerate(lines[:2]):
            shift = (line_number - (min(len(lines), 2) - 1) / 2) * step
            base = middle + shift + fitting * 0.36 * MM_PER_PT
            surface.words(left + indent, base, words, fitting, look.colour("ink"))
    if len(shown) < len(entries) and room:
        number = len(shown)
        middle = y + (number // columns) * row + row / 2
        told = look.say("legend_more", count=len(entries) - len(shown))
        left = x + (number % columns) * each + indent
        surface.words(left, middle + pt * 0.36 * MM_PER_PT, told, pt, look.colour("ink_3"))
    return y + math.ceil(min(len(entries), room) / columns) * row
