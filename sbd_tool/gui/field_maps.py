"""The map that is chosen: worked out behind the window, shown, out of date, worked out again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QAction, QPainter

from sbd_tool.app.field_maps import (
    FIELD_MAPS,
    FieldMap,
    cannot_be_shown,
    design_of,
    heat_of,
    is_same_design,
    legend_notes,
    work_out,
)
from sbd_tool.app.jobs import Ticket
from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.field_result import FieldResult
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.gui.camera_fans import CameraFanOverlay
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.light_map import LightMap
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.editing.ghosts import draw_tag
from sbd_tool.gui.map.tool_base import Drafts, ToolHost

NONE: Final = ""
ACTION: Final = "field_"
REST_MS: Final = 1200
"""An edit is followed by others: work begins when the design has rested."""
POLL_MS: Final = 100
_KEY: Final = "field_map"
_RIGHT_PX, _BOTTOM_PX = 10.0, 40.0
Design = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was worked out, and of which design."""

    design: Design
    result: FieldResult


class FieldMaps(QObject):
    """Ties the chooser, the jobs and the canvas.

    Args:
        desk: The project.
        canvas: Shows the map.
        actions: Those of the chooser by key, ``field_<map>``, and the switch of the map of light.
        light: The map of light: one of the two is shown at a time.
    """

    def __init__(
        self, desk: Desk, canvas: MapCanvas, actions: Mapping[str, QAction], light: LightMap
    ) -> None:
        super().__init__(canvas)
        self._desk, self._canvas, self._light = desk, canvas, light
        self._actions = {one.key: actions[f"{ACTION}{one.key}"] for one in FIELD_MAPS}
        self._light_switch = actions["light_map"]
        self.chosen = NONE
        self._kept: dict[str, Kept] = {}
        self._heats: dict[str, tuple[Kept, HeatMap | None]] = {}
        self._ticket: Ticket | None = None
        self.fans = CameraFanOverlay(desk, canvas)
        self._rest = self._timer(REST_MS, self.work, is_single=True)
        self._watch = self._timer(POLL_MS, self._look_after, is_single=False)
        self._light_switch.triggered.connect(self._light_used)
        desk.project_opened.connect(self._opened)
        desk.project_changed.connect(self._changed)

    @property
    def is_working(self) -> bool:
        """Whether a map is being worked out."""
        return self._ticket is not None

    @property
    def is_stale(self) -> bool:
        """Whether the map shown is of the design before the last change."""
        project, kept = self._desk.project, self._shown()
        if project is None or kept is None:
            return False
        return not is_same_design(kept.design, design_of(project))

    def toggle(self, key: str) -> None:
        """An entry of the chooser was used: show that map, or take it away."""
        self.choose(NONE if self.chosen == key else key)

    def choose(self, key: str) -> None:
        """Show a map by its key; "" shows none."""
        project = self._desk.project
        if key and (project is None or not project.square):
            self._desk.told.emit(text("fields.no_square"))
            key = NONE
        self._stop()
        self.chosen = key
        for name, action in self._actions.items():
            action.setChecked(name == key)
        if key and self._light_switch.isChecked():
            self._light_switch.setChecked(False)
            self._light.refresh()
        self.fans.show_all(is_wanted=key == "cameras")
        if key and (self._shown() is None or self.is_stale):
            self.work()
        self._show()

    def work(self) -> None:
        """Work the chosen map out anew."""
        project = self._desk.project
        if not self.chosen or project is None:
            return
        self._stop()
        one, rules, design = FIELD_MAPS[self.chosen], self._desk.rules, design_of(project)

        def task(progress: Progress) -> FieldResult:
            return work_out(project, rules, one.subject, progress)

        def done(result: FieldResult) -> None:
            self._done()
            self._kept[one.subject] = Kept(design, result)
            self._show()

        title = text("fields.job", title=one.title)
        self._ticket = self._desk.run(title, task, done, self._failed, key=_KEY)
        self._watch.start()

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Fans of cameras, and how far the work is."""
        self.fans.paint(p, host, drafts)
        if self._ticket is None or not self.chosen:
            return
        share = Quantity(round(100 * self._ticket.read().fraction), "%")
        words = text("fields.working", title=FIELD_MAPS[self.chosen].title, share=share)
        corner = QPointF(host.view.width_px, host.view.height_px)
        if self._canvas.heat is None:
            draw_tag(p, host, corner - QPointF(_RIGHT_PX, _BOTTOM_PX), host.words(words))

    def _timer(self, wait_ms: int, then: Callable[[], None], *, is_single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(wait_ms)
        timer.setSingleShot(is_single)
        timer.timeout.connect(then)
        return timer

    def _stop(self) -> None:
        self._rest.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        self._done()

    def _done(self) -> None:
        self._ticket = None
        self._watch.stop()

    def _look_after(self) -> None:
        """Somebody may have stopped the work in the status bar; else its share is told."""
        if self._ticket is None or not self._ticket.is_cancelled:
            self._canvas.update()
            return
        self._done()
        is_shown = self._shown() is not None
        self._desk.told.emit(text("fields.stopped_stale" if is_shown else "fields.stopped"))
        if not is_shown:
            self.choose(NONE)

    def _failed(self, error: Exception) -> None:
        self._done()
        self.choose(NONE)
        self._desk.report(error)

    def _opened(self) -> None:
        self._kept.clear()
        self._heats.clear()
        self.choose(NONE)

    def _changed(self) -> None:
        """The design changed: say so at once, and follow when it has rested."""
        if not self.chosen or not (self.is_stale or self.is_working):
            return
        if self.is_stale:
            self._show()
        self._rest.start()

    def _light_used(self) -> None:
        if not self._light_switch.isChecked():
            return
        self.choose(NONE)
        if self._light.drawn is not None:
            self._desk.told.emit(text("fields.light_after_dark"))

    def _shown(self) -> Kept | None:
        return self._kept.get(FIELD_MAPS[self.chosen].subject) if self.chosen else None

    def _show(self) -> None:
        kept = self._shown()
        if kept is None:
            self._canvas.set_heat_map(None)
            self._desk.shown_map = None
            return
        one = FIELD_MAPS[self.chosen]
        heat = self._heat(one, kept)
        refused = cannot_be_shown(one, kept.result)
        if refused is None and heat is None:
            refused = text("fields.no_values")
        if refused is not None:
            self._desk.told.emit(refused)
            self.choose(NONE)
            return
        self._desk.shown_map = None if self.is_stale else heat
        self._canvas.set_heat_map(heat, self._notes(one, kept.result), is_stale=self.is_stale)

    def _heat(self, one: FieldMap, kept: Kept) -> HeatMap | None:
        """The picture of a result, the same as long as the result is."""
        before = self._heats.get(one.key)
        if before is None or before[0] is not kept:
            before = (kept, heat_of(one, kept.result, self._desk.rules.rubric))
            self._heats[one.key] = before
        return before[1]

    def _notes(self, one: FieldMap, result: FieldResult) -> tuple[Text, ...]:
        stale = (text("fields.stale"),) if self.is_stale else ()
        weighs = one.key.startswith("eyes_")
        said = [n for n in legend_notes(result) if weighs or n.key != "fields.note_weights"]
        blind = (text("fields.fans_blind"),) if one.subject == "cameras" else ()
        return (*stale, *said, *blind)
