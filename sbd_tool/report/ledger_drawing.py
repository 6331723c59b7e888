"""Both ledgers in the same size and form, and the plane they span. No number joins them."""

from dataclasses import dataclass
from typing import Final

from sbd_tool.cartography.outlines import Outline, circle, line
from sbd_tool.cartography.symbols import ledger_mark
from sbd_tool.domain.text import Quantity
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.look import Look
from sbd_tool.report.model import LedgerSection
from sbd_tool.report.surface import Surface

DASH: Final = "\u2013"
_BAND_POINTS: Final = 20.0

_PLANE_MM: Final = 42.0
"""Side of the plane on A3; on larger sheets its letters grow with it."""


@dataclass(frozen=True, slots=True)
class LedgerSize:
    """Sizes of a ledger block.

    Attributes:
        title_pt, score_pt, note_pt: Letters.
        score_mm: Room for the score left of the bar.
        bar_mm: Height of the bar.
    """

    title_pt: float = 11.5
    score_pt: float = 32.0
    note_pt: float = 8.5
    score_mm: float = 24.0
    bar_mm: float = 3.2


def range_words(look: Look, low: float, high: float) -> str:
    """Two ends of a range, the same words everywhere."""
    return f"{look.words.number(low)}{DASH}{look.words.number(high)}"


def draw_ledger(  # noqa: PLR0917 - a place, a ledger and its size
    surface: Surface,
    look: Look,
    section: LedgerSection,
    x_mm: float,
    y_mm: float,
    width_mm: float,
    size: LedgerSize,
) -> float:
    """Mark, name, coverage, score or range, interval bar. Returns the y of its bottom."""
    hue, ink_2 = look.colour(section.key), look.colour("ink_2")
    mark = size.title_pt * 0.38
    surface.shapes(ledger_mark(section.key, mark, hue), x_mm + mark / 2, y_mm + mark / 2 + 0.2)
    base = y_mm + mark / 2 + 0.2 + size.title_pt * 0.36 * MM_PER_PT
    name = look.say(section.key)
    surface.words(
        x_mm + mark + 1.8, base, name, size.title_pt, look.colour(f"{section.key}_text"), 600
    )
    if not section.is_banded:
        told = look.say("assessed", count=section.assessed, of=section.indicators)
        taken = mark + 1.8 + look.letters.width_mm(name, size.title_pt, 600)
        room = width_mm - taken - 3.0
        count, count_pt = _fitting(look, told, size.note_pt, room, 400)
        surface.words(x_mm + width_mm, base, count, count_pt, ink_2, 400, "end")
    top = y_mm + mark + 2.2
    height = size.score_pt * 0.74 * MM_PER_PT
    _figure(surface, look, section, x_mm, top + height, size)
    bar_x, bar_w = x_mm + size.score_mm, width_mm - size.score_mm
    bar_y = top + height * 0.30 - size.bar_mm / 2
    _bar(surface, look, section, (bar_x, bar_y, bar_w, size.bar_mm))
    below = bar_y + size.bar_mm + size.note_pt * 1.35 * MM_PER_PT
    range_told, range_pt = _fitting(look, _told_range(look, section), size.note_pt, bar_w, 500)
    surface.words(bar_x, below, range_told, range_pt, ink_2, 500)
    return top + height + 2.0


def _fitting(
    look: Look, words: str, size_pt: float, room_mm: float, weight: int
) -> tuple[str, float]:
    """A line and the size at which it fits: first smaller by a fifth, then cut."""
    fitting = size_pt
    while fitting > size_pt * 0.8 and look.letters.width_mm(words, fitting, weight) > room_mm:
        fitting -= 0.25
    return look.letters.elided(words, fitting, room_mm, weight), fitting


def _figure(  # noqa: PLR0917 - a place, a ledger and its size
    surface: Surface,
    look: Look,
    section: LedgerSection,
    x_mm: float,
    base_mm: float,
    size: LedgerSize,
) -> None:
    ink = look.colour("ink")
    if section.is_banded:
        words = _ends(look, section.band_low, section.band_high)
        lift = size.score_pt * 0.04
        surface.words(x_mm, base_mm - lift, words, size.score_pt * 0.62, ink, 600)
        return
    if section.score is not None:
        surface.words(x_mm, base_mm, look.words.number(section.score), size.score_pt, ink, 600)
        return
    if section.low is None or section.high is None:
        surface.words(x_mm, base_mm, DASH, size.score_pt, ink, 600)
        return
    words = range_words(look, section.low, section.high)
    fitting = size.score_pt * 0.62
    room = size.score_mm - 2.0
    while look.letters.width_mm(words, fitting, 600) > room and fitting > 6.0:  # noqa: PLR2004
        fitting -= 0.5
    surface.words(x_mm, base_mm - size.score_pt * 0.04, words, fitting, ink, 600)


