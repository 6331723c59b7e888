"""The visit list: minutes in, a walk with numbers on the map out; printed as a sheet."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.visits import Check, Stop, Visit
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    frame,
    holder,
    label,
    row,
    scrolled,
    tool,
)
from sbd_tool.gui.widgets.controls import Segments
from sbd_tool.gui.widgets.signs import Swatch, TlpChip, ledger_sign

if TYPE_CHECKING:
    from sbd_tool.app.visit_ways import VisitWays

CHOICES_MIN: Final = (15, 30, 45, 60, 90)
USUAL_MIN: Final = 45
DISC_PX: Final = 12.0
NEAR_M: Final = 12.0


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit, what it was planned for, and whether its ways go round what stands there."""

    project: Project
    assessment: Assessment
    visit: Visit
    has_ways: bool = False

    def is_of(self, project: Project, assessment: Assessment, *, has_ways: bool) -> bool:
        """Whether nothing would be planned otherwise now."""
        is_same = self.project is project and self.assessment is assessment
        return is_same and (self.has_ways or not has_ways)


class VisitPanel(QWidget):
    """Follows the assessment; a click on a check shows its place.

    Signals:
        print_wanted: The sheet is to be written.
    """

    print_wanted = Signal()

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.canvas = desk, canvas
        self.setObjectName("visit_panel")
        self.planned: Planned | None = None
        self.chosen = 0
        self._is_left = False
        self._ways: tuple[Project, VisitWays] | None = None
        self._asked: Project | None = None  # whose ways are being worked out
        self._build()
        self.veil = MapVeil(canvas, self._draw)
        desk.assessed.connect(self.refresh)
        desk.project_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        look = self.desk.look
        chip = TlpChip(look.theme, "")
        chip.show_label(Tlp.AMBER_STRICT.value, look.words_of("visit.label_why"))
        choices = [(str(one), look.words.number(one)) for one in CHOICES_MIN]
        self.minutes = Segments(choices, str(USUAL_MIN), self._refresh_for, "visit_minutes")
        self.minutes.setAccessibleName(look.words_of("visit.minutes_name"))
        self.lead = label("", "small", is_wrapped=True)
        self.lead.setObjectName("visit_lead")
        self.state = label("", "caption", is_wrapped=True)
        self.print = button(
            look.theme, look.words_of("visit.print"), "visit_print", role="primary", sign="printer"
        )
        self.print.clicked.connect(self.print_wanted.emit)
        answer = button(look.theme, look.words_of("visit.answer"), "visit_answer", sign="question")
        answer.clicked.connect(self.desk.questions_wanted.emit)
        self._rows = column(spacing=8, margins=(16, 2, 12, 8))
        edit = tool(
            look.theme, "sliders", "visit_edit", look.words_of("visit.minutes_title"), size_px=16
        )
        edit.clicked.connect(lambda: self.desk.rule_wanted.emit("visit"))
        top = column(
            row(chip, STRETCH, edit),
            label(look.words_of("visit.minutes_name"), "strong"),
            self.minutes,
            self.lead,
            self.state,
            spacing=8,
            margins=(16, 6, 12, 0),
        )
        foot = row(STRETCH, answer, self.print, spacing=8, margins=(16, 0, 12, 12))
        body = scrolled(holder(self._rows), "visit_scroll")
        self.setLayout(column(top, body, foot, spacing=8))

    def refresh(self) -> None:
        """Plan anew when there is another assessment, and say where it stands."""
        if self._is_left:
            return
        bench, look = self.desk.bench, self.desk.look
        project, assessment = self.desk.project, self.desk.assessment
        is_current = project is not None and bench.is_assessment_current
        if is_current and assessment is not None and project is not None:
            self._plan(project, assessment)
        key = "" if bench.is_assessment_whole else "visit.whole_to_come"
        if project is None or not project.square:
            key = "ring.no_square"
        elif not is_current:
            key = "visit.waits"
        elif not key and self.planned is not None and not self.planned.has_ways:
            key = "visit.ways_to_come"
        self.state.setText(look.words_of(key) if key else "")
        self.state.setVisible(bool(key))
        self.print.setEnabled(bool(self.planned and self.planned.visit.stops) and is_current)
        self.veil.update()

    def leave(self) -> None:
        """Take the numbers off the map."""
        self._is_left = True
        self.veil.remove()

    def _refresh_for(self, _minutes: str) -> None:
        self.planned = None
        self.refresh()

    def _plan(self, project: Project, assessment: Assessment) -> None:
        known, ways = self.planned, self._ways_of(project, assessment)
        if known is not None and known.is_of(project, assessment, has_ways=ways is not None):
            return
        from sbd_tool.app.visiting import plan_visit, visit_sentences

        minutes = float(self.minutes.current or USUAL_MIN)
        visit = plan_visit(project, self.desk.rules.rubric, assessment, minutes, ways)
        if known is None or known.assessment is not assessment:
            self.chosen = 0
        self.planned = Planned(project, assessment, visit, ways is not None)
        words = self.desk.look.word
        self.lead.setText(" ".join(words(sentence) for sentence in visit_sentences(visit)))
        self._fill(visit)

    def _ways_of(self, project: Project, assessment: Assessment) -> "VisitWays | None":
        """Ways on the site as it stands; None until a job has found them."""
        if self._ways is not None and self._ways[0] is project:
            return self._ways[1]
        if self._asked is project:
            return None
        self._asked, rules, card = project, self.desk.rules, assessment.scorecard
        minutes = float(max(CHOICES_MIN))

        def task(progress: Progress) -> "VisitWays":
            from sbd_tool.app.visit_ways import visit_ways
            from sbd_tool.app.visiting import plan_visit

            ways = visit_ways(project, rules, card.option, card.time_state)
            progress.advance(0.5)
            plan_visit(project, rules.rubric, assessment, minutes, ways)  # ways of the most stops
            return ways

        def done(ways: "VisitWays") -> None:
            self._ways = (project, ways)
            if isValid(self):
                self.refresh()

        self.desk.run(text("visit.ways_job"), task, done, key="visit_ways")
        return None

    def _fill(self, visit: Visit) -> None:
        from sbd_tool.app.visiting import stop_title

        clear(self._rows)
        look = self.desk.look
        for stop in visit.stops:
            if stop.number > 1:
                self._rows.addWidget(label(look.word(stop_title(stop)), "caption"))
            for check in stop.checks:
                self._rows.addWidget(self._card(stop, check))
        if visit.left:
            words = self.desk.look.words_of("visit.left", count=len(visit.left))
            self._rows.addWidget(label(words, "caption", is_wrapped=True))
        self._rows.addWidget(
            label(self.desk.look.words_of("visit.limits"), "caption", is_wrapped=True)
        )
        self._rows.addStretch(1)

    def _card(self, stop: Stop, check: Check) -> QWidget:
        look = self.desk.look
        number = Swatch(26, 26, partial(_disc, self, str(stop.number)))
        number.setAccessibleName(look.words_of("visit.stop", number=stop.number))
        ask = label(look.word(check.ask), "", is_wrapped=True)
        is_whole = check.minutes == int(check.minutes)
        minutes = look.words.quantity(Quantity(check.minutes, "min", 0 if is_whole else 1))
        facts = row(label(minutes, "small"), 6, spacing=5)
        for ledger in LedgerKey:
            points = check.narrows.get(ledger, 0.0)
            if points >= 0.05:  # noqa: PLR2004 - what would be told as 0.0
                facts.addWidget(ledger_sign(look.theme, ledger.value, 14))
                words = look.words_of("visit.points", points=Quantity(points, "", 1))
                facts.addWidget(label(words, "small"))
        facts.addStretch(1)
        words = look.words_of("visit.show", number=stop.number)
        show = tool(look.theme, "map-pin", f"visit_show_{check.key}", words, size_px=16)
        show.clicked.connect(partial(self._show, stop, check))
        inner = row(number, column(ask, facts, spacing=3), show, spacing=9, margins=(9, 8, 6, 8))
        inner.setStretch(1, 1)
        return frame(inner)

    def _show(self, stop: Stop, check: Check, *_: object) -> None:
        self.chosen = stop.number
        x, y = stop.place
        self.canvas.zoom_to((x - NEAR_M, y - NEAR_M, x + NEAR_M, y + NEAR_M))
        self.desk.choose(check.objects)
        self.veil.update()

    def _draw(self, p: QPainter, view: View) -> None:
        if self.planned is None:
            return
        theme, stops = self.desk.look.theme, self.planned.visit.stops
        places = [view.to_screen(*stop.place) for stop in stops]
        p.setBrush(Qt.BrushStyle.NoBrush)
        for tone, width in (("surface", 5.0), ("ink", 2.0)):
            for stop in stops[1:]:
                line = Qt.PenStyle.SolidLine if stop.is_walked else Qt.PenStyle.DashLine
                p.setPen(QPen(theme.color(tone), width, line))
                p.drawPolyline([view.to_screen(*place) for place in stop.way])
        for stop, place in zip(stops, places, strict=True):
            if stop.number == self.chosen:
                p.setPen(QPen(theme.color("select"), 4.0))
                p.drawEllipse(place, DISC_PX + 4, DISC_PX + 4)
            box = QRectF(place.x() - DISC_PX, place.y() - DISC_PX, 2 * DISC_PX, 2 * DISC_PX)
            _disc(self, str(stop.number), p, box)


def _disc(panel: VisitPanel, words: str, p: QPainter, box: QRectF) -> None:
    """A number in a disc, told apart from the ground by a light rim."""
    theme = panel.desk.look.theme
    radius = min(DISC_PX, min(box.width(), box.height()) / 2 - 1)
    centre = QPointF(box.center())
    p.setPen(QPen(theme.color("surface"), 2.0))
    p.setBrush(theme.color("ink"))
    p.drawEllipse(centre, radius, radius)
    font = theme.font("small", "semibold", is_tabular=True)
    paint.text(p, box, words, font, theme.color("on_ink"), paint.CENTER)
