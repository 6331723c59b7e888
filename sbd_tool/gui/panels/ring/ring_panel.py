"""The ring round the crowd: is it closed, and what gets through each of its gaps."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sbd_tool.app.jobs import Ticket
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import RingGap, Rings, Verdict
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.ring.gap_labels import draw_widths, width_words
from sbd_tool.gui.panels.ring.gap_list import gap_list, verdict_sign
from sbd_tool.gui.panels.ring.gap_rows import GapModel, GapRow, rows_of, state_of, verdict_of
from sbd_tool.gui.panels.ring.live_ring import LiveRing
from sbd_tool.gui.panels.ring.ring_drawing import draw_ring, draw_width
from sbd_tool.gui.widgets.basics import STRETCH, button, column, frame, label, row, tool
from sbd_tool.gui.widgets.signs import Swatch, TlpChip

AROUND_M: Final = 6.0


@dataclass(frozen=True, slots=True)
class Found:
    """Rings, the project they are of, and the rows that tell them."""

    project: Project
    rings: Rings
    rows: tuple[GapRow, ...]


def wish_of(desk: Desk) -> ListWish:
    """Option and state that the window shows."""
    card = None if desk.assessment is None else desk.assessment.scorecard
    if card is None:
        return ListWish()
    return ListWish(option=card.option, time_state=card.time_state)


class RingPanel(QWidget):
    """Worked out again whenever the assessment rests; out of date until then.

    While something is dragged or drawn, map, verdict and summary show the ring as it would be.

    Signals:
        closure_wanted: Somebody wants the line that would close it.
    """

    closure_wanted = Signal()

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.canvas = desk, canvas
        self.setObjectName("ring_panel")
        self.found: Found | None = None
        self.chosen: RingGap | None = None
        self._asked: Project | None = None
        self._ticket: Ticket | None = None
        self._is_left = self._is_filling = False
        self._verdict = Verdict.UNSURE
        self.model = GapModel()
        self.list = gap_list(desk.look, self.model)
        self.chip = TlpChip(desk.look.theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, desk.look.words_of("ring.label_why"))
        self.chip.setObjectName("ring_label")
        self.sign = Swatch(24, 24, self._draw_sign)
        self.verdict = label("", "title", is_wrapped=True)
        self.verdict.setObjectName("ring_verdict")
        self.summary = label("", "small", is_wrapped=True)
        self.summary.setObjectName("ring_summary")
        self.state = label("", "small", is_wrapped=True)
        self.state.setObjectName("ring_state")
        self.stale = frame(row(self.state, margins=(10, 6, 10, 6)), "banner-warn")
        self.notes = label("", "caption", is_wrapped=True)
        self.notes.setObjectName("ring_notes")
        self.veil = MapVeil(canvas, self._draw)
        self.live = LiveRing(desk, canvas, lambda: wish_of(desk), self._tell)
        self._build()
        desk.project_changed.connect(self.refresh)
        desk.assessed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        theme, say = self.desk.look.theme, self.desk.look.words_of
        again = tool(theme, "arrows-clockwise", "ring_again", say("ring.again"), size_px=16)
        again.clicked.connect(self.look_again)
        close = button(theme, say("ring.close_it"), "ring_close_it", sign="wall")
        close.clicked.connect(self.closure_wanted.emit)
        head = row(self.sign, self.verdict, spacing=10)
        head.setStretch(1, 1)
        edge = (16, 6, 12, 0)
        top = column(row(self.chip, STRETCH, again), head, self.summary, self.stale, spacing=8)
        top.setContentsMargins(*edge)
        foot = column(self.notes, row(STRETCH, close), spacing=8, margins=(16, 0, 12, 12))
        self.setLayout(column(top, self.list, foot, spacing=8))
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._moved(now))
        self.list.clicked.connect(self._moved)
        self.list.activated.connect(self._moved)

    @property
    def is_fresh(self) -> bool:
        """Whether what is shown is of the project as it stands."""
        return self.found is not None and self.found.project is self.desk.project

    def refresh(self) -> None:
        """Say whether it is out of date, and look again once the assessment rests."""
        project = self.desk.project
        if self._is_left or project is None:
            return
        is_asked = self._asked is project and not self._is_stopped
        is_due = not self.is_fresh and not is_asked and bool(project.square)
        if is_due and self.desk.bench.is_assessment_current:
            self._look(project)
        if (
            self.is_fresh and not self.live.is_held
        ):  # what was let go was taken back: the list is of what stands
            self.live.rest()
            self._tell()
        self._say_state()

    @property
    def _is_stopped(self) -> bool:
        """Whether somebody stopped the work in the status bar."""
        return self._ticket is not None and self._ticket.is_cancelled

    def look_again(self) -> None:
        """Work it out anew, if the assessment rests."""
        self.found = None if self.is_fresh else self.found
        self._asked = None
        self.refresh()

    def leave(self) -> None:
        """Take the drawing off the map."""
        self._is_left = True
        self.live.leave()
        self.veil.remove()

    def _look(self, project: Project) -> None:
        self._asked = project
        rules, wish, look = self.desk.rules, wish_of(self.desk), self.desk.look
        whole = self.desk.whole or project

        def task(progress: Progress) -> Found:
            from sbd_tool.app.ring_listing import find_rings
            from sbd_tool.app.thing_names import names_of

            rings = find_rings(project, rules, wish, progress)
            rows = tuple(rows_of(rings, names_of(project, rules, whole), look))
            return Found(project, rings, rows)

        self._ticket = self.desk.run(text("ring.job"), task, self._show, self._failed, key="ring")

    @property
    def _is_gone(self) -> bool:
        """Closed, or gone with its window when language or theme changed."""
        return self._is_left or not isValid(self)

    def _show(self, found: Found) -> None:
        if self._is_gone:
            return
        look, before = self.desk.look, self.list.currentIndex().row()
        self.found, self._asked = found, None
        self.chosen = None
        self.model.show_rows(found.rows)
        notes = (*found.rings.notes, *(note for ring in found.rings.zones for note in ring.notes))
        self.notes.setText("\n".join(look.word(note) for note in dict.fromkeys(notes)))
        self._keep_row(before)
        self.live.rest()
        self._tell()

    @property
    def shown(self) -> Rings | None:
        """The rings that are told: while something is half done as they would be."""
        if self.live.rings is not None or self.found is None:
            return self.live.rings
        return self.found.rings

    def _tell(self) -> None:
        """Verdict, summary and map."""
        if self._is_gone:
            return
        rings, look = self.shown, self.desk.look
        if rings is not None:
            self._verdict = verdict_of(rings)
            self.verdict.setText(look.words_of(f"ring.verdict_{state_of(rings)}"))
            gaps = [gap for ring in rings.zones for gap in ring.gaps]
            passing = sum(gap.vehicles is Verdict.PASSES for gap in gaps)
            self.summary.setText(look.words_of("ring.summary", count=len(gaps), passing=passing))
        self.sign.update()
        self._say_state()

    def _keep_row(self, before: int) -> None:
        """The row that was current stays so, without moving the map."""
        if 0 <= before < len(self.model.rows):
            self._is_filling = True
            self.list.setCurrentIndex(self.model.index(before))
            self._is_filling = False
            self.chosen = self.model.rows[before].gap

    def _failed(self, error: Exception) -> None:
        self._asked = None
        if self._is_gone:
            return
        if not isinstance(error, SbdError):
            self.desk.report(error)
            return
        self.verdict.setText(self.desk.look.word(error.what))
        self.summary.setText(self.desk.look.word(error.hint))

    def _say_state(self) -> None:
        project, look = self.desk.project, self.desk.look
        self.stale.setVisible(bool(self.live.moving) or not self.is_fresh)
        if self.live.moving:
            key = "ring.live"
        elif project is None or not project.square:
            key = "ring.no_square"
        else:
            key = "ring.waits" if self.found is None else "ring.stale"
        self.state.setText(look.words_of(key))
        self.sign.setVisible(self.found is not None)
        self.veil.update()

    def _moved(self, index: QModelIndex) -> None:
        gap = self.model.rows[index.row()].gap if index.isValid() else None
        if gap is None:
            return
        self.chosen = gap
        if self._is_filling:
            return
        west, south, east, north = (float(edge) for edge in gap.line.buffer(AROUND_M).bounds)
        self.canvas.zoom_to((west, south, east, north))
        self.veil.update()

    def _draw_sign(self, p: QPainter, box: QRectF) -> None:
        verdict_sign(p, self.desk.look.theme, box.center(), 11.0, self._verdict)

    def _draw(self, p: QPainter, view: View) -> None:
        rings, is_live = self.shown, self.live.rings is not None
        if rings is None:
            return
        if not self.is_fresh and not is_live:
            p.setOpacity(0.45)
        look, gaps = self.desk.look, [gap for zone in rings.zones for gap in zone.gaps]
        chosen = None if is_live else self.chosen
        draw_ring(p, look.theme, view, gaps, chosen)
        draw_widths(p, look, view, [gap for gap in gaps if gap is not chosen], self.live.moving)
        if chosen is not None:
            words = width_words(look, chosen, "ring.width")
            draw_width(p, look.theme, view, chosen, words)
