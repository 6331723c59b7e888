"""Look for best sets, see them on the chart, take one as an option."""

from dataclasses import replace
from math import inf
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from shiboken6 import isValid

from sbd_tool.domain.best_sets import BestSets
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.best_sets.chart import ParetoChart
from sbd_tool.gui.panels.best_sets.telling import (
    contents,
    error_words,
    figures,
    outcome,
    spots_of,
)
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.panels.ring.job_row import JobRow
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    column,
    holder,
    label,
    row,
    scrolled,
)
from sbd_tool.gui.widgets.signs import TlpChip

START: Final = 12
FIELD_PX: Final = 60
LIST_PX: Final = 190
CHART_PX: Final = 236


class BestSetsPanel(QWidget):
    """Search, chart, list, and what is in the set that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("best_sets_panel")
        self.found: BestSets | None = None
        self._of: Project | None = None
        self._is_left = self._is_filling = False
        look, say = desk.look, desk.look.words_of
        self.chip = TlpChip(look.theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, say("optimise.label_why"))
        self.chip.setObjectName("best_sets_label")
        self.candidates = self._field("best_sets_candidates", "optimise.field_candidates")
        self.candidates.setText(str(START))
        self.budget = self._field("best_sets_budget", "optimise.field_budget")
        self.search = button(look.theme, say("optimise.search"), "best_sets_search", role="primary")
        self.job = JobRow(look, self._stopped)
        self.job.bar.setObjectName("best_sets_progress")
        self.job.cancel.setObjectName("best_sets_cancel")
        self.outcome = label(say("optimise.lead"), "small", is_wrapped=True)
        self.outcome.setObjectName("best_sets_outcome")
        self.chart = ParetoChart(
            look.theme,
            say("ring.ledger_openness"),
            say("ring.ledger_protection"),
            say("optimise.chart"),
        )
        self.key = label(say("optimise.key"), "caption", is_wrapped=True)
        self.rows = _List(say("optimise.list"))
        self.figures = label("", "strong", is_wrapped=True)
        self.figures.setObjectName("best_sets_figures")
        self.inside = label("", "small", is_wrapped=True)
        self.inside.setObjectName("best_sets_inside")
        self.take = button(look.theme, say("optimise.take"), "best_sets_take", sign="git-branch")
        self._build()
        self.search.clicked.connect(self.look_for)
        self.chart.chosen.connect(self.choose)
        self.rows.currentRowChanged.connect(self.choose)
        self.take.clicked.connect(self._take)
        desk.project_changed.connect(self._say_state)
        self._show_result(is_there=False)

    def _field(self, name: str, key: str) -> QLineEdit:
        words = self.desk.look.words_of(f"{key}.tip")
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setFixedWidth(round(FIELD_PX * self.desk.look.theme.text_scale))
        made.returnPressed.connect(self.look_for)
        return made

    def _build(self) -> None:
        say = self.desk.look.words_of
        asked = row(
            label(say("optimise.field_candidates"), "small"),
            self.candidates,
            label(say("optimise.field_budget"), "small"),
            self.budget,
            STRETCH,
            spacing=8,
        )
        top = column(
            row(self.chip, STRETCH, self.search),
            asked,
            self.job,
            self.outcome,
            spacing=8,
        )
        self.result = holder(
            column(
                self.chart,
                self.figures,
                row(self.take, STRETCH),
                self.inside,
                self.rows,
                self.key,
                spacing=8,
            )
        )
        self.chart.setMinimumHeight(CHART_PX)
        self.rows.setFixedHeight(LIST_PX)
        inner = column(top, self.result, STRETCH, spacing=10, margins=(16, 6, 14, 12))
        self.setLayout(column(scrolled(holder(inner), "best_sets_scroll"), spacing=0))

    def leave(self) -> None:
        """Stop what runs."""
        self._is_left = True
        self.job.stop()

    def look_for(self) -> None:
        """Search anew for the project as it stands."""
        project, rules = self.desk.project, self.desk.rules
        if project is None or self.job.is_running:
            return
        count = read_number(self.candidates.text())
        budget = read_number(self.budget.text())
        card = None if self.desk.assessment is None else self.desk.assessment.scorecard

        def task(progress: Progress) -> BestSets:
            from sbd_tool.app.best_sets.finding import SetsWish, find_best_sets

            wish = SetsWish(
                candidates=0 if count is None else round(count),
                budget=inf if budget is None else budget,
            )
            if card is not None:
                wish = replace(wish, option=card.option, time_state=card.time_state)
            return find_best_sets(project, rules, wish, progress=progress)

        def done(found: BestSets) -> None:
            self._show(found, project)

        title = text("optimise.job")
        self.search.setEnabled(False)
        self.job.watch(self.desk.run(title, task, done, self._failed, key="best_sets"))

    def _show(self, found: BestSets, project: Project) -> None:
        if self._is_left or not isValid(self):
            return
        self.job.done()
        self.search.setEnabled(True)
        look = self.desk.look
        self.found, self._of = found, project
        self.chart.show_spots(spots_of(look, found))
        self._is_filling = True
        self.rows.clear()
        for number, one in enumerate(found.sets, 1):
            self.rows.addItem(f"{number}   {figures(look, one)}")
        self._is_filling = False
        self._show_result(is_there=bool(found.sets))
        self.outcome.setText(outcome(look, found))
        self.choose(0)

    def choose(self, number: int) -> None:
        """Show one point of the chart: a set, or after the sets an option."""
        found = self.found
        if found is None or number < 0 or self._is_filling:
            return
        look, count = self.desk.look, len(found.sets)
        self.chart.choose(number)
        self.take.setVisible(number < count)
        if number < count:
            one = found.sets[number]
            self.rows.setCurrentRow(number)
            self.figures.setText(f"{number + 1}: {figures(look, one)}")
            told = [contents(look, found, one), error_words(look, one)]
            self.inside.setText("\n".join(part for part in told if part))
        elif number - count < len(found.hand_made):
            self.rows.setCurrentRow(-1)
            self.figures.setText(self.chart.spots[number].fact)
            self.inside.setText("")
        self._say_state()

    def _take(self) -> None:
        from sbd_tool.app.best_sets.accepting import accept_set, option_key

        project, found, number = self.desk.project, self.found, self.rows.currentRow()
        if project is None or found is None or number < 0:
            return
        key = option_key(project)
        name = self.desk.look.words_of("optimise.option_name", number=key.removeprefix("set-"))
        chosen = found.sets[number]
        if self.desk.do(accept_set(found, chosen, project, name, self.desk.by())):
            self.desk.told.emit(text("optimise.accepted", number=number + 1, name=name))

    def _say_state(self) -> None:
        """Sets of an older design are not offered: what they would do is not known."""
        is_stale = self._of is not None and self._of is not self.desk.project
        self.take.setEnabled(not is_stale)
        tip = "optimise.stale" if is_stale else "optimise.take_tip"
        self.take.setToolTip(self.desk.look.words_of(tip))

    def _failed(self, error: Exception) -> None:
        if self._is_left or not isValid(self):
            return
        self.job.done()
        self.search.setEnabled(True)
        if isinstance(error, SbdError):
            look = self.desk.look
            self.outcome.setText(f"{look.word(error.what)} {look.word(error.hint)}")
        else:
            self.desk.report(error)

    def _stopped(self) -> None:
        self.search.setEnabled(True)

    def _show_result(self, *, is_there: bool) -> None:
        self.result.setVisible(is_there)


class _List(QListWidget):
    """Sets as lines; the one that is current is shown above and below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("best_sets_list")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
