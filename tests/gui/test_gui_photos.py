"""Photos by mouse and keys: dropped, placed by a tap, sketched on, blurred, checked, undone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QSlider,
    QWidget,
)

from sbd_tool.app.photos.listing import photo_rows
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.photo_marks import checks_of, sketches_of
from sbd_tool.domain.viewpoints import viewpoints_of
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.photos.photo_card import PhotoCard
from sbd_tool.gui.photos.picture import PhotoPicture
from tests.made_photos import made_photo

LEFT = Qt.MouseButton.LeftButton
Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def visited(opened, qtbot, tmp_path):
    """The small square with a dropped folder: two photos without a place, one with."""
    folder = tmp_path / "DCIM"
    folder.mkdir()
    made_photo(folder / "a.jpg", place=(11.5548, 48.0889), heading=180, taken="2026:05:01 10:00:00")
    made_photo(folder / "b.jpg", tint=9, taken="2026:05:01 11:00:00")
    made_photo(folder / "c.jpg", tint=20, taken="2026:05:01 12:00:00")
    opened.window.drop_paths([folder])
    qtbot.waitUntil(lambda: len(opened.bench.project.photos) == 3, timeout=20_000)
    qtbot.waitUntil(lambda: not opened.runner.is_busy, timeout=60_000)
    return opened


def part(program, kind, name):
    return program.window.findChild(kind, name)


def click(qtbot, program, name):
    qtbot.mouseClick(part(program, QPushButton, name), LEFT)


def rows(program):
    return photo_rows(program.bench.project)


def test_a_dropped_folder_is_placed_by_taps_one_after_the_other(visited, qtbot):
    visited.window.actions_by_key["photos"].trigger()
    sheet = part(visited, QListWidget, "photos_sheet")
    assert sheet.count() == 3
    assert "Without a place: 2" in part(visited, QLabel, "photos_lead").text()
    click(qtbot, visited, "photos_show_unplaced")
    assert sheet.count() == 2
    click(qtbot, visited, "photo_place")
    canvas = visited.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=20_000)
    at = QPoint(canvas.width() // 2, canvas.height() // 2)
    qtbot.mouseClick(canvas, LEFT, pos=at)
    assert [one.is_placed for one in rows(visited)] == [True, True, False]
    expected = canvas.view.to_map(at.toPointF())
    assert (rows(visited)[1].photo.x_m, rows(visited)[1].photo.y_m) == pytest.approx(expected)
    qtbot.mousePress(canvas, LEFT, pos=at + QPoint(60, 0))
    qtbot.mouseMove(canvas, at + QPoint(120, 0))
    qtbot.mouseRelease(canvas, LEFT, pos=at + QPoint(120, 0))
    assert rows(visited)[2].photo.heading_deg == pytest.approx(90 + canvas.view.rotation_deg, abs=1)
    assert canvas.tool.key == "select"
    assert sheet.count() == 0
    assert "Every photo has a place." in [
        label.text() for label in visited.window.findChildren(QLabel)
    ]


def test_pen_and_brush_leave_the_original_and_are_undone_exactly(visited, qtbot):
    visited.window.actions_by_key["photos"].trigger()
    sheet = part(visited, QListWidget, "photos_sheet")
    qtbot.keyClick(sheet, Key.Key_Home)
    qtbot.keyClick(sheet, Key.Key_Return)
    card, picture = part(visited, PhotoCard, "photo_card"), part(visited, QWidget, "photo_large")
    assert isinstance(picture, PhotoPicture)
    qtbot.waitUntil(lambda: not picture.image.isNull(), timeout=20_000)
    before, blobs = design_digest(visited.bench.project), visited.bench.project.blobs
    click(qtbot, visited, "photo_hand_pen")
    box = picture.frame
    start, end = box.center().toPoint(), (box.center() * 0.8).toPoint()
    qtbot.mousePress(picture, LEFT, pos=start)
    qtbot.mouseMove(picture, end)
    qtbot.mouseRelease(picture, LEFT, pos=end)
    (sketch,) = sketches_of(visited.bench.project.records).values()
    assert sketch.strokes[0].points[0] == pytest.approx((0.5, 0.5), abs=0.01)
    assert sketch.strokes[0].ink == "danger"
    click(qtbot, visited, "photo_hand_brush")
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_Right, Key.Key_Space):
        qtbot.keyClick(picture, key)
    (check,) = checks_of(visited.bench.project.records).values()
    assert len(check.brush[0].points) == 3
    assert part(visited, QLabel, "photo_state").text().startswith("Not checked")
    click(qtbot, visited, "photo_card_check")
    assert part(visited, QLabel, "photo_state").text().startswith("Checked")
    assert rows(visited)[0].is_checked
    qtbot.waitUntil(lambda: not visited.runner.is_busy, timeout=60_000)
    assert visited.bench.project.blobs is blobs
    for _ in range(3):
        visited.bench.undo()
    assert design_digest(visited.bench.project) == before
    qtbot.keyClick(picture, Key.Key_PageDown)
    assert card.photo_id == rows(visited)[1].id
    qtbot.waitUntil(lambda: not visited.runner.is_busy, timeout=60_000)
    card.close_card()


def test_then_and_now_fade_over_each_other_and_a_difference_becomes_a_remark(visited, qtbot):
    first, second, _ = rows(visited)
    shown = visited.window.desk.photo_wanted
    for photo, entry in ((first, "photo_make_view"), (second, "photo_again_0")):
        shown.emit(photo.id)
        menu = part(visited, QMenu, "photo_view_menu")
        menu.aboutToShow.emit()
        menu.findChild(QAction, entry).trigger()
        if photo is first:
            part(visited, PhotoCard, "photo_card").close_card()
    (view,) = viewpoints_of(visited.bench.project.records)
    assert (view.earlier, view.later) == (first.id, (second.id,))
    menu.aboutToShow.emit()
    menu.findChild(QAction, "photo_compare_0").trigger()
    pictures = part(visited, QWidget, "then_now_picture")
    qtbot.waitUntil(lambda: not pictures.now.isNull(), timeout=20_000)
    assert "does not say which way" in part(visited, QLabel, "then_now_told").text()
    qtbot.waitUntil(lambda: not visited.runner.is_busy, timeout=60_000)
    click(qtbot, visited, "then_now_way_ghost")
    slider = part(visited, QSlider, "then_now_slider")
    qtbot.keyClick(slider, Key.Key_End)
    assert pictures.is_ghost
    assert pictures.share == 1.0
    remark = part(visited, QLineEdit, "then_now_remark")
    qtbot.keyClicks(remark, "Lamp dead")
    qtbot.keyClick(remark, Key.Key_Return)
    (note,) = visited.bench.project.notes.values()
    assert (note.words, note.x_m) == ("Lamp dead", view.x_m)
    for name in ("then_now_card", "photo_card"):
        part(visited, FloatingCard, name).close_card()


def test_an_import_that_is_stopped_keeps_what_was_saved_and_goes_on_later(opened, qtbot, tmp_path):
    folder = tmp_path / "DCIM"
    folder.mkdir()
    files = [made_photo(folder / f"{n:02}.jpg", tint=n, size=(64 + n, 48)) for n in range(30)]

    def stop():
        if len(opened.bench.project.photos) >= 3:
            for _title, _reading, ticket in opened.runner.readings():
                ticket.cancel()

    opened.window.desk.project_changed.connect(stop)
    opened.window.add_photos(files)
    qtbot.waitUntil(lambda: len(opened.bench.project.photos) >= 3, timeout=20_000)
    qtbot.waitUntil(lambda: not opened.runner.is_busy, timeout=60_000)
    opened.window.desk.project_changed.disconnect(stop)
    first = len(opened.bench.project.photos)
    assert 3 <= first < 30
    opened.window.add_photos(files)
    qtbot.waitUntil(lambda: len(opened.bench.project.photos) == 30, timeout=60_000)
    qtbot.waitUntil(lambda: not opened.runner.is_busy, timeout=60_000)
    whole = opened.bench.project
    for key, count in (("undo", first), ("undo", 0), ("redo", first), ("redo", 30)):
        opened.window.actions_by_key[key].trigger()
        assert len(opened.bench.project.photos) == count, "an import is one step"
    assert opened.bench.project == whole
