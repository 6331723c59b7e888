"""The entry field: what it reads, how it locks, and what it says of a slip."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.app.design import load_design
from sbd_tool.domain.edits.entries import EntryKind
from sbd_tool.domain.edits.typed_input import PLAIN, EntryStyle, entry_style
from sbd_tool.domain.errors import InputError
from sbd_tool.gui.look import make_look
from sbd_tool.gui.map.drafting.entry_box import EntryBox
from sbd_tool.gui.map.drafting.entry_forms import VERTEX, Field, read_amounts, read_vertex

Key = Qt.Key
GERMAN: EntryStyle = entry_style("de")


@pytest.fixture
def box(qapp, qtbot):
    look = make_look(load_design())
    host = QWidget()
    host.resize(600, 400)
    qtbot.addWidget(host)
    host.show()
    yield EntryBox(look.theme, look.words, host)
    host.hide()


def line(box, field):
    return box.findChild(QLineEdit, f"entry_{field.value}")


@pytest.mark.parametrize(
    ("length", "angle", "kind", "length_m", "angle_deg"),
    [
        ("2.4", "", EntryKind.LENGTH, 2.4, None),
        ("2.4<90", "", EntryKind.POLAR, 2.4, 90),
        ("", "45", EntryKind.ANGLE, None, 45),
        ("2.4", "45", EntryKind.POLAR, 2.4, 45),
        ("240cm", "N30E", EntryKind.POLAR, 2.4, 60),
        ("2", "-30", EntryKind.POLAR, 2, -30),
    ],
)
def test_two_fields_fix_what_their_words_say(length, angle, kind, length_m, angle_deg):
    entry = read_vertex({Field.LENGTH: length, Field.ANGLE: angle}, PLAIN)
    assert entry.kind is kind
    assert entry.length_m == length_m
    assert entry.angle_deg == (None if angle_deg is None else pytest.approx(angle_deg))


def test_an_angle_from_the_last_leg_stays_one_in_its_own_field():
    entry = read_vertex({Field.LENGTH: "3", Field.ANGLE: "<<90"}, PLAIN)
    assert entry.is_from_leg
    assert entry.length_m == 3


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {Field.LENGTH: "2.4<90", Field.ANGLE: "30"},
        {Field.LENGTH: "@1,2", Field.ANGLE: "30"},
        {Field.LENGTH: "2", Field.ANGLE: "x"},
        {Field.ANGLE: "3<4"},
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(typed):
    with pytest.raises(InputError):
        read_vertex(typed, PLAIN)


def test_numbers_of_operations_are_read_in_the_readers_format():
    read = read_amounts({Field.COUNT: "5", Field.SPACING: "1,5"}, GERMAN)
    assert (read.count, read.distance_m) == (5, 1.5)
    assert read_amounts({Field.TURN: "-45"}, PLAIN).turn_deg == -45
    assert read_amounts({Field.FACTOR: "0,5"}, GERMAN).factor == 0.5
    assert read_amounts({Field.DISTANCE: "30cm"}, PLAIN).distance_m == pytest.approx(0.3)


@pytest.mark.parametrize(
    "typed",
    [
        {Field.COUNT: "1"},
        {Field.COUNT: "2.5"},
        {Field.COUNT: "999999"},
        {Field.DISTANCE: "<90"},
        {Field.FACTOR: "two"},
        {},
    ],
)
def test_numbers_out_of_range_or_unreadable_are_refused_in_words(typed):
    with pytest.raises(InputError):
        read_amounts(typed, PLAIN)


def test_what_was_typed_on_the_map_begins_the_first_field_and_tab_goes_round(box, qtbot):
    box.open_with(VERTEX, "2", QPoint(100, 100))
    first, second = line(box, Field.LENGTH), line(box, Field.ANGLE)
    qtbot.keyClicks(first, ".4")
    assert box.values == {Field.LENGTH: "2.4"}
    qtbot.keyClick(first, Key.Key_Tab)
    qtbot.keyClicks(second, "90")
    qtbot.keyClick(second, Key.Key_Tab)
    assert box.values == {Field.LENGTH: "2.4", Field.ANGLE: "90"}
    assert first.selectedText() == "2.4"  # back in the first one
    qtbot.keyClick(first, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert second.selectedText() == "90"


def test_enter_and_escape_are_told_and_go_no_further(box, qtbot):
    heard = []
    box.entered.connect(lambda: heard.append("entered"))
    box.dropped.connect(lambda: heard.append("dropped"))
    box.parentWidget().keyPressEvent = lambda event: heard.append(event.key())
    box.open_with(VERTEX, "2", QPoint(100, 100))
    qtbot.keyClick(line(box, Field.LENGTH), Key.Key_Return)
    qtbot.keyClick(line(box, Field.LENGTH), Key.Key_PageDown)
    qtbot.keyClick(line(box, Field.LENGTH), Key.Key_Escape)
    assert heard == ["entered", "dropped"]


def test_a_slip_is_said_in_place_until_the_words_change(box, qtbot):
    box.open_with(VERTEX, "x", QPoint(590, 390))
    with pytest.raises(InputError) as slip:
        read_vertex(box.values, PLAIN)
    box.show_problem(slip.value)
    assert "x" in box.problem
    assert box.geometry().right() <= 600
    assert box.geometry().bottom() <= 400
    qtbot.keyClicks(line(box, Field.LENGTH), "2")
    assert box.problem == ""


def test_the_box_stays_inside_the_map_wherever_the_pointer_is(box):
    box.open_with(VERTEX, "2", QPoint(0, 0))
    for pixel in (QPoint(0, 0), QPoint(599, 0), QPoint(0, 399), QPoint(599, 399)):
        box.follow(pixel)
        assert box.parentWidget().rect().contains(box.geometry())
        assert not box.geometry().contains(pixel)
