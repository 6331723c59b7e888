"""Ways of people: for whom, every pair, what pinches, what is planned against what stands."""

from dataclasses import dataclass, replace
from typing import Final

import shapely
from PySide6.QtCore import QModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QWidget
from shiboken6 import isValid

from sbd_tool.app.jobs import Ticket
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.text import Quantity, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.ring.ring_panel import wish_of
from sbd_tool.gui.panels.walking.walk_against import Against, AgainstSelect
from sbd_tool.gui.panels.walking.walk_drawing import (
    draw_chosen,
    draw_desire,
    draw_ends,
    draw_pinch,
    draw_ways,
)
from sbd_tool.gui.panels.walking.walk_job import Found, walk_task
from sbd_tool.gui.panels.walking.walk_list import walk_list, way_sign
from sbd_tool.gui.panels.walking.walk_rows import WalkModel, WalkRow
from sbd_tool.gui.widgets.basics import STRETCH, column, frame, label, row, tool
from sbd_tool.gui.widgets.controls import Segments, Select
from sbd_tool.gui.widgets.signs import Swatch, TlpChip

USERS: Final = ("wheelchair", "pram", "cane", "cargo_bike")
SHOWN: Final = ("all", "trouble", "changed", "measures")
AROUND_M: Final = 6.0
LIST_PX: Final = 190


@dataclass(frozen=True, slots=True)
class Asked:
    """What is being worked out."""

    project: Project
    user: str
    against: Against


