"""Annotations by mouse and by keys: drawn, written, chosen, moved, edited in place, deleted."""

from dataclasses import replace

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTreeView, QWidget

from sbd_tool.domain.annotations import AnnotationKind
from sbd_tool.domain.measured import Quantum
from sbd_tool.gui.map.sketching.words_editor import WordsEditor

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _nothing_is_caught(hand):
    hand.shortcut("snapping")


def editor(hand):
    return hand.canvas.findChild(WordsEditor)


def rows(hand):
    return list(hand.program.bench.project.annotations.values())


def only(hand):
    (row,) = rows(hand)
    return row


def write(hand, words, key=Key.Key_Return):
    hand.qtbot.keyClicks(editor(hand), words)
    hand.qtbot.keyClick(editor(hand), key)


def near(hand, point, x, y):
    here = shapely.Point(hand.place(x, y))
    return point.distance(here) < 2 * hand.pixel_m


def text_at(hand, x, y, words):
    hand.shortcut("annotate_text")
    hand.click(x, y)
    write(hand, words)
    hand.key(Key.Key_Escape)
    return only(hand)


def test_words_are_written_where_they_will_stand_and_one_undo_takes_them_back(hand):
    hand.shortcut("annotate_text")
    hand.click(30, 20)
    assert editor(hand).is_open
    assert rows(hand) == []
    write(hand, "Keep clear")
    row = only(hand)
    assert (row.kind, row.words) == (AnnotationKind.TEXT, "Keep clear")
    assert near(hand, row.geometry, 30, 20)
    assert hand.desk.selection == (row.id,)
    assert not editor(hand).isVisible()
    hand.program.bench.undo()
    assert rows(hand) == []


def test_escape_gives_the_words_up_and_empty_words_add_nothing(hand):
    hand.shortcut("annotate_text")
    hand.click(30, 20)
    write(hand, "never", Key.Key_Escape)
    assert rows(hand) == []
    hand.click(30, 20)
    hand.qtbot.keyClick(editor(hand), Key.Key_Return)
    assert rows(hand) == []
    assert hand.canvas.tool.key == "annotate_text", "the tool stays in hand"


def test_shift_enter_begins_a_line_and_letters_are_no_shortcuts_while_writing(hand):
    hand.shortcut("annotate_text")
    hand.click(30, 20)
    hand.qtbot.keyClicks(editor(hand), "vmeasure")
    hand.qtbot.keyClick(editor(hand), Key.Key_Return, SHIFT)
    write(hand, "two")
    assert only(hand).words == "vmeasure\ntwo"
    assert hand.canvas.tool.key == "annotate_text"


def test_an_arrow_takes_two_clicks_and_a_callout_asks_for_words(hand):
    hand.shortcut("annotate_arrow")
    hand.click(20, 20)
    hand.click(30, 25)
    arrow = only(hand)
    assert arrow.kind is AnnotationKind.ARROW
    assert near(hand, shapely.Point(arrow.geometry.coords[-1]), 30, 25)
    hand.shortcut("annotate_callout")
    hand.click(40, 20)
    hand.click(50, 30)
    write(hand, "Loading here")
    callout = rows(hand)[-1]
    assert (callout.kind, callout.words) == (AnnotationKind.CALLOUT, "Loading here")
    assert near(hand, shapely.Point(callout.geometry.coords[0]), 40, 20)


def test_freehand_follows_the_pressed_pointer(hand):
    hand.shortcut("annotate_freehand")
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=hand.pixel(20, 20))
    for x, y in ((22, 22), (25, 21), (28, 24), (31, 22)):
        hand.move(x, y)
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=hand.pixel(33, 25))
    row = only(hand)
    assert row.kind is AnnotationKind.FREEHAND
    assert len(row.geometry.coords) >= 4
    assert near(hand, shapely.Point(row.geometry.coords[-1]), 33, 25)


def test_annotations_are_drawn_by_keys_alone(hand):
    hand.canvas.setFocus()
    hand.shortcut("annotate_callout")
    hand.key(Key.Key_Insert)
    for _ in range(2):
        hand.key(Key.Key_Right)
    hand.key(Key.Key_Insert)
    write(hand, "By keys")
    row = only(hand)
    assert row.words == "By keys"
    assert row.geometry.length == pytest.approx(160 * hand.pixel_m, rel=0.01)
    assert hand.canvas.hasFocus()
    hand.shortcut("annotate_freehand")
    hand.key(Key.Key_Insert)
    hand.key(Key.Key_Up)
    hand.key(Key.Key_Insert)
    hand.key(Key.Key_Return, CONTROL)
    assert rows(hand)[-1].kind is AnnotationKind.FREEHAND


