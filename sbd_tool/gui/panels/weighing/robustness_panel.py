"""How firm the order of options is, and what moves a score most; worked out as a job."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sbd_tool.app.result_cache import ResultCache
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.robustness import LedgerRobustness, Robustness, Swings
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.ring.job_row import JobRow
from sbd_tool.gui.panels.weighing.charts import RankBars, Span, SpanChart
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    holder,
    label,
    row,
    rule,
    scrolled,
)
from sbd_tool.gui.widgets.signs import ledger_sign

SHOWN_BARS: Final = 8
FULL: Final = 100.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A result, what it is of, and its sentences."""

    project: Project
    found: Robustness
    said: Mapping[LedgerKey, tuple[Text, ...]]


class RobustnessPanel(QWidget):
    """Draws are made when somebody asks; a change of the project marks them as out of date."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("robustness_panel")
        self.judged: Judged | None = None
        self._cache = ResultCache()
        self._is_left = False
        look = desk.look
        lead = label(look.words_of("robustness.lead"), "small", is_wrapped=True)
        self.state = label("", "small", is_wrapped=True)
        self.state.setObjectName("robustness_state")
        self.job = JobRow(look, self.refresh)
        self.go = button(
            look.theme,
            look.words_of("robustness.go"),
            "robustness_go",
            role="primary",
            sign="dice-five",
        )
        self.go.clicked.connect(self.judge)
        self._parts = column(spacing=8, margins=(16, 2, 12, 12))
        top = column(
            lead,
            row(STRETCH, self.go),
            self.job,
            self.state,
            spacing=8,
            margins=(16, 6, 12, 0),
        )
        body = scrolled(holder(self._parts), "robustness_scroll")
        self.setLayout(column(top, body, spacing=8))
        desk.project_changed.connect(self.refresh)
        desk.assessed.connect(self.refresh)
        self.refresh()

    @property
    def is_fresh(self) -> bool:
        """Whether what is shown is of the project as it stands."""
        return self.judged is not None and self.judged.project is self.desk.whole

    def refresh(self) -> None:
        """Say what can be done now."""
        if self._is_left:
            return
        project, look = self.desk.whole, self.desk.look
        has_square = project is not None and bool(project.square)
        self.go.setEnabled(has_square and not self.job.is_running)
        key = ""
        if not has_square:
            key = "ring.no_square"
        elif self.job.is_running:
            key = "robustness.working"
        elif self.judged is not None and not self.is_fresh:
            key = "robustness.stale"
        self.state.setText(look.words_of(key) if key else "")
        self.state.setVisible(bool(key))

    def judge(self) -> None:
        """Assess all options and draw, as a job."""
        project, rules, cache = self.desk.whole, self.desk.rules, self._cache
        if project is None:
            return

        def task(progress: Progress) -> Judged:
            from sbd_tool.app.robustness import judge_options, sentences

            found = judge_options(project, rules, cache=cache, progress=progress)
            return Judged(project, found, sentences(project, rules.rubric, found))

        ticket = self.desk.run(
            text("robustness.job"), task, self._show, self._failed, key="robustness"
        )
        has_focus = self.go.hasFocus()
        self.job.watch(ticket)
        if has_focus:
            self.job.cancel.setFocus()
        self.refresh()

    def leave(self) -> None:
        """Stop what runs."""
        self._is_left = True
        self.job.stop()

    @property
    def _is_gone(self) -> bool:
        return self._is_left or not isValid(self)

    def _failed(self, error: Exception) -> None:
        if self._is_gone:
            return
        self.job.done()
        self.refresh()
        if not isinstance(error, SbdError):
            self.desk.report(error)
            return
        look = self.desk.look
        self.state.setText(f"{look.word(error.what)} {look.word(error.hint)}")
        self.state.show()

    def _show(self, judged: Judged) -> None:
        if self._is_gone:
            return
        had_focus = self.job.cancel.hasFocus()
        self.job.done()
        self.judged = judged
        clear(self._parts)
        look, found = self.desk.look, judged.found
        if not found.ledgers:
            words = look.words_of("robustness.nothing_shared")
            self._parts.addWidget(label(words, "", is_wrapped=True))
        for ledger, result in found.ledgers.items():
            self._add_ledger(ledger, result)
        self._add_both()
        sampling = found.sampling
        self._parts.addWidget(rule())
        drawn = look.words_of("robustness.drawn", draws=sampling.draws, seed=str(sampling.seed))
        for words in (drawn, look.words_of("robustness.limits")):
            self._parts.addWidget(label(words, "caption", is_wrapped=True))
        self._parts.addStretch(1)
        self.refresh()
        if had_focus:
            self.go.setFocus()

    def _add_ledger(self, ledger: LedgerKey, result: LedgerRobustness) -> None:
        look = self.desk.look
        name = label(look.say(f"ledger.{ledger.value}"), "strong")
        covered = look.words.quantity(Quantity(FULL * result.coverage, "%"))
        on = label(look.words_of("robustness.compared_on", share=covered), "caption")
        self._parts.addWidget(rule())
        sign = ledger_sign(look.theme, ledger.value, 18)
        self._parts.addLayout(row(sign, name, STRETCH, on, spacing=8))
        if self.judged is not None:
            for sentence in self.judged.said[ledger]:
                self._parts.addWidget(label(look.word(sentence), "", is_wrapped=True))
        self._parts.addWidget(self._spreads(ledger, result))
        if len(result.options) > 1:
            self._add_ranks(ledger, result)
        for option, bars in result.tornado.items():
            if bars:
                self._add_tornado(ledger, result, option)

    def _spreads(self, ledger: LedgerKey, result: LedgerRobustness) -> QWidget:
        look = self.desk.look
        spans = [
            Span(
                name=self._name(one.option),
                low=one.low,
                high=one.high,
                tick=one.middle,
                said=f"{look.words.number(one.low)}\u2013{look.words.number(one.high)}",
            )
            for one in result.options
        ]
        words = look.words_of("robustness.spread")
        return holder(
            column(
                label(words, "caption", is_wrapped=True),
                SpanChart(look.theme, ledger.value, spans, (0.0, FULL), None, words),
                spacing=3,
            )
        )

    def _add_ranks(self, ledger: LedgerKey, result: LedgerRobustness) -> None:
        look = self.desk.look
        self._parts.addWidget(label(look.words_of("robustness.ranks"), "caption", is_wrapped=True))
        for one in result.options:
            told = [
                look.words_of("robustness.rank", rank=rank + 1, share=Quantity(FULL * share, "%"))
                for rank, share in enumerate(one.ranks)
            ]
            name = label(self._name(one.option), "small")
            bars = RankBars(look.theme, ledger.value, one.ranks, told)
            line = row(name, bars, spacing=8)
            line.setStretch(0, 2)
            line.setStretch(1, 3)
            self._parts.addLayout(line)

    def _add_tornado(self, ledger: LedgerKey, result: LedgerRobustness, option: str) -> None:
        from sbd_tool.app.robustness import bar_name

        look, bars = self.desk.look, result.tornado[option][:SHOWN_BARS]
        spans = [
            Span(
                name=look.word(bar_name(self.desk.rules.rubric, bar)),
                low=bar.low,
                high=bar.high,
                tick=None,
                said=f"{look.words.number(bar.low)}\u2013{look.words.number(bar.high)}",
                is_hatched=bar.swings in (Swings.READING, Swings.UNKNOWN),
            )
            for bar in bars
        ]
        low, high = min(bar.low for bar in bars), max(bar.high for bar in bars)
        words = look.words_of("robustness.moves_most", option=self._name(option))
        self._parts.addWidget(label(words, "caption", is_wrapped=True))
        score = self._score(result, option)
        chart = SpanChart(
            look.theme, ledger.value, spans, (low, high), score, words, is_stacked=True
        )
        chart.setObjectName(f"tornado_{ledger.value}_{option}")
        self._parts.addWidget(chart)

    def _score(self, result: LedgerRobustness, option: str) -> float | None:
        """The score the bars swing about; only one option has it on all it has assessed."""
        if len(result.options) > 1:
            return None
        return next((one.score for one in result.options if one.option == option), None)

    def _add_both(self) -> None:
        if self.judged is None or not self.judged.found.both:
            return
        from sbd_tool.app.robustness import both_sentence

        look, project = self.desk.look, self.judged.project
        self._parts.addWidget(rule())
        self._parts.addWidget(label(look.words_of("robustness.in_both"), "strong"))
        for pair in self.judged.found.both:
            words = look.word(both_sentence(project, pair))
            self._parts.addWidget(label(words, "small", is_wrapped=True))

    def _name(self, option: str) -> str:
        project = self.desk.whole if self.judged is None else self.judged.project
        return option if project is None else self.desk.look.word(option_name(project, option))
