"""Folders and mixed files dropped on the window, and things pasted from other programs."""

import json

import pytest
import shapely
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QListWidget, QPushButton

from sbd_tool.gui.georeferencing.panel import GeoreferencePanel
from sbd_tool.gui.import_desk.taken_card import TakenCard
from sbd_tool.gui.widgets.controls import Select

EAST, NORTH = 690_000.0, 5_330_000.0
LEFT = Qt.MouseButton.LeftButton


def drop(window, *paths):
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(40, 40), Qt.DropAction.CopyAction, files, LEFT, Qt.KeyboardModifier.NoModifier
        )
    )


def quiet(program, qtbot):
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=60_000)


def more_plan(path, crs="urn:ogc:def:crs:EPSG::25832"):
    ring = [[EAST + x, NORTH + y] for x, y in ((90, 0), (95, 0), (95, 5), (90, 5), (90, 0))]
    feature = {
        "type": "Feature",
        "properties": {"role": "water"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    content = {"type": "FeatureCollection", "features": [feature]}
    if crs:
        content["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "survey"
    home.mkdir()
    more_plan(home / "pond.geojson")
    Image.new("RGB", (40, 30), (120, 90, 60)).save(home / "site.jpg")
    (home / "notes.txt").write_text("nothing to draw", encoding="utf-8")
    return home


def water(program):
    return sum(len(one) for one in program.bench.project.layers if one.role == "water")


def test_a_dropped_folder_adds_plans_and_photos_and_lists_what_was_left(opened, qtbot, folder):
    drop(opened.window, folder)
    qtbot.waitUntil(lambda: water(opened) == 1, timeout=60_000)
    qtbot.waitUntil(lambda: len(opened.bench.project.photos) == 1, timeout=60_000)
    quiet(opened, qtbot)
    assert opened.bench.problems == ()
    slot = opened.window.workspace.map_area.banners
    assert slot.banner is not None


def test_the_list_says_why_a_file_was_left(opened, qtbot, folder):
    (folder / "pond.geojson").unlink()
    (folder / "site.jpg").unlink()
    drop(opened.window, folder)
    quiet(opened, qtbot)
    banner = opened.window.workspace.map_area.banners.banner
    qtbot.mouseClick(banner.findChild(QPushButton, "banner_action_0"), LEFT)
    card = opened.window.findChild(TakenCard)
    left = card.findChild(QListWidget, "left_list")
    assert [left.item(row).text().split(":")[0] for row in range(left.count())] == ["notes.txt"]
    card.close_card()


def test_one_broken_file_never_costs_the_others(opened, qtbot, tmp_path):
    broken = tmp_path / "broken.geojson"
    broken.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    drop(opened.window, broken, more_plan(tmp_path / "pond.geojson"))
    qtbot.waitUntil(lambda: water(opened) == 1, timeout=60_000)
    assert opened.bench.problems[-1].subject == "broken.geojson"


def test_pasted_geojson_becomes_a_layer_and_undo_takes_it_back(opened, qtbot, tmp_path):
    words = more_plan(tmp_path / "pond.geojson").read_text(encoding="utf-8")
    QGuiApplication.clipboard().setText(words)
    canvas = opened.window.workspace.map_area.canvas
    canvas.setFocus()
    opened.window.actions_by_key["paste"].trigger()
    qtbot.waitUntil(lambda: water(opened) == 1, timeout=60_000)
    opened.window.actions_by_key["undo"].trigger()
    assert water(opened) == 0


def test_pasted_wkt_asks_for_its_system_once_with_the_projects_own_first(opened, qtbot):
    shape = shapely.box(EAST + 10, NORTH + 10, EAST + 14, NORTH + 12)
    QGuiApplication.clipboard().setText(shape.wkt)
    before = len(opened.bench.project.layers)
    opened.window.actions_by_key["paste"].trigger()
    slot = opened.window.workspace.map_area.banners
    qtbot.waitUntil(
        lambda: slot.banner is not None and slot.banner.findChild(Select, "ask_crs") is not None,
        timeout=60_000,
    )
    choice = slot.banner.findChild(Select, "ask_crs")
    assert choice.itemData(0) == "EPSG:25832"
    assert "UTM" in choice.itemText(0)
    qtbot.mouseClick(slot.banner.findChild(QPushButton, "banner_action_0"), LEFT)
    qtbot.waitUntil(lambda: len(opened.bench.project.layers) > before, timeout=60_000)
    quiet(opened, qtbot)
    new = opened.bench.project.layers[-1]
    assert new.geometry[0].equals(shape)


def test_a_pasted_picture_lies_in_view_and_waits_to_be_georeferenced(opened, qtbot):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#aa8844"))
    QGuiApplication.clipboard().setImage(image)
    opened.window.actions_by_key["paste"].trigger()
    qtbot.waitUntil(lambda: opened.window.findChild(GeoreferencePanel) is not None, timeout=60_000)
    quiet(opened, qtbot)
    underlay = opened.bench.project.underlays[-1]
    assert (underlay.width_px, underlay.height_px) == (60, 40)
    assert underlay.accuracy_m is None


def test_objects_copied_here_are_pasted_as_objects(opened, qtbot):
    measure = next(m for m in opened.bench.project.measures.values() if m.geometry is not None)
    opened.window.desk.choose((measure.id,))
    opened.window.actions_by_key["copy"].trigger()
    count, layers = len(opened.bench.project.measures), len(opened.bench.project.layers)
    opened.window.actions_by_key["paste"].trigger()
    quiet(opened, qtbot)
    assert len(opened.bench.project.measures) == count + 1
    assert len(opened.bench.project.layers) == layers


def test_nothing_useful_on_the_clipboard_is_told(start, qtbot):
    program = start()
    QGuiApplication.clipboard().setText("only words")
    program.window.actions_by_key["paste_plan"].trigger()
    assert program.bench.problems[-1].expected


def test_a_plan_pasted_on_the_start_page_opens_a_project(start, qtbot, plan):
    program = start()
    QGuiApplication.clipboard().setText(plan.read_text(encoding="utf-8"))
    program.window.actions_by_key["paste_plan"].trigger()
    qtbot.waitUntil(lambda: program.bench.project is not None, timeout=60_000)
    assert program.bench.project.square


def test_a_file_that_only_belongs_to_another_one_is_refused_in_words(start, qtbot, tmp_path):
    program = start()
    table = tmp_path / "kerbs.dbf"
    table.write_bytes(b"\x03")
    drop(program.window, table)
    qtbot.waitUntil(lambda: bool(program.bench.problems), timeout=10_000)
    assert program.bench.problems[-1].subject == "kerbs.dbf"
    assert program.bench.project is None
