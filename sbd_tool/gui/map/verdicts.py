"""Gap labels: two-sided truth in one label, left for people, right for vehicles.

A half that fails turns solid with a cross, a pass stays pale with a tick: side says which ledger,
sign says pass or fail, colour only repeats it. The label hangs on a stem above its gap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from sbd_tool.domain.results import ClearGaps
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.words import Words
from sbd_tool.gui import paint
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

STEM_PX: Final = 14.0
HALF_PX: Final = 27.0
COARSEST_SCALE: Final = 2500.0  # farther out the labels would cover the square
WIDEST_M: Final = 30.0  # beyond that an approach is simply open and needs no label
INDICATOR: Final = "P02"


@dataclass(frozen=True, slots=True)
class GapVerdict:
    """The largest clear gap of one approach.

    Attributes:
        x_m, y_m: Its middle.
        clear_m: Clear width.
        lets_people: Wide enough for a person or a wheelchair.
        stops_vehicles: At most the width that keeps a car out.
        evidence: Weakest evidence it rests on.
    """

    x_m: float
    y_m: float
    clear_m: float
    lets_people: bool
    stops_vehicles: bool
    evidence: str


def gap_verdicts(assessment: Assessment | None, rubric: Rubric) -> tuple[GapVerdict, ...]:
    """Gaps of an assessment, worst first; none when the analysis did not run."""
    found = assessment.results.get("gaps") if assessment is not None else None
    if assessment is None or not isinstance(found, ClearGaps):
        return ()
    score = assessment.scorecard.ledger(LedgerKey.PROTECTION).indicators.get(INDICATOR)
    evidence = "assumed" if score is None else score.reading.evidence.value
    foot, limit = rubric.value("foot_gap_m"), rubric.value("gap_limit_m")
    verdicts = []
    for gap in found.gaps:
        if gap.gap_m > WIDEST_M or not gap.barriers:
            continue
        middle = gap.at.interpolate(0.5, normalized=True)
        verdicts.append(
            GapVerdict(
                x_m=float(middle.x),
                y_m=float(middle.y),
                clear_m=gap.gap_m,
                lets_people=gap.gap_m >= foot,
                stops_vehicles=gap.gap_m <= limit,
                evidence=evidence,
            )
        )
    return tuple(verdicts)


def draw_gaps(
    p: QPainter, theme: Theme, words: Words, view: View, verdicts: Iterable[GapVerdict]
) -> None:
    """Draw the labels, worst first; a later one moves up until it covers no other."""
    if view.scale > COARSEST_SCALE:
        return
    taken: list[QRectF] = []
    font = theme.font("small", "semibold", is_tabular=True)
    height = paint.line_height(font) + 8
    frame = QRectF(0, 0, view.width_px, view.height_px)
    for verdict in verdicts:
        at = view.to_screen(verdict.x_m, verdict.y_m)
        if not frame.contains(at):
            continue
        middle = paint.width(words.number(verdict.clear_m, 2), font) + 28
        width = middle + 2 * HALF_PX
        box = QRectF(at.x() - width / 2, at.y() - height - STEM_PX, width, height)
        while any(box.intersects(other) for other in taken):
            box.translate(0, -height - 4)
        taken.append(box)
        _draw(p, theme, words, verdict, at, box)


def _draw(
    p: QPainter, theme: Theme, words: Words, verdict: GapVerdict, at: QPointF, box: QRectF
) -> None:
    p.setPen(QPen(theme.color("ink"), 1.4))
    p.drawLine(QPointF(at.x(), box.bottom()), at)
    p.setBrush(theme.color("surface"))
    p.drawEllipse(at, 3.2, 3.2)
    radius = box.height() / 2
    paint.shadow(p, theme, box, radius, "raised")
    paint.round_rect(p, box, radius, theme.color("surface"), theme.color("ink_2"), 1.1)
    left = QRectF(box.left(), box.top(), HALF_PX, box.height())
    right = QRectF(box.right() - HALF_PX, box.top(), HALF_PX, box.height())
    _half(p, theme, "openness", left, is_ok=verdict.lets_people)
    _half(p, theme, "protection", right, is_ok=verdict.stops_vehicles)
    figure = words.number(verdict.clear_m, 2)
    font = theme.font("small", "semibold", is_tabular=True)
    inner = QRectF(left.right(), box.top(), right.left() - left.right(), box.height())
    wide = paint.width(figure, font)
    dot = QPointF(inner.center().x() - wide / 2 - 4, inner.center().y())
    paint.evidence_dot(p, theme, dot, 3.4, verdict.evidence)
    place = QRectF(inner.center().x() - wide / 2 + 5, box.top(), wide + 4, box.height())
    paint.text(p, place, figure, font, theme.color("ink"))


def _half(p: QPainter, theme: Theme, ledger: str, box: QRectF, *, is_ok: bool) -> None:
    inner = box.adjusted(2.5, 2.5, -2.5, -2.5)
    ground = theme.color(f"{ledger}_soft") if is_ok else theme.color("danger")
    paint.round_rect(p, inner, inner.height() / 2, ground)
    sign = theme.color("ground") if theme.is_dark else QColor("#FFFFFF")
    paint.tick(p, inner.center(), 4.4, theme.color(ledger) if is_ok else sign, is_ok=is_ok)
