"""The attribute table by mouse and keys: one choice with the map, edits in place, files."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit

from sbd_tool.domain.measures import MeasureState
from sbd_tool.gui.panels.table.panel import TablePanel

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(opened, qtbot) -> TablePanel:
    """The table of measures, opened by its key."""
    window = opened.window
    qtbot.keyClick(window.workspace.map_area.canvas, KEY.Key_F6)
    panel = window.findChild(TablePanel)
    qtbot.waitUntil(panel.isVisible)
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    return panel


def layer_of(program, role):
    return next(layer for layer in program.bench.project.layers if str(layer.role) == role)


def column_of(panel, key):
    return next(n for n, one in enumerate(panel.model.grid.columns) if one.key == key)


def cell(panel, row, key):
    return panel.model.index(row, column_of(panel, key))


def click(panel, qtbot, index, modifiers=Qt.KeyboardModifier.NoModifier):
    panel.view.scrollTo(index)
    place = panel.view.visualRect(index).center()
    qtbot.mouseClick(panel.view.viewport(), LEFT, modifiers, place)


def edit(panel, qtbot, index, words):
    click(panel, qtbot, index)
    panel.view.setCurrentIndex(index)
    qtbot.keyClick(panel.view, KEY.Key_F2)
    line = panel.view.findChild(QLineEdit, "table_cell_edit")
    line.selectAll()
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, KEY.Key_Return)


def type_filter(panel, qtbot, words):
    panel.bar.wanted.setFocus()
    panel.bar.wanted.selectAll()
    qtbot.keyClicks(panel.bar.wanted, words)
    qtbot.keyClick(panel.bar.wanted, KEY.Key_Return)


def test_f6_opens_the_table_and_puts_it_away_again(opened, table, qtbot):
    assert table.view.hasFocus()
    assert table.model.rowCount() == len(opened.bench.project.measures)
    qtbot.keyClick(table.view, KEY.Key_F6)
    assert not table.isVisible()
    assert opened.window.workspace.map_area.canvas.hasFocus()


def test_rows_and_map_share_one_choice(opened, table, qtbot):
    desk = opened.window.desk
    click(table, qtbot, cell(table, 1, "kind"))
    assert desk.selection == (table.model.grid.ids[1],)
    click(table, qtbot, cell(table, 0, "kind"), CTRL)
    assert set(desk.selection) == set(table.model.grid.ids[:2])
    desk.choose((table.model.grid.ids[2],))
    assert table.view.chosen_rows() == [2]
    assert "1 chosen" in table.findChild(QLabel, "table_counts").text()


def test_a_name_typed_into_its_cell_is_one_step_of_undo(opened, table, qtbot):
    before = opened.bench.project
    edit(table, qtbot, cell(table, 0, "name"), "North bench")
    qtbot.waitUntil(lambda: opened.bench.project is not before)
    first = next(iter(opened.bench.project.measures.values()))
    assert first.name == "North bench"
    assert cell(table, 0, "name").data() == "North bench"
    opened.window.actions_by_key["undo"].trigger()
    assert opened.bench.project is before


def test_a_value_that_is_no_number_is_refused_in_words_and_nothing_changes(opened, table, qtbot):
    opened.window.workspace.show_table(layer_of(opened, "building").id)
    before = opened.bench.project
    edit(table, qtbot, cell(table, 0, "height"), "tall")
    banners = opened.window.workspace.map_area.banners
    qtbot.waitUntil(lambda: banners.banner is not None)
    assert "tall" in " ".join(one.text() for one in banners.banner.findChildren(QLabel))
    assert opened.bench.project is before
    edit(table, qtbot, cell(table, 0, "height"), "15,5")
    qtbot.waitUntil(lambda: opened.bench.project is not before)
    assert layer_of(opened, "building").attributes[0]["height"] == 15.5


def test_words_and_expressions_filter_and_a_broken_one_is_explained(opened, table, qtbot):
    opened.window.workspace.show_table(layer_of(opened, "building").id)
    type_filter(table, qtbot, "height > 12")
    assert table.model.rowCount() == 1
    type_filter(table, qtbot, "heigth > 12")
    hint = table.findChild(QLabel, "table_hint").text()
    assert "heigth" in hint
    assert "height" in hint
    type_filter(table, qtbot, "building")
    assert table.model.rowCount() == 2
    assert "2 of 2" in table.findChild(QLabel, "table_counts").text()


def test_a_click_on_a_head_sorts_and_a_second_turns_the_order(opened, table, qtbot):
    opened.window.workspace.show_table(layer_of(opened, "building").id)
    heads = table.view.horizontalHeader()
    number = column_of(table, "height")
    place = QPoint(heads.sectionViewportPosition(number) + 12, heads.height() // 2)
    qtbot.mouseClick(heads.viewport(), LEFT, pos=place)
    assert [cell(table, row, "height").data() for row in (0, 1)] == ["11", "14"]
    qtbot.mouseClick(heads.viewport(), LEFT, pos=place)
    assert [cell(table, row, "height").data() for row in (0, 1)] == ["14", "11"]


def test_one_value_is_set_for_all_chosen_rows_in_one_step(opened, table, qtbot):
    click(table, qtbot, cell(table, 0, "kind"))
    qtbot.keyClick(table.view, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    strip = table.strip
    strip.column.setCurrentIndex(strip.column.findData("state"))
    strip.choice.setCurrentIndex(strip.choice.findData("to_remove"))
    assert "2" in strip.apply.text()
    before = opened.bench.project
    qtbot.mouseClick(strip.apply, LEFT)
    states = [one.state for one in opened.bench.project.measures.values()]
    assert states[:2] == [MeasureState.TO_REMOVE] * 2
    assert MeasureState.TO_REMOVE not in states[2:]
    assert table.view.chosen_rows() == [0, 1]
    opened.bench.undo()
    assert opened.bench.project is before


def test_columns_can_be_put_away_and_brought_back(table, qtbot):
    menu = table.bar.columns.menu()
    menu.aboutToShow.emit()
    actions = {action.objectName(): action for action in menu.actions()}
    actions["table_column_note"].trigger()
    assert table.view.isColumnHidden(column_of(table, "note"))
    menu.aboutToShow.emit()
    actions = {action.objectName(): action for action in menu.actions()}
    assert not actions["table_column_note"].isChecked()
    actions["table_all_columns"].trigger()
    assert not table.view.isColumnHidden(column_of(table, "note"))


def test_only_chosen_objects_are_shown_on_demand(opened, table, qtbot):
    desk = opened.window.desk
    desk.choose(table.model.grid.ids[:2])
    qtbot.mouseClick(table.bar.only, LEFT)
    assert table.model.rowCount() == 2
    click(table, qtbot, cell(table, 0, "kind"))
    assert table.model.rowCount() == 2
    assert len(desk.selection) == 1
    qtbot.mouseClick(table.bar.only, LEFT)
    assert table.model.rowCount() == len(opened.bench.project.measures)


def test_copied_rows_are_tabs_under_the_shown_heads(table, qtbot):
    click(table, qtbot, cell(table, 0, "kind"))
    actions = {action.objectName(): action for action in table.bar.more.menu().actions()}
    actions["table_copy"].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[0].split("\t")[:3] == ["Name", "Kind", "State"]


def test_a_file_edited_elsewhere_comes_back_and_tells_what_was_not_taken(
    opened, table, qtbot, tmp_path
):
    path = tmp_path / "measures.csv"
    actions = {action.objectName(): action for action in table.bar.more.menu().actions()}
    actions["table_export"].trigger()
    dialog = table.findChild(QFileDialog, "table_export_dialog")
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(path.exists, timeout=10_000)
    words = path.read_text(encoding="utf-8-sig")
    first = table.model.grid.ids[0]
    words = words.replace(f"{first},", f"{first},From the office", 1) + "nobody,x\r\n"
    path.write_text(words, encoding="utf-8")
    table.take_file(path)
    names = lambda: [one.name for one in opened.bench.project.measures.values()]  # noqa: E731
    qtbot.waitUntil(lambda: "From the office" in names(), timeout=10_000)
    summary = opened.window.findChild(QLabel, "taken_summary")
    assert summary.text().endswith("changed values: 1, rows: 1.")
    line = opened.window.findChild(QLabel, "not_taken_0")
    assert "nobody" in line.text()


def test_a_locked_row_cannot_be_typed_into(opened, table):
    from sbd_tool.app.commands import SetLock

    first = table.model.grid.ids[0]
    opened.bench.do(SetLock(object_ids=(first,)))
    editable = Qt.ItemFlag.ItemIsEditable
    assert not cell(table, 0, "name").flags() & editable
    assert cell(table, 1, "name").flags() & editable


def test_an_undone_layer_gives_the_table_back_to_the_measures(opened, table):
    from sbd_tool.app.commands import RemoveLayer

    layer = layer_of(opened, "tree").id
    opened.window.workspace.show_table(layer)
    assert table.wish.source == layer
    opened.bench.do(RemoveLayer(layer_id=layer))
    assert table.wish.source == "measures"
