"""The community of a square: what people say and what was recorded, never as a score."""

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.panels.community.engagement_box import EngagementBox
from sbd_tool.gui.panels.community.incidents_box import IncidentsBox
from sbd_tool.gui.panels.community.note_pins import NotePins
from sbd_tool.gui.panels.community.notes_box import NotesBox
from sbd_tool.gui.panels.community.surveys_box import Pick, SurveysBox
from sbd_tool.gui.widgets.basics import STRETCH, column, holder, label, row, rule, scrolled
from sbd_tool.gui.widgets.signs import TlpChip


class CommunityPanel(QWidget):
    """Follows the project."""

    def __init__(self, desk: Desk, canvas: MapCanvas, pick: Pick, pins: NotePins) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("community_panel")
        self._of: Project | None = None
        self._is_left = False
        say = desk.look.words_of
        chip = TlpChip(desk.look.theme, "")
        chip.show_label(Tlp.AMBER.value, say("community.label_why"))
        self.surveys = SurveysBox(desk, pick)
        self.notes = NotesBox(desk, canvas, pick, pins)
        self.asked = EngagementBox(desk)
        self.incidents = IncidentsBox(desk, canvas, pick)
        body = column(
            label(say("community.about"), "small", is_wrapped=True),
            self.surveys,
            rule(),
            self.notes,
            rule(),
            self.asked,
            rule(),
            self.incidents,
            STRETCH,
            spacing=12,
            margins=(16, 4, 14, 14),
        )
        top = row(chip, STRETCH, margins=(16, 6, 12, 2))
        self.setLayout(column(top, scrolled(holder(body), "community_scroll"), spacing=4))
        desk.project_changed.connect(self.refresh)
        self.refresh()

    def leave(self) -> None:
        """Nothing follows any more."""
        self._is_left = True
        self.incidents.leave()
        self.notes.leave()

    def refresh(self) -> None:
        """Show what there is."""
        project = self.desk.whole
        if self._is_left or not isValid(self) or project is None or project is self._of:
            return
        self._of = project
        for box in (self.surveys, self.notes, self.asked):
            box.show_project(project)