def _ends(look: Look, low: int, high: int) -> str:
    if low == high:
        return look.words.number(low)
    return f"{look.words.number(low)}{DASH}{look.words.number(high)}"


def _told_range(look: Look, section: LedgerSection) -> str:
    if section.is_banded:
        return look.say("band_of_five")
    if section.low is None or section.high is None:
        return look.say("not_assessed")
    ends = range_words(look, section.low, section.high)
    if section.score is None:
        return look.say("range_only")
    return look.say("likely", range=ends)


def _bar(
    surface: Surface,
    look: Look,
    section: LedgerSection,
    box: tuple[float, float, float, float],
) -> None:
    """Solid up to the low end, hatched up to the high end, a tick at the score."""
    x, y, width, height = box
    hue, empty = look.colour(section.key), look.colour("pressed")
    if section.is_banded:
        _bands(surface, section, box, hue, empty)
        return
    surface.rect(x, y, width, height, fill=empty, radius_mm=0.6)
    if section.low is None or section.high is None:
        return
    at_low, at_high = (x + width * value / 100 for value in (section.low, section.high))
    surface.rect(x, y, at_low - x, height, fill=hue, radius_mm=0.6)
    surface.hatched(at_low, y, at_high - at_low, height, hue, 0.95, 0.3)
    if section.score is not None:
        at = x + width * section.score / 100
        surface.rule(at, y - 1.2, at, y + height + 1.2, look.colour("ink"), 0.7)


def _bands(
    surface: Surface,
    section: LedgerSection,
    box: tuple[float, float, float, float],
    hue: str,
    empty: str,
) -> None:
    x, y, width, height = box
    step = width / 5
    for band in range(1, 6):
        left, room = x + step * (band - 1), step - 0.8
        surface.rect(left, y, room, height, fill=empty, radius_mm=0.5)
        if band == section.band_low == section.band_high:
            surface.rect(left, y, room, height, fill=hue, radius_mm=0.5)
        elif section.band_low <= band <= section.band_high:
            surface.hatched(left, y, room, height, hue, 0.95, 0.3)


def draw_plane(  # noqa: PLR0917 - a place, two ledgers and a size
    surface: Surface,
    look: Look,
    ledgers: tuple[LedgerSection, ...],
    x_mm: float,
    y_mm: float,
    side_mm: float,
) -> None:
    """Openness to the right, protection upwards: where this option may lie."""
    openness, protection = ledgers
    ink_3, grid = look.colour("ink_3"), look.colour("line")
    surface.rect(x_mm, y_mm, side_mm, side_mm, fill=look.colour("sunken"))
    for share in (0.25, 0.5, 0.75):
        at_x, at_y = x_mm + side_mm * share, y_mm + side_mm * share
        surface.rule(at_x, y_mm, at_x, y_mm + side_mm, grid, 0.15, (0.5, 0.7))
        surface.rule(x_mm, at_y, x_mm + side_mm, at_y, grid, 0.15, (0.5, 0.7))
    surface.rule(x_mm, y_mm + side_mm, x_mm, y_mm, look.colour("protection"), 0.9)
    surface.rule(x_mm, y_mm + side_mm, x_mm + side_mm, y_mm + side_mm, look.colour("openness"), 0.9)
    across, up = _reach(openness), _reach(protection)
    left, right = (x_mm + side_mm * value / 100 for value in across)
    low, high = (y_mm + side_mm * (1 - value / 100) for value in up)
    width, height = max(right - left, 0.6), max(low - high, 0.6)
    surface.hatched(left, high, width, height, ink_3, 1.1, 0.22)
    surface.rect(left, high, width, height, stroke=ink_3, width=0.25)
    _plane_words(surface, look, x_mm, y_mm, side_mm)
    if openness.score is not None and protection.score is not None:
        spot_x = x_mm + side_mm * openness.score / 100
        spot_y = y_mm + side_mm * (1 - protection.score / 100)
        for radius, fill in ((2.0, "select"), (1.35, "ink")):
            spot = Outline(commands=circle(0, 0, radius), fill=look.colour(fill))
            surface.shape(spot, spot_x, spot_y)


