"""Whose weights, how firm, what to look at: by mouse and keys, undone and told in words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QToolButton,
)

from sbd_tool.app.commands.options import RemoveOption
from sbd_tool.app.weighing import IN_USE_ID, weight_sets
from sbd_tool.domain.project import Option
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.dialogs.weights_card import WeightsCard
from sbd_tool.gui.panels.weighing.charts import SpanChart
from sbd_tool.gui.panels.weighing.robustness_panel import RobustnessPanel
from sbd_tool.gui.panels.weighing.visit_panel import VisitPanel
from sbd_tool.gui.panels.weighing.weights_panel import WeightsPanel
from tests.generated_square import project

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def square(start, qtbot):
    """The square of the tests, open and assessed."""
    program = start()
    assert program.bench.new(project())
    settle(program, qtbot)
    return program


def settle(program, qtbot):
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=60_000)


def panel_of(program, qtbot, key, kind):
    qtbot.keyClick(program.window, key, CTRL_ALT)
    return program.window.findChild(kind)


def click(host, qtbot, name, kind=QPushButton):
    qtbot.mouseClick(host.findChild(kind, name), LEFT)


def type_into(host, qtbot, name, words, kind=QLineEdit):
    field = host.findChild(kind, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def test_a_set_is_put_in_use_by_a_click_and_taken_back_by_a_key(square, qtbot):
    panel = panel_of(square, qtbot, Key.Key_H, WeightsPanel)
    charts = {chart.ledger: chart for chart in panel.findChildren(SpanChart)}
    assert [len(charts[key.value].spans) for key in LedgerKey] == [5, 5]
    assert "Police liaison: " in charts["openness"].accessibleName()
    before = square.bench.assessment.scorecard.openness.low
    click(panel, qtbot, "weights_use_residents")
    settle(square, qtbot)
    used = square.window.desk.rules.rubric.weights_in_use
    assert used.key == "residents"
    assert square.bench.assessment.scorecard.openness.low != before
    assert panel.findChild(QPushButton, "weights_use_residents") is None
    assert panel.findChild(QPushButton, "weights_use_none") is not None
    qtbot.keyClick(square.window, Key.Key_Z, CTRL)
    settle(square, qtbot)
    assert square.window.desk.rules.rubric.weights_in_use is None
    assert square.bench.assessment.scorecard.openness.low == before


def test_a_first_time_planner_is_led_through_swings_to_a_set_in_use(square, qtbot):
    panel = panel_of(square, qtbot, Key.Key_H, WeightsPanel)
    click(panel, qtbot, "weights_make")
    card = square.window.findChild(WeightsCard)
    click(card, qtbot, "weights_on")
    assert card.step == 0
    assert card.findChild(QLabel, "weights_problem").text() == "The set needs a name."
    type_into(card, qtbot, "weights_name", "Council")
    type_into(card, qtbot, "weights_author", "B. Mayor")
    type_into(card, qtbot, "weights_reason", "Agreed in March", QPlainTextEdit)
    click(card, qtbot, "weights_on")
    assert card.findChild(QLabel, "weights_step").text() == "Step 2 of 4"
    card.findChild(QRadioButton, "first_life").click()
    slider = card.findChild(QSlider, "swing_access")
    slider.setFocus()
    qtbot.keyClick(slider, Key.Key_PageDown)
    assert slider.value() == 90
    assert not card.findChild(QSlider, "swing_life").isEnabled()
    click(card, qtbot, "weights_on")
    click(card, qtbot, "weights_on")
    click(card, qtbot, "weights_on")
    settle(square, qtbot)
    made = weight_sets(square.bench.project, square.window.desk.rules.rubric)[-1]
    assert (made.author, made.method) == ("B. Mayor", "swing")
    openness = made.shares[LedgerKey.OPENNESS]
    assert openness["access"] / openness["life"] == pytest.approx(0.9)
    assert square.bench.project.records[IN_USE_ID].content["set"] == made.key
    assert panel.findChild(QToolButton, f"weights_drop_{made.key}") is not None
    click(panel, qtbot, f"weights_drop_{made.key}", QToolButton)
    assert not square.bench.project.records


def test_answers_in_pairs_that_contradict_each_other_are_named_and_mended(square, qtbot):
    panel = panel_of(square, qtbot, Key.Key_H, WeightsPanel)
    click(panel, qtbot, "weights_make")
    card = square.window.findChild(WeightsCard)
    type_into(card, qtbot, "weights_name", "Residents asked")
    type_into(card, qtbot, "weights_author", "C. Resident")
    type_into(card, qtbot, "weights_reason", "Evening of the fifth", QPlainTextEdit)
    click(card, qtbot, "weights_method_pairwise")
    click(card, qtbot, "weights_on")
    # Access over staying, staying over life, and yet life over access.
    for name, value in (("access_stay", 6), ("stay_life", 6), ("access_life", -6)):
        card.findChild(QSlider, f"pair_{name}").setValue(value)
    form = card.forms[LedgerKey.OPENNESS]
    assert "contradict" in form.told.text()
    first = form.elicited().pairwise.consistency_ratio
    click(form, qtbot, "pairs_mend")
    assert form.elicited().pairwise.consistency_ratio < first
    qtbot.keyClick(card, Key.Key_Escape)
    assert not square.bench.project.records


def test_how_firm_it_is_comes_as_sentences_and_charts_and_goes_out_of_date(square, qtbot):
    panel = panel_of(square, qtbot, Key.Key_O, RobustnessPanel)
    qtbot.mouseClick(panel.go, LEFT)
    qtbot.waitUntil(lambda: panel.judged is not None, timeout=60_000)
    chart = panel.findChild(SpanChart, "tornado_openness_base")
    widths = [span.high - span.low for span in chart.spans]
    assert widths == sorted(widths, reverse=True)
    assert chart.accessibleName()
    assert panel.is_fresh
    click(panel_of(square, qtbot, Key.Key_H, WeightsPanel), qtbot, "weights_use_traders")
    assert not panel.is_fresh
    assert "has changed" in panel.findChild(QLabel, "robustness_state").text()
    settle(square, qtbot)


def test_an_option_removed_while_it_is_judged_keeps_its_name(start, qtbot):
    plan = project()
    trees = Option(key="trees", name="Avenue", parent="base")
    program = start()
    assert program.bench.new(replace(plan, options=(*plan.options, trees)))
    settle(program, qtbot)
    panel = panel_of(program, qtbot, Key.Key_O, RobustnessPanel)
    qtbot.mouseClick(panel.go, LEFT)
    assert program.bench.do(RemoveOption(option="trees"))
    qtbot.waitUntil(lambda: panel.judged is not None, timeout=60_000)
    ranks = panel.findChild(SpanChart, "tornado_openness_trees").parentWidget()
    told = [one.text() for one in ranks.findChildren(QLabel)]
    assert any("Avenue" in one for one in told)
    assert not any("of trees" in one for one in told)
    settle(program, qtbot)


def test_a_visit_is_shown_on_the_map_and_printed(square, qtbot, tmp_path):
    panel = panel_of(square, qtbot, Key.Key_T, VisitPanel)
    qtbot.waitUntil(lambda: panel.planned.has_ways, timeout=60_000)
    assert panel.planned.visit.budget_min == 45
    click(panel, qtbot, "visit_minutes_15")
    visit = panel.planned.visit
    assert visit.budget_min == 15
    assert visit.check_min + visit.walk_min <= 15
    check, stop = visit.stops[-1].checks[0], visit.stops[-1]
    canvas = square.window.workspace.map_area.canvas
    click(panel, qtbot, f"visit_show_{check.key}", QToolButton)
    assert abs(canvas.view.x_m - stop.place[0]) < 1
    assert panel.chosen == stop.number
    click(panel, qtbot, "visit_print")
    dialog = square.window.findChild(QFileDialog)
    target = tmp_path / "visit.pdf"
    dialog.selectFile(str(target))
    dialog.accept()
    qtbot.waitUntil(target.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not square.runner.is_busy, timeout=60_000)
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("key", [Key.Key_H, Key.Key_O, Key.Key_T])
def test_panels_of_weighing_speak_german_and_go_with_their_project(start, qtbot, key):
    program = start("de")
    assert program.bench.new(project())
    settle(program, qtbot)
    before = {dock.objectName() for dock in docks(program)}
    qtbot.keyClick(program.window, key, CTRL_ALT)
    (dock,) = [one for one in docks(program) if one.objectName() not in before]
    assert dock.windowTitle() in ("Wessen Gewichte", "Wie belastbar ist es", "Begehungsliste")
    assert all(one.text() != one.objectName() for one in dock.findChildren(QPushButton))
    assert program.bench.new(replace(project(), id="00000000-0000-4000-8000-000000000002"))
    qtbot.waitUntil(
        lambda: all(one.objectName() in before for one in docks(program)), timeout=10_000
    )
    settle(program, qtbot)


def docks(program):
    from sbd_tool.gui.side_dock import SideDock

    return program.window.findChildren(SideDock)


def test_the_page_of_a_ledger_says_what_its_score_rests_on(square, qtbot):
    click(square.window, qtbot, "why_openness", QToolButton)
    told = square.window.findChild(QLabel, "ledger_footing").text()
    assert "rest on assumptions" in told
    assert "older than 5 years" in told
