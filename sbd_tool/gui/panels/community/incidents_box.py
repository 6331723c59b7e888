"""Incidents in the panel and over the map: counts at points with catchments, never a surface."""

from pathlib import Path
from typing import Final

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from sbd_tool.app.community.incidents import incident_lines, read_incidents
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.incidents import IncidentPoint, Incidents
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import text
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.community.surveys_box import Pick
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.theme import mark, restyle
from sbd_tool.gui.widgets.basics import STRETCH, button, column, holder, label, row
from sbd_tool.gui.widgets.signs import TlpChip

DOT_PX: Final = 12.0
EDIT_PX: Final = 88


class IncidentsBox(QWidget):
    """Looks at one file at a time; nothing of it is kept."""

    def __init__(self, desk: Desk, canvas: MapCanvas, pick: Pick) -> None:
        super().__init__()
        self.desk, self._pick = desk, pick
        self.setObjectName("community_incidents")
        self.found: Incidents | None = None
        self._path: Path | None = None
        say, theme = desk.look.words_of, desk.look.theme
        self.look_at = button(theme, say("community.show_incidents"), "incidents_look")
        self.hide_all = button(theme, say("community.hide_incidents"), "incidents_hide")
        self.hide_all.hide()
        self.chip = TlpChip(theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, say("community.incidents_label"))
        self.chip.hide()
        self.told = label(say("community.incidents_empty"), "small", is_wrapped=True)
        self.told.setObjectName("incidents_told")
        head = row(label(say("community.incidents_head"), "strong"), STRETCH, self.look_at)
        self.accuracy = self._accuracy_edit()
        asked = row(label(say("field.incident_accuracy"), "small", is_wrapped=True),
                    STRETCH, self.accuracy, label("m", "small"), spacing=6)  # fmt: skip
        self.accuracy_row = holder(asked)
        self.accuracy_row.hide()
        below = row(self.chip, STRETCH, self.hide_all)
        self.setLayout(column(head, self.told, self.accuracy_row, below, spacing=8))
        self.veil = MapVeil(canvas, self._draw)
        self.look_at.clicked.connect(self._ask)
        self.hide_all.clicked.connect(lambda: self._show(None))

    def take(self, path: Path) -> None:
        """Read a file in the background and draw it; what was said of another file is forgotten."""
        if path != self._path:
            self.accuracy.clear()
            self._mark_wrong(is_wrong=False)
        project, self._path = self.desk.whole, path
        if project is None:
            return
        accuracy_m = read_number(self.accuracy.text().strip())

        def work(progress: Progress) -> Incidents:
            progress.advance(0.1)
            return read_incidents(path, project, accuracy_m)

        words = text("community.reading_incidents")
        self.desk.run(words, work, self._show, self._failed, key="incidents")

    def leave(self) -> None:
        """Take the drawing off the map."""
        self.veil.remove()

    def _accuracy_edit(self) -> QLineEdit:
        say = self.desk.look.words_of
        edit = QLineEdit()
        edit.setObjectName("incidents_accuracy")
        edit.setAccessibleName(say("field.incident_accuracy"))
        edit.setToolTip(say("field.incident_accuracy_tip"))
        edit.setPlaceholderText(self.desk.look.say("parameter.unknown"))
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setFixedWidth(EDIT_PX)
        edit.editingFinished.connect(self._state_accuracy)
        return edit

    def _state_accuracy(self) -> None:
        if not self.accuracy.isModified() or self._path is None:
            return
        self.accuracy.setModified(False)
        typed = self.accuracy.text().strip()
        is_wrong = bool(typed) and read_number(typed) is None
        self._mark_wrong(is_wrong=is_wrong)
        if not is_wrong:
            self.take(self._path)

    def _mark_wrong(self, *, is_wrong: bool) -> None:
        mark(self.accuracy, invalid=is_wrong)
        restyle(self.accuracy)

    def _ask(self) -> None:
        title = self.desk.look.words_of("community.show_incidents")
        self._pick(title, lambda paths: self.take(paths[0]))

    def _show(self, found: Incidents | None, *, can_mend: bool = False) -> None:
        if not isValid(self):
            return
        self.found = found
        look = self.desk.look
        lines = [look.words_of("community.incidents_empty")]
        if found is not None:
            lines = [found.name, *(look.word(line) for line in incident_lines(found))]
        self.told.setText("\n".join(lines))
        for made in (self.chip, self.hide_all):
            made.setVisible(found is not None)
        self.accuracy_row.setVisible(found is not None or can_mend)
        self.veil.update()

    def _failed(self, problem: Exception) -> None:
        if not isValid(self):
            return
        if not isinstance(problem, SbdError):
            self.desk.report(problem)
            return
        is_typed = bool(self.accuracy.text().strip())
        self._show(None, can_mend=is_typed)
        look = self.desk.look
        said = (look.word(problem.what), look.word(problem.hint))
        self.told.setText(" ".join(part for part in said if part))

    def _draw(self, p: QPainter, view: View) -> None:
        points = () if self.found is None else self.found.points
        theme = self.desk.look.theme
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(theme.color("ink"), 1.2, Qt.PenStyle.DashLine))
        for one in points:
            for part in shapely.get_parts(one.catchment):
                if isinstance(part, shapely.Polygon):
                    places = shapely.get_coordinates(part.exterior).tolist()
                    p.drawPolygon(QPolygonF([QPointF(view.to_screen(x, y)) for x, y in places]))
        for one in points:
            self._draw_count(p, view, one)

    def _draw_count(self, p: QPainter, view: View, one: IncidentPoint) -> None:
        theme = self.desk.look.theme
        spot = QPointF(view.to_screen(one.x, one.y))
        p.setPen(QPen(theme.color("surface"), 1.5))
        p.setBrush(theme.color("ink"))
        p.drawEllipse(spot, DOT_PX, DOT_PX)
        box = QRectF(spot.x() - 20, spot.y() - DOT_PX, 40, 2 * DOT_PX)
        font = theme.font("small", "semibold")
        centred = Qt.AlignmentFlag.AlignCenter
        paint.text(p, box, str(one.count), font, theme.color("on_ink"), centred)
