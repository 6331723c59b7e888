"""Tasks on the square: the list with what is next, one question on a page, pins on the map."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from sbd_tool.domain.checklists import XY, Pass
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.tasks import Entry, PlacedList, TaskState
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.tasks.assessors_page import AssessorsPage
from sbd_tool.gui.panels.tasks.item_page import ItemPage
from sbd_tool.gui.panels.tasks.list_page import ListPage
from sbd_tool.gui.panels.tasks.point_tool import PointTool
from sbd_tool.gui.panels.tasks.put_page import PutPage
from sbd_tool.gui.panels.tasks.signs import draw_here, draw_places
from sbd_tool.gui.panels.tasks.task_deeds import TaskDeeds
from sbd_tool.gui.widgets.basics import column

if TYPE_CHECKING:
    from sbd_tool.app.commands import Command

NEAR_M: Final = 15.0


class TasksPanel(QWidget):
    """Four pages: list, one task, putting a checklist, two assessors.

    Signals:
        tool_dropped: The select tool should be taken in hand again.
        file_wanted: A city's checklist is to be chosen.
        stood: Somebody says where they are, metres.
    """

    tool_dropped = Signal()
    file_wanted = Signal()
    stood = Signal(object)

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.canvas = desk, canvas
        self.setObjectName("tasks_panel")
        self.here: XY | None = None
        self.draws_here = True
        """Whether the place is drawn by this panel; on site the layout draws it."""
        self.deeds = TaskDeeds(desk)
        self._tool: PointTool | None = None
        self._is_left = False
        self.list = ListPage(desk.look)
        self.item = ItemPage(desk.look, self._cite)
        self.put = PutPage(desk)
        self.assessors = AssessorsPage(desk)
        self.pages = QStackedWidget()
        for page in (self.list, self.item, self.put, self.assessors):
            self.pages.addWidget(page)
        self.setLayout(column(self.pages, spacing=0))
        self.veil = MapVeil(canvas, self._draw)
        self._connect()
        self.refresh()
        if not self.deeds.lists():
            self.show_put()

    def _connect(self) -> None:
        desk, page = self.desk, self.list
        desk.project_changed.connect(self.refresh)
        desk.assessed.connect(self._assessed)
        page.changed.connect(self.refresh)
        page.chosen.connect(self.show_entry)
        page.here_wanted.connect(self._take_here)
        page.put_wanted.connect(self.show_put)
        page.assessors_wanted.connect(self.show_assessors)
        page.drop_wanted.connect(self._drop)
        self.item.back.connect(self.show_list)
        self.item.next_wanted.connect(self.show_next)
        self.item.answered.connect(self._answer)
        self.item.move_wanted.connect(self._take_move)
        self.put.back.connect(self.show_list)
        self.put.put_wanted.connect(self._did_put)
        self.put.visit_wanted.connect(self._put_visit)
        self.put.file_wanted.connect(self.file_wanted.emit)
        self.assessors.back.connect(self.show_list)
        self.assessors.wanted.connect(self._assess)

    def _cite(self, key: str) -> str:
        sources = self.desk.rules.catalogue.sources
        return sources[key].citation if key in sources else ""

    @property
    def placed(self) -> PlacedList | None:
        """The list that is shown."""
        lists = self.deeds.lists()
        return next((one for one in lists if one.id == self.list.list_id), None)

    def refresh(self) -> None:
        """Show the tasks as they stand."""
        if self._is_left or not isValid(self) or self.desk.project is None:
            return
        lists = self.deeds.lists()
        self.list.show_lists(lists)
        placed = self.placed
        entries = () if placed is None else self.deeds.entries(placed)
        self.list.show_entries(entries, self.here, sealed_as=self.deeds.assessor_of(placed))
        current = self.item.entry
        if current is not None and self.pages.currentWidget() is self.item:
            same = [e for e in entries if (e.task.id, e.when) == (current.task.id, current.when)]
            if same:
                self.item.show_entry(same[0], is_blind=bool(self.deeds.assessor_of(placed)))
            else:
                self.show_list()
        if placed is not None:
            self.assessors.show_list(placed)
        self.veil.update()

    def leave(self) -> None:
        """Take pins and tool off the map."""
        self._is_left = True
        self._lay_down()
        self.veil.remove()

    def show_list(self) -> None:
        """Back to the list."""
        self._lay_down()
        self.item.entry = None
        self.pages.setCurrentWidget(self.list)
        self.list.list.setFocus()
        self.refresh()

    def show_put(self) -> None:
        """Choose a checklist to put."""
        self.put.refresh()
        self.pages.setCurrentWidget(self.put)
        self.veil.update()

    def show_assessors(self) -> None:
        """Begin, lock, open and compare."""
        if self.placed is not None:
            self.pages.setCurrentWidget(self.assessors)
            self.refresh()
            self.assessors.words.setFocus()

    def show_entry(self, entry: Entry) -> None:
        """One task on its page, its place on the map."""
        sealed_as = self.deeds.assessor_of(self.placed)
        self.item.show_entry(entry, is_blind=bool(sealed_as))
        self.pages.setCurrentWidget(self.item)
        x, y = entry.task.site.stand
        self.canvas.zoom_to((x - NEAR_M, y - NEAR_M, x + NEAR_M, y + NEAR_M))
        if entry.task.site.object:
            self.desk.choose((entry.task.site.object,))
        self.item.first_control().setFocus()
        self.veil.update()

    def show_next(self) -> None:
        """The next open task after this one, the nearest where somebody says where they are."""
        rows = [row.entry for row in self.list.model.rows if row.entry.state is TaskState.OPEN]
        current = self.item.entry
        keys = [(one.task.id, one.when) for one in rows]
        here = -1 if current is None else _index(keys, (current.task.id, current.when))
        if not rows or (here >= 0 and len(rows) == 1):
            self.show_list()
        else:
            self.show_entry(rows[(here + 1) % len(rows)])

    def _answer(self, words: str) -> None:
        entry, placed = self.item.entry, self.placed
        if entry is None or placed is None:
            return
        page = self.item
        try:
            command = self.deeds.answer(placed, entry, words, page.remark, page.role, page.initials)
        except SbdError as refusal:
            page.refuse(self._told(refusal))
            return
        if self.desk.do(command):
            page.remark_line.clear()
            self.refresh()
            self._go_on(entry)

    def _go_on(self, answered: Entry) -> None:
        """To the next question, unless this one is now in dispute."""
        now = self.item.entry
        if now is not None and now.state is not TaskState.DISPUTED:
            self.item.entry = answered
            self.show_next()

    def _did_put(self, template: object, places: object) -> None:
        self._try(lambda: self.deeds.put(template, places))
        self._show_newest()

    def _put_visit(self) -> None:
        self.deeds.put_visit(self._show_newest)

    def _show_newest(self) -> None:
        lists = () if self._is_left or not isValid(self) else self.deeds.lists()
        if lists:
            self.list.choose_list(lists[-1].id)
            self.show_list()

    def _drop(self) -> None:
        placed = self.placed
        if placed is not None:
            self._try(lambda: self.deeds.drop(placed))

    def _try(self, making: "Callable[[], Command]") -> bool:
        try:
            return self.desk.do(making())
        except SbdError as refusal:
            self.desk.report(refusal)
            return False

    def _assess(self, deed: str, who: str, passphrase: str) -> None:
        placed = self.placed
        if placed is not None:
            self.deeds.assess(
                placed, (deed, who, passphrase), self._assessor_done, self._assessor_refused
            )

    def _assessor_done(self) -> None:
        if not self._is_left and isValid(self):
            self.assessors.done()
            self.refresh()
            if self.deeds.assessor_of(self.placed):
                self.show_list()

    def _assessor_refused(self, error: Exception) -> None:
        if self._is_left or not isValid(self):
            return
        if isinstance(error, SbdError):
            self.assessors.refuse(self._told(error))
        else:
            self.desk.report(error)

    def _told(self, refusal: SbdError) -> str:
        return f"{self.desk.look.word(refusal.what)} {self.desk.look.word(refusal.hint)}"

    def _assessed(self) -> None:
        if not self._is_left and isValid(self) and self.pages.currentWidget() is self.put:
            self.put.refresh()

    def _take_here(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._take("checklist.here_prompt", self._stand_here) if is_on else self._lay_down()

    def _stand_here(self, place: XY) -> None:
        self.here = place
        self._lay_down()
        self.refresh()
        self.stood.emit(place)

    def _take_move(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._take("checklist.move_prompt", self._move_to) if is_on else self._lay_down()

    def _move_to(self, place: XY) -> None:
        entry, placed = self.item.entry, self.placed
        self._lay_down()
        if entry is not None and placed is not None:
            self._try(lambda: self.deeds.move(placed, entry, place))

    def _take(self, prompt: str, on_place: "Callable[[XY], None]") -> None:
        self._tool = PointTool(self.canvas, prompt, on_place, self._dropped)
        self.canvas.use_tool(self._tool)
        self.canvas.setFocus()

    def _dropped(self) -> None:
        QTimer.singleShot(0, self, self._untoggle)

    def _untoggle(self) -> None:
        if self._tool is None or self.canvas.tool is not self._tool:
            self._tool = None
            self.list.here.setChecked(False)
            self.item.mover.setChecked(False)

    def _lay_down(self) -> None:
        is_mine = self._tool is not None and self.canvas.tool is self._tool
        self._tool = None
        for one in (self.list.here, self.item.mover):
            with QSignalBlocker(one):
                one.setChecked(False)
        if is_mine:
            self.tool_dropped.emit()

    def _draw(self, p: QPainter, view: View) -> None:
        theme = self.desk.look.theme
        entries = tuple(row.entry for row in self.list.all_rows)
        current = self.item.entry if self.pages.currentWidget() is self.item else None
        draw_places(p, theme, view, entries, current)
        if self.here is not None and self.draws_here:
            draw_here(p, theme, view, self.here)


def _index(keys: list[tuple[str, Pass]], key: tuple[str, Pass]) -> int:
    return keys.index(key) if key in keys else -1
