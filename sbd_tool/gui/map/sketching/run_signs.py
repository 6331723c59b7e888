"""Signs of a run on the map: its units, every clear gap, and who does not fit through.

A gap too wide for vehicles has arrows that point out, one too narrow for people arrows that point
in; its label is solid on the side that fails, left for people, right for vehicles, with a picture
of who is meant. Colour only repeats that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from sbd_tool.app.run_words import shown_m
from sbd_tool.domain.edits.run_gaps import GapLimits, RunGap
from sbd_tool.domain.edits.runs import RunLayout, RunUnit
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.gui import paint
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

ICON_PX: Final = 14
PICTURES: Final = {"wheelchair": "wheelchair", "pram": "baby", "cargo_bike": "bicycle"}
VEHICLE: Final = "car"
MOST_LABELS: Final = 80
STEM_PX: Final = 16.0
FARTHEST_ROWS: Final = 3
HEAD_PX: Final = 5.0
LEAST_ARROWS_PX: Final = 18.0
OPEN_PX: Final = 46.0


@dataclass(frozen=True, slots=True)
class GapSign:
    """One gap on the screen.

    Attributes:
        gap: What is said of it.
        first, second: Its narrowest place, pixels.
        figure: Its clear width, or the word for an open end.
    """

    gap: RunGap
    first: QPointF
    second: QPointF
    figure: str

    @property
    def middle(self) -> QPointF:
        """Where its label hangs."""
        return (self.first + self.second) / 2

    @property
    def tone(self) -> str:
        """Token of its colour."""
        if self.gap.is_too_wide:
            return "danger"
        return "warn" if self.gap.too_narrow_for else "ink_2"


def gap_signs(
    layout: RunLayout, limits: GapLimits, words: Words, view: View
) -> tuple[GapSign, ...]:
    """Signs of the gaps in view, those that let vehicles through first, then the narrow ones."""
    frame = QRectF(0, 0, view.width_px, view.height_px).adjusted(-60, -60, 60, 60)
    signs = [_sign(layout, gap, limits, words, view) for gap in layout.gaps]
    seen = [sign for sign in signs if frame.contains(sign.middle)]
    return tuple(
        sorted(seen, key=lambda sign: (-sign.gap.is_too_wide, -len(sign.gap.too_narrow_for)))
    )


def _sign(layout: RunLayout, gap: RunGap, limits: GapLimits, words: Words, view: View) -> GapSign:
    clear = shown_m(gap, limits)
    if gap.from_m is not None and gap.to_m is not None and clear is not None:
        ends = view.to_screen(*gap.from_m), view.to_screen(*gap.to_m)
        return GapSign(gap, *ends, words.number(clear, 2))
    return GapSign(gap, *_open_end(layout, gap, view), words(text("sketch.run.open_end")))


def _open_end(layout: RunLayout, gap: RunGap, view: View) -> tuple[QPointF, QPointF]:
    """From the end unit straight ahead, into the open."""
    x, y = (float(v) for v in layout.centres[gap.first])
    at = view.to_screen(x, y)
    ends = [view.to_screen(float(a), float(b)) for a, b in layout.centres[[0, -1]]]
    other = ends[1] if gap.first == 0 else ends[0]
    away = at - other
    reach = (away.x() ** 2 + away.y() ** 2) ** 0.5
    ahead = away / reach if reach > 0 else QPointF(-1.0 if gap.place.value == "start" else 1.0, 0)
    return at + ahead * 10, at + ahead * OPEN_PX


def draw_units(p: QPainter, theme: Theme, view: View, layout: RunLayout, unit: RunUnit) -> None:
    """The units as they stand on the ground; too small ones keep a size that can be seen."""
    frame = QRectF(0, 0, view.width_px, view.height_px).adjusted(-40, -40, 40, 40)
    p.setPen(QPen(theme.color("ink"), 1.4))
    p.setBrush(theme.color("surface"))
    radius = max(2.6, unit.length_m / 2 / view.m_per_px)
    for row, (x, y) in enumerate(layout.centres.tolist()):
        centre = view.to_screen(x, y)
        if not frame.contains(centre):
            continue
        if unit.is_round:
            p.drawEllipse(centre, radius, radius)
        else:
            corners = shapely.get_coordinates(layout.footprints[row])[:-1].tolist()
            p.drawPolygon([view.to_screen(a, b) for a, b in corners])


def draw_gap_marks(p: QPainter, theme: Theme, signs: Sequence[GapSign]) -> None:
    """A stroke across each gap with arrows: out where too wide, in where too narrow."""
    for sign in reversed(signs):
        is_fault = not sign.gap.is_in_order
        for tone, width in (("surface", 5.4), (sign.tone, 2.6 if is_fault else 1.6)):
            pen = QPen(theme.color(tone), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            if sign.gap.clear_m is None and tone != "surface":
                pen.setDashPattern([2, 1.2])
            p.setPen(pen)
            p.drawLine(sign.first, sign.second)
        _draw_arrows(p, theme, sign)


def _draw_arrows(p: QPainter, theme: Theme, sign: GapSign) -> None:
    along = sign.second - sign.first
    reach = (along.x() ** 2 + along.y() ** 2) ** 0.5
    if reach < LEAST_ARROWS_PX:
        return
    ahead = along / reach
    if sign.gap.is_too_wide:
        p.setPen(QPen(theme.color("danger"), 2.2))
        _draw_head(p, sign.second, ahead)
        if sign.gap.clear_m is not None:
            _draw_head(p, sign.first, -ahead)
    if sign.gap.too_narrow_for:
        p.setPen(QPen(theme.color("warn"), 2.2))
        _draw_head(p, sign.middle - ahead * 2, ahead)
        _draw_head(p, sign.middle + ahead * 2, -ahead)


def _draw_head(p: QPainter, tip: QPointF, ahead: QPointF) -> None:
    across = QPointF(-ahead.y(), ahead.x()) * HEAD_PX
    back = tip - ahead * HEAD_PX
    p.drawPolyline([back + across, tip, back - across])


def draw_gap_labels(
    p: QPainter, theme: Theme, view: View, signs: Sequence[GapSign]
) -> tuple[QRectF, ...]:
    """Labels where there is room, the worst gaps first; returns the boxes they took."""
    font = theme.font("small", "semibold", is_tabular=True)
    height = max(paint.line_height(font), ICON_PX) + 6
    taken: list[QRectF] = []
    told: set[str] = set()
    for sign in signs[:MOST_LABELS]:
        width = _label_width(sign, font)
        # What other labels say already steps back where it is crowded; its marks stay.
        rows = 1 if sign.figure in told else FARTHEST_ROWS
        box = _free_box(sign, width, height, taken, view, rows)
        if box is not None:
            taken.append(box)
            told.add(sign.figure)
            _draw_label(p, theme, sign, box)
    return tuple(taken)


def _label_width(sign: GapSign, font: object) -> float:
    users = len(sign.gap.too_narrow_for)
    sides = users * (ICON_PX + 2) + 8 * bool(users) + (ICON_PX + 10) * sign.gap.is_too_wide
    tick = 16 if sign.gap.is_in_order else 0
    return paint.width(sign.figure, font) + 16 + sides + tick  # type: ignore[arg-type]


def _free_box(
    sign: GapSign, width: float, height: float, taken: Sequence[QRectF], view: View, rows: int
) -> QRectF | None:
    """Beside the gap, on the side that is free; nearer places before farther ones."""
    along = sign.second - sign.first
    reach = (along.x() ** 2 + along.y() ** 2) ** 0.5
    across = QPointF(along.y(), -along.x()) / reach if reach > 0 else QPointF(0, -1)
    if across.y() > 0:
        across = -across
    clear = STEM_PX + abs(across.x()) * width / 2 + abs(across.y()) * height / 2
    frame = QRectF(0, 0, view.width_px, view.height_px)
    for row in range(rows):
        for side in (1, -1):
            away = across * side * (clear + row * (height + 5))
            centre = sign.middle + away
            box = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
            if frame.contains(box) and not any(box.intersects(other) for other in taken):
                return box
    return None


def _draw_label(p: QPainter, theme: Theme, sign: GapSign, box: QRectF) -> None:
    p.setPen(QPen(theme.color("ink"), 1.2))
    p.drawLine(box.center(), sign.middle)
    radius = box.height() / 2
    paint.round_rect(p, box, radius, theme.color("surface"), theme.color("ink_2"), 1.1)
    left, right = box.left() + 8, box.right() - 8
    if users := sign.gap.too_narrow_for:
        part = QRectF(box.left(), box.top(), len(users) * (ICON_PX + 2) + 10, box.height())
        _draw_side(p, theme, "warn", part, [PICTURES.get(user, "user") for user in users])
        left = part.right() + 4
    if sign.gap.is_too_wide:
        part = QRectF(box.right() - ICON_PX - 12, box.top(), ICON_PX + 12, box.height())
        _draw_side(p, theme, "danger", part, [VEHICLE])
        right = part.left() - 4
    if sign.gap.is_in_order:
        tick = QPointF(left + 5, box.center().y())
        paint.tick(p, tick, 4.2, theme.color("ink"), is_ok=True)
        left += 14
    font = theme.font("small", "semibold", is_tabular=True)
    middle = QRectF(left, box.top(), right - left, box.height())
    paint.text(p, middle, sign.figure, font, theme.color("ink"), paint.CENTER)


def _draw_side(p: QPainter, theme: Theme, tone: str, part: QRectF, names: Sequence[str]) -> None:
    inner = part.adjusted(2, 2, -2, -2)
    paint.round_rect(p, inner, inner.height() / 2, theme.color(tone))
    x = inner.center().x() - (len(names) * (ICON_PX + 2) - 2) / 2
    for name in names:
        picture = _picture(theme, name)
        p.drawPixmap(QPointF(x, inner.center().y() - ICON_PX / 2), picture)
        x += ICON_PX + 2


@lru_cache(maxsize=32)
def _picture(theme: Theme, name: str) -> QPixmap:
    return pixmap(theme, name, ICON_PX, "on_ink")


def draw_sentences(
    p: QPainter, theme: Theme, view: View, at: QPointF, sentences: Sequence[str]
) -> None:
    """What the run says, in words, beside where it is drawn; kept inside the frame."""
    fonts = [theme.font("small", "semibold"), theme.font("small", "medium")]
    step = paint.line_height(fonts[0]) + 2
    lines = list(zip(sentences, [fonts[0], *[fonts[1]] * len(sentences)], strict=False))
    width = max(paint.width(words, font) for words, font in lines) + 22
    height = step * len(lines) + 12
    x = min(max(4.0, at.x()), max(4.0, view.width_px - width - 4))
    y = min(max(4.0, at.y()), max(4.0, view.height_px - height - 4))
    paint.card(p, theme, QRectF(x, y, width, height), 8, "raised")
    for row, (words, font) in enumerate(lines):
        line = QRectF(x + 11, y + 6 + row * step, width - 20, step)
        paint.text(p, line, words, font, theme.color("ink"))