def test_a_click_anywhere_on_the_words_chooses_them_and_a_double_click_edits_them(hand):
    row = text_at(hand, 30, 20, "A rather long remark")
    hand.desk.choose(())
    hand.shortcut("tool_select")
    beside = hand.pixel(30, 20)
    beside.setX(beside.x() + 50)
    hand.qtbot.mouseClick(hand.canvas, LEFT, pos=beside)
    assert hand.desk.selection == (row.id,)
    hand.qtbot.mouseDClick(hand.canvas, LEFT, pos=beside)
    assert editor(hand).is_open
    assert editor(hand).toPlainText() == "A rather long remark"
    write(hand, "Short")
    assert only(hand).words == "Short"
    hand.program.bench.undo()
    assert only(hand).words == "A rather long remark"


def test_f2_edits_the_chosen_words_and_says_when_nothing_is_chosen(hand):
    row = text_at(hand, 30, 20, "Before")
    hand.desk.choose(())
    hand.shortcut("edit_words")
    assert editor(hand) is None or not editor(hand).is_open
    hand.desk.choose((row.id,))
    hand.shortcut("edit_words")
    write(hand, "After")
    assert only(hand).words == "After"


def test_the_editing_tool_moves_an_annotation_and_a_vertex_of_it(hand):
    row = text_at(hand, 30, 20, "Move me")
    hand.desk.choose((row.id,))
    hand.shortcut("tool_edit")
    hand.drag((30, 20), (40, 30))
    assert near(hand, only(hand).geometry, 40, 30)
    hand.program.bench.undo()
    assert near(hand, only(hand).geometry, 30, 20)


def test_del_deletes_chosen_annotations_beside_others(hand):
    text_at(hand, 30, 20, "Gone")
    hand.desk.choose(())
    hand.shortcut("tool_select")
    hand.click(30, 20)
    hand.shortcut("delete")
    assert rows(hand) == []
    hand.program.bench.undo()
    assert only(hand).words == "Gone"


def test_a_measured_distance_is_pinned_with_its_accuracy_and_copied(hand):
    hand.shortcut("measure_length")
    hand.click(20, 20)
    hand.click(30, 20)
    hand.key(Key.Key_Return)
    tool = hand.canvas.tool
    assert tool.answer.length == pytest.approx(10, abs=2 * hand.pixel_m)
    assert "accuracy unknown" in tool.result
    hand.shortcut("copy")
    assert QGuiApplication.clipboard().text() == tool.result
    hand.shortcut("pin_measurement")
    row = only(hand)
    assert (row.kind, row.quantum, row.accuracy_m) == (
        AnnotationKind.DIMENSION,
        Quantum.LENGTH,
        None,
    )
    assert hand.desk.selection == (row.id,)
    assert tool.answer is None, "what is pinned stands no longer"
    QGuiApplication.clipboard().setText("")
    hand.shortcut("copy")
    assert "accuracy unknown" in QGuiApplication.clipboard().text()


def test_an_angle_takes_three_clicks(hand):
    hand.shortcut("measure_angle")
    hand.click(30, 20)
    hand.click(20, 20)
    hand.click(20, 30)
    tool = hand.canvas.tool
    assert tool.measured.value == pytest.approx(90, abs=1)
    hand.shortcut("pin_measurement")
    assert only(hand).quantum is Quantum.ANGLE
    hand.shortcut("pin_measurement")
    assert len(rows(hand)) == 1, "nothing stands that could be pinned"


def test_an_area_is_measured_and_given_up_with_escape(hand):
    hand.shortcut("measure_area")
    for x, y in ((20, 20), (30, 20), (30, 30), (20, 30)):
        hand.click(x, y)
    hand.key(Key.Key_Return)
    assert hand.canvas.tool.measured.value == pytest.approx(100, rel=0.03)
    hand.key(Key.Key_Escape)
    assert hand.canvas.tool.measured is None
    assert hand.desk.measured_words == ""
    hand.shortcut("pin_measurement")
    assert rows(hand) == []


def test_a_measurement_between_caught_points_has_the_accuracy_of_their_layer(hand):
    project = hand.program.bench.project
    layers = tuple(replace(layer, accuracy_m=0.05) for layer in project.layers)
    assert hand.program.bench.new(replace(project, id="other", layers=layers))
    canvas = hand.canvas
    hand.qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    if not canvas.is_snapping:
        hand.shortcut("snapping")
    hand.shortcut("measure_length")
    hand.click(2.4, 2.4)  # corners of the square; the map shows a little more
    hand.click(82.4, 2.4)
    hand.key(Key.Key_Return)
    assert canvas.tool.measured.sigma == pytest.approx(0.05 * 2**0.5)
    assert "± 0.07" in canvas.tool.result


