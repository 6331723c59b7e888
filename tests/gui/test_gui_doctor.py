"""The input doctor in the window: found, looked at, repaired and undone, with mouse and keys."""

import json

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.importing import import_plans
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.diagnosis import Ailment
from sbd_tool.gui.panels.doctor import DoctorPanel

EAST, NORTH = 690_000.0, 5_330_000.0
LEFT = Qt.MouseButton.LeftButton


def feature(role, kind, coordinates):
    return {
        "type": "Feature",
        "properties": {"role": role},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def moved(*places):
    return [[EAST + x, NORTH + y] for x, y in places]


@pytest.fixture
def ill(start, tmp_path, qtbot):
    """A square whose kerbs miss each other, with a pond drawn twice."""
    ring = moved((0, 0), (60, 0), (60, 40), (0, 40), (0, 0))
    pond = [(20, 20), (26, 20), (26, 25), (20, 25), (20, 20)]
    again = [(x + 0.0004, y) for x, y in pond]
    features = [
        feature("site_boundary", "Polygon", [ring]),
        feature("kerb", "LineString", moved((0, -5), (60, -5))),
        feature("kerb", "LineString", moved((20, 5), (20, -4.94))),
        feature("kerb", "LineString", moved((40, 5), (40, -5.04))),
        feature("water", "Polygon", [moved(*pond)]),
        feature("water", "Polygon", [moved(*again)]),
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    path = tmp_path / "ill.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    made = import_plans([path], clock=FixedClock(), catalogue=load_rules(None).catalogue).project
    program = start()
    assert program.bench.new(made)
    canvas = program.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    return program


def opened_doctor(program, qtbot) -> DoctorPanel:
    program.window.activateWindow()
    program.window.actions_by_key["doctor"].trigger()
    panel = program.window.findChild(DoctorPanel)
    examined(panel, program, qtbot)
    return panel


def examined(panel, program, qtbot) -> None:
    def is_done() -> bool:
        return not program.runner.is_busy and panel._layers is program.bench.project.layers

    qtbot.waitUntil(is_done, timeout=60_000)


def kinds(panel) -> list[Ailment]:
    return [one.kind for one in panel.found]


def kerbs(program) -> list[str]:
    layers = [one for one in program.bench.project.layers if one.name.startswith("kerb")]
    layers = layers or [one for one in program.bench.project.layers if one.role == "kerb"]
    return sorted(shape.wkt for layer in layers for shape in layer.geometry)


def test_errors_are_listed_by_kind_and_nothing_is_changed_by_looking(ill, qtbot):
    before = ill.bench.project
    panel = opened_doctor(ill, qtbot)
    assert {Ailment.OVERSHOOT, Ailment.UNDERSHOOT, Ailment.DUPLICATE} <= set(kinds(panel))
    assert ill.bench.project is before
    assert ill.bench.undo_label is None


def test_an_arrow_shows_an_error_on_the_map_before_and_after(ill, qtbot):
    panel = opened_doctor(ill, qtbot)
    canvas = ill.window.workspace.map_area.canvas
    shown = panel.shown
    assert shown is not None
    assert abs(canvas.view.x_m - shown.place.centroid.x) < 0.5
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    QApplication.processEvents()
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    assert panel.shown is not None
    assert panel.shown is not shown
    picture = panel.veil.grab().toImage()
    middle = panel.veil.rect().center()
    ring = [picture.pixelColor(middle + QPoint(dx, 0)).alpha() for dx in range(8, 22)]
    assert max(ring) > 0


def test_one_error_is_repaired_by_enter_and_undone(ill, qtbot):
    panel = opened_doctor(ill, qtbot)
    before, count = kerbs(ill), len(panel.found)
    one = next(one for one in panel.found if one.kind is Ailment.UNDERSHOOT)
    panel.tree.setCurrentIndex(panel.model.leaf_of(one.id))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    examined(panel, ill, qtbot)
    after = [shapely.from_wkt(words) for words in kerbs(ill)]
    assert any(line.distance(shapely.Point(EAST + 20, NORTH - 5)) == 0 for line in after)
    assert len(panel.found) == count - 1
    ill.window.actions_by_key["undo"].trigger()
    examined(panel, ill, qtbot)
    assert kerbs(ill) == before
    assert len(panel.found) == count


def test_all_errors_of_a_kind_are_repaired_in_one_step(ill, qtbot):
    panel = opened_doctor(ill, qtbot)
    one = next(one for one in panel.found if one.kind is Ailment.DUPLICATE)
    panel.tree.setCurrentIndex(panel.model.leaf_of(one.id))
    qtbot.mouseClick(panel.findChild(QPushButton, "doctor_repair_kind"), LEFT)
    examined(panel, ill, qtbot)
    assert Ailment.DUPLICATE not in kinds(panel)
    assert Ailment.UNDERSHOOT in kinds(panel)
    ill.window.actions_by_key["undo"].trigger()
    examined(panel, ill, qtbot)
    assert Ailment.DUPLICATE in kinds(panel)


def test_closing_the_doctor_takes_its_drawing_off_the_map(ill, qtbot):
    panel = opened_doctor(ill, qtbot)
    canvas = ill.window.workspace.map_area.canvas
    veil = panel.veil
    assert veil.parent() is canvas
    ill.window.workspace.findChild(object, "side_doctor").close()
    qtbot.waitUntil(lambda: ill.window.findChild(DoctorPanel) is None)
    assert ill.window.findChild(object, "map_veil") is None


def test_a_doctor_closed_while_it_still_examines_leaves_nothing_behind(ill, qtbot):
    ill.window.actions_by_key["doctor"].trigger()
    ill.window.workspace.findChild(object, "side_doctor").close()
    qtbot.waitUntil(lambda: ill.window.findChild(DoctorPanel) is None)
    qtbot.waitUntil(lambda: not ill.runner.is_busy, timeout=60_000)
    assert ill.bench.problems == ()
