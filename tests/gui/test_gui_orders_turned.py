"""The weights panel says which pairs of options a set of weights turns."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from shapely.geometry import Point

from sbd_tool.domain.project import Option
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.panels.weighing.order_box import OrderBox
from tests.generated_square import placed, project

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def settle(program, qtbot):
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=60_000)


def box_of(start, qtbot, of):
    program = start()
    assert program.bench.new(of)
    settle(program, qtbot)
    qtbot.keyClick(program.window, Qt.Key.Key_H, CTRL_ALT)
    return program.window.findChild(OrderBox), program


def lines_of(box):
    return {one.text() for one in box.findChildren(QLabel)}


def test_options_are_compared_on_a_click_and_both_ledgers_answer(start, qtbot):
    of = project()
    of = replace(of, options=(*of.options, Option(key="calm", name="Calm", parent="base")))
    of = placed(of, "movable-seating", Point(30, 30))
    box, program = box_of(start, qtbot, of)
    assert box.go.isVisible()
    qtbot.mouseClick(box.findChild(QPushButton, "weights_order_go"), Qt.MouseButton.LeftButton)
    settle(program, qtbot)
    assert set(box.found.views) == set(LedgerKey)
    assert "No set clearly turns the order of two options." in lines_of(box)


def test_with_one_option_it_says_what_a_second_one_would_bring(start, qtbot):
    box, _ = box_of(start, qtbot, project())
    assert not box.go.isVisible()
    assert any("second option" in said for said in lines_of(box))
