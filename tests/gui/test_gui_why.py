"""From a ledger to its reasons, from questions to answers and back; read without eyes, too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from sbd_tool.gui.panels.book import LedgerBook
from sbd_tool.gui.panels.inspector import InspectorPanel
from sbd_tool.gui.panels.ledger_page import ContributionRow
from sbd_tool.gui.widgets.ledger_parts import LedgerRow, ProfileCell

LEFT = Qt.MouseButton.LeftButton


def settle(program, qtbot):
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=60_000)
    qtbot.wait(30)


@pytest.mark.parametrize("ledger", ["openness", "protection"])
def test_a_ledger_says_why_it_is_not_higher_with_every_indicator_as_a_way_on(opened, qtbot, ledger):
    qtbot.mouseClick(opened.window.findChild(QToolButton, f"why_{ledger}"), LEFT)
    panel = opened.window.findChild(InspectorPanel)
    rows = panel.findChildren(ContributionRow)
    rubric = opened.window.desk.rules.rubric
    expected = {rule.key for rule in rubric.indicators if rule.ledger.value == ledger}
    shown = {row.line.key for row in rows}
    assert {row.line.key for row in rows if row.line.points is not None} <= expected
    assert shown <= expected
    lost = [row.line.lost for row in rows if row.line.lost is not None and row.line.lost >= 0.05]
    assert lost == sorted(lost, reverse=True)
    qtbot.mouseClick(rows[0], LEFT)
    name = opened.window.desk.look.word(rubric.indicators[rows[0].line.key].name)
    assert name in {label.text() for label in panel.findChildren(QLabel)}
    qtbot.mouseClick(panel.findChild(QToolButton, "inspector_back"), LEFT)
    assert panel.findChildren(ContributionRow)


def test_points_are_shared_among_objects_on_demand_and_lead_to_them(opened, qtbot):
    desk = opened.window.desk
    scores = opened.bench.assessment.scorecard.openness.indicators
    key = next(k for k, s in scores.items() if s.earned > 0 and len(s.reading.objects) > 1)
    desk.indicator_wanted.emit(key)
    panel = opened.window.findChild(InspectorPanel)
    qtbot.mouseClick(panel.findChild(QPushButton, "share_points"), LEFT)
    qtbot.waitUntil(lambda: desk.shares_of(key) is not None, timeout=60_000)
    shares = desk.shares_of(key)
    line = panel.findChild(QPushButton, "share_0")
    assert line is not None
    qtbot.mouseClick(line, LEFT)
    assert desk.selection == shares[0].objects


def test_an_answer_is_kept_with_a_name_and_can_be_asked_again(opened, qtbot):
    window, desk = opened.window, opened.window.desk
    window.actions_by_key["questions"].trigger()
    name = window.findChild(QLineEdit, "answer_name")
    name.selectAll()
    qtbot.keyClicks(name, "Alex Planner")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    places = [q.where for q in desk.questions]
    for where in set(places):
        assert window.findChild(QLabel, f"questions_{where}") is not None
    question = next(q for q in desk.questions if q.unit or q.maximum is not None)
    edit = window.findChild(QLineEdit, f"answer_{question.key}")
    value = ((question.minimum or 0) + min(question.maximum or 100, 100)) / 2
    qtbot.keyClicks(edit, str(value))
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle(opened, qtbot)
    (answer,) = opened.bench.project.answers.values()
    assert answer.stamp.author == "Alex Planner"
    given = window.findChild(QLabel, f"given_{question.key}")
    assert given is not None
    qtbot.mouseClick(window.findChild(QPushButton, f"again_{question.key}"), LEFT)
    settle(opened, qtbot)
    assert opened.bench.project.answers == {}
    assert question.key in {q.key for q in desk.questions}


def facts_below(widget):
    """What assistive technology reads below a widget."""
    names = []
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid():
            continue
        names.append(one.text(QAccessible.Text.Name))
        waiting += [one.child(n) for n in range(one.childCount())]
    return names


def test_the_accessible_tree_holds_every_painted_row_and_cell_with_its_whole_fact(opened):
    book = opened.window.findChild(LedgerBook)
    for page in (book.openness, book.protection):
        read = facts_below(page)
        assert page.accessibleName() in read
        for part in (*page.findChildren(ProfileCell), *page.findChildren(LedgerRow)):
            assert part.line.fact in read
            assert part.line.name in part.line.fact
