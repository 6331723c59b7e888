"""The middle of the workspace: canvas, tool rail, banners, and the ties of map and desk."""

import itertools
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QToolButton, QWidget
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import AddMeasures, MoveMeasure
from sbd_tool.domain.catalogue import GeometryKind, MeasureKind
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.text import text
from sbd_tool.gui.actions import RAIL, SEPARATOR, SPECS, TOOL_KEYS
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import icon
from sbd_tool.gui.light_map import LightMap
from sbd_tool.gui.live_look import LiveLook
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.draw_tools import MeasureTool, SketchTool
from sbd_tool.gui.map.edit_tool import EditTool
from sbd_tool.gui.map.picking import pick_index
from sbd_tool.gui.map.pins import pins_of
from sbd_tool.gui.map.surface import MapContent
from sbd_tool.gui.map.tools import MapTool, PanTool, SelectTool
from sbd_tool.gui.map.verdicts import gap_verdicts
from sbd_tool.gui.map.view_trail import ViewTrail
from sbd_tool.gui.map_content import (
    KINDS,
    SHAPES,
    composed,
    credit_of,
    holds,
    map_bounds,
    snap_index,
)
from sbd_tool.gui.map_menu import map_menu
from sbd_tool.gui.problem_view import BannerSlot
from sbd_tool.gui.widgets.basics import column, rule

RAIL_LEFT_PX: Final = 12


