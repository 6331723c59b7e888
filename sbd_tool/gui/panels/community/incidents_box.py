"""Incidents in the panel and over the map: counts at points with catchments, never a surface."""

from pathlib import Path
from typing import Final

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
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
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.signs import TlpChip

DOT_PX: Final = 12.0


class IncidentsBox(QWidget):
    """Looks at one file at a time; nothing of it is kept."""

    def __init__(self, desk: Desk, canvas: MapCanvas, pick: Pick) -> None:
        super().__init__()
        self.desk, self._pick = desk, pick
        self.setObjectName("community_incidents")
        self.found: Incidents | None = None
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
        self.setLayout(column(head, self.told, row(self.chip, STRETCH, self.hide_all), spacing=8))
        self.veil = MapVeil(canvas, self._draw)
        self.look_at.clicked.connect(self._ask)
        self.hide_all.clicked.connect(lambda: self._show(None))

    def take(self, path: Path) -> None:
        """Read a file in the background and draw it."""
        project = self.desk.whole
        if project is None:
            return

        def work(progress: Progress) -> Incidents:
            progress.advance(0.1)
            return read_incidents(path, project)

        words = text("community.reading_incidents")
        self.desk.run(words, work, self._show, self._failed, key="incidents")

    def leave(self) -> None:
        """Take the drawing off the map."""
        self.veil.remove()

    def _ask(self) -> None:
        title = self.desk.look.words_of("community.show_incidents")
        self._pick(title, lambda paths: self.take(paths[0]))

    def _show(self, found: Incidents | None) -> None:
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
        self.veil.update()

    def _failed(self, problem: Exception) -> None:
        if not isValid(self):
            return
        if not isinstance(problem, SbdError):
            self.desk.report(problem)
            return
        self._show(None)
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
