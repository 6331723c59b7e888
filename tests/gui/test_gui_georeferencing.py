"""Laying a scan on the ground in the window, by mouse, by keys, and taking it back."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPushButton

from sbd_tool.domain.georeference import Model
from sbd_tool.gui.georeferencing.panel import GeoreferencePanel
from sbd_tool.gui.georeferencing.underlays import add_pasted_picture, add_underlays
from sbd_tool.gui.panels.inspector import InspectorPanel

EAST, NORTH = 690_000.0, 5_330_000.0
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
EDITING = QAbstractItemView.State.EditingState


@pytest.fixture
def scan(tmp_path):
    """A scan of the square, 800 x 500 pixels, a pixel a decimetre: no file says where it lies."""
    pixels = np.full((500, 800, 3), 235, dtype=np.uint8)
    pixels[:4], pixels[-4:], pixels[:, :4], pixels[:, -4:] = 40, 40, 40, 40
    path = tmp_path / "scan.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def panel(opened, qtbot, scan) -> GeoreferencePanel:
    add_underlays(opened.window, [scan])
    qtbot.waitUntil(lambda: opened.window.findChild(GeoreferencePanel) is not None, timeout=30_000)
    made = opened.window.findChild(GeoreferencePanel)
    qtbot.waitUntil(lambda: made.image is not None, timeout=10_000)
    settled(opened, qtbot)
    return made


def settled(program, qtbot) -> None:
    canvas = program.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: canvas.is_settled and not program.runner.is_busy, timeout=60_000)


def on_map(canvas, x_m: float, y_m: float) -> QPoint:
    at = canvas.view.to_screen(x_m, y_m)
    return QPoint(round(at.x()), round(at.y()))


def click_pair(panel, qtbot, pixel, ground) -> None:
    canvas = panel.canvas
    shown = panel.session.shown_at(*pixel)
    qtbot.mouseClick(canvas, LEFT, pos=on_map(canvas, *shown))
    qtbot.mouseClick(canvas, LEFT, pos=on_map(canvas, EAST + ground[0], NORTH + ground[1]))


def button(panel, name) -> QPushButton:
    return panel.findChild(QPushButton, name)


def type_point(panel, qtbot, *numbers: float) -> None:
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Key.Key_Insert)
    assert panel.table.currentIndex().column() == 2
    for number in numbers:
        qtbot.keyClicks(panel.table, f"{number}"[0])
        qtbot.keyClicks(QApplication.focusWidget(), f"{number}"[1:])
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
        qtbot.waitUntil(lambda: panel.table.state() != EDITING)
        qtbot.keyClick(panel.table, Key.Key_Right)


def test_two_clicked_points_lay_a_scan_down_and_undo_takes_it_back(opened, panel, qtbot):
    before = opened.bench.project.underlays[-1].transform
    qtbot.mouseClick(button(panel, "geo_add"), LEFT)
    click_pair(panel, qtbot, (0, 500), (0, 0))
    assert panel.session.fit is None
    click_pair(panel, qtbot, (800, 500), (80, 0))
    fit = panel.session.fit
    assert fit is not None
    assert fit.model is Model.HELMERT
    assert fit.transform.scale_x == pytest.approx(0.1, abs=0.003)
    qtbot.mouseClick(button(panel, "geo_apply"), LEFT)
    settled(opened, qtbot)
    underlay = opened.bench.project.underlays[-1]
    assert len(underlay.control_points) == 2
    assert underlay.transform[0] == pytest.approx(0.1, abs=0.003)
    assert opened.window.findChild(GeoreferencePanel) is None
    opened.window.actions_by_key["undo"].trigger()
    assert opened.bench.project.underlays[-1].transform == before


def test_points_typed_by_keyboard_show_residuals_and_rms(opened, panel, qtbot):
    for column, row, east, north in (
        (0, 500, 0.4, 0),
        (800, 500, 80, 0),
        (800, 0, 80, 50),
        (0, 0, 0, 50),
    ):
        type_point(panel, qtbot, column, row, EAST + east, NORTH + north)
    session = panel.session
    assert [row.is_complete for row in session.rows] == [True] * 4
    assert session.fit is not None
    assert session.fit.rms_m == pytest.approx(0.14, abs=0.02)
    words = panel.findChild(QLabel, "geo_words").text()
    assert "RMS" in words
    shown = [
        panel.model.index(row, 1).data().removeprefix("! ") for row in range(len(session.rows))
    ]
    assert shown[0].startswith("0.2")
    assert all(one != "\u2013" for one in shown)


def test_an_unticked_point_is_a_check_and_a_removed_one_is_gone(opened, panel, qtbot):
    for column, row, east, north in ((0, 500, 0, 0), (800, 500, 80, 0), (800, 0, 85, 50)):
        type_point(panel, qtbot, column, row, EAST + east, NORTH + north)
    assert panel.session.fit.rms_m > 0.5
    panel.table.setCurrentIndex(panel.model.index(2, 0))
    qtbot.keyClick(panel.table, Key.Key_Space)
    assert panel.session.rows[2].is_used is False
    assert panel.session.fit.rms_m == pytest.approx(0, abs=1e-6)
    assert panel.session.residual(2).length_m == pytest.approx(5, abs=0.1)
    qtbot.keyClick(panel.table, Key.Key_Delete)
    assert len(panel.session.rows) == 2


def test_a_known_distance_scales_the_scan(opened, panel, qtbot):
    qtbot.mouseClick(button(panel, "geo_model_known_distance"), LEFT)
    qtbot.mouseClick(button(panel, "geo_ends"), LEFT)
    canvas = panel.canvas
    for pixel in ((100, 250), (700, 250)):
        qtbot.mouseClick(canvas, LEFT, pos=on_map(canvas, *panel.session.shown_at(*pixel)))
    length = panel.findChild(QLineEdit, "geo_length")
    qtbot.keyClicks(length, "60")
    assert panel.session.fit is not None
    assert panel.session.fit.transform.scale_x == pytest.approx(0.1, rel=0.01)


def test_what_is_traced_from_a_scan_takes_its_accuracy(opened, panel, qtbot):
    for column, row, east, north in (
        (0, 500, 0.4, 0),
        (800, 500, 80, 0),
        (800, 0, 80, 50),
        (0, 0, 0, 50),
    ):
        type_point(panel, qtbot, column, row, EAST + east, NORTH + north)
    accuracy = panel.session.fit.accuracy_m
    assert accuracy == pytest.approx(0.173, abs=0.01)
    qtbot.mouseClick(button(panel, "geo_apply"), LEFT)
    settled(opened, qtbot)
    kinds = opened.window.desk.rules.catalogue.measures
    kind = next(one for one in kinds if one.geometry.value == "point")
    opened.window.desk.arm(kind.key)
    canvas = opened.window.workspace.map_area.canvas
    known = set(opened.bench.project.measures)
    qtbot.mouseClick(canvas, LEFT, pos=on_map(canvas, EAST + 40, NORTH + 20))
    (new,) = set(opened.bench.project.measures) - known
    assert opened.bench.project.measures[new].accuracy_m == pytest.approx(accuracy)
    inspector = opened.window.findChild(InspectorPanel)
    told = [label.text() for label in inspector.findChildren(QLabel)]
    assert any("good to 0.17" in words for words in told)


def test_layers_of_a_drawing_move_with_a_preview_and_one_undo(opened, qtbot):
    before = opened.bench.project.layers
    opened.window.actions_by_key["georeference"].trigger()
    panel = opened.window.findChild(GeoreferencePanel)
    assert not panel.session.subject.is_picture
    for x, y in ((0, 0), (80, 0)):
        type_point(panel, qtbot, EAST + x, NORTH + y, EAST + x + 100, NORTH + y)
    assert panel.session.fit.transform.scale_x == pytest.approx(1)
    assert opened.bench.project.layers is before
    qtbot.mouseClick(button(panel, "geo_apply"), LEFT)
    square = opened.bench.project.feature(opened.bench.project.square)[1].geometry
    assert square.bounds[0] == pytest.approx(EAST + 100)
    opened.window.actions_by_key["undo"].trigger()
    square = opened.bench.project.feature(opened.bench.project.square)[1].geometry
    assert square.bounds[0] == pytest.approx(EAST)


def test_a_broken_picture_is_refused_in_words(opened, qtbot, tmp_path):
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    add_underlays(opened.window, [path])
    settled(opened, qtbot)
    assert opened.bench.problems[-1].expected
    add_pasted_picture(opened.window, b"\x89PNG\r\n\x1a\n nothing")
    settled(opened, qtbot)
    assert opened.bench.problems[-1].expected
    assert opened.window.findChild(GeoreferencePanel) is None


def test_undoing_the_picture_closes_the_panel_and_shows_the_map_as_it_is(opened, panel, qtbot):
    qtbot.mouseClick(button(panel, "geo_add"), LEFT)
    opened.window.actions_by_key["undo"].trigger()
    qtbot.waitUntil(lambda: opened.window.findChild(GeoreferencePanel) is None)
    assert opened.bench.project.underlays == ()
    assert opened.window.workspace.map_area.canvas.tool.key == "select"
    assert opened.bench.problems == ()


def test_a_turned_map_takes_control_points_where_they_are_clicked(opened, panel, qtbot):
    canvas = opened.window.workspace.map_area.canvas
    canvas.set_view(replace(canvas.view, rotation_deg=30.0))
    settled(opened, qtbot)
    qtbot.mouseClick(button(panel, "geo_add"), LEFT)
    click_pair(panel, qtbot, (0, 500), (0, 0))
    click_pair(panel, qtbot, (800, 500), (80, 0))
    assert panel.session.fit.transform.scale_x == pytest.approx(0.1, abs=0.003)
    assert panel.session.fit.transform.rotation_deg == pytest.approx(0, abs=1.0)