class MapArea(QWidget):
    """The map of the project on the desk."""

    def __init__(self, desk: Desk, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.desk, self.actions_by_key = desk, actions
        look = desk.look
        self.setObjectName("map_area")
        self.canvas = MapCanvas(look.theme, look.words)
        self.canvas.setObjectName("map")
        self.canvas.setAccessibleName(look.say("map.name"))
        self.canvas.setAccessibleDescription(look.say("map.keys"))
        self.canvas.north_letter = look.say("map.north")
        self.canvas.safe_left_px = 0
        self.setLayout(column(self.canvas, spacing=0))
        self.rail = self._build_rail()
        self.banners = BannerSlot(look, self)
        self.trail = ViewTrail(self.canvas)
        self._versions = itertools.count(1)
        self._tool_key = "tool_select"
        self.live = LiveLook(desk)
        self.light = LightMap(desk, self.canvas, actions["light_map"])
        self._connect()
        self.project_opened()

    def _connect(self) -> None:
        desk, canvas = self.desk, self.canvas
        desk.project_opened.connect(self.project_opened)
        desk.project_changed.connect(self.refresh)
        desk.project_changed.connect(self.live.refresh)
        desk.assessed.connect(self.show_verdicts)
        desk.chosen.connect(lambda: canvas.set_selection(desk.selection))
        desk.zoom_wanted.connect(self.zoom_to_objects)
        desk.armed.connect(self._armed)
        desk.problem_raised.connect(self.banners.show_problem)
        desk.told.connect(lambda words: self.banners.tell(desk.look.word(words)))
        desk.offered.connect(
            lambda words, deeds: self.banners.tell(desk.look.word(words), tuple(deeds))
        )
        canvas.chosen.connect(desk.choose)
        canvas.shape_drawn.connect(self._place)
        canvas.shape_edited.connect(self._reshape)
        canvas.cancelled.connect(self._escape)
        canvas.menu_wanted.connect(self._menu)
        canvas.render_failed.connect(desk.report)

    def project_opened(self) -> None:
        """Another project: show its square."""
        self.use_tool("tool_select")
        self.trail.forget()
        self._show(is_new_place=True)

    def refresh(self) -> None:
        """The project changed: draw it anew where the map stands."""
        self._show(is_new_place=False)

    def _show(self, *, is_new_place: bool) -> None:
        project = self.desk.project
        if project is None:
            self.canvas.show_content(MapContent(), is_new_place=True)
            return
        look, catalogue = self.desk.look, self.desk.rules.catalogue
        draw = partial(composed, project, catalogue, look.theme.design, look.words, look.theme.name)
        content = MapContent(draw, map_bounds(project), next(self._versions), credit_of(project))
        self.canvas.show_content(content, is_new_place=is_new_place)
        self.canvas.set_objects(pick_index(project), snap_index(project))
        self.canvas.set_pins(pins_of(project))
        self.canvas.set_selection(self.desk.selection)

    def show_verdicts(self) -> None:
        """Gap labels of the latest assessment, or none when they are switched off."""
        desk = self.desk
        is_wanted = self.actions_by_key["verdicts"].isChecked() and desk.project is not None
        verdicts = gap_verdicts(desk.assessment, desk.rules.rubric) if is_wanted else ()
        self.canvas.set_verdicts(verdicts)

    def use_tool(self, key: str) -> None:
        """Take a tool in hand by the key of its action."""
        self._tool_key = key
        for name in RAIL:
            if name in TOOL_KEYS:
                self.actions_by_key[name].setChecked(name == key)
        self.canvas.use_tool(self._make_tool(key))

    def _make_tool(self, key: str) -> MapTool:
        host = self.canvas
        self.live.lay_down()
        if key == "tool_look":
            return self.live.tool(host)
        if key == "tool_pan":
            return PanTool(host)
        if key == "tool_edit":
            return EditTool(host)
        if key in ("measure_length", "measure_area"):
            return MeasureTool(host, "area" if key == "measure_area" else "line")
        if key.removeprefix("tool_") in KINDS:
            return SketchTool(host, key.removeprefix("tool_"))
        return SelectTool(host)

    def draw_shape(self, shape: str) -> None:
        """Draw a point, line or area: of the kind in hand, or ask for one."""
        kind = self._kind()
        if kind is None or not kind.accepts(KINDS[shape]):
            self.desk.arm(None)
            self.desk.told.emit(text(f"gui.tool.pick_first_{shape}"))
            self.use_tool("tool_select")
            return
        self.use_tool(f"tool_{shape}")

    def zoom_to_objects(self, ids: tuple[str, ...]) -> None:
        """Show objects, with some of their surroundings."""
        bounds = self.canvas.index.bounds(ids)
        if bounds is None:
            return
        view = self.canvas.view.fitted(bounds, 120)
        if holds(self.canvas.view.bounds, bounds) and view.m_per_px > self.canvas.view.m_per_px / 4:
            self.canvas.update()
            return
        self.canvas.set_view(view)

    def zoom_square(self) -> None:
        """Show the square."""
        project = self.desk.project
        if project is not None and (bounds := map_bounds(project)) is not None:
            self.canvas.zoom_to(bounds)

    def _kind(self) -> MeasureKind | None:
        armed = self.desk.armed_kind
        return self.desk.kind(armed) if armed is not None else None

    def _armed(self) -> None:
        kind = self._kind()
        if kind is None:
            if self._tool_key.removeprefix("tool_") in KINDS:
                self.use_tool("tool_select")
            return
        if kind.geometry is GeometryKind.SITE_WIDE:
            self._add(kind, None)
            self.desk.arm(None)
            return
        self.use_tool(f"tool_{SHAPES[kind.geometry]}")
        self.canvas.setFocus()

    def _place(self, geometry: BaseGeometry) -> None:
        kind = self._kind()
        if kind is not None:
            self._add(kind, geometry)

    def _add(self, kind: MeasureKind, geometry: BaseGeometry | None) -> None:
        desk = self.desk
        is_temporary = kind.permanence == "temporary"
        state = MeasureState.TEMPORARY if is_temporary else MeasureState.PROPOSED
        measure = Measure(stamp=desk.new_stamp(), kind=kind.key, geometry=geometry, state=state)
        if desk.do(AddMeasures(measures=(measure,), by=desk.by())):
            desk.choose((measure.id,))

    def _reshape(self, object_id: str, geometry: BaseGeometry, is_drag: bool) -> None:  # noqa: FBT001 - a Qt slot
        drag = "drag" if is_drag else ""
        self.desk.do(
            MoveMeasure(measure_id=object_id, geometry=geometry, drag=drag, by=self.desk.by())
        )

    def _escape(self) -> None:
        banner = self.banners.banner
        if self.desk.armed_kind is not None:
            self.desk.arm(None)
        elif self._tool_key != "tool_select":
            self.use_tool("tool_select")
        elif banner is not None:
            self.banners.close_banner(banner)
        else:
            self.desk.choose(())

    def _menu(self, at: QPoint) -> None:
        canvas = self.canvas
        x, y = canvas.view.to_map(at.toPointF())
        under = canvas.index.at(x, y, 8 * canvas.view.m_per_px)
        if under and under[0].id not in self.desk.selection:
            self.desk.choose((under[0].id,))
        menu = map_menu(self.desk, self.actions_by_key, [hit.id for hit in under], self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(canvas.mapToGlobal(at))

    def _build_rail(self) -> QFrame:
        look = self.desk.look
        box = QFrame(self)
        box.setObjectName("tool_rail")
        box.setProperty("role", "rail")
        lines = column(spacing=2, margins=(4, 4, 4, 4))
        for key in RAIL:
            if key == SEPARATOR:
                lines.addWidget(rule())
                continue
            action = self.actions_by_key[key]
            action.setIcon(icon(look.theme, SPECS[key].icon))
            made = QToolButton()
            made.setDefaultAction(action)
            made.setObjectName(f"rail_{key}")
            made.setAccessibleName(action.text())
            lines.addWidget(made)
        box.setLayout(lines)
        box.setFixedWidth(42)
        box.adjustSize()
        box.move(RAIL_LEFT_PX, 12)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.adjustSize()
        # A low window would run the rail into the scale bar: the bar then stands beside it.
        is_low = self.height() < self.rail.height() + 70
        self.canvas.safe_left_px = 50.0 if is_low else 0.0
        self.banners.place()

    def shutdown(self) -> None:
        """Stop the worker behind the canvas."""
        self.canvas.shutdown()
