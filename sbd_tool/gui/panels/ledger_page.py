"""Why a ledger is not higher: what each indicator earns and what it still costs, all of them."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import LedgerScore
from sbd_tool.domain.text import Quantity
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.pages import PAGE_MARGINS, page_head
from sbd_tool.gui.theme import Theme
from sbd_tool.gui.widgets.basics import column, holder, label, row
from sbd_tool.gui.widgets.ledger import ranked
from sbd_tool.gui.widgets.ledger_parts import IntervalBar, Line, PaintedButton
from sbd_tool.gui.widgets.signs import ledger_sign
from sbd_tool.gui.wording import ledger_sheet

MINUS: Final = "\u2212"
SPLIT: Final = 0.42  # where the bars begin, as a share of the width


class ContributionRow(PaintedButton):
    """From one zero line: points earned filled to the right, points lost hollow to the left."""

    def __init__(
        self, theme: Theme, line: Line, earned: float, longest: float, words: tuple[str, str]
    ) -> None:
        super().__init__(theme, f"why_{line.key}", line.fact)
        self.line, self._earned, self._longest = line, earned, max(longest, 1e-9)
        self._lost_words, self._earned_words = words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, round(2 * paint.line_height(self.theme.font("small")) + 9))

    def draw(self, p: QPainter, box: QRectF) -> None:
        theme, line = self.theme, self.line
        if self._is_hot:
            paint.round_rect(p, box, 4, theme.color("hover"))
        height = paint.line_height(theme.font("small"))
        name = QRectF(box.left() + 4, box.top() + 2, box.width() - 8, height + 2)
        font = theme.font("small", "medium")
        paint.text(p, name, line.name, font, theme.color("ink"), is_elided=True)
        lane = QRectF(box.left() + 4, name.bottom(), box.width() - 8, height + 2)
        if line.points is None:
            self._unknown(p, lane)
        else:
            self._bars(p, lane)

    def _unknown(self, p: QPainter, lane: QRectF) -> None:
        theme = self.theme
        words = QRectF(lane.left(), lane.top(), lane.width() * SPLIT, lane.height())
        font, tone = theme.font("caption"), theme.color("ink_3")
        paint.text(p, words, self.line.value, font, tone, is_elided=True)
        bar = QRectF(lane.left() + lane.width() * SPLIT, lane.center().y() - 4, 60, 8)
        paint.hatch(p, bar, theme.color("line_strong"), 4.5, 1, 2)

    def _bars(self, p: QPainter, lane: QRectF) -> None:
        theme, line = self.theme, self.line
        figure = theme.font("caption", "semibold", is_tabular=True)
        side = max(paint.width(MINUS + "00.0", figure) + 6, 36.0)
        zero = lane.left() + side + (lane.width() - 2 * side) * SPLIT
        unit = min(zero - lane.left() - side, lane.right() - side - zero) / self._longest
        lost = QRectF(zero - (line.lost or 0.0) * unit, lane.center().y() - 4, 0, 8)
        lost.setRight(zero)
        won = QRectF(zero, lost.top(), self._earned * unit, 8)
        paint.round_rect(p, lost, 1, theme.color("surface"), theme.color(line.ledger), 1.3)
        paint.round_rect(p, won, 1, theme.color(line.ledger))
        p.setPen(QPen(theme.color("ink_2"), 1.2))
        p.drawLine(QPointF(zero, lane.top() + 2), QPointF(zero, lane.bottom() - 2))
        tone = theme.color("ink_2")
        left = QRectF(lane.left(), lane.top(), lost.left() - lane.left() - 5, lane.height())
        paint.text(p, left, self._lost_words, figure, tone, paint.RIGHT)
        right = QRectF(won.right() + 5, lane.top(), side, lane.height())
        paint.text(p, right, self._earned_words, figure, tone)


def ledger_page(
    desk: Desk, ledger: LedgerKey, score: LedgerScore | None, back: Callable[[], None]
) -> QWidget:
    """All indicators of a ledger, the dearest first; a click leads to its page."""
    look = desk.look
    sheet = ledger_sheet(look, desk.rules.rubric, ledger, score)
    head = row(
        ledger_sign(look.theme, ledger.value, 20),
        label(look.say(f"why.{ledger.value}"), "title", is_wrapped=True),
        spacing=8,
    )
    head.setStretch(1, 1)
    lines = column(page_head(desk, sheet.title, back), head, spacing=8, margins=PAGE_MARGINS)
    lines.addWidget(label(sheet.fact, "small", is_wrapped=True))
    lines.addWidget(IntervalBar(look.theme, ledger.value, sheet.low, sheet.high, sheet.tick))
    if score is not None and not score.fit_to_print:
        for reason in score.unfit_reasons:
            lines.addWidget(label(look.word(reason), "small", is_wrapped=True))
    if score is not None and score.coverage > 0:
        lines.addWidget(_footing(desk, score))
    lines.addWidget(label(look.say("why.legend"), "caption", is_wrapped=True))
    for made in _rows(desk, look, sheet.lines, score):
        lines.addWidget(made)
    lines.addStretch(1)
    return holder(lines)


def _footing(desk: Desk, score: LedgerScore) -> QWidget:
    """What the assessed part rests on: assumptions, drawing, old facts."""
    from sbd_tool.app.ageing import footing_of

    project = desk.project
    if project is None:
        return label("")
    found = footing_of(project, desk.rules.rubric, score, desk.clock.now().date())
    words = desk.look.words_of(
        "visit.footing",
        assumed=Quantity(100 * found.assumed, "%"),
        drawn=Quantity(100 * found.drawn, "%"),
        old=Quantity(100 * found.old, "%"),
        years=Quantity(found.years),
    )
    made = label(words, "small", is_wrapped=True)
    made.setObjectName("ledger_footing")
    return made


def _rows(
    desk: Desk, look: Look, lines: Sequence[Line], score: LedgerScore | None
) -> list[ContributionRow]:
    earned = {} if score is None else {k: one.earned for k, one in score.indicators.items()}
    longest = max([*(line.lost or 0.0 for line in lines), *earned.values()], default=1.0)
    rows = []
    for line in ranked(lines):
        won = earned.get(line.key, 0.0)
        lost = MINUS + look.words.number(line.lost or 0.0, 1)
        words = (lost, "+" + look.words.number(won, 1))
        made = ContributionRow(look.theme, line, won, longest, words)
        made.clicked.connect(lambda _checked=False, key=line.key: desk.indicator_wanted.emit(key))
        rows.append(made)
    return rows
