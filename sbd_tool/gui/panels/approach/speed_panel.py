"""Approach speeds: asked for, listed along the edge, drawn with the run-up that checks each."""

from typing import Final

from PySide6.QtCore import QModelIndex, QSignalBlocker
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget
from shapely.geometry.base import BaseGeometry
from shiboken6 import isValid

from sbd_tool.app.keeping_speeds import keep_speeds
from sbd_tool.app.speed_words import SpeedLine, deciding, speed_lines
from sbd_tool.app.thing_names import plain_name
from sbd_tool.domain.approach_results import SPEEDS, EdgeSpeeds
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.approach.speed_drawing import draw_edges, draw_run
from sbd_tool.gui.panels.approach.speed_job import SpeedJob
from sbd_tool.gui.panels.approach.speed_legend import SpeedLegend
from sbd_tool.gui.panels.approach.speed_list import speed_list
from sbd_tool.gui.panels.approach.speed_rows import SpeedModel, row_of
from sbd_tool.gui.widgets.basics import STRETCH, button, column, frame, holder, label, row, scrolled
from sbd_tool.gui.widgets.signs import TlpChip

AROUND_M: Final = 12.0
NOTES_PX: Final = 84
LIST_PX: Final = 130
INDICATOR: Final = "P04"


class SpeedPanel(QWidget):
    """Shows the speeds that are in the assessment, or those it held before the last change."""

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.canvas = desk, canvas
        self.setObjectName("speeds_panel")
        self.found: tuple[Project, EdgeSpeeds] | None = None
        self.lines: tuple[SpeedLine, ...] = ()
        self.chosen: SpeedLine | None = None
        self._is_left = self._is_quiet = False
        look = desk.look
        self.steps = tuple(at for at, _ in desk.rules.rubric.indicators[INDICATOR].breaks[1:])
        self.model = SpeedModel()
        self.list = speed_list(look, self.model)
        self.list.setMinimumHeight(LIST_PX)
        self.chip = TlpChip(look.theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, look.words_of("speeds.label_why"))
        self.chip.setObjectName("speeds_label")
        self.head = self._label("title", "speeds_head")
        self.summary = self._label("small", "speeds_summary")
        self.state = self._label("small", "speeds_state")
        self.stale = frame(row(self.state, margins=(10, 6, 10, 6)), "banner-warn")
        self.hint = self._label("small", "speeds_hint")
        self.notes = self._label("caption", "speeds_notes")
        self.job = SpeedJob(look, self._stopped)
        self.legend = SpeedLegend(look, self.steps)
        self.keep = QCheckBox(look.words_of("speeds.keep"))
        self.veil = MapVeil(canvas, self._draw)
        self._build()
        desk.project_changed.connect(self.refresh)
        desk.assessed.connect(self.refresh)
        self.refresh()

    @staticmethod
    def _label(role: str, name: str) -> QLabel:
        made = label("", role, is_wrapped=True)
        made.setObjectName(name)
        return made

    def _build(self) -> None:
        look = self.desk.look
        say = look.words_of
        self.start = button(look.theme, say("speeds.work_out"), "speeds_work_out", role="primary")
        self.start.setToolTip(say("speeds.work_out_why"))
        self.start.clicked.connect(self.work_out)
        self.keep.setObjectName("speeds_keep")
        self.keep.setAccessibleName(say("speeds.keep"))
        self.keep.setToolTip(say("speeds.keep_why"))
        self.keep.toggled.connect(self._keep_switched)
        top = column(
            row(self.chip, STRETCH),
            self.head,
            self.summary,
            self.stale,
            self.hint,
            self.job,
            row(STRETCH, self.start),
            spacing=8,
        )
        top.setContentsMargins(16, 6, 12, 0)
        self.notes_area = scrolled(holder(column(self.notes, STRETCH)), "speeds_notes_scroll")
        self.notes_area.setMaximumHeight(NOTES_PX)
        keep = row(self.keep, STRETCH)
        foot = column(self.legend, self.notes_area, keep, spacing=8, margins=(16, 0, 12, 12))
        self.setLayout(column(top, self.list, STRETCH, foot, spacing=8))
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._moved(now))
        self.list.clicked.connect(self._moved)
        self.list.activated.connect(self._moved)

    @property
    def is_fresh(self) -> bool:
        """Whether what is shown is part of the assessment of the project as it stands."""
        return (
            self.found is not None
            and self.found[0] is self.desk.project
            and self.desk.bench.has_speeds
        )

    def work_out(self) -> None:
        """Work them out, as a job."""
        self.desk.bench.work_out_speeds()
        self.refresh()
        if self.job.is_running:
            self.job.cancel.setFocus()

    def leave(self) -> None:
        """Take the drawing off the map; work goes on, its result is in the scores."""
        self._is_left = True
        self.veil.remove()

    def refresh(self) -> None:
        """Show what the assessment holds now, and say what it is worth."""
        if self._is_left or not isValid(self):
            return
        bench, project = self.desk.bench, self.desk.project
        had_focus = self.job.cancel.hasFocus()
        self.job.follow(bench.speeds_ticket)
        found = None if bench.assessment is None else bench.assessment.results.get(SPEEDS)
        is_new = self.found is None or self.found[1] is not found or self.found[0] is not project
        if project is not None and bench.has_speeds and isinstance(found, EdgeSpeeds) and is_new:
            self._show(project, found)
        self._say_state()
        if had_focus and not self.job.is_running:
            self._is_quiet = True  # the map stays where somebody looks
            (self.list if self.lines else self.start).setFocus()
            self._is_quiet = False

    def _show(self, project: Project, found: EdgeSpeeds) -> None:
        look, rules = self.desk.look, self.desk.rules
        before = self.list.currentIndex().row()
        self.found = (project, found)
        self.lines = speed_lines(found, rules.rubric, lambda key: plain_name(project, rules, key))
        self.model.show_rows(tuple(row_of(line, look) for line in self.lines))
        self.chosen = None
        self.notes.setText("\n".join(look.word(note) for note in found.notes))
        if 0 <= before < len(self.lines):
            with QSignalBlocker(self.list.selectionModel()):
                self.list.setCurrentIndex(self.model.index(before))
            self.chosen = self.lines[before]

    def _say_state(self) -> None:
        project, say, found = self.desk.project, self.desk.look.words_of, self.found
        has_square = project is not None and bool(project.square)
        lacking = sum(not line.is_adequate for line in self.lines)
        head = "speeds.head" if self.lines else "speeds.nothing"
        self.head.setText("" if found is None else say(head, count=len(self.lines)))
        key, count = (
            ("speeds.summary", lacking) if lacking else ("speeds.summary_good", len(self.lines))
        )
        self.summary.setText(say(key, count=count) if self.lines else "")
        key = "" if self.is_fresh else self._state_key(has_square=has_square)
        self.state.setText(say(key) if key else "")
        is_assumed = found is not None and found[1].is_entry_assumed
        hint = "speeds.work_out_why" if found is None else "speeds.no_entry_hint"
        self.hint.setText(say(hint) if found is None or is_assumed else "")
        for one in (self.head, self.summary, self.hint):
            one.setVisible(bool(one.text()))
        self.stale.setVisible(bool(key))
        self.list.setVisible(bool(self.lines))
        self.legend.setVisible(bool(self.lines))
        self.notes_area.setVisible(found is not None)
        self.start.setText(say("speeds.work_out" if found is None else "speeds.again"))
        self.start.setAccessibleName(self.start.text())
        self.start.setVisible(not self.is_fresh and not self.job.is_running)
        self.start.setEnabled(has_square)
        with QSignalBlocker(self.keep):
            self.keep.setChecked(self.desk.bench.keeps_speeds)
        self.veil.update()

    def _state_key(self, *, has_square: bool) -> str:
        if not has_square:
            return "speeds.no_square"
        if self.job.is_running:
            return "speeds.working"
        return "speeds.not_yet" if self.found is None else "speeds.stale"

    def _stopped(self) -> None:
        """Somebody stopped it: what it had taken the place of is worked out again."""
        if self._is_left or not isValid(self):
            return
        if not self.desk.bench.is_assessment_whole:
            self.desk.bench.assess_now()
        self._say_state()
        self.start.setFocus()

    def _keep_switched(self, on: bool) -> None:  # noqa: FBT001 - a switch
        keep_speeds(self.desk.bench, on=on)
        self.refresh()

    def _moved(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        self.chosen = self.lines[index.row()]
        self.veil.update()
        if self._is_quiet:
            return
        entry = deciding(self.chosen.edge)
        shown: BaseGeometry = self.chosen.edge.line
        if entry is not None and entry.run_line is not None:
            shown = shown.union(entry.run_line)
        west, south, east, north = (float(edge) for edge in shown.buffer(AROUND_M).bounds)
        self.canvas.zoom_to((west, south, east, north))

    def _draw(self, p: QPainter, view: View) -> None:
        if self.found is None:
            return
        if not self.is_fresh:
            p.setOpacity(0.45)
        tags = draw_edges(p, self.desk.look, view, self.lines, self.chosen, self.steps)
        if self.chosen is not None:
            draw_run(p, self.desk.look, view, self.chosen, tags)
