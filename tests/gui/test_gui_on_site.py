"""On site: a bar for fingers instead of panels; the place by a tap or from a receiver."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from sbd_tool.formats.nmea_sentences import checksum
from sbd_tool.gui.panels.tasks.panel import TasksPanel
from sbd_tool.gui.panels.tasks.rows import touch_px

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def on_site(opened, qtbot):
    qtbot.keyClick(
        opened.window, Qt.Key.Key_L,
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.ShiftModifier,
    )  # fmt: skip
    qtbot.waitUntil(lambda: bar(opened) is not None)
    return opened


def bar(program):
    return program.window.findChild(QWidget, "field_bar")


def press(program, key):
    QTest.mouseClick(program.window.findChild(QToolButton, f"field_{key}"), LEFT)


def shown_docks(program):
    return [dock for dock in program.window.workspace.docks if dock.isVisible()]


def test_panels_go_and_come_back_and_every_target_fits_a_fingertip(on_site, qtbot):
    assert not shown_docks(on_site)
    assert not on_site.window.top.isVisible()
    assert bar(on_site).height() < on_site.window.height() / 6
    for one in bar(on_site).findChildren(QToolButton):
        assert min(one.width(), one.height()) >= touch_px(one.logicalDpiY()), one.objectName()
        assert one.accessibleName()
    on_site.window.resize(1100, 720)
    assert not shown_docks(on_site)
    assert not on_site.window.status.map_part.isVisible(), "too small for a finger"
    on_site.window.resize(800, 1280)
    press(on_site, "tasks")
    for one in bar(on_site).findChildren(QToolButton):
        qtbot.waitUntil(lambda one=one: one.width() >= one.sizeHint().width())
    press(on_site, "tasks")
    press(on_site, "leave")
    assert bar(on_site) is None or not bar(on_site).isVisible()
    assert shown_docks(on_site)
    assert on_site.window.top.isVisible()


def test_a_tap_puts_the_place_and_dragging_moves_it(on_site, qtbot):
    canvas = on_site.window.workspace.map_area.canvas
    press(on_site, "here")
    start, end = QPoint(300, 300), QPoint(360, 280)
    QTest.mousePress(canvas, LEFT, pos=start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, pos=end)
    said = bar(on_site).said.text()
    assert "put by hand" in said
    put = canvas.view.to_map(QPointF(end))
    press(on_site, "tasks")
    tasks = on_site.window.findChild(TasksPanel)
    assert tasks.here == pytest.approx(put, abs=0.05)
    assert not tasks.draws_here, "one place has one mark"
    press(on_site, "tasks")
    assert not on_site.window.findChild(QToolButton, "field_here").isChecked()
    assert canvas.tool.key != "field_here"


def test_two_fingers_move_the_map_and_leave_the_tool_alone(on_site):
    canvas = on_site.window.workspace.map_area.canvas
    device = QTest.createTouchDevice()
    before = canvas.view
    one, other, step = QPoint(300, 300), QPoint(420, 300), QPoint(60, 40)
    QTest.touchEvent(canvas, device).press(1, one, canvas).press(2, other, canvas).commit()
    moved = QTest.touchEvent(canvas, device)
    moved.move(1, one + step, canvas).move(2, other + step, canvas).commit()
    QTest.touchEvent(canvas, device).release(1, one + step, canvas).release(
        2, other + step, canvas
    ).commit()
    assert canvas.view.m_per_px == pytest.approx(before.m_per_px)
    assert canvas.view.x_m == pytest.approx(before.x_m - 60 * before.m_per_px, rel=1e-6)
    assert canvas.view.y_m == pytest.approx(before.y_m + 40 * before.m_per_px, rel=1e-6)


def test_a_stroke_becomes_a_note_and_undo_takes_it_back(on_site):
    canvas = on_site.window.workspace.map_area.canvas
    press(on_site, "freehand")
    assert on_site.window.findChild(QToolButton, "field_freehand").isChecked()
    QTest.mousePress(canvas, LEFT, pos=QPoint(200, 200))
    for step in range(1, 8):
        QTest.mouseMove(canvas, QPoint(200 + 12 * step, 200 + 5 * (step % 3)))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(300, 210))
    assert len(on_site.bench.project.annotations) == 1
    press(on_site, "undo")
    assert not on_site.bench.project.annotations


def test_a_recording_is_followed_with_its_accuracy_and_another_computer_is_refused(
    on_site, qtbot, tmp_path
):
    body = "GPGGA,120000.00,4757.0000,N,01132.0000,E,1,08,1.2,450.0,M,47.0,M,,"
    log = tmp_path / "walk.nmea"
    log.write_text(f"${body}*{checksum(body.encode()):02X}\n")
    press(on_site, "follow")
    line = on_site.window.findChild(QLineEdit, "follow_where")
    line.setText("tcp:192.168.0.7:10110")
    QTest.mouseClick(on_site.window.findChild(QPushButton, "follow_go"), LEFT)
    wrong = on_site.window.findChild(QWidget, "follow_wrong")
    assert "not an address of this computer" in wrong.text()
    line.selectAll()
    qtbot.keyClicks(line, str(log))
    QTest.mouseClick(on_site.window.findChild(QPushButton, "follow_go"), LEFT)
    qtbot.waitUntil(lambda: "12" in bar(on_site).said.text())
    button = on_site.window.findChild(QToolButton, "field_follow")
    qtbot.waitUntil(lambda: not button.isChecked())


def test_the_colours_change_and_layout_and_place_stay(on_site, qtbot):
    press(on_site, "here")
    QTest.mouseClick(on_site.window.workspace.map_area.canvas, LEFT, pos=QPoint(300, 300))
    press(on_site, "light")
    qtbot.waitUntil(lambda: bar(on_site) is not None and bar(on_site).isVisible())
    assert on_site.window.desk.look.theme.name == "sunlight"
    press(on_site, "light")
    qtbot.waitUntil(lambda: bar(on_site) is not None and bar(on_site).isVisible())
    assert on_site.window.desk.look.theme.name == "night"
    assert "put by hand" in bar(on_site).said.text()
    assert not shown_docks(on_site)
