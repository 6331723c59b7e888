"""Pairs of options that one set of weights puts in one order and another in the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.weighing import weight_sets
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import text
from sbd_tool.domain.weighting import LedgerViews, WeightSet
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.ring.job_row import JobRow
from sbd_tool.gui.widgets.basics import STRETCH, button, clear, column, label, row
from sbd_tool.gui.widgets.signs import ledger_sign

LEAST_OPTIONS: Final = 2


@dataclass(frozen=True, slots=True)
class Ordered:
    """Views of both ledgers on all options, and what they are of."""

    project: Project
    sets: tuple[WeightSet, ...]
    views: Mapping[LedgerKey, LedgerViews]


class OrderBox(QWidget):
    """Asked for by a click: every option is assessed; a change marks the answer as out of date."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("weights_order")
        self.found: Ordered | None = None
        self._cache = ResultCache()
        self._is_left = False
        say = desk.look.words_of
        self.state = label("", "small", is_wrapped=True)
        self.state.setObjectName("weights_order_state")
        self.job = JobRow(desk.look, self.refresh)
        tip = say("turned.go_tip")
        self.go = button(desk.look.theme, say("turned.go"), "weights_order_go", tip=tip)
        self.go.clicked.connect(self.ask)
        self._lines = column(spacing=6)
        title = label(say("turned.title"), "strong", is_wrapped=True)
        self.setLayout(
            column(title, self.state, row(self.go, STRETCH), self.job, self._lines, spacing=6)
        )
        desk.project_changed.connect(self.refresh)
        self.refresh()

    def leave(self) -> None:
        """Stop what runs."""
        self._is_left = True
        self.job.stop()

    def refresh(self) -> None:
        """Say what can be done now."""
        project = self.desk.whole
        if self._is_left or project is None:
            return
        has_pair = bool(project.square) and len(project.options) >= LEAST_OPTIONS
        self.go.setVisible(has_pair)
        self.go.setEnabled(not self.job.is_running)
        key = ""
        if not has_pair:
            key = "turned.one_option"
        elif self.job.is_running:
            key = "turned.working"
        elif self.found is not None and self.found.project is not project:
            key = "turned.stale"
        self.state.setText(self.desk.look.words_of(key) if key else "")
        self.state.setVisible(bool(key))

    def ask(self) -> None:
        """Assess all options and compare them under each set, as a job."""
        project, rules, cache = self.desk.whole, self.desk.rules, self._cache
        if project is None:
            return
        state = self.desk.bench.place.time_state
        sets = weight_sets(project, rules.rubric)

        def task(progress: Progress) -> Ordered:
            from sbd_tool.app.comparing import option_readings, weight_views

            read = option_readings(project, rules, time_state=state, cache=cache, progress=progress)
            return Ordered(project, sets, weight_views(rules.rubric, sets, read))

        ticket = self.desk.run(
            text("turned.job"), task, self._show, self._failed, key="weights_order"
        )
        self.job.watch(ticket)
        self.refresh()

    def _failed(self, error: Exception) -> None:
        if self._is_left or not isValid(self):
            return
        self.job.done()
        self.refresh()
        if not isinstance(error, SbdError):
            self.desk.report(error)
            return
        look = self.desk.look
        self.state.setText(f"{look.word(error.what)} {look.word(error.hint)}")
        self.state.show()

    def _show(self, found: Ordered) -> None:
        if self._is_left or not isValid(self):
            return
        self.job.done()
        self.found = found
        clear(self._lines)
        look = self.desk.look
        for ledger, views in found.views.items():
            for words in self._said(found, views):
                sign = ledger_sign(look.theme, ledger.value, 14)
                line = row(sign, label(words, "small", is_wrapped=True), spacing=8)
                line.setStretch(1, 1)
                self._lines.addLayout(line)
        self.refresh()

    def _said(self, found: Ordered, views: LedgerViews) -> list[str]:
        look = self.desk.look
        names = {one.key: one.name for one in found.sets}
        turned = [
            look.words_of(
                "weights.order_changes",
                better=option_name(found.project, one.better),
                worse=option_name(found.project, one.worse),
                for_set=names[one.for_set],
                against_set=names[one.against_set],
            )
            for one in views.order_changes
        ]
        return turned or [look.words_of("turned.none")]