def _reach(section: LedgerSection) -> tuple[float, float]:
    if section.is_banded or section.low is None or section.high is None:
        return (section.band_low - 1) * _BAND_POINTS, section.band_high * _BAND_POINTS
    return section.low, section.high


def _on_ground(
    surface: Surface, look: Look, words: str, at: tuple[float, float, float, float], anchor: str
) -> None:
    """A line of words on a ground of its own, that hatching does not run through them."""
    x, y, size, k = at
    long = look.letters.width_mm(words, size)
    left = x - (long if anchor == "end" else 0.0)
    ground = look.colour("sunken")
    surface.rect(left - 0.5, y - 2.1 * k, long + 1.0, 2.9 * k, fill=ground, radius_mm=0.5)
    surface.words(x, y, words, size, look.colour("ink_3"), 400, anchor)


def _plane_words(surface: Surface, look: Look, x_mm: float, y_mm: float, side_mm: float) -> None:
    k = max(1.0, side_mm / _PLANE_MM)
    ink_3, size = look.colour("ink_3"), 6.5 * k
    taken = max(
        look.letters.width_mm(look.say(key), size) for key in ("plane_closed", "plane_neither")
    )
    rooms = (side_mm / 2, side_mm - taken - 4.0 * k, side_mm / 2, side_mm - taken - 4.0 * k)
    corners = (
        ("plane_closed", x_mm + 1.4, y_mm + 3.2 * k, "start"),
        ("plane_both", x_mm + side_mm - 1.2, y_mm + 3.2 * k, "end"),
        ("plane_neither", x_mm + 1.4, y_mm + side_mm - 1.6, "start"),
        ("plane_exposed", x_mm + side_mm - 1.2, y_mm + side_mm - 1.6, "end"),
    )
    for (key, x, y, anchor), room in zip(corners, rooms, strict=True):
        lines = look.letters.lines(look.say(key), size, room)[:2]
        first = y if y < y_mm + side_mm / 2 else y - (len(lines) - 1) * 2.7 * k
        for place, told in enumerate(lines):
            words = look.letters.elided(told, size, room)
            _on_ground(surface, look, words, (x, first + place * 2.7 * k, size, k), anchor)
    for value in (0, 50, 100):
        number = look.words.quantity(Quantity(value))
        at = x_mm + side_mm * value / 100
        surface.words(at, y_mm + side_mm + 3.0 * k, number, size, ink_3, 400, "middle")
        if value:
            at = y_mm + side_mm * (1 - value / 100) + 0.8 * k
            surface.words(x_mm - 1.0, at, number, size, ink_3, 400, "end")
    middle = x_mm + side_mm / 2
    surface.words(
        middle,
        y_mm + side_mm + 6.0 * k,
        look.say("openness"),
        7.0 * k,
        look.colour("openness_text"),
        600,
        "middle",
    )
    surface.words(
        x_mm - 4.6, y_mm - 2.6, look.say("protection"), 7.0 * k, look.colour("protection_text"), 600
    )


def severity_sign(look: Look, severity: str) -> tuple[Outline, ...]:
    """Octagon, triangle or circle around the origin, 3 mm: severity without colour."""
    paper = look.colour("surface")
    if severity == "danger":
        corner = (1.5, 0.62)
        points = [
            (corner[0], -corner[1]), (corner[0], corner[1]), (corner[1], corner[0]),
            (-corner[1], corner[0]), (-corner[0], corner[1]), (-corner[0], -corner[1]),
            (-corner[1], -corner[0]), (corner[1], -corner[0]),
        ]  # fmt: skip
        shape = (("M", points[0]), *(("L", point) for point in points[1:]), ("Z", ()))
        ground = Outline(commands=shape, fill=look.colour("danger"))
    elif severity == "warning":
        shape = (("M", (0.0, -1.5)), ("L", (1.6, 1.35)), ("L", (-1.6, 1.35)), ("Z", ()))
        ground = Outline(commands=shape, fill=look.colour("warn"))
    else:
        ground = Outline(commands=circle(0, 0, 1.5), fill=look.colour("info"))
    drop = 0.25 if severity == "warning" else 0.0
    stem = line((0, -0.75 + drop), (0, 0.25 + drop))
    dot = circle(0, 0.8 + drop * 0.6, 0.2)
    if severity == "info":
        stem, dot = line((0, -0.25), (0, 0.85)), circle(0, -0.8, 0.22)
    return (
        ground,
        Outline(commands=stem, stroke=paper, width_mm=0.36),
        Outline(commands=dot, fill=paper),
    )
