"""The window on site: panels and menus give way to the map and a bar for fingers."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from sbd_tool.domain.checklists import XY
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.field.bar import FieldBar
from sbd_tool.gui.field.follow_card import WIDTH_PX, FollowCard
from sbd_tool.gui.field.here import Here, HereTool
from sbd_tool.gui.panels.tasks.panel import TasksPanel
from sbd_tool.gui.side_dock import side_dock
from sbd_tool.gui.status_bar import StatusBar

ON: Final = "field/is_on"
SOURCE: Final = "field/source"
LIGHTS: Final = {"contrast": "night", "night": "light"}
"""What follows on a theme; any other is followed by the one for sunlight."""


class FieldLayout(QObject):
    """Puts the window into the layout for work on site, and back as it was."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.widget())
        self.window = window
        self.bar: FieldBar | None = None
        self.here = Here(window.desk, window.workspace.map_area.canvas, self)
        self.here.changed.connect(self._tell)
        self.here.ended.connect(self._untick)
        window.desk.project_opened.connect(self._opened)
        self._opened()

    @property
    def is_on(self) -> bool:
        """Whether the window is in this layout."""
        return self.bar is not None

    def toggle(self) -> None:
        """Enter, or leave."""
        if self.is_on:
            self.leave()
        elif self.window.desk.project is not None:
            self.enter()

    def enter(self) -> None:
        """Put panels and menus away; the bar comes."""
        window, workspace = self.window, self.window.workspace
        if self.is_on or window.desk.project is None:
            return
        workspace.hold_layout()
        window.top.hide()
        workspace.strip.hide()
        workspace.map_area.rail.hide()
        self._show_status(is_on_site=True)
        self.bar = FieldBar(window.desk.look)
        self.bar.wanted.connect(self._do)
        self.bar.gone.connect(self.here.stop)
        layout = workspace.map_area.layout()
        if layout is not None:
            layout.addWidget(self.bar)
        freehand = window.actions_by_key["annotate_freehand"]
        freehand.toggled.connect(self._tick_freehand)
        window.memory.setValue(ON, 1)
        workspace.map_area.canvas.setFocus()
        self.bar.check("follow", is_on=self.here.is_following)
        self._tell()

    def leave(self) -> None:
        """Everything as it was before."""
        window, workspace, bar = self.window, self.window.workspace, self.bar
        if bar is None:
            return
        self.bar = None
        window.memory.setValue(ON, 0)
        window.actions_by_key["annotate_freehand"].toggled.disconnect(self._tick_freehand)
        self.here.remove()
        tasks = side_dock(workspace, "tasks")
        if tasks is not None:
            tasks.close()
        bar.hide()
        bar.setParent(None)
        bar.deleteLater()
        window.top.show()
        workspace.strip.show()
        workspace.map_area.rail.show()
        self._show_status(is_on_site=False)
        workspace.release_layout()
        workspace.map_area.use_tool("tool_select")

    def _opened(self) -> None:
        if self.is_on:
            self.here.remove()
        if str(self.window.memory.value(ON, 0)) == "1":
            QTimer.singleShot(0, self, self.enter)

    def _do(self, key: str) -> None:
        does: dict[str, Callable[[], object]] = {
            "tasks": self._tasks,
            "photo": self.window.actions_by_key["add_photo"].trigger,
            "freehand": self._freehand,
            "here": self._take_here,
            "follow": self._follow,
            "undo": self.window.actions_by_key["undo"].trigger,
            "whole": self.window.actions_by_key["zoom_square"].trigger,
            "light": self._next_light,
            "leave": self.leave,
        }
        does[key]()

    def _tasks(self) -> None:
        dock = side_dock(self.window.workspace, "tasks")
        if dock is not None:
            dock.close()
            return
        self.window.actions_by_key["tasks"].trigger()
        dock = side_dock(self.window.workspace, "tasks")
        panel = None if dock is None else dock.widget()
        if isinstance(panel, TasksPanel):  # one mark of one place, drawn here
            panel.draws_here = False
            panel.stood.connect(self._stand)
        self._tell()

    def _freehand(self) -> None:
        area = self.window.workspace.map_area
        is_on = area.canvas.tool.key == "field_here" or not self._freehand_is_on
        area.use_tool("annotate_freehand" if is_on else "tool_select")
        self._tick_freehand()

    @property
    def _freehand_is_on(self) -> bool:
        return self.window.actions_by_key["annotate_freehand"].isChecked()

    def _tick_freehand(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.check("freehand", is_on=self._freehand_is_on)

    def _take_here(self) -> None:
        area = self.window.workspace.map_area
        if isinstance(area.canvas.tool, HereTool):
            area.use_tool("tool_select")
            return
        self.here.stop()
        area.use_tool("tool_select")
        area.canvas.use_tool(HereTool(area.canvas, self._stand, self._dropped))
        if self.bar is not None:
            self.bar.check("here", is_on=True)

    def _stand(self, place: XY) -> None:
        self.here.put(place)

    def _dropped(self) -> None:
        if self.bar is not None:
            self.bar.check("here", is_on=False)

    def _follow(self) -> None:
        window = self.window
        if self.here.is_following:
            self.here.stop()
            return
        self._untick()
        where = str(window.memory.value(SOURCE, ""))
        card = FollowCard(window.desk.look, window.widget(), where, self._begin, window.pick_files)
        card.open_at(*window.card_place(WIDTH_PX), WIDTH_PX)
        card.where.setFocus()

    def _begin(self, where: str) -> None:
        self.here.follow(where)
        self.window.memory.setValue(SOURCE, where)
        if self.bar is not None:
            self.bar.check("follow", is_on=True)

    def _untick(self) -> None:
        if self.bar is not None:
            self.bar.check("follow", is_on=False)

    def _show_status(self, *, is_on_site: bool) -> None:
        status = self.window.widget().findChild(StatusBar)
        if status is not None:
            status.suit_fingers(is_on_site=is_on_site)

    def _next_light(self) -> None:
        theme = self.window.desk.bench.settings.theme
        self.window.look_wanted.emit("theme", LIGHTS.get(theme, "contrast"))

    def _tell(self) -> None:
        """Say how exactly the place is known; the list of tasks sorts by it."""
        found, look = self.here.position, self.window.desk.look
        if self.bar is None or found is None:
            return
        if found.is_tapped:
            words = look.words_of("field.tapped")
        elif found.radius_m is None:
            words = look.words_of("field.accuracy_unknown")
        else:
            words = look.words_of("field.accuracy", radius=Quantity(found.radius_m, "m", 0))
        self.bar.said.setText(look.words_of("field.place", accuracy=words))
        dock = side_dock(self.window.workspace, "tasks")
        panel = None if dock is None else dock.widget()
        if isinstance(panel, TasksPanel):
            panel.here = found.x_m, found.y_m
            panel.refresh()


def stand_on(before: QWidget, now: QWidget) -> None:
    """Another theme or language is another window: who stood or followed there does so here."""
    old, new = before.findChild(FieldLayout), now.findChild(FieldLayout)
    if old is not None and new is not None:
        new.here.take_over(old.here)


def on_site_deeds(window: Window) -> dict[str, Deed]:
    """What the actions on site do."""
    layout = FieldLayout(window)
    return {"field_layout": layout.toggle}
