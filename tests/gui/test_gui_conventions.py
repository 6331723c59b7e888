"""What people used to GIS and CAD expect of mouse and keys."""

import io
import json

import pytest
import shapely
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QPushButton

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.dialogs.about_card import KeysCard
from sbd_tool.gui.dialogs.near_card import NearCard

LEFT = Qt.MouseButton.LeftButton
Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def canvas(opened):
    return opened.window.workspace.map_area.canvas


def at(canvas, x_m, y_m):
    west, south = canvas.content.bounds[:2]
    pixel = canvas.view.to_screen(west + x_m, south + y_m)
    return QPoint(round(pixel.x()), round(pixel.y()))


def add_two(program, canvas):
    desk = program.window.desk
    west, south = canvas.content.bounds[:2]
    kind = next(k for k in desk.rules.catalogue.measures if k.geometry.value == "point")
    made = tuple(
        Measure(
            stamp=desk.new_stamp(),
            kind=kind.key,
            geometry=shapely.Point(west + 30 + 10 * n, south + 20),
        )
        for n in range(2)
    )
    assert desk.do(AddMeasures(measures=made, by=desk.by()))
    return made


def test_shift_and_drag_zooms_to_the_box_and_chooses_nothing(opened, canvas, qtbot):
    scale, chosen = canvas.view.scale, opened.window.desk.selection
    start, end = at(canvas, 20, 40), at(canvas, 40, 25)
    qtbot.mousePress(canvas, LEFT, Modifier.ShiftModifier, start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, LEFT, Modifier.ShiftModifier, end)
    assert canvas.view.scale < scale / 2
    assert opened.window.desk.selection == chosen


def test_last_and_next_view_walk_the_views_that_stood_still(opened, canvas, qtbot):
    first = canvas.view
    qtbot.wait(420)
    canvas.zoom_by(3)
    qtbot.wait(420)
    second = canvas.view
    opened.window.actions_by_key["zoom_last"].trigger()
    assert canvas.view.m_per_px == first.m_per_px
    opened.window.actions_by_key["zoom_next"].trigger()
    assert canvas.view.m_per_px == second.m_per_px


def test_copied_measures_are_pasted_as_one_step_with_ids_of_their_own(opened, canvas):
    made = add_two(opened, canvas)
    opened.window.desk.choose(m.id for m in made)
    opened.window.actions_by_key["copy"].trigger()
    opened.window.actions_by_key["paste"].trigger()
    measures = opened.bench.project.measures
    pasted = opened.window.desk.selection
    assert len(pasted) == 2
    assert not set(pasted) & {m.id for m in made}
    apart = measures[pasted[0]].geometry.distance(measures[pasted[1]].geometry)
    assert abs(apart - 10) < 1e-6
    opened.bench.undo()
    assert {m.id for m in made} <= set(opened.bench.project.measures)
    assert not set(pasted) & set(opened.bench.project.measures)
    told = json.loads(QApplication.clipboard().text())  # GeoJSON, for other programs
    assert [one["geometry"]["type"] for one in told["features"]] == ["Point", "Point"]


def test_the_choice_can_be_inverted(opened, canvas):
    made = add_two(opened, canvas)
    opened.window.desk.choose((made[0].id,))
    opened.window.actions_by_key["select_invert"].trigger()
    assert made[1].id in opened.window.desk.selection
    assert made[0].id not in opened.window.desk.selection


def test_a_right_click_on_a_pile_offers_a_list_of_it(opened, canvas):
    add_two(opened, canvas)
    canvas.menu_wanted.emit(at(canvas, 30, 20))
    menu = opened.window.findChild(QMenu, "map_menu")
    pile = menu.findChild(QMenu, "map_menu_under")
    names = [action.text() for action in pile.actions()]
    assert len(names) > 1
    assert "Test Square" in " ".join(names)
    square = next(a for a in pile.actions() if "Test Square" in a.text())
    square.trigger()
    menu.close()
    assert opened.window.desk.selection == (opened.bench.project.square,)


