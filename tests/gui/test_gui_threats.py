"""Threats in the window: ticked by menu, shown as words and signs, walked by keys, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from sbd_tool.app.guided_path import steps_of
from sbd_tool.gui.panels.threats.matrix import SIGNS
from sbd_tool.gui.panels.threats.panel import ThreatPanel
from sbd_tool.gui.widgets.controls import LinkButton

LEFT = Qt.MouseButton.LeftButton


def fresh(panel, qtbot):
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=90_000)


def tick(panel, key):
    action = next(a for a in panel.ticks.menu().actions() if a.objectName() == f"tick_{key}")
    action.trigger()


@pytest.fixture
def panel(opened, qtbot) -> ThreatPanel:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(opened.window, Qt.Key.Key_Y, modifiers)
    found = opened.window.findChild(ThreatPanel)
    fresh(found, qtbot)
    return found


def test_nothing_is_ticked_until_a_person_does_and_undo_takes_it_back(panel, qtbot):
    desk = panel.desk
    assert desk.project.rules.threats == ()
    assert panel.matrix.isHidden()
    tick(panel, "theft")
    assert desk.project.rules.threats == ("theft",)
    fresh(panel, qtbot)
    assert not panel.matrix.isHidden()
    assert desk.bench.undo()
    assert desk.project.rules.threats == ()
    fresh(panel, qtbot)
    assert panel.matrix.isHidden()


def test_each_cell_says_a_sign_and_a_word_and_is_read_whole(panel, qtbot):
    tick(panel, "ramming")
    fresh(panel, qtbot)
    matrix, read = panel.matrix, 0
    for place in range(matrix.rowCount()):
        item = matrix.item(place, 0)
        if item.text():
            sign, _, word = item.text().partition(" ")
            assert sign in SIGNS.values()
            assert word
            assert word in item.data(Qt.ItemDataRole.AccessibleTextRole)
            read += 1
    assert read >= 5
    assert panel.ring.text()


def test_arrow_keys_walk_the_cells_and_a_measure_on_offer_is_taken_in_hand(panel, qtbot):
    tick(panel, "theft")
    fresh(panel, qtbot)
    panel.matrix.setCurrentCell(0, 0)
    qtbot.keyClick(panel.matrix, Qt.Key.Key_Down)
    assert panel.matrix.currentRow() == 1
    links = [one for one in panel.findChildren(LinkButton) if "threat_offer_" in one.objectName()]
    qtbot.mouseClick(links[0], LEFT)
    assert panel.desk.armed_kind == links[0].objectName().removeprefix("threat_offer_")


def test_the_guided_path_keeps_ticks_and_words(panel, qtbot):
    box = panel.findChild(QCheckBox, "step_done_site")
    box.click()
    line = panel.findChild(QLineEdit, "step_words_site")
    line.setFocus()
    qtbot.keyClicks(line, "Planning and police")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    state = steps_of(panel.desk.project)[0]
    assert (state.is_done, state.words) == (True, "Planning and police")
    assert panel.findChildren(QLabel)