def inner(hand, kind, name):
    panel = hand.window.findChild(QWidget, "inspector_panel")
    hand.qtbot.waitUntil(lambda: panel.findChild(kind, name) is not None, timeout=5000)
    return panel.findChild(kind, name)


def test_the_inspector_edits_words_colour_size_label_and_deletes(hand):
    row = text_at(hand, 30, 20, "Old")
    box = inner(hand, QPlainTextEdit, "annotation_text")
    box.setFocus()
    box.selectAll()
    hand.qtbot.keyClicks(box, "New words")
    hand.canvas.setFocus()
    assert only(hand).words == "New words"
    hand.qtbot.mouseClick(inner(hand, QPushButton, "annotation_tone_danger"), LEFT)
    hand.qtbot.mouseClick(inner(hand, QPushButton, "annotation_size_large"), LEFT)
    assert (only(hand).tone.value, only(hand).size_mm) == ("danger", 5.2)
    select = inner(hand, QComboBox, "annotation_label")
    assert select.currentData() == "TLP:AMBER"
    select.setFocus()
    hand.qtbot.keyClick(select, Key.Key_End)
    assert only(hand).stamp.marking is None, "a wider label waits for a name and a reason"
    for name, words in (("by", "A. Planner"), ("reason", "On every town map")):
        line = inner(hand, QLineEdit, f"annotation_label_{name}")
        line.selectAll()
        hand.qtbot.keyClicks(line, words)
    hand.qtbot.mouseClick(inner(hand, QPushButton, "annotation_label_apply"), LEFT)
    hand.qtbot.waitUntil(lambda: only(hand).stamp.marking == "TLP:CLEAR", timeout=5000)
    hand.qtbot.mouseClick(inner(hand, QPushButton, "delete_annotations"), LEFT)
    assert rows(hand) == []
    assert row.id not in hand.desk.selection


def test_the_layer_tree_hides_and_shows_annotations_by_kind(hand):
    text_at(hand, 30, 20, "Seen")
    tree = hand.window.findChild(QTreeView, "layer_tree")
    model = tree.model()
    groups = [model.index(number, 0) for number in range(model.rowCount())]
    group = next(one for one in groups if model.entry(one).id == "annotations")
    kind = model.index(0, 0, group)
    assert model.entry(kind).name == "Texts"
    place = tree.visualRect(kind)
    eye = QPoint(place.left() + 18, place.center().y())
    hand.qtbot.mouseClick(tree.viewport(), LEFT, pos=eye)
    assert not only(hand).is_visible
    assert hand.canvas.index.geometry(only(hand).id) is None, "what is hidden cannot be chosen"
    hand.program.bench.undo()
    assert only(hand).is_visible


def test_the_accuracy_of_a_layer_is_told_in_the_page_of_its_objects(hand):
    project = hand.program.bench.project
    layer = next(layer for layer in project.layers if layer.name and len(layer))
    hand.desk.choose((layer.ids[0],))
    box = inner(hand, QLineEdit, "layer_accuracy")
    assert box.text() == ""
    box.setFocus()
    hand.qtbot.keyClicks(box, "0.05")
    hand.qtbot.keyClick(box, Key.Key_Return)
    assert hand.program.bench.project.layer(layer.id).accuracy_m == 0.05
    hand.program.bench.undo()
    assert hand.program.bench.project.layer(layer.id).accuracy_m is None


def test_doubling_an_annotation_gives_one_beside_it_with_the_same_label(hand):
    row = text_at(hand, 30, 20, "Twice")
    hand.desk.choose((row.id,))
    hand.shortcut("duplicate")
    first, second = rows(hand)
    assert (second.words, second.marking) == (first.words, first.marking)
    assert hand.desk.selection == (second.id,)
    assert not second.geometry.equals(first.geometry)
    hand.program.bench.undo()
    assert len(rows(hand)) == 1


def test_the_prompt_names_the_keys_that_pin_and_copy(hand):
    hand.shortcut("measure_length")
    hand.click(20, 20)
    hand.click(30, 20)
    hand.key(Key.Key_Return)
    said = hand.canvas.words(hand.canvas.tool.prompt)
    assert said.startswith("K pins")
    assert "Ctrl+C" in said
