"""Service vehicles: who gets in with barriers open and closed, and what is in the way."""

from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QPainter

from sbd_tool.domain.access_results import Barriers, Drive
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.passages.following import FollowingPanel, Work
from sbd_tool.gui.panels.passages.pass_rows import PassRow, pass_list
from sbd_tool.gui.panels.passages.service_drawing import draw_conflicts, draw_drive
from sbd_tool.gui.panels.passages.service_rows import (
    ServiceWays,
    conflict_rows,
    reach_words,
    service_verdict,
)
from sbd_tool.gui.panels.passages.service_table import ServiceTable
from sbd_tool.gui.panels.ring.ring_panel import wish_of
from sbd_tool.gui.panels.walking.walk_rows import WalkModel
from sbd_tool.gui.widgets.basics import column, label
from sbd_tool.gui.widgets.controls import Select

LIST_PX: Final = 76


class ServicePanel(FollowingPanel):
    """A table of vehicles and barriers by route, and the conflicts of the chosen drive."""

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__(desk, canvas, "service")
        look, say = desk.look, desk.look.words_of
        self._is_filling = False
        self.model = WalkModel()
        self.list = pass_list(
            look, self.model, "service_list", say("passages.ways"), say("passages.ways_keys")
        )
        self.list.setMinimumHeight(LIST_PX)
        self.table = ServiceTable(look)
        self.route = Select(look.theme, "service_route", say("passages.route_why"))
        self.told = label("", "small", is_wrapped=True)
        self.told.setObjectName("service_told")
        labels, verdict = self.head()
        top = column(labels, verdict, self.stale, self.route, self.table, self.told, spacing=8)
        top.setContentsMargins(16, 6, 12, 0)
        layout = column(top, self.list, self.foot(self.list), spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.route.currentIndexChanged.connect(lambda _index: self._other_route())
        self.table.currentCellChanged.connect(lambda *_cells: self._cell())
        self.table.cellClicked.connect(lambda *_cell: self._cell())
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._moved(now))
        self.list.clicked.connect(self._moved)
        self.follow()

    def task(self, project: Project) -> Work:
        wish, rules = wish_of(self.desk), self.desk.rules
        whole = self.desk.whole or project

        def work(progress: Progress) -> ServiceWays:
            from sbd_tool.app.access_listing import access_seen
            from sbd_tool.app.thing_names import names_of

            access, notes = access_seen(project, rules, wish, progress)
            return ServiceWays(access, notes, names_of(project, rules, whole))

        return work

    def show_found(self) -> None:
        look, routes = self.desk.look, self.found.access.routes
        self.say_verdict(*service_verdict(self.found, look), "")
        self.notes.setText("\n".join(look.word(note) for note in self.found.notes))
        self._is_filling, before = True, max(0, self.route.currentIndex())
        self.route.clear()
        for number, one in enumerate(routes, 1):
            length = Quantity(one.line.length, "m")
            key = "emergency" if one.is_drawn_for_it else "street"
            self.route.addItem(
                look.words_of(f"passages.route_{key}", number=number, length=length), number
            )
        self.route.setCurrentIndex(min(before, len(routes) - 1))
        for shown in (self.route, self.table, self.told):
            shown.setVisible(bool(routes))
        self._fill()
        self._is_filling = False

    @property
    def drive(self) -> Drive | None:
        """The drive of the chosen cell, if any."""
        route, line, side = self._cell_at()
        if self.found is None or min(route, line, side) < 0:
            return None
        found: ServiceWays = self.found
        return found.drive(route, line, tuple(Barriers)[side])

    def _cell_at(self) -> tuple[int, int, int]:
        table = self.table
        return self.route.currentIndex(), table.currentRow(), table.currentColumn()

    def _other_route(self) -> None:
        if not self._is_filling:
            self._is_filling = True
            self._fill()
            self._is_filling = False
            self._zoom_to_drive()

    def _fill(self) -> None:
        route, line, side = self._cell_at()
        if route >= 0:
            self.table.show_route(self.found, route)
            self.table.setCurrentCell(max(0, line), max(0, side))
        self._tell()

    def _cell(self) -> None:
        if self._is_filling:
            return
        self._tell()
        self._zoom_to_drive()

    def _tell(self) -> None:
        look, drive = self.desk.look, self.drive
        self.model.show_rows(() if drive is None else tuple(conflict_rows(self.found, drive, look)))
        if drive is not None:
            line, item = self.table.currentRow(), self.table.currentItem()
            reach = reach_words(self.found, self.found.access.vehicles[line], look)
            self.told.setText(f"{item.toolTip()}\n{reach}")
        self.veil.update()

    def _zoom_to_drive(self) -> None:
        drive = self.drive
        if drive is not None:
            self.zoom_to(self.found.bounds(self.route.currentIndex(), drive))

    def _moved(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()] if index.isValid() else None
        if isinstance(row, PassRow):
            self.zoom_to(row.bounds)
        self.veil.update()

    def draw(self, p: QPainter, view: View) -> None:
        drive, theme = self.drive, self.desk.look.theme
        if drive is None:
            return
        draw_drive(p, theme, view, self.found.access.routes[self.route.currentIndex()].line, drive)
        number = self.list.currentIndex().row() + 1
        draw_conflicts(p, theme, view, drive.conflicts, number or None)