def test_ctrl_l_lists_the_objects_around_with_distance_and_direction(opened, canvas, qtbot):
    opened.window.actions_by_key["near"].trigger()
    card = opened.window.findChild(NearCard)
    rows = [card.list.item(n).text() for n in range(card.list.count())]
    assert len(rows) > 5
    assert any(word in " ".join(rows) for word in ("north", "south", "east", "west"))
    qtbot.keyClick(card.list, Key.Key_Down)
    qtbot.keyClick(card.list, Key.Key_Return)
    assert len(opened.window.desk.selection) == 1
    assert not card.isVisible()
    assert canvas.selection == opened.window.desk.selection


def test_the_page_of_keys_names_every_shortcut(opened):
    opened.window.actions_by_key["help"].trigger()
    card = opened.window.findChild(KeysCard)
    shown = " ".join(label.text() for label in card.findChildren(QLabel))
    for keys in ("Ctrl+L", "Ctrl+J", "Alt+Left", "F11", "Ctrl+C"):
        assert keys in shown
    card.close_card()


def test_a_note_is_pinned_with_keys_only_and_edited_in_the_inspector(opened, canvas, qtbot):
    opened.window.actions_by_key["note"].trigger()
    box = opened.window.findChild(QPlainTextEdit, "note_new")
    qtbot.keyClicks(box, "The kerb is broken here")
    qtbot.keyClick(box, Key.Key_Return, Modifier.ControlModifier)
    (note,) = opened.bench.project.notes.values()
    assert note.words == "The kerb is broken here"
    assert (note.x_m, note.y_m) == pytest.approx((canvas.view.x_m, canvas.view.y_m), abs=200)
    assert opened.window.desk.selection == (note.id,)
    assert opened.window.findChild(QPlainTextEdit, "note_words").toPlainText() == note.words
    qtbot.mouseClick(opened.window.findChild(QPushButton, "delete_note"), LEFT)
    assert opened.bench.project.notes == {}


def photo(path, *, is_placed):
    image = Image.new("RGB", (640, 480), "#4a6a8a")
    exif = Image.Exif()
    if is_placed:
        gps = exif.get_ifd(0x8825)
        gps.update({1: "N", 2: (48.0, 5.0, 0.0), 3: "E", 4: (11.0, 33.0, 0.0), 17: 90.0})
    held = io.BytesIO()
    image.save(held, "JPEG", exif=exif)
    path.write_bytes(held.getvalue())
    return path


def test_dropped_photos_are_kept_placed_and_shown(opened, qtbot, tmp_path):
    paths = [
        photo(tmp_path / "corner.jpg", is_placed=True),
        photo(tmp_path / "bench.jpg", is_placed=False),
    ]
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff no picture")
    opened.window.drop_paths([*paths, tmp_path / "broken.jpg"])
    qtbot.waitUntil(lambda: len(opened.bench.project.photos) == 2, timeout=10_000)
    rows = {row.caption: row for row in opened.bench.project.photos.values()}
    assert rows["corner.jpg"].heading_deg == 90
    assert 5_320_000 < rows["corner.jpg"].y_m < 5_340_000
    assert rows["bench.jpg"].x_m is None
    qtbot.waitUntil(lambda: bool(opened.bench.problems), timeout=10_000)
    assert opened.bench.problems[-1].subject == "broken.jpg"
    qtbot.waitUntil(lambda: not opened.runner.is_busy, timeout=10_000)
    opened.window.desk.choose((rows["bench.jpg"].id,))
    picture = opened.window.findChild(QLabel, "photo_picture")
    assert picture.pixmap().width() > 200
    qtbot.mouseClick(opened.window.findChild(QPushButton, "delete_photo"), LEFT)
    assert len(opened.bench.project.photos) == 1
    opened.bench.undo()
    assert len(opened.bench.project.photos) == 2
