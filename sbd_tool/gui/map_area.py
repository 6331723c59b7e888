"""The middle of the workspace: canvas, tool rail, banners, and the ties of map and desk."""

import itertools
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import AddMeasures
from sbd_tool.app.commands.drawing import DrawFeature
from sbd_tool.app.georeferencing import traced
from sbd_tool.domain.catalogue import GeometryKind, MeasureKind
from sbd_tool.domain.locks import is_layer_locked
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.actions import TOOL_KEYS
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.field_maps import FieldMaps
from sbd_tool.gui.light_map import LightMap
from sbd_tool.gui.live_look import live_look
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.drafting.snap_stock import SnapStock
from sbd_tool.gui.map.editing.subjects import editable
from sbd_tool.gui.map.picking import pick_index
from sbd_tool.gui.map.pins import pins_of
from sbd_tool.gui.map.sketching.annotation_overlay import AnnotationOverlay
from sbd_tool.gui.map.sketching.in_place import WordsByDoubleClick
from sbd_tool.gui.map.sketching.reaches import AnnotationReaches
from sbd_tool.gui.map.sketching.run_overlay import RunOverlay
from sbd_tool.gui.map.sketching.words_editor import words_editor
from sbd_tool.gui.map.surface import MapContent
from sbd_tool.gui.map.verdicts import GapVerdict, gap_verdicts
from sbd_tool.gui.map.view_trail import ViewTrail
from sbd_tool.gui.map_content import (
    KINDS,
    SHAPES,
    composed,
    credit_of,
    holds,
    map_bounds,
)
from sbd_tool.gui.map_menu import map_menu
from sbd_tool.gui.problem_view import BannerSlot
from sbd_tool.gui.rail import ToolRail
from sbd_tool.gui.toolbox import TOOLS
from sbd_tool.gui.widgets.basics import column

RAIL_LEFT_PX: Final = 12
PLAIN_TOOLS: Final = ("tool_select", "tool_pan")

