"""What became of the advice of this project: the list, both ledgers then and now, the form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from sbd_tool.app.follow_through.listing import FollowThrough, Road, follow_through
from sbd_tool.app.follow_through.telling import LABEL, moments_said, road_name
from sbd_tool.app.follow_through.writing import keep_scores
from sbd_tool.domain.follow_through import Moment
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.follow_through.keeping import KeepForm
from sbd_tool.gui.panels.follow_through.road_row import RoadRow
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
from sbd_tool.gui.widgets.signs import TlpChip


class FollowPanel(QWidget):
    """Follows the project; a click on a row chooses its object on the map.

    Signals:
        portfolio_wanted: Somebody wants to see a folder of projects.
    """

    portfolio_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("follow_panel")
        self.rows: list[RoadRow] = []
        self.found: FollowThrough | None = None
        self._of: Project | None = None
        self._chosen = 0
        self._is_left = False
        say, theme = desk.look.words_of, desk.look.theme
        chip = TlpChip(theme, "")
        chip.show_label(LABEL.value, say("follow.label_why"))
        self.folder = button(theme, say("follow.action.portfolio"), "follow_folder", sign="folders")
        self.moments = label("", "small", is_wrapped=True)
        self.moments.setObjectName("follow_moments")
        self.before = button(theme, say("follow.keep_before"), "follow_before")
        self.after = button(theme, say("follow.keep_after"), "follow_after")
        self.empty = label(say("follow.none"), "small", is_wrapped=True)
        self.list: QVBoxLayout = column(spacing=0)
        self.form = KeepForm(desk)
        top = column(
            row(chip, STRETCH, self.folder, spacing=6),
            self.moments,
            row(self.before, self.after, STRETCH, spacing=6),
            self.empty,
            spacing=8,
            margins=(16, 6, 12, 8),
        )
        made = column(
            top, rule(), scrolled(holder(self.list), "follow_scroll"), rule(), self.form, spacing=0
        )
        made.setStretch(2, 1)
        self.setLayout(made)
        self.folder.clicked.connect(self.portfolio_wanted.emit)
        self.before.clicked.connect(lambda: self._keep_scores(Moment.BEFORE))
        self.after.clicked.connect(lambda: self._keep_scores(Moment.AFTER))
        for signal in (desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    def leave(self) -> None:
        """Nothing follows any more."""
        self._is_left = True

    def refresh(self) -> None:
        """Show the roads there are."""
        project = self.desk.whole
        if self._is_left or not isValid(self) or project is None:
            return
        is_current = self.desk.bench.is_assessment_current
        for made in (self.before, self.after):
            made.setEnabled(is_current)
        if project is self._of:
            return
        self._of, self.found = project, follow_through(project)
        look = self.desk.look
        self.moments.setText(
            "\n".join(look.word(one) for one in moments_said(self.found, look.words))
        )
        self.empty.setVisible(not self.found.roads)
        self._chosen = min(self._chosen, max(len(self.found.roads) - 1, 0))
        self._fill(project, self.found)

    def _fill(self, project: Project, found: FollowThrough) -> None:
        clear(self.list)
        today = self.desk.clock.now().date().isoformat()
        self.rows = []
        for number, road in enumerate(found.roads):
            is_chosen = number == self._chosen
            made = RoadRow(self.desk, road, project, today, number=number + 1, is_chosen=is_chosen)
            made.clicked.connect(lambda *, number=number: self._choose(number))
            self.rows.append(made)
            self.list.addWidget(made)
        self.list.addStretch(1)
        self._show_form(project)

    def _choose(self, number: int) -> None:
        project, found = self.desk.whole, self.found
        if project is None or found is None:
            return
        self._chosen = number
        road = found.roads[number]
        for at, made in enumerate(self.rows):
            made.is_chosen = at == number
            made.update()
        ids = (road.measure,) if road.measure else _objects(road)
        self.desk.choose(one for one in ids if one in project.measures)
        self._show_form(project)

    def _show_form(self, project: Project) -> None:
        roads = () if self.found is None else self.found.roads
        road = roads[self._chosen] if roads else None
        if road is None or road.measure not in project.measures:
            self.form.show_for("", "")
        else:
            name = self.desk.look.word(road_name(road, project, self.desk.rules))
            self.form.show_for(road.measure, name)

    def _keep_scores(self, moment: Moment) -> None:
        assessment, desk = self.desk.assessment, self.desk
        if assessment is None or not desk.bench.is_assessment_current:
            return
        day = desk.clock.now().date().isoformat()
        desk.do(keep_scores(assessment, moment, day, desk.new_stamp(), desk.by()))


def _objects(road: Road) -> tuple[str, ...]:
    return () if road.advice is None else road.advice.objects
