"""Choosing by attribute and place, and the clipboard, by mouse and keys."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from sbd_tool.domain.measures import MeasureState
from sbd_tool.gui.dialogs.select_card import AttributeCard, LocationCard

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def layer_of(program, role):
    return next(layer for layer in program.bench.project.layers if str(layer.role) == role)


def canvas_of(program):
    canvas = program.window.workspace.map_area.canvas
    canvas.setFocus()
    return canvas


def test_an_expression_chooses_and_tells_beforehand_how_many(opened, qtbot):
    desk = opened.window.desk
    houses = layer_of(opened, "building")
    qtbot.keyClick(canvas_of(opened), KEY.Key_F3, CTRL)
    card = opened.window.findChild(AttributeCard)
    card.source.setCurrentIndex(card.source.findData(houses.id))
    card.source.activated.emit(card.source.currentIndex())
    line = card.findChild(QLineEdit, "by_attribute_line")
    qtbot.keyClicks(line, "height > 12")
    count = card.findChild(QLabel, "by_attribute_count")
    qtbot.waitUntil(lambda: count.text().startswith("1 object found"))
    qtbot.keyClick(line, KEY.Key_Return)
    assert desk.selection == (houses.ids[0],)
    qtbot.mouseClick(card.findChild(QPushButton, "by_attribute_way_add"), LEFT)
    line.selectAll()
    qtbot.keyClicks(line, "height <= 12")
    qtbot.keyClick(line, KEY.Key_Return)
    assert desk.selection == houses.ids
    line.selectAll()
    qtbot.keyClicks(line, "heigth")
    qtbot.waitUntil(lambda: "heigth" in count.text())
    assert not card.findChild(QPushButton, "by_attribute_go").isEnabled()
    qtbot.keyClick(card, KEY.Key_Escape)


def test_what_lies_near_the_choice_is_chosen_by_location(opened, qtbot):
    desk = opened.window.desk
    trees = layer_of(opened, "tree")
    desk.choose((trees.ids[0],))
    qtbot.keyClick(canvas_of(opened), KEY.Key_F3, CTRL | SHIFT)
    card = opened.window.findChild(LocationCard)
    card.source.setCurrentIndex(card.source.findData(trees.id))
    qtbot.mouseClick(card.findChild(QPushButton, "by_location_relation_near"), LEFT)
    line = card.findChild(QLineEdit, "by_location_distance")
    assert line.isVisible()
    line.selectAll()
    qtbot.keyClicks(line, "22,5")
    qtbot.keyClick(line, KEY.Key_Return)
    assert desk.selection == trees.ids[1:3]


def test_plan_objects_are_copied_pasted_and_cut_in_steps_of_undo(opened, qtbot):
    desk, canvas = opened.window.desk, canvas_of(opened)
    before = opened.bench.project
    trees = layer_of(opened, "tree")
    desk.choose(trees.ids[:2])
    qtbot.keyClick(canvas, KEY.Key_C, CTRL)
    told = json.loads(QGuiApplication.clipboard().text())
    assert len(told["features"]) == 2
    qtbot.keyClick(canvas, KEY.Key_V, CTRL)
    assert len(layer_of(opened, "tree")) == len(trees) + 2
    assert set(desk.selection) == set(layer_of(opened, "tree").ids[-2:])
    qtbot.keyClick(canvas, KEY.Key_X, CTRL)
    assert len(layer_of(opened, "tree")) == len(trees)
    opened.bench.jump(0)
    assert opened.bench.project is before


def test_attributes_go_from_one_measure_to_others_of_its_kind(opened, qtbot):
    from sbd_tool.app.commands import EditMeasures

    desk, canvas = opened.window.desk, canvas_of(opened)
    kinds = {}
    for one in opened.bench.project.measures.values():
        kinds.setdefault(one.kind, []).append(one.id)
    first, second, *_ = max(kinds.values(), key=len)
    opened.bench.do(EditMeasures(measure_ids=(first,), state=MeasureState.TO_REMOVE))
    desk.choose((first,))
    qtbot.keyClick(canvas, KEY.Key_C, CTRL)
    desk.choose((second,))
    qtbot.keyClick(canvas, KEY.Key_V, CTRL | SHIFT)
    assert opened.bench.project.measures[second].state is MeasureState.TO_REMOVE


@pytest.mark.parametrize("language", ["en", "de"])
def test_copying_in_the_table_copies_its_rows(start, square_project, qtbot, language):
    program = start(language)
    assert program.bench.new(square_project)
    window = program.window
    qtbot.waitUntil(window.workspace.isVisible)
    window.workspace.show_table("measures")
    panel = window.workspace.table_panel
    qtbot.waitUntil(panel.view.hasFocus)
    qtbot.keyClick(panel.view, KEY.Key_A, CTRL)
    assert len(window.desk.selection) == panel.model.rowCount()
    qtbot.keyClick(panel.view, KEY.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == panel.model.rowCount() + 1
    assert lines[0].startswith("Name\tKind" if language == "en" else "Name\tArt")
