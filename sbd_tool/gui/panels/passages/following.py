"""A panel whose answer takes seconds: a job, out of date after an edit, then worked out again."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from sbd_tool.app.jobs import Ticket
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.passages.pass_rows import Bounds
from sbd_tool.gui.panels.walking.walk_list import way_sign
from sbd_tool.gui.widgets.basics import STRETCH, column, frame, label, row, tool
from sbd_tool.gui.widgets.signs import Swatch, TlpChip

AROUND_M: Final = 8.0
STALE_OPACITY: Final = 0.45
Work = Callable[[Progress], Any]


class FollowingPanel(QWidget):
    """Follows the project; what it asks, shows and draws is up to the panels made of it."""

    def __init__(self, desk: Desk, canvas: MapCanvas, name: str) -> None:
        super().__init__()
        self.desk, self.canvas, self.name = desk, canvas, name
        self.setObjectName(f"{name}_panel")
        self.found: Any = None
        self._of: Project | None = None
        self._asked: Project | None = None
        self._ticket: Ticket | None = None
        self._is_left = False
        self._verdict = Verdict.UNSURE
        say = desk.look.words_of
        self.chip = TlpChip(desk.look.theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, say("passages.label_why"))
        self.sign = Swatch(24, 24, self._draw_sign)
        self.verdict = label("", "title", is_wrapped=True)
        self.verdict.setObjectName(f"{name}_verdict")
        self.summary = label("", "small", is_wrapped=True)
        self.summary.setObjectName(f"{name}_summary")
        self.state = label("", "small", is_wrapped=True)
        self.state.setObjectName(f"{name}_state")
        self.stale = frame(row(self.state, margins=(10, 6, 10, 6)), "banner-warn")
        self.notes = label("", "caption", is_wrapped=True)
        self.notes.setObjectName(f"{name}_notes")
        self.notes.hide()
        self.limits = QCheckBox(say("passages.limits"))
        self.limits.setObjectName(f"{name}_limits")
        self.limits.setAccessibleName(say("passages.limits"))
        self.limits.setToolTip(say("passages.limits_why"))
        self.again = tool(
            desk.look.theme, "arrows-clockwise", f"{name}_again", say("passages.again"), size_px=16
        )
        self.again.clicked.connect(self.look_again)
        self.veil = MapVeil(canvas, self._paint)

    def follow(self) -> None:
        """Look for the first time, and whenever the assessment rests."""
        self.desk.project_changed.connect(self.refresh)
        self.desk.assessed.connect(self.refresh)
        self.refresh()

    def task(self, project: Project) -> Work:
        """The work."""
        raise NotImplementedError

    def show_found(self) -> None:
        """Show what the work brought back."""
        raise NotImplementedError

    def draw(self, p: QPainter, view: View) -> None:
        """Draw it over the map."""
        raise NotImplementedError

    @property
    def is_fresh(self) -> bool:
        """Whether what is shown is of the project as it stands."""
        return self.found is not None and self._of is self.desk.project

    def refresh(self) -> None:
        """Say whether it is out of date, and look again once the assessment rests."""
        project = self.desk.project
        if self._is_left or project is None:
            return
        is_stopped = self._ticket is not None and self._ticket.is_cancelled
        is_asked = self._asked is project and not is_stopped
        is_due = not self.is_fresh and not is_asked and bool(project.square)
        if is_due and self.desk.bench.is_assessment_current:
            self._look(project)
        self._say_state()

    def look_again(self) -> None:
        """Work it out anew, if the assessment rests."""
        self.found = None if self.is_fresh else self.found
        self._asked = None
        self.refresh()

    def leave(self) -> None:
        """Take the drawing off the map."""
        self._is_left = True
        self.veil.remove()

    def zoom_to(self, bounds: Bounds | None) -> None:
        """Show a place with its surroundings, or leave the map as it is."""
        if bounds is not None:
            west, south, east, north = bounds
            edge = AROUND_M
            self.canvas.zoom_to((west - edge, south - edge, east + edge, north + edge))

    def head(self) -> tuple[QHBoxLayout, QHBoxLayout]:
        """The label with the button, and the verdict."""
        verdict = row(self.sign, self.verdict, spacing=10)
        verdict.setStretch(1, 1)
        return row(self.chip, STRETCH, self.again), verdict

    def foot(self, shown: QWidget) -> QVBoxLayout:
        """Assumptions and limits, which take the place of what is shown when asked for."""
        self.limits.toggled.connect(self.notes.setVisible)
        self.limits.toggled.connect(shown.setHidden)
        return column(self.notes, STRETCH, self.limits, spacing=4, margins=(16, 0, 12, 10))

    def say_verdict(self, verdict: Verdict, words: str, summary: str) -> None:
        """Verdict with its sign, and what there is to say of it."""
        self._verdict = verdict
        self.verdict.setText(words)
        self.summary.setText(summary)
        self.sign.update()

    def _look(self, project: Project) -> None:
        self._asked = project

        def show(found: Any) -> None:
            if self._is_left or not isValid(self):
                return
            self.found, self._of, self._asked = found, project, None
            self.show_found()
            self._say_state()

        self._ticket = self.desk.run(
            text(f"passages.{self.name}_job"),
            self.task(project),
            show,
            self._failed,
            key=self.name,
        )

    def _failed(self, error: Exception) -> None:
        self._asked = None
        if self._is_left or not isValid(self):
            return
        if not isinstance(error, SbdError):
            self.desk.report(error)
            return
        word = self.desk.look.word
        self.say_verdict(Verdict.UNSURE, word(error.what), word(error.hint))

    def _say_state(self) -> None:
        project = self.desk.project
        self.stale.setVisible(not self.is_fresh)
        if project is None or not project.square:
            key = "no_square"
        elif self._asked is not None:
            key = "working"
        else:
            key = "waits" if self.found is None else "stale"
        self.state.setText(self.desk.look.words_of(f"passages.{key}"))
        self.sign.setVisible(self.found is not None)
        self.veil.update()

    def _draw_sign(self, p: QPainter, box: QRectF) -> None:
        way_sign(p, self.desk.look.theme, box.center(), 11.0, self._verdict)

    def _paint(self, p: QPainter, view: View) -> None:
        if self.found is None:
            return
        if not self.is_fresh:
            p.setOpacity(STALE_OPACITY)
        self.draw(p, view)
