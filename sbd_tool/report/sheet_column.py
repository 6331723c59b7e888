"""The column beside the map: ledgers, plane, what to do next, legend."""

import math
from dataclasses import replace
from typing import Final

from sbd_tool.cartography.drawlist import LegendEntry
from sbd_tool.domain.roles import Role
from sbd_tool.domain.sheets import USUAL_SHEET, MapSheet, SheetPart
from sbd_tool.report.furniture import swatch
from sbd_tool.report.ledger_drawing import draw_ledger, draw_plane
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.look import Look
from sbd_tool.report.model import LedgerSection, ReportModel, SuggestionRow
from sbd_tool.report.sheet_size import SheetSize
from sbd_tool.report.surface import Surface

_MOST_STEPS: Final = 3
_STEP_ROWS: Final = 1.6
"""Height of a step with its heading's share, in rows."""
_LEAST_ROW: Final = 0.6
"""How low a row of a crowded legend may become."""
_ROOMY_ROWS: Final = 15
"""With so many rows left below the steps, a long sentence is told to its end."""
_PLAN_KEYS: Final = frozenset({*(role.value for role in Role), "square", "undecided"})


def draw_column(  # noqa: PLR0917 - the column, what it says and how
    surface: Surface,
    model: ReportModel,
    look: Look,
    size: SheetSize,
    legend: tuple[LegendEntry, ...],
    sheet: MapSheet = USUAL_SHEET,
    note: str = "",
) -> None:
    """Draw what the sheet shows, from the ledgers (or a note in their place) to the legend."""
    x, y, width = size.column
    if note and sheet.shows(SheetPart.LEDGERS):
        y = surface.block(x, y, width, note, size.body_pt, look.colour("ink_2")) + 4.0
    for section in model.ledgers if sheet.shows(SheetPart.LEDGERS) else ():
        y = draw_ledger(surface, look, section, x, y, width, size.ledger)
        y = _told(surface, look, section, (x, y, width), size) + 2.6
    if len(model.ledgers) == 2 and size.plane_mm:  # noqa: PLR2004 - both ledgers or none
        if _leaves_room(size, y, legend, sheet):
            y = _plane(surface, model, look, size, y)
        else:
            ink_2 = look.colour("ink_2")
            y = surface.block(x, y, width, look.say("support"), size.body_pt - 0.5, ink_2) + 3.0
    if sheet.shows(SheetPart.STEPS):
        y = _next(surface, model, look, size, y)
    if not sheet.shows(SheetPart.LEGEND):
        return
    if size.second is not None:
        size = replace(size, column=size.second)
        y = size.column[1]
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


def _leaves_room(
    size: SheetSize, y_mm: float, legend: tuple[LegendEntry, ...], sheet: MapSheet
) -> bool:
    """Whether the whole legend still stands below plane and steps: it comes before the plane."""
    if size.second is not None or not sheet.shows(SheetPart.LEGEND):
        return True
    steps = _MOST_STEPS * _STEP_ROWS * size.row_mm if sheet.shows(SheetPart.STEPS) else 0.0
    left = size.bottom_mm - y_mm - size.plane_mm - 14.0 * _grown(size) - steps
    rows = sum(math.ceil(len(entries) / columns) * part for entries, columns, part in _rows(legend))
    return rows * size.row_mm * _LEAST_ROW <= left - size.row_mm


def _rows(
    legend: tuple[LegendEntry, ...],
) -> tuple[tuple[tuple[LegendEntry, ...], int, float], ...]:
    """Signs in two columns, their states in a row, the plan in three columns; heights of a row."""
    states = tuple(entry for entry in legend if entry.key.startswith("state_"))
    signs = tuple(entry for entry in legend if entry.key not in _PLAN_KEYS and entry not in states)
    rest = tuple(entry for entry in legend if entry not in states and entry not in signs)
    return (signs, 2, 1.16), (states, 4, 0.95), (rest, 3, 0.84)


def _plane(surface: Surface, model: ReportModel, look: Look, size: SheetSize, y_mm: float) -> float:
    x, _, width = size.column
    side = size.plane_mm
    k = _grown(size)
    draw_plane(surface, look, model.ledgers, x + 6.0 * k, y_mm + 4.4 * k, side)
    left = x + side + 11.0 * k
    room = width - side - 11.0 * k
    ink_2 = look.colour("ink_2")
    surface.words(
        left, y_mm + 5.4 * k, look.say("reading"), size.body_pt + 0.5, look.colour("ink"), 600
    )
    below = surface.block(
        left, y_mm + 7.0 * k, room, look.say("reading_ledgers"), size.body_pt - 0.5, ink_2
    )
    surface.block(left, below + 1.4 * k, room, look.say("support"), size.body_pt - 0.5, ink_2)
    return y_mm + side + 14.0 * k


def _grown(size: SheetSize) -> float:
    return max(1.0, size.body_pt / 9.0)


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
    is_roomy = size.second is not None or size.bottom_mm - y_mm > _ROOMY_ROWS * size.row_mm
    for number, row in enumerate(rows, 1):
        surface.rule(x, y, x + width, y, look.colour("line"), 0.18)
        base = y + size.row_mm / 2 + pt * 0.36 * MM_PER_PT
        surface.words(x, base, look.words.number(number), pt, look.colour("ink_3"), 600)
        top = base - pt * (0.36 + 0.625) * MM_PER_PT
        below = surface.block(
            x + 5.0, top, room, look.words(row.sentence), pt, look.colour("ink"), 500, 1.25,
            most_lines=_lines_left(size, y, len(rows) - number + 1) if is_roomy else 2,
        )  # fmt: skip
        moves = zip(("openness", "protection"), _moves(look, row), (figure, 0.0), strict=True)
        for key, told, shift in moves:
            hue = look.colour(f"{key}_text")
            surface.words(x + width - shift, base, told, pt, hue, 600, "end")
        y = max(y + size.row_mm, below + size.row_mm * 0.18)
    return y + 3.0


def _lines_left(size: SheetSize, y_mm: float, rows: int) -> int:
    """How many lines each of the rows left may have, so that the last still stands on the sheet."""
    each = (size.bottom_mm - y_mm) / rows - size.row_mm * 0.36
    return max(2, min(6, int(each / (size.body_pt * 1.25 * MM_PER_PT))))


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
    bottom = size.bottom_mm
    y = _column_title(surface, look, size, y_mm, "legend") + 0.4
    blocks = _rows(legend)
    needed = sum(math.ceil(len(entries) / columns) * part for entries, columns, part in blocks)
    row = max(size.row_mm * _LEAST_ROW, min(size.row_mm, (bottom - y) / max(needed, 1.0)))
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
    indent = (7.6 if columns > 2 else 9.0) * _grown(size)  # noqa: PLR2004 - narrow columns have narrow signs
    for number, entry in enumerate(shown):
        left = x + (number % columns) * each
        middle = y + (number // columns) * row + row / 2
        swatch(surface, look, entry, left + 3.6 * _grown(size), middle, _grown(size))
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
