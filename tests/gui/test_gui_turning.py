"""The turned and magnified map: picking, drawing and fingers keep working at every angle."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT = Qt.MouseButton.LeftButton


def canvas_of(program):
    return program.window.workspace.map_area.canvas


@pytest.fixture
def canvas(opened):
    return canvas_of(opened)


def pixel(canvas, x_m, y_m):
    at = canvas.view.to_screen(x_m, y_m)
    return QPoint(round(at.x()), round(at.y()))


def test_turning_by_menu_turns_the_map_and_north_comes_back(opened, qtbot):
    canvas = canvas_of(opened)
    place = canvas.view.x_m, canvas.view.y_m
    for _ in range(3):
        opened.window.actions_by_key["rotate_right"].trigger()
    assert canvas.view.rotation_deg == 45
    assert (canvas.view.x_m, canvas.view.y_m) == place
    opened.window.actions_by_key["rotate_left"].trigger()
    assert canvas.view.rotation_deg == 30
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    opened.window.actions_by_key["rotate_reset"].trigger()
    assert canvas.view.rotation_deg == 0


def test_a_click_on_the_turned_map_picks_what_is_seen_there(opened, qtbot):
    canvas = canvas_of(opened)
    canvas.turn_to(67)
    measure = next(
        m for m in opened.window.desk.project.measures.values() if m.geometry.geom_type == "Point"
    )
    qtbot.mouseClick(canvas, LEFT, pos=pixel(canvas, measure.geometry.x, measure.geometry.y))
    assert measure.id in opened.window.desk.selection


def test_a_box_drawn_on_the_turned_map_holds_what_is_seen_in_it(opened, qtbot):
    canvas = canvas_of(opened)
    canvas.turn_to(45)
    measures = opened.window.desk.project.measures.values()
    points = [m for m in measures if m.geometry.geom_type == "Point"]
    start, end = QPoint(120, 130), QPoint(520, 380)
    qtbot.mousePress(canvas, LEFT, pos=start)
    qtbot.mouseMove(canvas, QPoint(300, 300))
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, LEFT, pos=end)
    seen = {
        m.id
        for m in points
        if start.x() < canvas.view.to_screen(m.geometry.x, m.geometry.y).x() < end.x()
        and start.y() < canvas.view.to_screen(m.geometry.x, m.geometry.y).y() < end.y()
    }
    assert seen
    assert set(opened.window.desk.selection) == seen


def test_a_length_measured_on_the_turned_map_is_the_same_length(opened, qtbot):
    canvas = canvas_of(opened)
    canvas.turn_to(-35)
    opened.window.actions_by_key["snapping"].setChecked(False)
    canvas.is_snapping = False
    opened.window.actions_by_key["measure_length"].trigger()
    west, south = canvas.content.bounds[:2]
    for x, y in ((20, 20), (50, 20)):
        qtbot.mouseClick(canvas, LEFT, pos=pixel(canvas, west + x, south + y))
    assert abs(canvas.tool.points[1][0] - canvas.tool.points[0][0] - 30) < 2 * canvas.view.m_per_px


def test_labels_stand_upright_on_the_turned_map(canvas, qtbot):
    def words(turn):
        canvas.turn_to(turn)
        qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
        return canvas.content.compose(canvas.view.scale, turn)

    level = {label.words for g in words(0.0).groups if g.key == "labels" for label in g.items}
    turned = {label.words for g in words(50.0).groups if g.key == "labels" for label in g.items}
    assert "Test Square" in level & turned


def test_the_magnifier_enlarges_and_keeps_the_scale(opened, qtbot):
    canvas = canvas_of(opened)
    scale, m_per_px = canvas.view.scale, canvas.view.m_per_px
    opened.window.actions_by_key["magnify_more"].trigger()
    opened.window.actions_by_key["magnify_more"].trigger()
    opened.window.actions_by_key["magnify_more"].trigger()
    assert canvas.view.magnifier == 2
    assert canvas.view.scale == pytest.approx(scale)
    assert canvas.view.m_per_px == pytest.approx(m_per_px / 2)
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    opened.window.actions_by_key["magnify_reset"].trigger()
    assert canvas.view.magnifier == 1


@pytest.fixture(scope="module")
def screen(qapp):
    return QTest.createTouchDevice()


class Fingers:
    """Fingers on the screen, by number."""

    def __init__(self, canvas, device: QPointingDevice):
        self.canvas, self.device, self.at = canvas, device, {}
        QApplication.processEvents()  # what moves the map in the window has moved it

    def _send(self, **states):
        sequence = QTest.touchEvent(self.canvas.window(), self.device, autoCommit=False)
        for number, at in self.at.items():  # Qt's own "stationary" forgets where the finger is
            deed = states.get(f"f{number}", "move")
            getattr(sequence, deed)(number, at.toPoint(), self.canvas)
        sequence.commit()

    def down(self, number, x, y):
        self.at[number] = QPointF(round(x), round(y))
        self._send(**{f"f{number}": "press"})

    def move(self, **places):
        for name, (x, y) in places.items():
            self.at[int(name[1:])] = QPointF(round(x), round(y))
        self._send(**dict.fromkeys(places, "move"))

    def up(self, number):
        self._send(**{f"f{number}": "release"})
        del self.at[number]


def away(one, other):
    return float(np.hypot(one.x() - other.x(), one.y() - other.y()))


def test_two_fingers_hold_the_ground_they_took(canvas, screen):
    hand = Fingers(canvas, screen)
    hand.down(1, 300, 300)
    hand.down(2, 500, 320)
    hand.move(f1=(300, 300), f2=(500, 320))
    ground = [canvas.view.to_map(hand.at[n]) for n in (1, 2)]
    scale = canvas.view.scale
    hand.move(f1=(250, 310), f2=(610, 350))
    assert canvas.view.scale < scale
    for n, place in zip((1, 2), ground, strict=True):
        assert away(canvas.view.to_screen(*place), hand.at[n]) < 12
    hand.up(2)
    hand.up(1)
    assert canvas.view.rotation_deg == 0


def test_two_fingers_turn_the_map_only_when_they_mean_it(canvas, screen):
    hand = Fingers(canvas, screen)
    hand.down(1, 400, 300)
    hand.down(2, 600, 300)
    hand.move(f1=(400, 300), f2=(600, 300))
    hand.move(f1=(400, 300), f2=(599, 325))
    assert canvas.view.rotation_deg == 0
    hand.move(f1=(400, 300), f2=(500, 473))
    assert canvas.view.rotation_deg == pytest.approx(60 - 12, abs=0.5)
    hand.up(1)
    hand.up(2)


def test_a_tap_chooses_and_two_fingers_choose_nothing(opened, screen):
    canvas = canvas_of(opened)
    measure = next(
        m for m in opened.window.desk.project.measures.values() if m.geometry.geom_type == "Point"
    )
    at = canvas.view.to_screen(measure.geometry.x, measure.geometry.y)
    hand = Fingers(canvas, screen)
    hand.down(1, at.x(), at.y())
    hand.down(2, at.x() + 150, at.y())
    hand.move(f1=(at.x(), at.y()), f2=(at.x() + 160, at.y()))
    hand.up(2)
    hand.up(1)
    assert not opened.window.desk.selection
    at = canvas.view.to_screen(measure.geometry.x, measure.geometry.y)
    hand.down(1, at.x(), at.y())
    hand.up(1)
    assert measure.id in opened.window.desk.selection


def test_a_long_press_asks_for_the_menu(canvas, screen, qtbot):
    hand = Fingers(canvas, screen)
    with qtbot.waitSignal(canvas.menu_wanted, timeout=5_000) as asked:
        hand.down(1, 420, 260)
    assert asked.args[0] == QPoint(420, 260)
    hand.up(1)
    for widget in QApplication.topLevelWidgets():
        if widget.inherits("QMenu"):
            widget.close()
