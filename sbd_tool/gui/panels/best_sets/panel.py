"""Look for best sets, see them on the chart, take one as an option."""

from dataclasses import replace
from math import inf
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from shiboken6 import isValid

from sbd_tool.domain.best_sets import BestSets, HandMade
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.best_sets.chart import ParetoChart
from sbd_tool.gui.panels.best_sets.standing import SearchStanding
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
FIELD_PX: Final = 112
LIST_PX: Final = 190
CHART_PX: Final = 236


class BestSetsPanel(QWidget):
    """Search, chart, list, and what is in the set that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("best_sets_panel")
        self.standing = SearchStanding()
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
        self.open = button(look.theme, say("optimise.open"), "best_sets_open", sign="eye")
        self._build()
        self.search.clicked.connect(self.look_for)
        self.chart.chosen.connect(self.choose)
        self.chart.opened.connect(self._act)
        self.rows.currentRowChanged.connect(self.choose)
        self.rows.itemActivated.connect(self._take)
        self.take.clicked.connect(self._take)
        self.open.clicked.connect(self._open)
        desk.project_changed.connect(self._project_changed)
        self.result.setVisible(False)

    @property
    def found(self) -> BestSets | None:
        """The search that is shown."""
        return self.standing.found

    @property
    def _options(self) -> tuple[HandMade, ...]:
        project = self.desk.whole
        return () if project is None else self.standing.options(project)

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
        self.budget.setPlaceholderText(say("optimise.no_limit"))
        asked = column(
            row(label(say("optimise.field_candidates"), "small"), STRETCH, self.candidates),
            row(label(say("optimise.field_budget"), "small"), STRETCH, self.budget),
            spacing=6,
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
                row(self.take, self.open, STRETCH),
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
        project, rules = self.desk.whole, self.desk.rules
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
        self.standing.begin(found, project)
        self._is_filling = True
        self.rows.clear()
        for number, one in enumerate(found.sets, 1):
            self.rows.addItem(f"{number}   {figures(look, one)}")
        self._is_filling = False
        self.result.setVisible(bool(found.sets))
        self.outcome.setText(outcome(look, found))
        self._show_spots(0)

    def _show_spots(self, number: int) -> None:
        found, project = self.found, self.desk.whole
        if found is not None and project is not None:
            self.chart.show_spots(spots_of(self.desk.look, found, self._options, project))
            key = "optimise.key_many" if self.chart.is_crowded else "optimise.key"
            self.key.setText(self.desk.look.words_of(key))
            self.choose(min(number, len(self.chart.spots) - 1))

    def _project_changed(self) -> None:
        """Options may have come, gone or been renamed; the figures may be of an older design."""
        self._show_spots(self.chart.current)

    def choose(self, number: int) -> None:
        """Show one point of the chart: a set, or after the sets an option."""
        found = self.found
        if found is None or number < 0 or self._is_filling:
            return
        look, count = self.desk.look, len(found.sets)
        self.chart.choose(number)
        self.take.setVisible(number < count)
        self.open.setVisible(number >= count)
        if number < count:
            one = found.sets[number]
            self.rows.setCurrentRow(number)
            self.figures.setText(f"{number + 1}: {figures(look, one)}")
            told = [contents(look, found, one), error_words(look, one)]
            self.inside.setText("\n".join(part for part in told if part))
        elif number - count < len(self._options):
            self.rows.setCurrentRow(-1)
            self.figures.setText(self.chart.spots[number].fact)
            self.inside.setText("")
        self._say_state()

    def _act(self, number: int) -> None:
        """What Enter and a click on an option do: open the option, or take the set as one."""
        self.choose(number)
        if self.found is not None and number < len(self.found.sets):
            self._take()
        else:
            self._open()

    def _open(self) -> None:
        """Show the chosen option on the map, in the state the sets were found for."""
        found = self.found
        if found is None:
            return
        at = self.chart.current - len(found.sets)
        if 0 <= at < len(self._options):
            self._stand_in(self._options[at].option)

    def _stand_in(self, option: str) -> None:
        project, found = self.desk.whole, self.found
        if project is not None and found is not None:
            self.desk.bench.stand_in(Place(option, found.time_state))
            self.desk.told.emit(text("optimise.opened", name=option_name(project, option)))

    def _take(self, *_which: object) -> None:
        from sbd_tool.app.best_sets.accepting import accept_set, option_key

        project, found, number = self.desk.whole, self.found, self.rows.currentRow()
        if project is None or found is None or number < 0 or not self.take.isEnabled():
            return
        key = option_key(project)
        name = self.desk.look.words_of("optimise.option_name", number=key.removeprefix("set-"))
        chosen = found.sets[number]
        if self.desk.do(accept_set(found, chosen, project, name, self.desk.by())):
            after = self.desk.whole
            if after is not None:
                self.standing.taken(key, name, chosen, after)
            self._show_spots(number)
            said = text("optimise.accepted", number=number + 1, name=name)
            caption = self.desk.look.words_of("optimise.open")
            self.desk.offered.emit(said, [(caption, lambda: self._stand_in(key))])

    def _say_state(self) -> None:
        """Sets of an older design are not offered: what they would do is not known."""
        is_fresh = self.standing.holds_for(self.desk.whole)
        self.take.setEnabled(is_fresh)
        tip = "optimise.take_tip" if is_fresh else "optimise.stale"
        self.take.setToolTip(self.desk.look.words_of(tip))
        self.open.setToolTip(self.desk.look.words_of("optimise.open_tip"))

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


class _List(QListWidget):
    """Sets as lines; the one that is current is shown above and below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("best_sets_list")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
