"""The cheapest closure: asked for, looked at with both ledgers' change, then taken or not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sbd_tool.app.result_cache import ResultCache
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.ring.closure_choices import ClosureChoices
from sbd_tool.gui.panels.ring.closure_result import ClosureResult
from sbd_tool.gui.panels.ring.job_row import JobRow
from sbd_tool.gui.panels.ring.ring_drawing import draw_closure
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row, scrolled
from sbd_tool.gui.widgets.signs import TlpChip

if TYPE_CHECKING:
    from sbd_tool.app.closing import ClosureProposal


AROUND_M: Final = 6.0


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal, and the project and wish it is for."""

    project: Project
    wish: ListWish
    proposal: "ClosureProposal"


class ClosurePanel(QWidget):
    """Nothing is changed until it is accepted; that is one step of undo."""

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.canvas = desk, canvas
        self.setObjectName("closure_panel")
        self.proposed: Proposed | None = None
        self._cache = ResultCache()
        self._is_left = False
        self.choices = ClosureChoices(desk)
        self.job = JobRow(desk.look, self._cancelled)
        self.told = label("", "small", is_wrapped=True)
        self.told.setObjectName("closure_told")
        self.result = ClosureResult(desk, self._chosen, self._taken_out)
        self.veil = MapVeil(canvas, self._draw)
        self._build()
        desk.project_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        theme, say = self.desk.look.theme, self.desk.look.words_of
        chip = TlpChip(theme, "")
        chip.show_label(Tlp.AMBER_STRICT.value, say("ring.label_why"))
        chip.setObjectName("closure_label")
        self.search = button(theme, say("ring.find"), "closure_find", role="primary")
        self.search.clicked.connect(self.look_for)
        self.accept = button(theme, say("ring.accept", count=0), "closure_accept", role="primary")
        self.accept.clicked.connect(self.take)
        self.reject = button(theme, say("ring.reject"), "closure_reject")
        self.reject.clicked.connect(self.drop)
        top = column(
            row(chip, STRETCH),
            self.choices,
            row(STRETCH, self.search),
            self.job,
            self.told,
            spacing=10,
            margins=(16, 6, 12, 0),
        )
        foot = row(STRETCH, self.reject, self.accept, spacing=8, margins=(16, 0, 12, 12))
        self.setLayout(column(top, scrolled(self.result, "closure_scroll"), foot, spacing=8))
        self.result.hide()  # a scroll area shows what it is given

    @property
    def is_fresh(self) -> bool:
        """Whether the proposal is for the project as it stands."""
        return self.proposed is not None and self.proposed.project is self.desk.project

    def look_for(self) -> None:
        """Look for the line, as a job."""
        project = self.desk.project
        if project is None:
            return
        self.drop()
        rules, wish, cache = self.desk.rules, self.choices.wish(), self._cache

        def task(progress: Progress) -> Proposed:
            from sbd_tool.app.closing import propose_closure

            found = propose_closure(project, rules, wish, cache=cache, progress=progress)
            return Proposed(project, wish, found)

        self._run("ring.job_closure", task)

    def take(self) -> None:
        """Accept what is not taken out: one step of undo."""
        if self.proposed is None or not self.is_fresh or self.job.is_running:
            return
        from sbd_tool.app.closing import accept

        command = accept(self.proposed.proposal, self.desk.by(), without=self.result.out)
        if command.measures and self.desk.do(command):
            count = len(command.measures)
            self.drop()
            self.told.setText(self.desk.look.words_of("ring.accepted", count=count))
            self.search.setFocus()

    def drop(self) -> None:
        """Reject: nothing is changed, the drawing goes."""
        self.proposed = None
        self.result.show_nothing()
        self.refresh()

    def leave(self) -> None:
        """Stop what runs and take the drawing off the map."""
        self._is_left = True
        self.job.stop()
        self.veil.remove()

    def refresh(self) -> None:
        """Say what can be done now."""
        if self._is_left:
            return
        project, look, is_busy = self.desk.project, self.desk.look, self.job.is_running
        has_square = project is not None and bool(project.square)
        kept = self.result.kept
        self.search.setEnabled(has_square and not is_busy)
        self.accept.setText(look.words_of("ring.accept", count=kept))
        self.accept.setAccessibleName(self.accept.text())
        self.accept.setToolTip(look.words_of("ring.accept_why"))
        self.accept.setEnabled(self.is_fresh and not is_busy and kept > 0)
        self.accept.setVisible(self.result.count > 0)
        self.reject.setVisible(self.proposed is not None)
        self.told.setText(self._state_words(has_square=has_square))
        self.told.setVisible(bool(self.told.text()))
        self.veil.update()

    def _state_words(self, *, has_square: bool) -> str:
        say = self.desk.look.words_of
        if not has_square:
            return say("ring.no_square")
        if self.job.is_running:
            return say("ring.reweighing" if self.proposed is not None else "ring.searching")
        if self.proposed is None:
            return say("ring.nothing_yet")
        return "" if self.is_fresh else say("ring.stale_closure")

    def _run(self, title: str, task: Callable[[Progress], Proposed]) -> None:
        ticket = self.desk.run(text(title), task, self._show, self._failed, key="closure")
        has_focus = self.search.hasFocus()
        self.job.watch(ticket)
        if has_focus:
            self.job.cancel.setFocus()
        self.refresh()

    @property
    def _is_gone(self) -> bool:
        """Closed, or gone with its window when language or theme changed."""
        return self._is_left or not isValid(self)

    def _show(self, found: Proposed) -> None:
        if self._is_gone:
            return
        has_focus, is_new = self.job.cancel.hasFocus(), self.proposed is None
        self.job.done()
        self.proposed = found
        if is_new:
            self.result.show_proposal(found.proposal)
            self._zoom_to(found.proposal.measures)
        else:
            self.result.show_moves(found.proposal)
        self.refresh()
        if has_focus:
            (self.result.list if self.result.count else self.search).setFocus()

    def _failed(self, error: Exception) -> None:
        if self._is_gone:
            return
        self.job.done()
        self.refresh()
        if not isinstance(error, SbdError):
            self.desk.report(error)
            return
        look = self.desk.look
        self.told.setText(f"{look.word(error.what)} {look.word(error.hint)}")
        self.told.show()

    def _cancelled(self) -> None:
        if self._is_left:
            return
        if self.proposed is not None:
            self.drop()  # the figures shown would not be those of the measures that are left
        self.refresh()
        self.told.setText(self.desk.look.words_of("ring.cancelled"))
        self.search.setFocus()

    def _chosen(self) -> None:
        """The row that is current is shown on the map."""
        one = self.result.current
        self._zoom_to(() if one is None else (one,))
        self.veil.update()

    def _zoom_to(self, measures: Sequence[Measure]) -> None:
        shapes = [one.geometry for one in measures if one.geometry is not None]
        if shapes:
            west, south, east, north = (float(edge) for edge in shapely.total_bounds(shapes))
            edge = AROUND_M
            self.canvas.zoom_to((west - edge, south - edge, east + edge, north + edge))

    def _taken_out(self) -> None:
        """A measure was taken out or put back: both ledgers are worked out anew."""
        proposed, rules, cache = self.proposed, self.desk.rules, self._cache
        if proposed is None or not self.is_fresh:
            self.refresh()
            return
        out = self.result.out
        self.result.blur_moves()

        def task(progress: Progress) -> Proposed:
            from sbd_tool.app.closing import reweigh

            found = reweigh(
                proposed.proposal,
                proposed.project,
                rules,
                proposed.wish,
                without=out,
                cache=cache,
                progress=progress,
            )
            return Proposed(proposed.project, proposed.wish, found)

        self._run("ring.job_reweigh", task)

    def _draw(self, p: QPainter, view: View) -> None:
        if self.proposed is None:
            return
        from sbd_tool.app.closing import GATE  # loaded with the proposal

        if not self.is_fresh:
            p.setOpacity(0.45)
        one = self.result.current
        draw_closure(
            p,
            self.desk.look.theme,
            view,
            self.proposed.proposal.measures,
            out=self.result.out,
            gate_kind=GATE,
            chosen="" if one is None else one.id,
        )
