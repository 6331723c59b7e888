"""The canvas under mouse and keys: pan, zoom, snap, draw, measure, edit."""

import shapely
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.map.viewport import View

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
Key = Qt.Key


def canvas_of(program):
    return program.window.workspace.map_area.canvas


def at(canvas, x_m, y_m):
    west, south = canvas.content.bounds[:2]
    pixel = canvas.view.to_screen(west + x_m, south + y_m)
    return QPoint(round(pixel.x()), round(pixel.y()))


def wheel(canvas, place, turn):
    event = QWheelEvent(
        QPointF(place),
        canvas.mapToGlobal(QPointF(place)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own order of arguments
    )
    QApplication.sendEvent(canvas, event)


def test_zooming_keeps_the_place_under_the_pointer_and_way_back_is_exact():
    view = View(x_m=1000, y_m=2000, m_per_px=0.25, width_px=800, height_px=600)
    place = QPointF(123, 456)
    closer = view.zoomed(4, place)
    assert closer.m_per_px == view.m_per_px / 4
    for before, after in zip(view.to_map(place), closer.to_map(place), strict=True):
        assert abs(before - after) < 1e-9
    there = view.to_screen(*view.to_map(place))
    assert abs(there.x() - place.x()) < 1e-6
    assert abs(there.y() - place.y()) < 1e-6


def test_the_wheel_zooms_at_the_pointer(opened):
    canvas = canvas_of(opened)
    place = at(canvas, 10, 10)
    before = canvas.view.to_map(QPointF(place))
    scale = canvas.view.scale
    wheel(canvas, place, 240)
    assert canvas.view.scale < scale
    after = canvas.view.to_map(QPointF(place))
    assert abs(before[0] - after[0]) < 1e-6


def test_the_middle_button_and_the_arrow_keys_pan(opened, qtbot):
    canvas = canvas_of(opened)
    x, y = canvas.view.x_m, canvas.view.y_m
    qtbot.mousePress(canvas, MIDDLE, pos=QPoint(200, 200))
    qtbot.mouseMove(canvas, QPoint(260, 200))
    qtbot.mouseRelease(canvas, MIDDLE, pos=QPoint(260, 200))
    assert abs((x - canvas.view.x_m) - 60 * canvas.view.m_per_px) < 1e-6
    qtbot.keyClick(canvas, Key.Key_Up)
    assert canvas.view.y_m > y


def test_a_pan_shows_the_old_frame_at_once_and_a_crisp_one_follows(opened, qtbot):
    canvas = canvas_of(opened)
    with qtbot.waitSignal(canvas.frame_shown, timeout=10_000):
        canvas.pan(40, 0)
        assert canvas.frame_image() is not None


def test_measuring_a_distance_counts_legs_and_takes_vertices_back(opened, qtbot):
    canvas = canvas_of(opened)
    opened.window.actions_by_key["snapping"].trigger()
    assert not canvas.is_snapping
    opened.window.actions_by_key["measure_length"].trigger()
    for x, y in ((5, 10), (35, 10), (35, 25)):
        qtbot.mouseClick(canvas, LEFT, pos=at(canvas, x, y))
    assert len(canvas.tool.points) == 3
    qtbot.keyClick(canvas, Key.Key_Backspace)
    assert len(canvas.tool.points) == 2
    qtbot.keyClick(canvas, Key.Key_Return)
    assert abs(canvas.tool.answer.length - 30) < 2 * canvas.view.m_per_px
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert not canvas.tool.is_active


def test_escape_gives_up_a_drawing_then_lays_the_tool_down(opened, qtbot):
    canvas = canvas_of(opened)
    kinds = opened.window.desk.rules.catalogue.measures
    line = next(k for k in kinds if k.geometry.value == "line")
    opened.window.desk.arm(line.key)
    qtbot.mouseClick(canvas, LEFT, pos=at(canvas, 20, 20))
    assert canvas.tool.is_active
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert not canvas.tool.is_active
    assert opened.window.desk.armed_kind == line.key
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert opened.window.desk.armed_kind is None
    assert canvas.tool.key == "select"


def test_dragging_a_vertex_reshapes_a_measure_in_one_step(opened, qtbot):
    canvas, desk = canvas_of(opened), opened.window.desk
    opened.window.actions_by_key["snapping"].trigger()
    west, south = canvas.content.bounds[:2]
    line = shapely.LineString([(west + 20, south + 20), (west + 50, south + 20)])
    kind = next(k for k in desk.rules.catalogue.measures if k.geometry.value == "line")
    measure = Measure(stamp=desk.new_stamp(), kind=kind.key, geometry=line)
    assert desk.do(AddMeasures(measures=(measure,), by=desk.by()))
    desk.choose((measure.id,))
    opened.window.actions_by_key["tool_edit"].trigger()
    qtbot.mousePress(canvas, LEFT, pos=at(canvas, 50, 20))
    qtbot.mouseMove(canvas, at(canvas, 50, 35))
    qtbot.mouseRelease(canvas, LEFT, pos=at(canvas, 50, 35))
    moved = opened.bench.project.measures[measure.id].geometry
    assert abs(moved.coords[1][1] - (south + 35)) < 2 * canvas.view.m_per_px
    assert tuple(moved.coords[0]) == tuple(line.coords[0])
    opened.bench.undo()
    assert opened.bench.project.measures[measure.id].geometry.equals(line)


def test_a_box_to_the_right_holds_and_one_to_the_left_touches(opened, qtbot):
    canvas, desk = canvas_of(opened), opened.window.desk
    west, south = canvas.content.bounds[:2]
    line = shapely.LineString([(west + 20, south + 20), (west + 50, south + 20)])
    kind = next(k for k in desk.rules.catalogue.measures if k.geometry.value == "line")
    measure = Measure(stamp=desk.new_stamp(), kind=kind.key, geometry=line)
    desk.do(AddMeasures(measures=(measure,), by=desk.by()))

    def drag(start, end):
        qtbot.mousePress(canvas, LEFT, pos=at(canvas, *start))
        qtbot.mouseMove(canvas, at(canvas, *end))
        qtbot.mouseRelease(canvas, LEFT, pos=at(canvas, *end))

    drag((35, 26), (56, 16))
    assert measure.id not in desk.selection
    drag((56, 26), (35, 16))
    assert desk.selection == (measure.id,)
