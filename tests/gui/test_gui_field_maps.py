"""Maps of sight and cameras in the window: chosen, read, out of date, stopped, refused."""

import threading
from dataclasses import replace

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from shapely.affinity import translate

from sbd_tool.app.commands import AddMeasures, RenameProject
from sbd_tool.app.field_maps import work_out
from sbd_tool.domain.layers import Layer, RoleOrigin, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import literal

Key = Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


class Window:
    """The window as a person sees it."""

    def __init__(self, program, qtbot):
        self.program, self.bot = program, qtbot
        self.area = program.window.workspace.map_area
        self.canvas, self.fields = self.area.canvas, self.area.fields
        self.told = []
        program.window.desk.told.connect(lambda words: self.told.append(words.key))

    def press(self, key):
        self.bot.keyClick(self.program.window, key, CTRL_ALT)

    def shows(self, key):
        heat = self.canvas.heat
        return heat is not None and heat.key == key and not self.fields.is_working

    def wait_for(self, key):
        self.bot.waitUntil(lambda: self.shows(key), timeout=60_000)

    def place(self, x, y):
        west, south, _, _ = self.square.bounds
        spot = self.canvas.view.to_screen(west + x, south + y)
        return QPoint(round(spot.x()), round(spot.y()))

    @property
    def square(self):
        project = self.program.bench.project
        return project.feature(project.square)[1].geometry

    def add(self, kind, geometry, **parameters):
        desk = self.program.window.desk
        west, south, _, _ = self.square.bounds
        moved = translate(geometry, west, south)
        measure = Measure(stamp=desk.new_stamp(), kind=kind, geometry=moved, parameters=parameters)
        assert desk.do(AddMeasures(measures=(measure,), by=desk.by()))
        return measure


@pytest.fixture
def window(opened, qtbot):
    return Window(opened, qtbot)


def test_a_map_comes_by_key_is_read_under_the_pointer_and_goes_by_key(window, qtbot):
    window.press(Key.Key_V)
    window.wait_for("area")
    qtbot.mouseMove(window.canvas, window.place(30, 20))
    value = window.canvas.heat_value()
    assert value is not None
    assert value > 100
    assert window.program.window.actions_by_key["field_area"].isChecked()
    window.press(Key.Key_V)
    assert window.canvas.heat is None


