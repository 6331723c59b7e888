"""Bringing a drawing in over the import desk, with mouse and keys only."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from sbd_tool.domain.role_mapping import Named
from sbd_tool.domain.roles import Role
from sbd_tool.gui.import_desk.card import ImportDeskCard
from tests.fictional_drawing import RULES, WIDTH_M, write_drawing

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    return write_drawing(tmp_path / "court.dxf")


def drop(window, *paths: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, files, LEFT, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


def desk_of(program, qtbot) -> ImportDeskCard:
    window = program.window
    qtbot.waitUntil(lambda: window.findChild(ImportDeskCard) is not None, timeout=30_000)
    card = window.findChild(ImportDeskCard)
    qtbot.waitUntil(lambda: card.preview.is_settled, timeout=10_000)
    return card


def button(card, name: str) -> QPushButton:
    return card.findChild(QPushButton, name)


def type_role(card, qtbot, of: Named, name: str, typed: str) -> None:
    card.table.setFocus()
    card.table.go_to(card.model.row_of(of, name))
    qtbot.keyClicks(card.table, typed[0])
    qtbot.keyClicks(QApplication.focusWidget(), typed[1:])
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)


def arrived(program, qtbot) -> None:
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=60_000)


def answer_crs_local(program, qtbot) -> None:
    banner_slot = program.window.start_banners
    qtbot.waitUntil(lambda: banner_slot.banner is not None, timeout=30_000)
    qtbot.mouseClick(banner_slot.banner.findChild(QPushButton, "banner_action_0"), LEFT)


def roles_of(program) -> dict[str, int]:
    found: dict[str, int] = {}
    for layer in program.bench.project.layers:
        key = layer.role.value if layer.role is not None else ""
        found[key] = found.get(key, 0) + len(layer)
    return found


def test_a_drawing_opens_the_desk_and_typed_roles_go_into_the_project(start, qtbot, drawing):
    program = start()
    drop(program.window, drawing)
    card = desk_of(program, qtbot)
    assert "court.dxf" in card.accessibleName()
    type_role(card, qtbot, Named.LAYER, "Z-10", "site")
    type_role(card, qtbot, Named.LAYER, "Z-20", "build")
    type_role(card, qtbot, Named.LAYER, "Z-30", "tree")
    type_role(card, qtbot, Named.BLOCK, "MOEBEL_1", "seat")
    card.table.go_to(card.model.row_of(Named.LAYER, "HILF"))
    qtbot.keyClick(card.table, Key.Key_Delete)
    assert card.model.chosen == {
        (Named.LAYER, "Z-10"): Role.SITE_BOUNDARY,
        (Named.LAYER, "Z-20"): Role.BUILDING,
        (Named.LAYER, "Z-30"): Role.TREE,
        (Named.BLOCK, "MOEBEL_1"): Role.SEAT,
        (Named.LAYER, "HILF"): None,
    }
    qtbot.mouseClick(button(card, "desk_import"), LEFT)
    answer_crs_local(program, qtbot)
    qtbot.waitUntil(lambda: program.bench.project is not None, timeout=60_000)
    arrived(program, qtbot)
    roles = roles_of(program)
    assert roles["building"] == 2
    assert roles["tree"] == 5
    assert roles["seat"] == 3
    square = program.bench.project.feature(program.bench.project.square)
    assert square[1].geometry.area == pytest.approx(60 * 40, rel=1e-6)


def test_the_desk_can_be_skipped(start, qtbot, drawing):
    program = start()
    drop(program.window, drawing)
    card = desk_of(program, qtbot)
    qtbot.mouseClick(button(card, "desk_as_is"), LEFT)
    qtbot.waitUntil(lambda: program.window.findChild(ImportDeskCard) is None)
    qtbot.waitUntil(lambda: program.window.start_banners.banner is not None, timeout=30_000)


def test_one_known_length_tells_the_unit_and_what_is_left_over(start, qtbot, tmp_path):
    # drawn in centimetres, declared in millimetres: a tenth of its size
    path = write_drawing(tmp_path / "wrong.dxf", unit_m=0.01)
    program = start()
    drop(program.window, path)
    card = desk_of(program, qtbot)
    qtbot.mouseClick(button(card, "desk_measure"), LEFT)
    for x_m, y_m in ((0.0, 0.0), (WIDTH_M, 0.0)):
        qtbot.mouseClick(card.preview, LEFT, pos=on_preview(card, x_m * 100, y_m * 100))
    assert card.units.drawn_units == pytest.approx(WIDTH_M * 100, rel=1e-6)
    length = card.findChild(QLineEdit, "desk_length")
    qtbot.keyClicks(length, "60,02")
    qtbot.keyClick(length, Key.Key_Return)
    assert card.units.value() == "cm"
    assert "0.02" in card.units.answer.text()
    assert "110" in card.units.size_words.text()


def test_a_length_that_is_none_is_refused_in_words(start, qtbot, drawing):
    program = start()
    drop(program.window, drawing)
    card = desk_of(program, qtbot)
    qtbot.mouseClick(button(card, "desk_measure"), LEFT)
    for x_m in (0.0, WIDTH_M):
        qtbot.mouseClick(card.preview, LEFT, pos=on_preview(card, x_m * 1000, 0.0))
    length = card.findChild(QLineEdit, "desk_length")
    qtbot.keyClicks(length, "-3")
    qtbot.keyClick(length, Key.Key_Return)
    assert length.property("invalid") == "true"
    assert card.units.value() is None


def on_preview(card, x_units: float, y_units: float) -> QPoint:
    scenery = card.preview.scenery
    corner = min(
        (one for one in card.drawings[0].inspection.layers if one.name == "Z-10"),
        key=lambda one: one.count,
    )
    assert corner.bounds is not None
    sheet = next(one for one in scenery.sheets if one.name == "Z-10")
    west, south, *_ = sheet.geometry[0].bounds
    at = card.preview.view.to_screen(
        west + x_units * scenery.per_unit, south + y_units * scenery.per_unit
    )
    return QPoint(round(at.x()), round(at.y()))


def test_a_click_in_the_preview_picks_the_row_of_its_layer(start, qtbot, drawing):
    program = start()
    drop(program.window, drawing)
    card = desk_of(program, qtbot)
    qtbot.mouseClick(card.preview, LEFT, pos=on_preview(card, -2_000, 20_000))
    assert card.model.entry(card.table.currentIndex()).name == "Z-20"


def test_rules_are_saved_shared_and_loaded_again(start, qtbot, drawing, tmp_path):
    program = start()
    drop(program.window, drawing)
    card = desk_of(program, qtbot)
    rules = tmp_path / "town.yaml"
    rules.write_text(RULES, encoding="utf-8")
    qtbot.mouseClick(button(card, "desk_load_rules"), LEFT)
    choose_file(card, qtbot, rules)
    assert card.loaded is not None
    row = card.model.row_of(Named.LAYER, "Z-20")
    assert card.model.value_of(card.model.entry(card.model.index(row, 0))) == "building"

    shared = tmp_path / "shared.yaml"
    qtbot.mouseClick(button(card, "desk_save_rules"), LEFT)
    choose_file(card, qtbot, shared)
    from sbd_tool.app.import_desk import read_role_mapping

    again = read_role_mapping([shared])
    assert {rule.pattern for rule in again.rules} >= {"Z-10", "Z-20", "MOEBEL_*"}


def choose_file(card, qtbot, path: Path) -> None:
    dialog = card.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(lambda: card.findChild(QFileDialog) is None)


def test_a_broken_rule_file_is_told_and_changes_nothing(start, qtbot, drawing, tmp_path):
    program = start()
    drop(program.window, drawing)
    card = desk_of(program, qtbot)
    rules = tmp_path / "broken.yaml"
    rules.write_text("layers: [", encoding="utf-8")
    qtbot.mouseClick(button(card, "desk_load_rules"), LEFT)
    choose_file(card, qtbot, rules)
    assert card.loaded is None
    assert program.bench.problems[-1].expected


def test_a_broken_drawing_is_refused_in_words_and_no_desk_opens(start, qtbot, tmp_path):
    path = tmp_path / "broken.dxf"
    path.write_text("0\nSECTION\n2\nENTITIES\n0\nLINE\n8\n", encoding="utf-8")
    program = start()
    drop(program.window, path)
    arrived(program, qtbot)
    assert program.window.findChild(ImportDeskCard) is None
    assert program.bench.problems[-1].expected
    assert program.window.start_banners.banner is not None


def test_escape_closes_the_desk_and_brings_nothing_in(start, qtbot, drawing):
    program = start()
    drop(program.window, drawing)
    card = desk_of(program, qtbot)
    qtbot.keyClick(card.table, Key.Key_Escape)
    qtbot.waitUntil(lambda: program.window.findChild(ImportDeskCard) is None)
    arrived(program, qtbot)
    assert program.bench.project is None


def test_typing_roles_over_an_open_project_triggers_no_shortcut_of_the_map(opened, qtbot, drawing):
    measures = dict(opened.bench.project.measures)
    is_snapping = opened.window.actions_by_key["snapping"].isChecked()
    opened.window.desk.choose(list(measures)[:1])
    drop(opened.window, drawing)
    card = desk_of(opened, qtbot)
    type_role(card, qtbot, Named.LAYER, "Z-30", "seat")
    card.table.go_to(card.model.row_of(Named.LAYER, "HILF"))
    qtbot.keyClick(card.table, Key.Key_Delete)
    assert card.model.chosen == {(Named.LAYER, "Z-30"): Role.SEAT, (Named.LAYER, "HILF"): None}
    assert dict(opened.bench.project.measures) == measures
    assert opened.window.actions_by_key["snapping"].isChecked() is is_snapping
    qtbot.keyClick(card.table, Key.Key_Escape)


def test_a_known_length_is_measured_by_keyboard_alone(start, qtbot, drawing):
    program = start()
    drop(program.window, drawing)
    card = desk_of(program, qtbot)
    measure = button(card, "desk_measure")
    measure.setFocus()
    qtbot.keyClick(measure, Key.Key_Space)
    assert measure.isChecked()
    qtbot.keyClick(card.preview, Key.Key_Return)
    for _ in range(2):
        qtbot.keyClick(card.preview, Key.Key_Right)
    qtbot.keyClick(card.preview, Key.Key_Return)
    assert card.units.drawn_units > 0
    length = card.findChild(QLineEdit, "desk_length")
    assert length.isEnabled()
    qtbot.keyClicks(length, f"{card.units.drawn_units / 1000:.4f}")
    qtbot.keyClick(length, Key.Key_Return)
    assert card.units.value() == "mm"
