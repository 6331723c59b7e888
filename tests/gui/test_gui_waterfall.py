"""The waterfall in the window: two clicks from a score to its objects and to its guidance."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.panels.waterfall.panel import WaterfallPanel
from sbd_tool.gui.panels.waterfall.step_row import StepRow
from sbd_tool.gui.panels.waterfall.steps import StepKind

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(opened, qtbot) -> WaterfallPanel:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(opened.window, Qt.Key.Key_X, modifiers)
    found = opened.window.findChild(WaterfallPanel)
    assert found is not None
    return found


def row(panel, key) -> StepRow:
    return panel.findChild(StepRow, f"step_{key}")


def test_the_bars_of_a_ledger_follow_each_other_to_what_is_earned(panel):
    lines = [step for step in panel.steps if step.kind is StepKind.LINE]
    assert lines
    for one, following in pairwise(lines):
        assert following.start == pytest.approx(one.end)
    ledger = panel.desk.assessment.scorecard.openness
    assert lines[-1].end + ledger.held == pytest.approx(ledger.score)


def test_two_clicks_lead_to_the_objects_on_the_map(panel, qtbot):
    qtbot.mouseClick(row(panel, "O09"), LEFT)
    show = panel.findChild(QPushButton, "step_show_O09")
    qtbot.mouseClick(show, LEFT)
    line = panel.desk.assessment.scorecard.openness.indicators["O09"]
    assert panel.desk.selection == line.reading.objects


def test_two_clicks_lead_to_the_guidance_paragraph(panel, qtbot):
    asked = []
    panel.desk.card_wanted.connect(asked.append)
    card = panel.desk.rules.rubric.indicators["O09"].cards[0]
    qtbot.mouseClick(row(panel, "O09"), LEFT)
    qtbot.mouseClick(panel.findChild(QPushButton, f"step_card_{card}"), LEFT)
    assert asked == [card]


def test_why_not_higher_starts_with_the_dearest_and_hatches_what_is_not_known(panel, qtbot):
    qtbot.mouseClick(panel.findChild(QPushButton, "waterfall_ledger_protection"), LEFT)
    qtbot.mouseClick(panel.findChild(QPushButton, "waterfall_side_lost"), LEFT)
    assert panel.ledger is LedgerKey.PROTECTION
    lost = [step.line.lost for step in panel.steps if step.kind is StepKind.LINE]
    assert lost == sorted(lost, reverse=True)
    unknown = [step for step in panel.steps if step.kind is StepKind.OPEN]
    assert unknown
    assert {step.words for step in unknown} == {"?"}


def test_the_keyboard_walks_the_rows_and_opens_one(panel, qtbot):
    first = row(panel, "O01")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = panel.window().focusWidget()
    assert isinstance(second, StepRow)
    assert second.step.key == "O02"
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert row(panel, "O02").is_open
    qtbot.keyClick(row(panel, "O02"), Qt.Key.Key_Return)
    assert not row(panel, "O02").is_open


def test_every_row_is_read_whole_without_eyes(panel):
    for made in panel.findChildren(StepRow):
        assert made.step.name in made.accessibleName()


def test_an_edit_marks_the_points_as_of_the_plan_before(panel, opened, qtbot):
    desk = panel.desk
    from sbd_tool.app.commands.project import RenameProject

    desk.do(RenameProject(title="Other", by=desk.by()))
    assert not panel.stale.isHidden()
    qtbot.waitUntil(lambda: opened.bench.is_assessment_current, timeout=60_000)
    assert panel.stale.isHidden()
