"""Widths of gaps beside their signs on the map: those that let vehicles through first."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from sbd_tool.domain.ring_results import RingGap
from sbd_tool.domain.text import Quantity
from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.ring.ring_drawing import WORST_FIRST
from sbd_tool.gui.theme import Theme

COARSEST_SCALE: Final = 2500.0
"""Farther out the widths would cover the square."""
MOST_LABELS: Final = 60
_SIGN_PX: Final = 9.0
_AWAY_PX: Final = 13.0


def width_words(look: Look, gap: RingGap, key: str) -> str:
    """The width of a gap in words; one that nobody stated is never told as if it were known.

    Args:
        look: Words of the window.
        gap: The gap.
        key: ``ring.width`` (in a sentence) or ``ring.label`` (as short as can be).
    """
    is_unknown = gap.is_row and "gap" in gap.unknown
    width = Quantity(gap.width_m, "m", 2)
    return look.words_of(f"{key}_unknown" if is_unknown else key, width=width)


def draw_widths(
    p: QPainter, look: Look, view: View, gaps: Iterable[RingGap], first: frozenset[str]
) -> None:
    """A width beside each sign that has room for it.

    Args:
        p: Painter over the map.
        look: Theme and words.
        view: Where the map stands.
        gaps: All gaps.
        first: Ids of what moves: gaps beside it are told before all others.
    """
    if view.scale > COARSEST_SCALE:
        return
    frame = QRectF(0, 0, view.width_px, view.height_px)
    shown = [(gap, view.to_screen(gap.midpoint.x, gap.midpoint.y)) for gap in gaps]
    shown = [(gap, at) for gap, at in shown if frame.contains(at)]
    shown.sort(key=lambda one: (first.isdisjoint(one[0].between), _rank(one[0])))
    taken = [_around(at) for _, at in shown]
    font = look.theme.font("small", "semibold", is_tabular=True)
    for gap, at in shown[:MOST_LABELS]:
        words = width_words(look, gap, "ring.label")
        size = QSizeF(paint.width(words, font) + 12, paint.line_height(font) + 6)
        box = _free(at, size, taken, frame)
        if box is not None:
            taken.append(box)
            _draw(p, look.theme, box, words, is_moving=not first.isdisjoint(gap.between))


def _rank(gap: RingGap) -> int:
    return WORST_FIRST.index(gap.vehicles)


def _around(at: QPointF) -> QRectF:
    return QRectF(at.x() - _SIGN_PX, at.y() - _SIGN_PX, 2 * _SIGN_PX, 2 * _SIGN_PX)


def _free(at: QPointF, size: QSizeF, taken: Iterable[QRectF], frame: QRectF) -> QRectF | None:
    """Right of the sign, left, under or over it, where no other sign or width lies."""
    wide, high = size.width(), size.height()
    for x, y in (
        (at.x() + _AWAY_PX, at.y() - high / 2),
        (at.x() - _AWAY_PX - wide, at.y() - high / 2),
        (at.x() - wide / 2, at.y() + _AWAY_PX),
        (at.x() - wide / 2, at.y() - _AWAY_PX - high),
    ):
        box = QRectF(x, y, wide, high)
        if frame.contains(box) and not any(box.intersects(other) for other in taken):
            return box
    return None


def _draw(p: QPainter, theme: Theme, box: QRectF, words: str, *, is_moving: bool) -> None:
    edge = theme.color("ink" if is_moving else "ink_2")
    paint.round_rect(p, box, 4, theme.color("surface"), edge, 2.0 if is_moving else 1.0)
    font = theme.font("small", "semibold", is_tabular=True)
    paint.text(p, box, words, font, theme.color("ink"), paint.CENTER)
