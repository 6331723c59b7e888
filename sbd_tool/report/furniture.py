"""What stands on every page: label, page number, scale bar, north arrow, legend swatches."""

from sbd_tool.cartography.drawlist import LegendEntry, Viewport
from sbd_tool.cartography.outlines import Outline, polygon
from sbd_tool.cartography.scalebar import scale_bar
from sbd_tool.cartography.symbols import marker_outlines
from sbd_tool.domain.text import Quantity, text
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.look import Look
from sbd_tool.report.surface import Surface

LABEL_PT = 12.0
"""Size of the TLP label: at least 12 pt, right-justified (FIRST TLP 2.0)."""


def tlp_chip(  # noqa: PLR0917 - a place, a label and its look
    surface: Surface,
    look: Look,
    label: str,
    right_mm: float,
    middle_mm: float,
    size_pt: float = LABEL_PT,
    mark: str = "",
) -> float:
    """The label in its own colours, ending at ``right_mm``. Returns its left edge.

    The mark of a national set stands before it: "VS-NfD, handled as" and the TLP label.
    """
    width = look.letters.width_mm(label, size_pt, 700) + size_pt * 0.42
    height = size_pt * 1.75 * MM_PER_PT
    left = right_mm - width
    ground = str(look.design.tokens["tlp"]["ground"])
    surface.rect(left, middle_mm - height / 2, width, height, fill=ground, radius_mm=0.9)
    base = middle_mm + size_pt * 0.36 * MM_PER_PT
    colour = look.design.tlp_colour(label)
    surface.words(right_mm - size_pt * 0.21, base, label, size_pt, colour, 700, "end")
    return _draw_mark(surface, look, mark, left - 1.6, base, size_pt) if mark else left


def _draw_mark(  # noqa: PLR0917 - a mark and its place
    surface: Surface, look: Look, mark: str, right_mm: float, base_mm: float, size_pt: float
) -> float:
    treated = look.words(text("marks.handled_as"))
    small_pt = size_pt * 0.68
    surface.words(right_mm, base_mm, treated, small_pt, look.colour("ink_2"), 500, "end")
    right = right_mm - look.letters.width_mm(treated, small_pt, 500) - 1.2
    surface.words(right, base_mm, mark, size_pt, look.colour("ink"), 700, "end")
    return right - look.letters.width_mm(mark, size_pt, 700)


def north_arrow(surface: Surface, look: Look, x_mm: float, y_mm: float, grow: float = 1.0) -> None:
    """An arrow with its letter, on a light disc so that it reads on any ground."""
    k = grow
    paper, ink = look.colour("surface"), look.colour("ink")
    surface.rect(
        x_mm - 5.2 * k, y_mm - 6.6 * k, 10.4 * k, 13.2 * k, fill=paper, radius_mm=5.2 * k,
        opacity=0.88,
    )  # fmt: skip
    arrow = polygon([(0, -5.2 * k), (2.2 * k, 2.0 * k), (0, 0.5 * k), (-2.2 * k, 2.0 * k)])
    surface.shape(Outline(commands=arrow, fill=ink), x_mm, y_mm)
    surface.words(x_mm, y_mm + 5.4 * k, look.say("north"), 8.0 * k, ink, 700, anchor="middle")


def scale_bar_size(look: Look, viewport: Viewport, grow: float = 1.0) -> tuple[float, float]:
    """Width and height of the scale bar with its ground, millimetres."""
    bar = scale_bar(viewport.scale, min(70.0 * grow, viewport.width_mm * 0.34))
    last = look.words.quantity(Quantity(bar.length_m, "m"))
    return bar.length_mm + 8 * grow + look.letters.width_mm(last, 7.5 * grow, 500), 10.4 * grow


def draw_scale_bar(  # noqa: PLR0917 - a bar, its place and its size
    surface: Surface,
    look: Look,
    viewport: Viewport,
    left_mm: float,
    bottom_mm: float,
    grow: float = 1.0,
) -> None:
    """A bar of round length, true to scale, with its figures above it."""
    bar = scale_bar(viewport.scale, min(70.0 * grow, viewport.width_mm * 0.34))
    ink, paper, pt = look.colour("ink"), look.colour("surface"), 7.5 * grow
    last = look.words.quantity(Quantity(bar.length_m, "m"))
    room, high = scale_bar_size(look, viewport, grow)
    surface.rect(left_mm, bottom_mm - high, room, high, fill=paper, opacity=0.9, radius_mm=1.0)
    x, y = left_mm + 4.0 * grow, bottom_mm - 3.6 * grow
    k = bar.length_mm / bar.length_m
    for place, (first, end) in enumerate(zip(bar.ticks_m[:-1], bar.ticks_m[1:], strict=True)):
        fill = ink if place % 2 == 0 else paper
        wide = (end - first) * k
        surface.rect(x + first * k, y, wide, 1.3 * grow, fill=fill, stroke=ink, width=0.2)
    for tick in bar.ticks_m:
        is_last = tick == bar.ticks_m[-1]
        decimals = 0 if float(tick).is_integer() else 1
        words = last if is_last else look.words.number(tick, decimals)
        shift = look.letters.width_mm(look.words.number(tick), pt, 500) / 2 if is_last else 0.0
        anchor = "start" if is_last else "middle"
        surface.words(x + tick * k - shift, y - 1.5 * grow, words, pt, ink, 500, anchor)


def swatch(  # noqa: PLR0917 - an entry, its place and its size
    surface: Surface, look: Look, entry: LegendEntry, x_mm: float, y_mm: float, grow: float = 1.0
) -> None:
    """The sign of a legend row, around a middle point, at most 7 mm wide on paper not grown."""
    if entry.marker is not None:
        surface.shapes(marker_outlines(entry.marker, look.design, look.theme), x_mm, y_mm)
        return
    if entry.fill is not None:
        surface.rect(
            x_mm - 2.8 * grow,
            y_mm - 1.6 * grow,
            5.6 * grow,
            3.2 * grow,
            fill=entry.fill.colour,
            stroke=entry.stroke.colour if entry.stroke else look.colour("line_strong"),
            width=max(entry.stroke.width_mm, 0.15) if entry.stroke else 0.15,
            radius_mm=0.4 * grow,
            opacity=max(entry.fill.opacity, 0.3),
        )
        return
    if entry.stroke is not None:
        line = Outline(
            commands=(("M", (-3.0 * grow, 0.0)), ("L", (3.0 * grow, 0.0))),
            stroke=entry.stroke.colour,
            width_mm=max(entry.stroke.width_mm, 0.2),
            dash_mm=entry.stroke.dash_mm,
            cap=entry.stroke.cap,
        )
        surface.shape(line, x_mm, y_mm)