class WalkPanel(QWidget):
    """Worked out again whenever the assessment rests or somebody else is chosen."""

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.canvas = desk, canvas
        self.setObjectName("walking_panel")
        self.found: Found | None = None
        self.chosen: WalkRow | None = None
        self._asked: Asked | None = None
        self._ticket: Ticket | None = None
        self._is_left = self._is_filling = False
        self._verdict = Verdict.UNSURE
        look = desk.look
        say = look.words_of
        self.model = WalkModel()
        self.list = walk_list(look, self.model)
        self.list.setMinimumHeight(LIST_PX)
        self.chip = TlpChip(look.theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, say("walking.label_why"))
        self.chip.setObjectName("walking_label")
        self.who = Select(look.theme, "walking_who", say("walking.who_why"))
        self.against = AgainstSelect(look)
        choices = [(key, say(f"walking.show_{key}")) for key in SHOWN]
        self.shown = Segments(choices, "all", self._show_rows, "walking_show")
        self.shown.setAccessibleName(say("walking.show"))
        self.desire = QCheckBox(say("walking.desire"))
        self.desire.setObjectName("walking_desire")
        self.desire.setAccessibleName(say("walking.desire"))
        self.desire.setToolTip(say("walking.desire_why"))
        self.sign = Swatch(24, 24, self._draw_sign)
        self.verdict = label("", "title", is_wrapped=True)
        self.verdict.setObjectName("walking_verdict")
        self.summary = label("", "small", is_wrapped=True)
        self.summary.setObjectName("walking_summary")
        self.state = label("", "small", is_wrapped=True)
        self.state.setObjectName("walking_state")
        self.stale = frame(row(self.state, margins=(10, 6, 10, 6)), "banner-warn")
        self.nothing = label("", "small", is_wrapped=True)
        self.nothing.setObjectName("walking_nothing")
        self.notes = label("", "caption", is_wrapped=True)
        self.notes.setObjectName("walking_notes")
        self.veil = MapVeil(canvas, self._draw)
        self._build()
        desk.project_changed.connect(self.refresh)
        desk.assessed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        theme, say = self.desk.look.theme, self.desk.look.words_of
        rubric = self.desk.rules.rubric
        for key in USERS:
            clear = Quantity(rubric.value(f"passage_{key}_m"), "m", 2)
            user = say(f"walking.user_{key}")
            self.who.addItem(say("walking.who_entry", user=user, clear=clear), key)
        again = tool(theme, "arrows-clockwise", "walking_again", say("walking.again"), size_px=16)
        again.clicked.connect(self.look_again)
        head = row(self.sign, self.verdict, spacing=10)
        head.setStretch(1, 1)
        who = row(label(say("walking.who"), "small"), self.who, spacing=8)
        who.setStretch(1, 1)
        other = row(label(say("people.against"), "small"), self.against, spacing=8)
        other.setStretch(1, 1)
        top = column(
            row(self.chip, STRETCH, again),
            who,
            other,
            head,
            self.summary,
            self.stale,
            self.shown,
            self.nothing,
            spacing=8,
        )
        top.setContentsMargins(16, 6, 12, 0)
        foot = column(self.desire, self.notes, spacing=8, margins=(16, 0, 12, 12))
        self.setLayout(column(top, self.list, foot, spacing=8))
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._moved(now))
        self.list.clicked.connect(self._moved)
        self.list.activated.connect(self._moved)
        self.who.currentIndexChanged.connect(lambda _index: self._other_user())
        self.against.currentIndexChanged.connect(lambda _index: self._other_user())
        self.desire.toggled.connect(lambda _on: self.veil.update())

    @property
    def user(self) -> str:
        """Key of the user that is chosen."""
        return str(self.who.currentData())

    @property
    def is_fresh(self) -> bool:
        """Whether what is shown is of the project as it stands and of the chosen user."""
        found = self.found
        return found is not None and self._wanted == Asked(found.project, found.user, found.against)

    @property
    def _wanted(self) -> Asked | None:
        project = self.desk.project
        return None if project is None else Asked(project, self.user, self.against.against)

    def refresh(self) -> None:
        """Say whether it is out of date, and look again once the assessment rests."""
        project = self.desk.project
        if self._is_left or project is None:
            return
        self.against.offer(self.desk.whole, wish_of(self.desk))
        wanted = Asked(project, self.user, self.against.against)
        is_stopped = self._ticket is not None and self._ticket.is_cancelled
        is_asked = self._asked is not None and self._asked.project is project
        is_asked = is_asked and self._asked == wanted and not is_stopped
        is_due = not self.is_fresh and not is_asked and bool(project.square)
        if is_due and self.desk.bench.is_assessment_current:
            self._look(wanted)
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

    def _other_user(self) -> None:
        self._asked = None
        self.refresh()

    def _look(self, wanted: Asked) -> None:
        self._asked = wanted
        option, state = wanted.against
        wish = replace(wish_of(self.desk), against_option=option, against_state=state)
        task = walk_task(wanted.project, self.desk.rules, wish, self.desk.look, self.desk.whole)

        def work(progress: Progress) -> Found:
            return task(wanted.user, progress)

        self._ticket = self.desk.run(
            text("walking.job"), work, self._show, self._failed, key="walking"
        )

    @property
    def _is_gone(self) -> bool:
        """Closed, or gone with its window when language or theme changed."""
        return self._is_left or not isValid(self)

    def _show(self, found: Found) -> None:
        if self._is_gone:
            return
        self.found, self._asked = found, None
        self._verdict, words = found.verdict(self.desk.look)
        self.verdict.setText(words)
        self.summary.setText(found.summary(self.desk.look))
        look = self.desk.look
        self.notes.setText("\n".join(look.word(note) for note in found.told.walks.notes))
        self.sign.update()
        self._show_rows(self.shown.current)
        self._say_state()

    def _show_rows(self, key: str) -> None:
        before = self.list.currentIndex().row()
        rows = () if self.found is None else self.found.rows[key]
        self.chosen = None
        self.model.show_rows(rows)
        self.nothing.setVisible(self.found is not None and not rows)
        self.nothing.setText(self.desk.look.words_of(f"walking.nothing_{key}"))
        if 0 <= before < len(rows):
            self._is_filling = True
            self.list.setCurrentIndex(self.model.index(before))
            self._is_filling = False
            self.chosen = rows[before]
        self.veil.update()

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
        self.stale.setVisible(not self.is_fresh)
        if project is None or not project.square:
            key = "walking.no_square"
        elif self._asked is not None:
            key = "walking.working"
        else:
            key = "walking.waits" if self.found is None else "walking.stale"
        self.state.setText(look.words_of(key))
        self.sign.setVisible(self.found is not None)
        self.veil.update()

    def _moved(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        self.chosen = self.model.rows[index.row()]
        if self._is_filling:
            return
        self._zoom_to(self.chosen)
        self.veil.update()

    def _zoom_to(self, chosen: WalkRow) -> None:
        if self.found is None:
            return
        west, south, east, north = self.found.bounds_of(chosen)
        if west <= east:
            edge = AROUND_M
            self.canvas.zoom_to((west - edge, south - edge, east + edge, north + edge))

    def _draw_sign(self, p: QPainter, box: QRectF) -> None:
        way_sign(p, self.desk.look.theme, box.center(), 11.0, self._verdict)

    def _draw(self, p: QPainter, view: View) -> None:
        found = self.found
        if found is None:
            return
        if not self.is_fresh:
            p.setOpacity(0.45)
        theme, chosen = self.desk.look.theme, self.chosen
        if self.desire.isChecked():
            draw_desire(p, theme, view, found.told.found.desire, found.ends_of(chosen))
        elif chosen is None or chosen.walk is None:
            draw_ways(p, theme, view, found.walks_of(chosen))
        if chosen is not None and chosen.walk is not None:
            draw_chosen(p, theme, view, chosen.walk, chosen.before)
        draw_ends(p, theme, view, found.ends_of(chosen))
        pinch = None if chosen is None or chosen.walk is None else chosen.walk.pinch
        if pinch is not None and not shapely.is_empty(pinch.at):
            draw_pinch(p, theme, view, pinch, found.width_of(pinch, self.desk.look))
