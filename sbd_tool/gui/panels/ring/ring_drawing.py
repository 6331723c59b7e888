"""Gaps of the ring and a proposed closure drawn over the map; form says what colour repeats."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.domain.measures import Measure
from sbd_tool.domain.ring_results import RingGap, Verdict
from sbd_tool.gui import paint
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.ring.gap_list import TONES, verdict_sign
from sbd_tool.gui.theme import Theme

MOST_SIGNS: Final = 150
CELL_PX: Final = 8.0
WORST_FIRST: Final = (Verdict.PASSES, Verdict.UNSURE, Verdict.BLOCKED)
DASHES: Final = {Verdict.UNSURE: [4.0, 3.0]}


def draw_ring(
    p: QPainter, theme: Theme, view: View, gaps: Iterable[RingGap], chosen: RingGap | None
) -> None:
    """Every gap as a line, dashed where it is not known; the chosen one with a halo."""
    all_gaps = told_apart(tuple(gaps), view)
    if chosen is not None and all(gap is not chosen for gap in all_gaps):
        all_gaps.append(chosen)
    for gap in all_gaps:
        _stroke(p, theme, view, gap, is_chosen=gap is chosen)
    for gap in all_gaps[:MOST_SIGNS]:
        if gap is not chosen:
            _sign(p, theme, view, gap)


def told_apart(gaps: tuple[RingGap, ...], view: View) -> list[RingGap]:
    """Of many gaps those in sight that can be told apart there; of those too near, the worst."""
    if len(gaps) <= MOST_SIGNS:
        return list(gaps)
    east = view.to_screen(view.x_m + 1, view.y_m) - view.to_screen(view.x_m, view.y_m)
    north = view.to_screen(view.x_m, view.y_m + 1) - view.to_screen(view.x_m, view.y_m)
    places = shapely.get_coordinates([gap.midpoint for gap in gaps]) - (view.x_m, view.y_m)
    middle = view.to_screen(view.x_m, view.y_m)
    turned = np.array([[east.x(), east.y()], [north.x(), north.y()]])
    pixels = places @ turned + (middle.x(), middle.y())
    reach = shapely.length([gap.line for gap in gaps])[:, None] / view.m_per_px
    size = np.array([view.width_px, view.height_px])
    is_near = (pixels > -reach) & (pixels < size + reach)
    ranks = np.array([WORST_FIRST.index(gap.vehicles) for gap in gaps])
    order = np.argsort(ranks, kind="stable")
    order = order[is_near.all(axis=1)[order]]
    cells = np.floor(pixels[order] / CELL_PX).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    return [gaps[at] for at in sorted(order[first])]


def draw_width(p: QPainter, theme: Theme, view: View, gap: RingGap, words: str) -> None:
    """The chosen gap's sign and its width beside it."""
    c = view.to_screen(gap.midpoint.x, gap.midpoint.y)
    _sign(p, theme, view, gap)
    font = theme.font("small", "semibold", is_tabular=True)
    box = QRectF(c.x() + 14, c.y() - 34, paint.width(words, font) + 14, paint.line_height(font) + 8)
    paint.round_rect(p, box, 4, theme.color("surface"), theme.color("ink_2"), 1.1)
    paint.text(p, box, words, font, theme.color("ink"), paint.CENTER)


def draw_closure(
    p: QPainter,
    theme: Theme,
    view: View,
    measures: Iterable[Measure],
    *,
    out: frozenset[str],
    gate_kind: str,
    chosen: str,
) -> None:
    """Proposed rows dashed, operable ones with round ends, what was taken out as dots."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    for one in measures:
        if one.geometry is None:
            continue
        path = screen_path(one.geometry, view)
        if one.id == chosen:
            p.setPen(_round(theme, "select", 13.0))
            p.drawPath(path)
        is_out, is_gate = one.id in out, one.kind == gate_kind
        p.setPen(QPen(theme.color("surface"), 3.5 if is_out else 7.0))
        p.drawPath(path)
        pen = QPen(theme.color("ink_3" if is_out else "protection"), 1.5 if is_out else 4.0)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1, 3] if is_out else ([0.6, 0.6] if is_gate else [3, 0.7]))
        p.setPen(pen)
        p.drawPath(path)
        if is_gate and not is_out:
            _ends(p, theme, view, one)


def _stroke(p: QPainter, theme: Theme, view: View, gap: RingGap, *, is_chosen: bool) -> None:
    path = screen_path(gap.line, view)
    p.setBrush(Qt.BrushStyle.NoBrush)
    if is_chosen:
        for tone, width in (("ink", 14.0), ("select", 12.0)):
            p.setPen(_round(theme, tone, width))
            p.drawPath(path)
    p.setPen(QPen(theme.color("surface"), 5.5))
    p.drawPath(path)
    pen = QPen(theme.color(TONES[gap.vehicles]), 3.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if gap.vehicles in DASHES:
        pen.setDashPattern(DASHES[gap.vehicles])
    p.setPen(pen)
    p.drawPath(path)


def _round(theme: Theme, tone: str, width_px: float) -> QPen:
    return QPen(theme.color(tone), width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


def _sign(p: QPainter, theme: Theme, view: View, gap: RingGap) -> None:
    c = view.to_screen(gap.midpoint.x, gap.midpoint.y)
    verdict_sign(p, theme, c, 9.0, gap.vehicles)


def _ends(p: QPainter, theme: Theme, view: View, one: Measure) -> None:
    coords = () if one.geometry is None else tuple(one.geometry.coords)
    p.setPen(QPen(theme.color("protection"), 2.0))
    p.setBrush(theme.color("surface"))
    for x, y in (coords[0][:2], coords[-1][:2]) if coords else ():
        p.drawEllipse(QPointF(view.to_screen(x, y)), 5, 5)
    p.setBrush(Qt.BrushStyle.NoBrush)
