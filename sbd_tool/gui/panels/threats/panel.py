"""Threats a planner ticks, and what stands against each in each zone. Nothing is predicted."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from sbd_tool.app.guided_path import StepState, steps_of
from sbd_tool.app.threats import threat_rules, tick_threats
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.threats import ThreatCell, ThreatView
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.indicator_page import object_name
from sbd_tool.gui.panels.ring.ring_panel import wish_of
from sbd_tool.gui.panels.threats.cell_box import cell_box
from sbd_tool.gui.panels.threats.matrix import ThreatMatrix
from sbd_tool.gui.panels.threats.path_box import path_box
from sbd_tool.gui.widgets.basics import clear, column, frame, holder, label, row, rule, scrolled
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.drafts import has_focus_inside
from sbd_tool.gui.widgets.signs import TlpChip

EDGE: Final = (16, 8, 14, 12)


class ThreatPanel(QWidget):
    """Ticks, matrix, chosen cell, guided path."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("threat_panel")
        self.found: ThreatView | None = None
        self._project: Project | None = None
        self._asked: Project | None = None
        self._is_left = False
        self._states: tuple[StepState, ...] | None = None
        look = desk.look
        self.chip = TlpChip(look.theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, look.words_of("threats.label_why"))
        self.chip.setObjectName("threat_label")
        self.ticks = self._ticks()
        self.zones = Select(look.theme, "threat_zone", look.words_of("threats.zone"))
        self.zones.currentIndexChanged.connect(lambda _index: self._fill())
        self.ring = label("", "small", is_wrapped=True)
        self._state = label("", "small", is_wrapped=True)
        self.stale = frame(row(self._state, margins=(10, 6, 10, 6)), "banner-warn")
        self.matrix = ThreatMatrix(desk)
        self.matrix.cell_wanted.connect(self._show_cell)
        self._cell: QVBoxLayout = column(spacing=0)
        self._path: QVBoxLayout = column(spacing=0)
        lead = label(look.words_of("threats.no_prediction"), "caption", is_wrapped=True)
        body = column(
            row(self.chip, None, self.ticks, spacing=8),
            lead,
            self.stale,
            self.zones,
            self.ring,
            self.matrix,
            self._cell,
            rule(),
            self._path,
            None,
            spacing=9,
            margins=EDGE,
        )
        self.setLayout(column(scrolled(holder(body), "threat_scroll"), spacing=0))
        for signal in (desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        self._show_path()
        self.refresh()

    def _ticks(self) -> QToolButton:
        look, made = self.desk.look, QToolButton()
        made.setObjectName("threat_ticks")
        made.setText(look.words_of("threats.tick"))
        made.setAccessibleName(look.words_of("threats.tick"))
        made.setToolTip(look.words_of("threats.tick_tip"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        menu.setObjectName("threat_menu")
        for threat in self.desk.rules.catalogue.threats:
            action = QAction(look.word(threat.name), menu)
            action.setObjectName(f"tick_{threat.key}")
            action.setCheckable(True)
            action.triggered.connect(
                lambda is_on, key=threat.key: self._tick(key, is_on=bool(is_on))
            )
            menu.addAction(action)
        made.setMenu(menu)
        return made

    def _tick(self, key: str, *, is_on: bool) -> None:
        desk = self.desk
        if desk.project is None:
            return
        change = {"tick": (key,)} if is_on else {"untick": (key,)}
        desk.do(tick_threats(desk.project, desk.rules.catalogue, by=desk.by(), **change))

    @property
    def is_fresh(self) -> bool:
        """Whether what is shown is of the project as it stands."""
        return self.found is not None and self._project is self.desk.project

    def leave(self) -> None:
        """The dock was closed."""
        self._is_left = True

    def refresh(self) -> None:
        """Look again once the assessment rests."""
        project = self.desk.project
        if self._is_left or project is None:
            return
        for action in self.ticks.menu().actions():
            action.setChecked(action.objectName().removeprefix("tick_") in project.rules.threats)
        self._show_path()
        is_due = bool(project.square) and not self.is_fresh and self._asked is not project
        if is_due and self.desk.bench.is_assessment_current:
            self._look(project)
        self._say_state()

    def _show_path(self) -> None:
        """Show the steps as they stand, unless somebody writes there."""
        project = self.desk.project
        states = () if project is None else steps_of(project)
        if states == self._states or has_focus_inside(self._holder_of_path()):
            return
        self._states = states
        clear(self._path)
        self._path.addWidget(path_box(self.desk))

    def _holder_of_path(self) -> QWidget:
        item = self._path.itemAt(0)
        found = item.widget() if item is not None else None
        return found if found is not None else QWidget()

    def _look(self, project: Project) -> None:
        self._asked = project
        desk, wish = self.desk, wish_of(self.desk)
        rules, is_whole = desk.rules, desk.bench.is_assessment_whole

        def task(progress: Progress) -> ThreatView:
            from sbd_tool.app.threats import threat_view

            return threat_view(
                project,
                rules,
                option=wish.option,
                time_state=wish.time_state,
                with_slow=is_whole,
                progress=progress,
            )

        done = partial(self._show, project)
        desk.run(text("threats.looking"), task, done, self._failed, key="threats")

    def _show(self, project: Project, found: ThreatView) -> None:
        if self._is_left or not isValid(self):
            return
        self.found, self._project, self._asked = found, project, None
        kept = max(0, self.zones.currentIndex())
        with QSignalBlocker(self.zones):
            self.zones.clear()
            for zone in found.zones:
                self.zones.addItem(object_name(self.desk, zone.zone), zone.zone)
            self.zones.setCurrentIndex(min(kept, len(found.zones) - 1))
        self.zones.setVisible(len(found.zones) > 1)
        self._fill()
        self._say_state()

    def _fill(self) -> None:
        if self.found is None:
            return
        index = max(0, self.zones.currentIndex())
        ticked = self.found.ticked
        self.matrix.setVisible(bool(ticked))
        self.matrix.show_zone(self.found.zones[index], ticked)
        self._show_cell(None)
        is_beside = any(threat in threat_rules().beside_ring for threat in ticked)
        self.ring.setVisible(is_beside)
        self.ring.setText(self._ring_words(self.found))

    def _ring_words(self, found: ThreatView) -> str:
        low, likely, high = found.ring
        ends = {"low": Quantity(low), "high": Quantity(high)}
        said = text("threats.ring_unknown", **ends)
        if likely is not None:
            said = text("threats.ring_known", points=Quantity(likely), **ends)
        return self.desk.look.words_of("threats.ring_line", range=said)

    def _show_cell(self, cell: ThreatCell | None) -> None:
        clear(self._cell)
        if cell is not None:
            self._cell.addWidget(cell_box(self.desk, cell))
        elif self.found is not None and self.found.ticked:
            words = self.desk.look.words_of("threats.choose")
            self._cell.addWidget(label(words, "caption", is_wrapped=True))

    def _failed(self, error: Exception) -> None:
        self._asked = None
        if self._is_left or not isValid(self):
            return
        if not isinstance(error, SbdError):
            self.desk.report(error)
            return
        self.stale.show()
        self._state.setText(self.desk.look.word(error.what))

    def _say_state(self) -> None:
        project, look = self.desk.project, self.desk.look
        is_empty = self.found is not None and not self.found.ticked
        self.stale.setVisible(not self.is_fresh or is_empty)
        if project is None or not project.square:
            key = "threats.no_square"
        elif not self.is_fresh:
            key = "threats.waits" if self.found is None else "threats.stale"
        else:
            key = "threats.none_ticked"
        self._state.setText(look.words_of(key))
