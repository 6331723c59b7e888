"""Measures most worth adding or taking away, both effects beside each; one click does it."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sbd_tool.app.commands import AddMeasures
from sbd_tool.app.removing import taken_away
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.scores import Move, Suggestion
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.catalogue_model import signed
from sbd_tool.gui.widgets.basics import (
    button,
    clear,
    column,
    frame,
    holder,
    label,
    row,
    rule,
    scrolled,
)
from sbd_tool.gui.widgets.signs import Swatch, ledger_sign

MOST: Final = 12
LEAST_MOVE: Final = 0.05  # what prints as a tenth of a point


class IdeasPanel(QWidget):
    """Suggestions, win-win first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("ideas_panel")
        self._shown: tuple[object, ...] | None = None
        self._list: QVBoxLayout = column(spacing=0)
        words = label(desk.look.words_of("waterfall.ideas_stale"), "small", is_wrapped=True)
        self._stale = frame(row(words, margins=(10, 6, 10, 6)), "banner-warn")
        self._stale.setObjectName("ideas_stale")
        self.setLayout(column(self._stale, scrolled(holder(self._list), "ideas_scroll"), spacing=0))
        for signal in (desk.project_opened, desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is worth adding now."""
        bench = self.desk.bench
        assessment = bench.advice
        self._stale.setVisible(assessment is not None and not bench.is_assessment_current)
        ideas = assessment.suggestions[:MOST] if assessment is not None else ()
        removals = assessment.removals if assessment is not None else ()
        if (ideas, removals) == self._shown:
            return
        self._shown = (ideas, removals)
        clear(self._list)
        for idea in ideas:
            self._list.addWidget(self._row(idea))
            self._list.addWidget(rule())
        self._add_removals(removals)
        if not ideas and not removals:
            words = self.desk.look.say("idea.none")
            self._list.addWidget(
                holder(row(label(words, "small", is_wrapped=True), margins=(16, 12, 16, 12)))
            )
        self._list.addStretch(1)

    def _add_removals(self, removals: tuple[Suggestion, ...]) -> None:
        if not removals:
            return
        title = label(self.desk.look.words_of("removals.title"), "title", is_wrapped=True)
        title.setObjectName("removals_title")
        self._list.addWidget(holder(row(title, margins=(16, 14, 16, 2))))
        for removal in removals:
            self._list.addWidget(self._row(removal))
            self._list.addWidget(rule())

    def _row(self, idea: Suggestion) -> QWidget:
        look, kind = self.desk.look, self.desk.kind(idea.kind)
        title = label(look.word(idea.sentence), "strong", is_wrapped=True)
        head = row(spacing=10)
        if kind is not None:
            head.addWidget(
                Swatch(
                    32,
                    32,
                    lambda p, r: look.symbols.measure(
                        p, kind.symbol, kind.family, r.center(), 24, "proposed"
                    ),
                )
            )
        head.addWidget(title, 1)
        moves = row(spacing=5)
        for ledger, move in (("openness", idea.openness), ("protection", idea.protection)):
            moves.addWidget(ledger_sign(look.theme, ledger, 14))
            moves.addWidget(label(move_words(look, move), "strong", tone=ledger))
            moves.addSpacing(6)
        moves.addStretch(1)
        lines = column(head, moves, spacing=7, margins=(16, 11, 16, 12))
        foot = row(spacing=8)
        measures = tuple(m for m in idea.measures if isinstance(m, Measure))
        if measures:
            apply = button(look.theme, look.say("idea.add"), f"idea_{idea.key}", sign="plus")
            apply.clicked.connect(lambda: self._apply(measures))
            foot.addWidget(apply)
        if idea.removes:
            apply = button(
                look.theme, look.words_of("removals.apply"), f"idea_{idea.key}", sign="trash"
            )
            apply.clicked.connect(lambda: self._take_away(idea.removes))
            foot.addWidget(apply)
        if idea.is_win_win:
            foot.addWidget(label(look.say("idea.both"), "badge"))
        foot.addStretch(1)
        lines.addLayout(foot)
        return holder(lines)

    def _apply(self, measures: tuple[Measure, ...]) -> None:
        desk = self.desk
        if desk.do(AddMeasures(measures=measures, by=desk.by())):
            ids = tuple(m.id for m in measures)
            desk.choose(ids)
            if any(m.geometry is not None for m in measures):
                desk.zoom_wanted.emit(ids)

    def _take_away(self, ids: tuple[str, ...]) -> None:
        desk = self.desk
        if desk.project is None:
            return
        try:
            command = taken_away(desk.project, ids, desk.by())
        except SbdError as error:  # somebody deleted it since
            desk.report(error)
            return
        desk.do(command)


def move_words(look: Look, move: Move) -> str:
    """A move of a ledger: points, or which end of the range moves and how far."""
    if move.delta is not None:
        return signed(look, move.delta, 1)
    low, high = move.low_delta, move.high_delta
    if abs(high) < LEAST_MOVE and abs(low) < LEAST_MOVE:
        return signed(look, 0.0)
    if abs(high) < LEAST_MOVE:
        return look.say("idea.low_end", points=signed(look, low, 1))
    if abs(low) < LEAST_MOVE:
        return look.say("idea.high_end", points=signed(look, high, 1))
    return look.say("idea.range", low=signed(look, low, 1), high=signed(look, high, 1))
