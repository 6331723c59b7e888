"""Shortcuts, properties and the way back, by mouse and keys."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeWidget,
)

from sbd_tool.app.commands import RenameProject
from sbd_tool.app.settings import load_settings


def card_of(window, key):
    window.actions_by_key[key].trigger()
    name = {"shortcuts": "shortcuts_card", "properties": "properties_card"}[key]
    return next(child for child in window.children() if child.objectName() == name)


def pick(qtbot, card, words):
    search = card.findChild(QLineEdit, "shortcuts_search")
    search.clear()
    qtbot.keyClicks(search, words)
    tree = card.findChild(QTreeWidget, "shortcuts_list")
    shown = [
        tree.topLevelItem(n)
        for n in range(tree.topLevelItemCount())
        if not tree.topLevelItem(n).isHidden()
    ]
    tree.scrollToItem(shown[0])
    at = tree.visualItemRect(shown[0]).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)


def press_keys(qtbot, card, key, modifier):
    field = card.findChild(QKeySequenceEdit, "shortcut_keys")
    field.setFocus()
    qtbot.keyClick(field, key, modifier)


def use(qtbot, card, name="shortcuts_set"):
    qtbot.mouseClick(card.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def window(opened):
    return opened.window


def test_keys_somebody_chose_work_at_once_and_are_remembered(qtbot, window):
    card = card_of(window, "shortcuts")
    pick(qtbot, card, "Zoom in")
    press_keys(qtbot, card, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    use(qtbot, card)
    action: QAction = window.actions_by_key["zoom_in"]
    assert action.shortcuts() == [QKeySequence("Alt+9")]
    assert "Alt+9" in action.toolTip()
    assert [(one.action, one.keys) for one in load_settings().shortcuts] == [
        ("zoom_in", ("Alt+9",))
    ]


def test_keys_that_belong_to_another_action_are_refused_in_words(qtbot, window):
    card = card_of(window, "shortcuts")
    pick(qtbot, card, "Zoom in")
    press_keys(qtbot, card, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    use(qtbot, card)
    assert "Save" in card.findChild(QLabel, "shortcut_told").text()
    assert window.actions_by_key["save"].shortcut() == QKeySequence("Ctrl+S")
    assert QKeySequence("Ctrl+S") not in window.actions_by_key["zoom_in"].shortcuts()


def test_an_action_gets_its_own_keys_back(qtbot, window):
    before = window.actions_by_key["zoom_in"].shortcuts()
    card = card_of(window, "shortcuts")
    pick(qtbot, card, "Zoom in")
    press_keys(qtbot, card, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    use(qtbot, card)
    use(qtbot, card, "shortcuts_reset")
    assert window.actions_by_key["zoom_in"].shortcuts() == before


def test_shortcuts_travel_in_a_file_and_a_wrong_file_is_refused(qtbot, window, tmp_path):
    card = card_of(window, "shortcuts")
    pick(qtbot, card, "Zoom in")
    press_keys(qtbot, card, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    use(qtbot, card)
    card.write_file(tmp_path / "keys.json")
    use(qtbot, card, "shortcuts_reset_all")
    written = json.loads((tmp_path / "keys.json").read_text())
    written["keys"]["no such action"] = ["Ctrl+Alt+Q"]
    (tmp_path / "keys.json").write_text(json.dumps(written))
    card.take_file(tmp_path / "keys.json")
    assert window.actions_by_key["zoom_in"].shortcut() == QKeySequence("Alt+9")
    (tmp_path / "other.json").write_text("[]")
    card.take_file(tmp_path / "other.json")
    assert window.actions_by_key["zoom_in"].shortcut() == QKeySequence("Alt+9")
    assert "other.json" in window.workspace.map_area.banners.banner.title


def test_no_two_actions_share_a_key(window):
    owners = {}
    for key, action in window.actions_by_key.items():
        for sequence in action.shortcuts():
            owners.setdefault(sequence.toString(), []).append(key)
    assert {keys: who for keys, who in owners.items() if len(who) > 1} == {}


def test_the_title_is_changed_in_the_properties_and_undone(qtbot, opened, window):
    before = opened.bench.project.title
    card = card_of(window, "properties")
    field = card.findChild(QLineEdit, "properties_title")
    field.selectAll()
    qtbot.keyClicks(field, "Harbour square")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert opened.bench.project.title == "Harbour square"
    window.actions_by_key["undo"].trigger()
    assert opened.bench.project.title == before


def test_the_licence_of_a_file_is_stated_in_the_properties_and_undone(qtbot, opened, window):
    card = card_of(window, "properties")
    field = card.findChild(QLineEdit, "properties_licence")
    assert "square.geojson" in field.accessibleName()
    qtbot.keyClicks(field, "CC BY 4.0, City of Example")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    layers = opened.bench.project.layers
    assert {row.source.licence for row in layers} == {"CC BY 4.0, City of Example"}
    window.actions_by_key["undo"].trigger()
    assert {row.source.licence for row in opened.bench.project.layers} == {""}


def test_the_author_of_the_properties_signs_what_follows(qtbot, opened, window):
    card = card_of(window, "properties")
    field = card.findChild(QLineEdit, "properties_author")
    field.selectAll()
    qtbot.keyClicks(field, "Ada")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.desk.by().author == "Ada"
    assert load_settings().author == "Ada"


def test_going_back_to_the_saved_state_can_itself_be_taken_back(opened, window, tmp_path):
    bench = opened.bench
    assert bench.save_as(tmp_path / "a.sbd.gpkg")
    saved = bench.project
    window.desk.do(RenameProject(title="Other", by=window.desk.by()))
    window.actions_by_key["revert"].trigger()
    assert bench.project.title == saved.title
    window.actions_by_key["redo"].trigger()
    assert bench.project.title == "Other"


def test_panels_keep_their_widths_from_one_start_to_the_next(start, square_project, qtbot):
    widths = []
    for _start in range(3):
        program = start()
        program.bench.new(square_project)
        qtbot.waitUntil(lambda one=program: one.window.workspace.isVisible())
        docks = program.window.workspace.docks
        widths.append([dock.width() for dock in docks if dock.isVisible()])
        program.bench.close()
        program.window.close()
    assert widths[0] == widths[1] == widths[2]


def menu_of(qtbot, program):
    button = program.window.start.findChild(QToolButton, "recent_more")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return next(w for w in QApplication.topLevelWidgets() if w.objectName() == "recent_menu")


def press_entry(qtbot, menu, name):
    action = next(one for one in menu.actions() if one.objectName() == name)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_a_recent_project_is_pinned_and_taken_out_of_the_list(qtbot, opened, tmp_path):
    bench = opened.bench
    assert bench.save_as(tmp_path / "kept.sbd.gpkg")
    bench.close()
    press_entry(qtbot, menu_of(qtbot, opened), "recent_pin")
    assert [one.is_pinned for one in bench.settings.recent_projects] == [True]
    opened.app.processEvents()
    press_entry(qtbot, menu_of(qtbot, opened), "recent_remove")
    assert bench.settings.recent_projects == ()
    assert (tmp_path / "kept.sbd.gpkg").exists()


def test_what_was_said_can_be_read_again_and_copied(qtbot, opened, window, tmp_path):
    opened.bench.save_as(tmp_path / "a.sbd.gpkg")
    window.actions_by_key["revert"].trigger()
    opened.bench.open(tmp_path / "missing.sbd.gpkg")
    panel = window.workspace.messages.widget()
    window.workspace.messages.show()
    qtbot.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton)
    lines = QApplication.clipboard().text().splitlines()
    assert any("missing.sbd.gpkg" in line for line in lines)


def test_the_copied_map_picture_carries_the_label(opened, window):
    window.actions_by_key["copy_map"].trigger()
    image = QApplication.clipboard().image()
    canvas = window.workspace.map_area.canvas
    assert (image.width(), image.height()) == (canvas.width(), canvas.height())
    ink = window.desk.look.theme.color("ink").rgb()
    assert image.pixel(canvas.width() - 16, canvas.height() - 27) == ink


def test_rotation_and_magnifier_are_read_and_typed_in_the_status_bar(qtbot, window):
    canvas = window.workspace.map_area.canvas
    turn = window.status.findChild(QLineEdit, "rotation")
    turn.setFocus()
    turn.selectAll()
    qtbot.keyClicks(turn, "30")
    qtbot.keyClick(turn, Qt.Key.Key_Return)
    assert canvas.view.rotation_deg == 30.0
    assert turn.text() == "30.0°"
    size = window.status.findChild(QComboBox, "magnifier").lineEdit()
    size.setFocus()
    size.selectAll()
    qtbot.keyClicks(size, "200")
    qtbot.keyClick(size, Qt.Key.Key_Return)
    assert canvas.view.magnifier == 2.0
    turn.setFocus()
    turn.selectAll()
    qtbot.keyClicks(turn, "north")
    qtbot.keyClick(turn, Qt.Key.Key_Return)
    assert (canvas.view.rotation_deg, turn.text()) == (30.0, "30.0°")
