"""What a value is worth and how long a check takes are changed with author and reason, and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QToolButton

from sbd_tool.gui.dialogs.rule_card import RuleCard
from sbd_tool.gui.panels.inspector import InspectorPanel
from sbd_tool.gui.panels.weighing.visit_panel import VisitPanel
from tests.generated_square import project

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def square(start, qtbot):
    program = start()
    assert program.bench.new(project())
    settle(program, qtbot)
    return program


def settle(program, qtbot):
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=60_000)


def type_into(host, qtbot, name, words, kind=QLineEdit):
    field = host.findChild(kind, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def card_of(program, qtbot, key):
    program.window.desk.indicator_wanted.emit(key)
    panel = program.window.findChild(InspectorPanel)
    qtbot.mouseClick(panel.findChild(QPushButton, "change_rule"), LEFT)
    return program.window.findChild(RuleCard)


def press(card, qtbot, name):
    qtbot.mouseClick(card.findChild(QPushButton, name), LEFT)


def test_breakpoints_are_changed_with_a_reason_shown_and_taken_back(square, qtbot):
    card = card_of(square, qtbot, "O09")
    type_into(card, qtbot, "rule_value_1", "1,5")
    press(card, qtbot, "rule_change")
    assert "why" in card.findChild(QLabel, "rule_told").text()
    type_into(card, qtbot, "rule_reason", "Agreed with the council", QPlainTextEdit)
    type_into(card, qtbot, "rule_author", "B. Mayor")
    press(card, qtbot, "rule_change")
    settle(square, qtbot)
    rule = square.window.desk.rules.rubric.indicators["O09"]
    assert rule.breaks[1] == (1.5, 30.0)
    assert (rule.basis, rule.sources) == ("c", ())
    value, reason, author = square.bench.project.rules.rubric_overrides["indicators.O09.breaks"]
    assert (reason, author) == ("Agreed with the council", "B. Mayor")
    assert value[1] == (1.5, 30.0)
    again = card_of(square, qtbot, "O09")
    panel = square.window.findChild(InspectorPanel)
    told = " ".join(one.text() for one in panel.findChildren(QLabel))
    assert "Changed in this project by B. Mayor: Agreed with the council" in told
    press(again, qtbot, "rule_back")
    settle(square, qtbot)
    assert not square.bench.project.rules.rubric_overrides
    square.window.actions_by_key["undo"].trigger()
    settle(square, qtbot)
    assert square.window.desk.rules.rubric.indicators["O09"].breaks[1] == (1.5, 30.0)


@pytest.mark.parametrize(
    ("field", "words"), [("value_1", "9"), ("points_1", "150"), ("weight", "x")]
)
def test_what_breaks_a_rule_is_refused_in_the_card_and_changes_nothing(square, qtbot, field, words):
    card = card_of(square, qtbot, "O09")
    type_into(card, qtbot, f"rule_{field}", words)
    type_into(card, qtbot, "rule_reason", "because", QPlainTextEdit)
    type_into(card, qtbot, "rule_author", "B. Mayor")
    press(card, qtbot, "rule_change")
    assert card.findChild(QLabel, "rule_told").text()
    assert not square.bench.project.rules.rubric_overrides
    qtbot.keyClick(card, Key.Key_Escape)


def test_minutes_of_a_check_are_changed_and_the_visit_follows(square, qtbot):
    qtbot.keyClick(square.window, Key.Key_T, CTRL_ALT)
    panel = square.window.findChild(VisitPanel)
    before = panel.planned.visit
    qtbot.mouseClick(panel.findChild(QToolButton, "visit_edit"), LEFT)
    card = square.window.findChild(RuleCard)
    for name in ("look", "count", "judge", "measure"):
        type_into(card, qtbot, f"rule_visit_{name}_min", "40")
    type_into(card, qtbot, "rule_reason", "Snow", QPlainTextEdit)
    type_into(card, qtbot, "rule_author", "B. Mayor")
    press(card, qtbot, "rule_change")
    settle(square, qtbot)
    after = panel.planned.visit
    assert len(after.checks) < len(before.checks)
    assert after.check_min <= 45
