"""A hand for the map in tests: clicks, drags and keys at places given in metres from its corner."""

import numpy as np
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.measures import Measure

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """Works one program's map by mouse and keys."""

    def __init__(self, program, qtbot):
        self.program, self.qtbot = program, qtbot
        self.window = program.window
        self.desk = program.window.desk
        self.canvas = program.window.workspace.map_area.canvas
        self.west, self.south = self.canvas.content.bounds[:2]
        self.canvas.setFocus()

    @property
    def pixel_m(self):
        return self.canvas.view.m_per_px

    def pixel(self, x_m, y_m):
        at = self.canvas.view.to_screen(self.west + x_m, self.south + y_m)
        return QPoint(round(at.x()), round(at.y()))

    def place(self, x_m, y_m):
        return self.west + x_m, self.south + y_m

    def click(self, *place, held=NONE):
        self.qtbot.mouseMove(self.canvas, self.pixel(*place))
        self.qtbot.mouseClick(self.canvas, LEFT, held, self.pixel(*place))

    def move(self, *place):
        self.qtbot.mouseMove(self.canvas, self.pixel(*place))

    def drag(self, start, end, held=NONE):
        self.qtbot.mouseMove(self.canvas, self.pixel(*start))
        self.qtbot.mousePress(self.canvas, LEFT, held, self.pixel(*start))
        self.qtbot.mouseMove(self.canvas, self.pixel(*end))
        self.qtbot.mouseRelease(self.canvas, LEFT, held, self.pixel(*end))

    def key(self, key, held=NONE):
        self.qtbot.keyClick(self.canvas, key, held)

    def shortcut(self, name):
        self.window.actions_by_key[name].trigger()

    def type(self, words, *, then=Qt.Key.Key_Return):
        """Begin on the map as a person would, go on in the field that opens."""
        self.qtbot.keyClicks(self.canvas, words[0])
        line = self.line()
        assert line is not None, "no entry field opened"
        self.qtbot.keyClicks(line, words[1:])
        if then is not None:
            self.qtbot.keyClick(line, then)

    def line(self):
        """The entry field with the focus, or the first open one."""
        box = self.canvas.entering.box
        lines = [one for one in box.findChildren(QLineEdit) if one.isVisibleTo(box)]
        focused = [one for one in lines if one is QApplication.focusWidget()]
        return (focused or lines or [None])[0] if box.is_open else None

    def kind(self, geometry):
        kinds = self.desk.rules.catalogue.measures
        return next(kind for kind in kinds if kind.geometry.value == geometry)

    def add(self, shape):
        """A measure with a shape given in metres from the corner of the map."""
        moved = shapely.transform(shape, lambda xy: np.add(xy, (self.west, self.south)))
        names = {"Point": "point", "LineString": "line", "Polygon": "area"}
        kind = self.kind(names[shape.geom_type])
        measure = Measure(stamp=self.desk.new_stamp(), kind=kind.key, geometry=moved)
        assert self.desk.do(AddMeasures(measures=(measure,), by=self.desk.by()))
        return measure.id

    def shape(self, object_id):
        """Its shape now, in metres from the corner of the map."""
        measure = self.program.bench.project.measures[object_id]
        return shapely.transform(
            measure.geometry, lambda xy: np.subtract(xy, (self.west, self.south))
        )

    def coords(self, object_id):
        return [tuple(round(v, 3) for v in xy) for xy in self.shape(object_id).coords]

    def only_new(self, before):
        (made,) = self.program.bench.project.measures.keys() - before
        return made
