"""Style and locks by mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSlider, QToolButton

from sbd_tool.domain.layer_style import NO_FILL, Hatch, Scheme
from sbd_tool.domain.locks import is_locked
from sbd_tool.gui.dialogs.style_card import StyleCard
from sbd_tool.gui.panels.layer_model import Data
from sbd_tool.gui.widgets.controls import Select

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


def layer_of(program, role):
    return next(layer for layer in program.bench.project.layers if str(layer.role) == role)


@pytest.fixture
def card(opened, qtbot) -> StyleCard:
    """The style card of the buildings, opened by its key."""
    houses = layer_of(opened, "building")
    opened.window.desk.choose((houses.ids[0],))
    canvas = opened.window.workspace.map_area.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, KEY.Key_F7)
    made = opened.window.findChild(StyleCard)
    assert made.layer_id == houses.id
    return made


def pick(select, words_or_data, qtbot):
    """Choose by keys, as somebody without a mouse does."""
    row = select.findData(words_or_data)
    select.setFocus()
    while select.currentIndex() < row:
        qtbot.keyClick(select, KEY.Key_Down)
    select.activated.emit(row)


def test_colours_patterns_and_opacity_show_at_once_and_undo_shows_in_the_card(opened, card, qtbot):
    style = lambda: layer_of(opened, "building").style  # noqa: E731
    before = opened.bench.project
    qtbot.mouseClick(card.findChild(QToolButton, "style_fill_3"), LEFT)
    assert style().fill == "#e69f00"
    line = card.findChild(QLineEdit, "style_line_hex")
    line.setFocus()
    qtbot.keyClicks(line, "AA0000")
    qtbot.keyClick(line, KEY.Key_Return)
    assert style().line == "#aa0000"
    pick(card.findChild(Select, "style_hatch"), "cross", qtbot)
    assert style().hatch is Hatch.CROSS
    slider = card.findChild(QSlider, "style_opacity")
    slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(slider, KEY.Key_Left)
    assert style().opacity == pytest.approx(0.97)
    steps = opened.bench.session.history.position
    opened.bench.undo()
    assert style().opacity is None
    assert slider.value() == 100
    assert opened.bench.session.history.position == steps - 1
    opened.bench.jump(0)
    assert opened.bench.project is before
    qtbot.mouseClick(card.findChild(QToolButton, "style_fill_1"), LEFT)
    assert style().fill == NO_FILL
    qtbot.mouseClick(card.findChild(QPushButton, "style_reset"), LEFT)
    assert style() is None


def test_features_are_coloured_by_a_number_in_steps(opened, card, qtbot):
    qtbot.mouseClick(card.findChild(QPushButton, "style_scheme_graduated"), LEFT)
    by = card.findChild(Select, "style_by")
    assert [by.itemText(row) for row in range(by.count())] == ["height"]
    by.setCurrentIndex(0)
    by.activated.emit(0)
    style = layer_of(opened, "building").style
    assert (style.scheme, style.by) == (Scheme.GRADUATED, "height")
    tree = opened.window.workspace.layers.widget()
    entry = tree.model.find(card.layer_id).data(Data.ENTRY)
    assert entry.tints == tuple(one.colour for one in style.classes)[:4]
    assert "own style" in entry.fact
    assert card.findChild(QPushButton, "style_scheme_graduated").isChecked()
    canvas = opened.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    qtbot.keyClick(card, KEY.Key_Escape)
    qtbot.waitUntil(lambda: opened.window.findChild(StyleCard) is None)


def test_chosen_objects_are_locked_by_a_key_and_cannot_be_deleted(opened, qtbot):
    window = opened.window
    first = next(iter(opened.bench.project.measures))
    window.desk.choose((first,))
    canvas = window.workspace.map_area.canvas
    canvas.setFocus()
    ctrl_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(canvas, KEY.Key_L, ctrl_shift)
    assert is_locked(opened.bench.project, first)
    window.actions_by_key["delete"].trigger()
    assert first in opened.bench.project.measures
    assert window.workspace.map_area.banners.banner is not None
    qtbot.keyClick(canvas, KEY.Key_L, ctrl_shift)
    assert not is_locked(opened.bench.project, first)
    from sbd_tool.app.commands import SetLock

    trees = layer_of(opened, "tree")
    opened.bench.do(SetLock(object_ids=(trees.id,)))
    window.desk.choose(trees.ids[:1])
    window.actions_by_key["lock"].trigger()
    assert not is_locked(opened.bench.project, trees.ids[0])
    window.actions_by_key["lock"].trigger()
    window.actions_by_key["unlock_all"].trigger()
    assert opened.bench.project.locked == ()


def test_the_inspector_says_that_an_object_is_locked_and_unlocks_it_with_its_layer(opened, qtbot):
    from sbd_tool.app.commands import SetLock

    layer = layer_of(opened, "tree")
    opened.bench.do(SetLock(object_ids=(layer.id, layer.ids[0])))
    opened.window.desk.choose((layer.ids[0],))
    panel = opened.window.workspace.inspector.widget()
    button = panel.findChild(QPushButton, "unlock")
    assert "Locked" in panel.findChild(QLabel, "lock_words").text()
    qtbot.mouseClick(button, LEFT)
    assert opened.bench.project.locked == ()
    qtbot.waitUntil(lambda: panel.findChild(QPushButton, "unlock") is None)
