"""Sets of weights side by side: what each makes of both ledgers, and which one is in use."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sbd_tool.app.weighing import drop_set, set_in_use, use_set, weight_sets
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.domain.weighting import LedgerViews, Shares, WeightSet
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.weighing.charts import Span, SpanChart
from sbd_tool.gui.panels.weighing.order_box import OrderBox
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    frame,
    holder,
    label,
    row,
    rule,
    scrolled,
    tool,
)
from sbd_tool.gui.widgets.signs import ledger_sign

FULL: Final = 100.0
SHOWN_FAMILIES: Final = 2


class WeightsPanel(QWidget):
    """Follows project and assessment.

    Signals:
        new_wanted: A set is to be made.
    """

    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("weights_panel")
        self._is_left = False
        look = desk.look
        self._parts = column(spacing=8, margins=(16, 2, 12, 12))
        make = button(
            look.theme, look.words_of("weights.make"), "weights_make", role="primary", sign="scales"
        )
        make.clicked.connect(self.new_wanted.emit)
        lead = label(look.words_of("weights.lead"), "small", is_wrapped=True)
        self.order = OrderBox(desk)
        top = column(lead, row(STRETCH, make), spacing=8, margins=(16, 6, 12, 0))
        order = column(self.order, margins=(16, 2, 12, 0))
        body = scrolled(holder(column(order, self._parts, spacing=8)), "weights_scroll")
        self.setLayout(column(top, body, spacing=8))
        desk.project_changed.connect(self.refresh)
        desk.assessed.connect(self.refresh)
        self.refresh()

    def leave(self) -> None:
        """Stop following."""
        self._is_left = True
        self.order.leave()

    def refresh(self) -> None:
        """Show sets as they stand."""
        project = self.desk.project
        if self._is_left or project is None:
            return
        focus = self.focusWidget().objectName() if self.focusWidget() is not None else ""
        rubric = self.desk.rules.rubric
        known = weight_sets(project, rubric)
        used = set_in_use(project, rubric)
        clear(self._parts)
        for ledger, views in self._views(known).items():
            self._add_chart(ledger, views, known)
        self._parts.addWidget(rule())
        self._parts.addWidget(label(self.desk.look.words_of("weights.sets"), "strong"))
        for one in (None, *known):
            is_used = (None if used is None else used.key) == (None if one is None else one.key)
            self._parts.addWidget(self._card(one, is_used=is_used))
        self._parts.addStretch(1)
        again = self.findChild(QWidget, focus) if focus else None
        if again is not None:
            again.setFocus()

    def _views(self, known: tuple[WeightSet, ...]) -> Mapping[LedgerKey, LedgerViews]:
        from sbd_tool.app.comparing import readings_of, weight_views

        assessment = self.desk.assessment
        if assessment is None:
            return {}
        options = {assessment.scorecard.option: readings_of(assessment)}
        return weight_views(self.desk.rules.rubric, known, options)

    def _add_chart(
        self, ledger: LedgerKey, views: LedgerViews, known: tuple[WeightSet, ...]
    ) -> None:
        look = self.desk.look
        names = {one.key: look.word(one.name) for one in known}
        spans = [
            Span(
                name=names[one.set_key],
                low=one.low,
                high=one.high,
                tick=one.score if one.fit_to_print else None,
                said=self._figures(one.score if one.fit_to_print else None, one.low, one.high),
                is_hatched=True,
            )
            for one in views.scores
        ]
        words = look.words_of(f"weights.chart_{ledger.value}")
        sign = ledger_sign(look.theme, ledger.value, 18)
        name = label(look.say(f"ledger.{ledger.value}"), "strong")
        self._parts.addLayout(row(sign, name, STRETCH, spacing=8))
        chart = SpanChart(look.theme, ledger.value, spans, (0.0, FULL), None, words)
        chart.setObjectName(f"weights_chart_{ledger.value}")
        self._parts.addWidget(chart)
        for view in views.families[:SHOWN_FAMILIES]:
            told = look.words_of(
                "weights.widest",
                family=self.desk.rules.rubric.families[view.family].name,
                least=Quantity(FULL * view.least, "%"),
                greatest=Quantity(FULL * view.greatest, "%"),
                least_set=literal(names[view.least_set]),
                greatest_set=literal(names[view.greatest_set]),
            )
            self._parts.addWidget(label(told, "caption", is_wrapped=True))

    def _figures(self, score: float | None, low: float, high: float) -> str:
        number = self.desk.look.words.number
        span = f"{number(low)}\u2013{number(high)}"
        return span if score is None else f"{number(score)} ({span})"

    def _card(self, one: WeightSet | None, *, is_used: bool) -> QWidget:
        look = self.desk.look
        say, theme = look.words_of, look.theme
        key = "none" if one is None else one.key
        name = say("weights.of_rubric_short") if one is None else look.word(one.name)
        head = row(label(name, "strong", is_wrapped=True), spacing=6)
        head.setStretch(0, 1)
        if is_used:
            head.addWidget(label(say("weights.in_use"), "badge"))
        else:
            words = say("weights.use_named", name=name)
            use = button(theme, say("weights.use"), f"weights_use_{key}", tip=words)
            use.setAccessibleName(words)
            use.clicked.connect(partial(self._use, "" if one is None else one.key))
            head.addWidget(use)
        lines = column(head, spacing=3, margins=(10, 8, 8, 8))
        if one is not None:
            if not one.is_shipped:
                words = say("weights.remove", name=name)
                drop = tool(theme, "trash", f"weights_drop_{key}", words, size_px=15)
                drop.clicked.connect(partial(self._drop, one.key))
                head.addWidget(drop)
            signed = say(
                "weights.by_line",
                author=literal(one.author),
                date=literal(one.date),
                method=text(f"weights.method.{one.method.value}"),
            )
            lines.addWidget(label(signed, "caption", is_wrapped=True))
            lines.addWidget(label(look.word(one.reason), "small", is_wrapped=True))
            for ledger, shares in one.shares.items():
                lines.addWidget(self._shares(ledger, shares))
        return frame(lines)

    def _shares(self, ledger: LedgerKey, shares: Shares) -> QWidget:
        look, families = self.desk.look, self.desk.rules.rubric.families
        told = " \u00b7 ".join(
            f"{look.word(families[key].name)} {look.words.quantity(Quantity(FULL * share, '%'))}"
            for key, share in shares.items()
        )
        sign = ledger_sign(look.theme, ledger.value, 12)
        words = label(told, "caption", is_wrapped=True)
        words.setAccessibleName(f"{look.say(f'ledger.{ledger.value}')}: {told}")
        made = row(sign, words, spacing=6, margins=(0, 2, 0, 0))
        made.setStretch(1, 1)
        return holder(made)

    def _use(self, key: str, *_: object) -> None:
        project = self.desk.project
        if project is not None:
            self.desk.do(use_set(project, self.desk.rules.rubric, key, self.desk.by()))

    def _drop(self, key: str, *_: object) -> None:
        project = self.desk.project
        if project is not None:
            self.desk.do(drop_set(project, self.desk.rules.rubric, key, self.desk.by()))
