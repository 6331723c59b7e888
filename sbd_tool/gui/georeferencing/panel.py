"""The panel that lays a picture or a drawing on the ground; applying it is one step of undo."""

import itertools
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from sbd_tool.domain.georeference import Model
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.georeferencing.controls import (
    DistancePart,
    PointTable,
    number_line,
    points_part,
)
from sbd_tool.gui.georeferencing.drawing import draw_picture, draw_points, exaggeration
from sbd_tool.gui.georeferencing.judgement import doubts, fit_words
from sbd_tool.gui.georeferencing.point_model import PointModel, number_of
from sbd_tool.gui.georeferencing.session import Session
from sbd_tool.gui.georeferencing.subjects import Subject, subjects_of, without
from sbd_tool.gui.georeferencing.tool import ControlPointTool
from sbd_tool.gui.map.surface import MapContent
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.map_area import MapArea
from sbd_tool.gui.map_content import composed, credit_of, map_bounds
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import Segments, Select

SHOWN_PX: Final = 1600
VERSIONS: Final = itertools.count(1)
MODELS: Final = (Model.HELMERT, Model.AFFINE, Model.KNOWN_DISTANCE)


class GeoreferencePanel(QWidget):
    """One subject at a time.

    Args:
        desk: The desk.
        area: The map.
        subject: What is laid down.

    Signals:
        subject_wanted: Key of another subject to lay down instead.
    """

    subject_wanted = Signal(str)

    def __init__(self, desk: Desk, area: MapArea, subject: Subject) -> None:
        super().__init__()
        self.desk, self.area, self.canvas = desk, area, area.canvas
        self.setObjectName("georeference_panel")
        self.session = Session(subject)
        self.model = PointModel(desk.look, self.session)
        self.table = PointTable(desk.look, self.model, self.session)
        self.image: QImage | None = None
        self._tool: ControlPointTool | None = None
        self._is_left = False
        self._layout()
        self.veil = MapVeil(self.canvas, self._draw)
        self.session.listeners.append(self._changed)
        desk.project_changed.connect(self._project_changed)
        self.canvas.view_changed.connect(self._tell_fit)
        self._load_picture()
        self._changed()

    def _layout(self) -> None:
        look = self.desk.look
        say = look.words_of
        self.adder = self._clicker("desk.geo_add", "geo_add", "map-pin")
        self.clicker = self._clicker("desk.geo_click_ends", "geo_ends", "ruler")
        self.parts = QStackedWidget()
        self.parts.addWidget(points_part(look, self.table, self.adder))
        self.parts.addWidget(DistancePart(look, self.session, self.clicker))
        choices = [(one.value, say(f"desk.geo_model_{one}")) for one in MODELS]
        kinds = Segments(choices, self.session.model.value, self._choose_model, "geo_model")
        self.sigma = number_line(
            look, "geo_sigma", say("desk.geo_sigma"), say("desk.geo_sigma_tip")
        )
        self.sigma.textChanged.connect(self._sigma_typed)
        self.words = label("", "small", is_wrapped=True)
        self.words.setObjectName("geo_words")
        self.doubts = label("", "small", is_wrapped=True, tone="warn")
        self.doubts.setObjectName("geo_doubts")
        self.apply = button(look.theme, say("desk.geo_apply"), "geo_apply", role="primary")
        self.apply.clicked.connect(self.lay_down)
        body = column(
            self._subjects(), kinds, self.parts, self.sigma, self.words, self.doubts,
            row(STRETCH, self.apply), spacing=8, margins=(16, 4, 12, 12),
        )  # fmt: skip
        body.setStretch(2, 1)
        self.setLayout(body)

    def _subjects(self) -> Select:
        look, project = self.desk.look, self.desk.project
        made = Select(look.theme, "geo_subject", look.words_of("desk.geo_subject"))
        for one in () if project is None else subjects_of(project):
            made.addItem(one.name, one.key)
        made.setCurrentIndex(max(0, made.findData(self.session.subject.key)))
        made.activated.connect(lambda at: self.subject_wanted.emit(str(made.itemData(at))))
        return made

    def _clicker(self, key: str, name: str, sign: str) -> QPushButton:
        look = self.desk.look
        made = button(look.theme, look.words_of(key), name, sign=sign)
        made.setToolTip(look.words_of(f"{key}_tip"))
        made.setCheckable(True)
        made.toggled.connect(self._toggled)
        return made

    def lay_down(self) -> None:
        """Carry the fit out as one step; the project then holds place, points and accuracy."""
        fit, desk = self.session.fit, self.desk
        if fit is None or not desk.do(self.session.subject.command(fit, desk.by())):
            return
        if fit.accuracy_m is None:
            desk.told.emit(text("desk.geo_done_unknown", name=self.session.subject.name))
        else:
            accuracy = Quantity(fit.accuracy_m, "m", 2)
            name = self.session.subject.name
            desk.told.emit(text("desk.geo_done", name=name, accuracy=accuracy))
        self._close()

    def leave(self) -> None:
        """Show the map as it is again."""
        if self._is_left:
            return
        self._is_left = True
        self.session.listeners.clear()
        self.veil.remove()
        if self._tool is not None and self.canvas.tool is self._tool:
            self.area.use_tool("tool_select")
        self.area.refresh()

    def _load_picture(self) -> None:
        project, underlay = self.desk.project, self.session.subject.underlay
        if underlay is None or project is None:
            return
        data = project.blobs.get(underlay.blob, b"")

        def task(progress: Progress) -> QImage:
            progress.advance(0.0)
            image = QImage.fromData(data)
            if max(image.width(), image.height()) <= SHOWN_PX:
                return image
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            return image.scaled(SHOWN_PX, SHOWN_PX, keep, smooth.SmoothTransformation)

        def done(image: QImage) -> None:
            if not self._is_left:
                self.image = image
                self._show_map()
                self.veil.update()

        self.desk.run(text("desk.geo_loading"), task, done, key="georeference")

    def _toggled(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        if is_on:
            self._tool = ControlPointTool(self.canvas, self.session, self._tool_dropped)
            self.canvas.use_tool(self._tool)
            self.canvas.setFocus()
        elif self._tool is not None and self.canvas.tool is self._tool:
            self.area.use_tool("tool_select")

    def _tool_dropped(self) -> None:
        QTimer.singleShot(0, self, self._look_at_tool)

    def _look_at_tool(self) -> None:
        is_mine = self._tool is not None and self.canvas.tool is self._tool
        for one in (self.adder, self.clicker):
            if one.isChecked() and not is_mine:
                one.setChecked(False)

    def _choose_model(self, key: str) -> None:
        for one in (self.adder, self.clicker):
            one.setChecked(False)
        self.session.model = Model(key)
        self.parts.setCurrentIndex(int(self.session.model is Model.KNOWN_DISTANCE))
        self.session.changed()

    def _sigma_typed(self, words: str) -> None:
        number = number_of(words)
        self.session.control_sigma_m = number if number is not None and number > 0 else None
        self.session.changed()

    def _changed(self) -> None:
        look = self.desk.look
        self.table.keep_place(self.model.refresh)
        self._tell_fit()
        told = doubts(look, self.session.fit)
        self.doubts.setText(told)
        self.doubts.setVisible(bool(told))
        self.apply.setEnabled(self.session.fit is not None)
        if not self.session.subject.is_picture:
            self._show_map()
        self.veil.update()

    def _tell_fit(self) -> None:
        """Figures of the fit; how long the arrows are depends on the scale."""
        if self._is_left:
            return
        times = exaggeration(self.session, self.canvas.view)
        words = fit_words(self.desk.look, self.session, times)
        self.words.setText(words)
        self.words.setAccessibleName(words)

    def _project_changed(self) -> None:
        project = self.desk.project
        if self._is_left or project is None:
            return
        if any(one.key == self.session.subject.key for one in subjects_of(project)):
            self._show_map()
        else:
            self._close()  # what was being laid down is gone

    def _close(self) -> None:
        dock = self.parent()
        if isinstance(dock, QWidget):
            dock.close()

    def _show_map(self) -> None:
        """The map without the picture that hangs over it, or with the layers moved."""
        project = self.desk.project
        if project is None:
            return
        shown = self._preview(project)
        look, catalogue = self.desk.look, self.desk.rules.catalogue
        draw = partial(composed, shown, catalogue, look.theme.design, look.words, look.theme.name)
        content = MapContent(draw, map_bounds(project), -next(VERSIONS), credit_of(project))
        self.canvas.show_content(content)

    def _preview(self, project: Project) -> Project:
        subject, fit = self.session.subject, self.session.fit
        if subject.is_picture:
            return project if self.image is None else without(project, subject)
        return project if fit is None else subject.command(fit, self.desk.by()).apply(project)

    def _draw(self, p: QPainter, view: View) -> None:
        underlay = self.session.subject.underlay
        if underlay is not None and self.image is not None:
            size = (underlay.width_px, underlay.height_px)
            draw_picture(p, view, self.image, size, self.session.transform)
        draw_points(p, self.desk.look.theme, view, self.session)


def subject_of(project: Project, key: str) -> Subject | None:
    """The subject of that key, or the first there is."""
    subjects = subjects_of(project)
    return next((one for one in subjects if one.key == key), subjects[0] if subjects else None)
