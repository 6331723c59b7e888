"""Fairness in the window: losses with a name, a way to the objects, and an honest mark of age."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from sbd_tool.app.commands.measures import EditMeasures
from sbd_tool.domain.measures import MeasureState
from sbd_tool.gui.panels.fairness.panel import FairnessPanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(opened, qtbot) -> FairnessPanel:
    desk = opened.window.desk
    seats = [key for key, one in desk.project.measures.items() if one.kind == "seating-edge"]
    edit = EditMeasures(measure_ids=(seats[0],), state=MeasureState.TO_REMOVE, by=desk.by())
    assert desk.do(edit)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(opened.window, Qt.Key.Key_F, modifiers)
    found = opened.window.findChild(FairnessPanel)
    qtbot.waitUntil(lambda: found.is_fresh, timeout=90_000)
    return found


def test_a_seat_that_goes_is_a_loss_with_people_remedy_and_a_way_to_it(panel, qtbot):
    need = panel.findChild(QWidget, "need_seats")
    said = " ".join(one.text() for one in need.findChildren(QLabel))
    assert "worse" in said
    assert "older people" in said
    qtbot.mouseClick(panel.findChild(QPushButton, "need_show_seats"), LEFT)
    seats = next(one for one in panel.found.changes if one.rule.key == "seats")
    assert panel.desk.selection == seats.objects


def test_the_index_is_told_for_today_and_the_design(panel):
    for key in ("today", "design"):
        assert "%" in panel.findChild(QLabel, f"fortress_{key}").text()


def test_the_seven_requirements_stand_with_what_is_missing(panel):
    for rule in panel.found.rules.trust:
        shown = panel.findChild(QWidget, f"trust_{rule.key}")
        said = " ".join(one.text() for one in shown.findChildren(QLabel))
        assert "What is missing:" in said


def test_an_edit_marks_it_out_of_date_until_it_is_worked_out_again(panel, qtbot):
    desk = panel.desk
    assert panel.stale.isHidden()
    assert desk.bench.undo()
    assert not panel.stale.isHidden()
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=90_000)
    assert panel.stale.isHidden()
    assert not panel.found.findings
