"""Speed bands along the edge and the straight run-up of the chosen stretch, over the map.

Width, dashes and a label say what the colour repeats. No way to the crowd is drawn, only the
straight run by which a person can check a figure.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.speed_words import SpeedLine, deciding
from sbd_tool.domain.approach_results import KMH
from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.approach.speed_rows import kmh
from sbd_tool.gui.theme import Theme

MOST_TAGS: Final = 60
COARSEST_SCALE: Final = 4000.0
ARROW_PX: Final = 10.0
MARGIN_PX: Final = 8.0
TOOLS_PX: Final = 64.0
SCALE_BAR_PX: Final = 48.0
RUN_BOXES: Final = 24


@dataclass(frozen=True, slots=True)
class Ink:
    """How a band is drawn: token of its colour, width in pixels, dashes."""

    tone: str
    width_px: float
    dashes: tuple[float, ...]


INKS: Final = (
    Ink("protection", 2.5, (1.0, 1.6)),
    Ink("protection", 3.5, (3.0, 1.6)),
    Ink("warn", 4.5, (5.0, 1.2)),
    Ink("danger", 5.5, ()),
    Ink("danger", 9.0, ()),
)


def ink_of(high_kmh: float, steps: Sequence[float]) -> Ink:
    """The ink of a band by its high value; broader and less broken for faster."""
    at = sum(high_kmh > step for step in steps)
    return INKS[min(at, len(INKS) - 1)]


def draw_edges(
    p: QPainter,
    look: Look,
    view: View,
    lines: Iterable[SpeedLine],
    chosen: SpeedLine | None,
    steps: Sequence[float],
) -> list[QRectF]:
    """Every stretch in the ink of its band, with its number and speeds; the chosen one haloed.

    Returns:
        Where its labels stand, in pixels.
    """
    shown = tuple(lines)
    theme = look.theme
    p.setBrush(Qt.BrushStyle.NoBrush)
    for line in shown:
        _edge(p, theme, view, line, is_chosen=line is chosen, steps=steps)
    taken: list[QRectF] = []
    ordered = sorted(shown[:MOST_TAGS], key=lambda line: line is not chosen)
    for line in ordered if view.scale <= COARSEST_SCALE else ():
        _tag(p, look, view, line, taken)
    return taken


def draw_run(
    p: QPainter, look: Look, view: View, line: SpeedLine, tags: Sequence[QRectF] = ()
) -> None:
    """The straight run-up with an arrow, and the arithmetic that gives its speed.

    Args:
        p: Painter over the map.
        look: Theme and words.
        view: Where the map stands.
        line: The chosen stretch.
        tags: Labels that the arithmetic should leave free.
    """
    entry = deciding(line.edge)
    if entry is None or entry.run_line is None or line.by_hand is None:
        return
    theme = look.theme
    start, end = (view.to_screen(x, y) for x, y, *_ in _ends(entry.run_line))
    for tone, width in (("surface", 6.0), ("ink", 2.6)):
        p.setPen(QPen(theme.color(tone), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(start, end)
    _arrow(p, start, end)
    p.setBrush(theme.color("surface"))
    p.setPen(QPen(theme.color("ink"), 2.2))
    p.drawEllipse(start, 5.0, 5.0)
    p.setBrush(Qt.BrushStyle.NoBrush)
    _note(p, theme, view, look.word(line.by_hand), (*tags, *_along(start, end)))


def _edge(
    p: QPainter,
    theme: Theme,
    view: View,
    line: SpeedLine,
    *,
    is_chosen: bool,
    steps: Sequence[float],
) -> None:
    entry = deciding(line.edge)
    if entry is None:
        return
    path, ink = screen_path(line.edge.line, view), ink_of(entry.high_mps * KMH, steps)
    under = [("ink", ink.width_px + 9), ("select", ink.width_px + 7)] if is_chosen else []
    for tone, width in (*under, ("surface", ink.width_px + 3)):
        p.setPen(QPen(theme.color(tone), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        p.drawPath(path)
    pen = QPen(theme.color(ink.tone), ink.width_px)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if ink.dashes:
        pen.setDashPattern(list(ink.dashes))
    p.setPen(pen)
    p.drawPath(path)


def _tag(p: QPainter, look: Look, view: View, line: SpeedLine, taken: list[QRectF]) -> None:
    entry = deciding(line.edge)
    if entry is None:
        return
    theme = look.theme
    c = view.to_screen(line.edge.midpoint.x, line.edge.midpoint.y)
    words = look.words_of(
        "speeds.tag",
        number=line.number,
        low=kmh(entry.low_mps * KMH, ""),
        high=kmh(entry.high_mps * KMH),
    )
    font = theme.font("small", "semibold", is_tabular=True)
    wide, high = paint.width(words, font) + 12, paint.line_height(font) + 6
    box = QRectF(c.x() - wide / 2, c.y() - high - 10, wide, high)
    if any(box.intersects(other) for other in taken):
        box.moveTop(c.y() + 10)
    if any(box.intersects(other) for other in taken):
        return
    taken.append(box)
    paint.round_rect(p, box, 4, theme.color("surface"), theme.color("ink_2"), 1.1)
    paint.text(p, box, words, font, theme.color("ink"), paint.CENTER)


def _note(p: QPainter, theme: Theme, view: View, words: str, kept_free: Sequence[QRectF]) -> None:
    """In the corner where it covers least, in as many lines as it needs: a formula is never cut."""
    font = theme.font("small", is_tabular=True)
    p.setFont(font)
    room = QRectF(0, 0, max(160.0, min(view.width_px - 160.0, 560.0)), 400)
    flags = int(Qt.TextFlag.TextWordWrap)
    needed = p.boundingRect(room, flags, words)
    size = QSizeF(needed.width() + 20, needed.height() + 14)
    box = quiet_corner(view, size, kept_free)
    paint.round_rect(p, box, 5, theme.color("surface"), theme.color("ink_2"), 1.1)
    p.setPen(theme.color("ink"))
    p.drawText(box.adjusted(10, 7, -8, -5), flags, words)


def quiet_corner(view: View, size: QSizeF, kept_free: Sequence[QRectF]) -> QRectF:
    """A box in the corner of the map where it covers fewest of what is to be kept free.

    Args:
        view: Where the map stands.
        size: Size of the box, in pixels.
        kept_free: Rectangles it should not cover.
    """
    left, top = MARGIN_PX + TOOLS_PX, MARGIN_PX
    right = max(left, view.width_px - MARGIN_PX - TOOLS_PX - size.width())
    foot = max(top, view.height_px - MARGIN_PX - SCALE_BAR_PX - size.height())
    corners = ((left, top), (left, foot), (right, top), (right, foot))
    boxes = [QRectF(QPointF(x, y), size) for x, y in corners]
    return min(boxes, key=lambda box: sum(box.intersects(one) for one in kept_free))


def _along(start: QPointF, end: QPointF) -> list[QRectF]:
    """Small boxes along a line, the last one round the stretch it runs up to."""
    near = QRectF(-ARROW_PX, -ARROW_PX, 2 * ARROW_PX, 2 * ARROW_PX)
    steps = [start + (end - start) * (at / RUN_BOXES) for at in range(RUN_BOXES + 1)]
    return [near.translated(at) for at in steps]


def _arrow(p: QPainter, start: QPointF, end: QPointF) -> None:
    turn = math.atan2(end.y() - start.y(), end.x() - start.x())
    for side in (math.pi * 0.85, -math.pi * 0.85):
        tip = QPointF(math.cos(turn + side), math.sin(turn + side)) * ARROW_PX
        p.drawLine(end, end + tip)


def _ends(line: BaseGeometry) -> tuple[tuple[float, ...], tuple[float, ...]]:
    coords = tuple(line.coords)
    return coords[0], coords[-1]