def test_the_rail_and_the_palette_choose_maps_too(window, qtbot):
    rail = window.area.rail.findChild(object, "rail_fields")
    assert {a.objectName() for a in rail.flyout.actions()} >= {
        "action_field_area",
        "action_field_cameras",
        "action_light_map",
        "action_field_none",
    }
    qtbot.keyClick(window.program.window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(qtbot_focus(window), "eyes by day")
    qtbot.keyClick(qtbot_focus(window), Key.Key_Return)
    window.wait_for("eyes_day")


def qtbot_focus(window):
    from PySide6.QtWidgets import QApplication

    return QApplication.focusWidget() or window.program.window


def test_maps_of_one_analysis_are_worked_out_once(window):
    window.press(Key.Key_P)
    window.wait_for("eyes")
    window.program.window.actions_by_key["field_eyes_night"].trigger()
    assert window.shows("eyes_night")


def test_a_change_of_the_design_is_said_and_followed(window, qtbot):
    window.press(Key.Key_V)
    window.wait_for("area")
    before = window.canvas.heat
    window.add("planting-as-barrier", shapely.LineString([(0, 14), (80, 14)]))
    assert window.canvas.is_heat_stale
    assert window.program.window.desk.shown_map is None  # no export shows an old map as if new
    assert window.canvas.heat is before
    assert "fields.stale" in [note.key for note in window.canvas.heat_notes]
    qtbot.waitUntil(lambda: window.canvas.heat is not before, timeout=60_000)
    qtbot.waitUntil(lambda: not window.canvas.is_heat_stale, timeout=60_000)
    assert window.program.window.desk.shown_map is window.canvas.heat
    west, south, _, _ = window.square.bounds
    x, y = west + 40, south + 7
    assert window.canvas.heat.value_at(x, y) < before.value_at(x, y)


def test_another_title_leaves_the_map_as_it_is(window):
    window.press(Key.Key_V)
    window.wait_for("area")
    desk = window.program.window.desk
    assert desk.do(RenameProject(title="Another", by=desk.by()))
    assert not window.canvas.is_heat_stale
    assert not window.fields.is_working


@pytest.fixture
def busy(window):
    """Every worker is held by work that matters no longer, so that new work waits for its turn."""
    gate = threading.Event()
    desk = window.program.window.desk
    for _ in range(2):
        held = desk.run(literal("held"), lambda _progress: gate.wait(60), lambda _done: None)
        held.cancel()
    yield gate
    gate.set()


def stopped(window, qtbot):
    """Press the stop button of the status bar and wait until it took."""
    stop = window.program.window.findChild(QPushButton, "job_cancel")
    qtbot.waitUntil(stop.isVisible, timeout=10_000)
    qtbot.mouseClick(stop, LEFT)
    qtbot.waitUntil(lambda: not window.fields.is_working, timeout=10_000)


def test_work_stopped_in_the_status_bar_shows_no_map_and_says_so(window, busy, qtbot):
    window.press(Key.Key_V)
    stopped(window, qtbot)
    assert window.told == ["fields.stopped"]
    assert window.canvas.heat is None
    assert not window.program.window.actions_by_key["field_area"].isChecked()


def test_a_change_while_a_map_is_worked_out_is_followed_too(window, busy, qtbot):
    window.press(Key.Key_V)
    window.add("planting-as-barrier", shapely.LineString([(0, 14), (80, 14)]))
    busy.set()
    qtbot.waitUntil(lambda: window.canvas.heat is not None, timeout=60_000)
    qtbot.waitUntil(lambda: not window.canvas.is_heat_stale, timeout=60_000)
    desk = window.program.window.desk
    now = work_out(desk.project, desk.rules, "visibility")
    shown = window.canvas.heat.value_at(now.x[0], now.y[0])
    assert shown == pytest.approx(now.columns["area_m2"][0])


def test_where_no_camera_is_drawn_there_is_no_map_of_cameras(window, qtbot):
    window.press(Key.Key_K)
    qtbot.waitUntil(lambda: "fields.no_cameras" in window.told, timeout=60_000)
    assert window.canvas.heat is None
    assert not window.program.window.actions_by_key["field_cameras"].isChecked()


def test_a_map_without_a_square_is_refused_in_words(start, square_project, qtbot):
    program = start()
    assert program.bench.new(replace(square_project, square=""))
    window = Window(program, qtbot)
    qtbot.waitUntil(lambda: window.canvas.is_settled, timeout=10_000)
    window.press(Key.Key_V)
    qtbot.waitUntil(lambda: "fields.no_square" in window.told, timeout=10_000)
    assert window.canvas.heat is None


def with_camera(project):
    west, south, _, _ = project.feature(project.square)[1].geometry.bounds
    layer = Layer(
        stamp=replace(project.layers[0].stamp, id="cameras"),
        name="cameras",
        role=Role.CAMERA,
        role_origin=RoleOrigin.GIVEN,
        role_confidence=1.0,
        ids=("camera-1",),
        geometry=as_geometry_array([shapely.Point(west + 40, south + 2)]),
        attributes=({"direction": "0"},),
    )
    return replace(project, layers=(*project.layers, layer))


def test_cameras_show_classes_and_fans_and_a_chosen_camera_its_own(start, square_project, qtbot):
    program = start()
    assert program.bench.new(with_camera(square_project))
    window = Window(program, qtbot)
    qtbot.waitUntil(lambda: window.canvas.is_settled, timeout=10_000)
    assert window.fields.fans.drawn == ()
    qtbot.mouseClick(window.canvas, LEFT, pos=window.place(40, 2))
    assert program.window.desk.selection == ("camera-1",)
    qtbot.waitUntil(lambda: window.fields.fans.drawn == ("camera-1",), timeout=60_000)
    program.window.desk.choose(())
    assert window.fields.fans.drawn == ()
    window.press(Key.Key_K)
    window.wait_for("cameras")
    qtbot.waitUntil(lambda: window.fields.fans.drawn == ("camera-1",), timeout=60_000)
    qtbot.mouseMove(window.canvas, window.place(40, 10))
    assert window.canvas.heat.class_at(window.canvas.heat_value()).key == "fields.class_observe"


def test_one_map_at_a_time_the_map_of_light_takes_the_others_away(window):
    window.press(Key.Key_V)
    window.wait_for("area")
    window.press(Key.Key_L)
    assert window.program.window.actions_by_key["light_map"].isChecked()
    assert window.canvas.heat is None
    window.press(Key.Key_V)
    assert not window.program.window.actions_by_key["light_map"].isChecked()
    assert window.shows("area")