CHANGES_LATER: Final = ("tool_edit", "tool_split", "tool_reshape")
"""Tools that touch the choice only when their line is drawn or a corner is pulled."""


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
        self.canvas.snaps = SnapStock(desk)
        editor = words_editor(look, self.canvas)
        self._reaches = AnnotationReaches(desk, lambda: self.canvas.view)
        by_click = WordsByDoubleClick(desk, self.canvas, editor, self._reaches)
        self.canvas.installEventFilter(by_click)
        self.canvas.view_changed.connect(editor.fit)
        self.rail = ToolRail(look, actions, self)
        self.rail.move(RAIL_LEFT_PX, 12)
        self.banners = BannerSlot(look, self)
        self.trail = ViewTrail(self.canvas)
        self._versions = itertools.count(1)
        self._is_ring_shown = False
        self.verdicts: tuple[GapVerdict, ...] = ()
        self._tool_key = "tool_select"
        self._last_tool = ""
        self._last_kind: str | None = None
        self.live = live_look(desk)
        self.light = LightMap(desk, self.canvas, actions["light_map"])
        self.fields = FieldMaps(desk, self.canvas, actions, self.light)
        self.canvas.grounds = (self.light.paint_ground,)
        analysed = (self.light, self.fields)
        self.canvas.overlays = (*analysed, AnnotationOverlay(desk), RunOverlay(desk))
        self._layer = self._last_layer = ""
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
        desk.run_drafted.connect(canvas.update)
        desk.problem_raised.connect(self.banners.show_problem)
        desk.told.connect(lambda words: self.banners.tell(desk.look.word(words)))
        desk.offered.connect(
            lambda words, deeds: self.banners.tell(desk.look.word(words), tuple(deeds))
        )
        canvas.chosen.connect(desk.choose)
        canvas.shape_drawn.connect(self._place)
        canvas.repeat_wanted.connect(self.repeat_tool)
        canvas.tool_finished.connect(partial(self.use_tool, "tool_select"))
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
        version, credit = next(self._versions), credit_of(project)
        content = MapContent(draw, map_bounds(project), version, credit, honours_rotation=True)
        self.canvas.show_content(content, is_new_place=is_new_place)
        index = pick_index(project)
        index.on_top = self._reaches.under
        self.canvas.set_objects(index)
        self.canvas.set_pins(pins_of(project))
        self.canvas.set_selection(self.desk.selection)

    def show_verdicts(self) -> None:
        """Gap labels of the latest assessment, or none when they are switched off."""
        desk = self.desk
        is_wanted = self.actions_by_key["verdicts"].isChecked() and desk.project is not None
        is_wanted = is_wanted and not self._is_ring_shown
        verdicts = gap_verdicts(desk.assessment, desk.rules.rubric) if is_wanted else ()
        self.verdicts = verdicts
        self.canvas.set_verdicts(verdicts)

    def show_ring(self, *, is_shown: bool) -> None:
        """While the ring tells every gap, the labels of the assessment make way for it."""
        self._is_ring_shown = is_shown
        self.show_verdicts()

    def use_tool(self, key: str) -> None:
        """Take a tool in hand by the key of its action."""
        self._tool_key, self._layer = key, ""
        if key not in PLAIN_TOOLS:
            self._last_tool = key
        for name in TOOL_KEYS:
            self.actions_by_key[name].setChecked(name == key)
        self.live.lay_down()
        self.canvas.use_tool(TOOLS[key](self.desk, self.canvas))
        if key in CHANGES_LATER:
            editable(self.desk, self.canvas, self.desk.selection)  # says now what is locked

    def repeat_tool(self) -> None:
        """Take the last tool in hand again, with the measure it drew."""
        if not self._last_tool:
            return
        shape = self._last_tool.removeprefix("tool_")
        if shape in KINDS and self._last_layer:
            self.draw_in_layer(self._last_layer, shape)
        elif shape in KINDS:
            self.desk.arm(self._last_kind)
        else:
            self.use_tool(self._last_tool)

    def draw_shape(self, shape: str) -> None:
        """Draw a point, line or area: of the kind in hand, or ask for one."""
        kind = self._kind()
        if kind is None or not kind.accepts(KINDS[shape]):
            self.desk.arm(None)
            self.desk.told.emit(text(f"gui.tool.pick_first_{shape}"))
            self.use_tool("tool_select")
            return
        self.use_tool(f"tool_{shape}")

    def draw_in_layer(self, layer_id: str, shape: str) -> None:
        """Draw points, lines or areas into a layer of the plan."""
        project = self.desk.project
        layer = None if project is None else project.layer(layer_id)
        if project is None or layer is None:
            return
        if is_layer_locked(project, layer_id):
            self.desk.told.emit(text("tools.layer_locked", layer=literal(layer.name)))
            return
        self.desk.arm(None)
        self.use_tool(f"tool_{shape}")
        self._layer = self._last_layer = layer_id
        self.desk.told.emit(text("tools.draws_into", layer=literal(layer.name)))
        self.canvas.setFocus()

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
        self._last_kind, self._last_layer = kind.key, ""
        self.use_tool(f"tool_{SHAPES[kind.geometry]}")
        self.canvas.setFocus()

    def _place(self, geometry: BaseGeometry) -> None:
        kind = self._kind()
        if kind is not None:
            self._add(kind, geometry)
        elif self._layer:
            desk, made = self.desk, self.desk.bench.new_id()
            one = DrawFeature(
                layer_id=self._layer, feature_id=made, geometry=geometry, by=desk.by()
            )
            if desk.do(one):
                desk.choose((made,))

    def _add(self, kind: MeasureKind, geometry: BaseGeometry | None) -> None:
        desk = self.desk
        is_temporary = kind.permanence == "temporary"
        state = MeasureState.TEMPORARY if is_temporary else MeasureState.PROPOSED
        measure = Measure(stamp=desk.new_stamp(), kind=kind.key, geometry=geometry, state=state)
        if desk.project is not None:
            measure = traced(desk.project, measure)
        if desk.do(AddMeasures(measures=(measure,), by=desk.by())):
            desk.choose((measure.id,))

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
