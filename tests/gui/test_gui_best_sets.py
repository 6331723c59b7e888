"""Best sets in the window: looked for, seen on the chart, taken as an option, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from sbd_tool.gui.panels.best_sets.panel import BestSetsPanel

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(opened, qtbot) -> BestSetsPanel:
    qtbot.keyClick(opened.window, Key.Key_M, CTRL_ALT)
    return opened.window.findChild(BestSetsPanel)


def found(panel, qtbot, candidates="4") -> BestSetsPanel:
    panel.candidates.selectAll()
    qtbot.keyClicks(panel.candidates, candidates)
    qtbot.mouseClick(panel.search, LEFT)
    qtbot.waitUntil(lambda: panel.found is not None, timeout=90_000)
    return panel


def words(panel, name: str) -> str:
    return panel.findChild(QLabel, name).text()


def test_sets_are_found_and_each_point_of_the_chart_tells_what_is_in_it(panel, qtbot):
    found(panel, qtbot)
    sets = panel.found.sets
    assert panel.rows.count() == len(sets) > 1
    assert len(panel.chart.spots) == len(sets) + len(panel.found.hand_made)
    assert "every set of 4 candidates" in words(panel, "best_sets_outcome")
    spots = panel.chart.spots[: len(sets)]
    for one in spots:  # what is drawn pale among many: beaten in both ledgers but for its cost
        rivals = [two for two in spots if two.openness >= one.openness]
        rivals = [two for two in rivals if two.protection >= one.protection]
        beaten = any(
            (two.openness, two.protection) != (one.openness, one.protection) for two in rivals
        )
        assert one.is_cheaper is beaten
    assert not all(one.is_cheaper for one in spots)
    panel.chart.setFocus()
    qtbot.keyClick(panel.chart, Key.Key_Right)
    assert panel.rows.currentRow() == 1
    assert words(panel, "best_sets_figures").startswith("2: openness")
    assert words(panel, "best_sets_inside").count("\u2022") == len(sets[1].candidates)


def test_a_click_on_the_chart_chooses_and_the_design_as_it_stands_is_there_too(panel, qtbot):
    found(panel, qtbot)
    base = len(panel.found.sets)
    assert panel.chart.spots[base].is_option
    qtbot.mouseClick(panel.chart, LEFT, pos=panel.chart.place_of(0).toPoint())
    assert panel.rows.currentRow() == panel.chart.current >= 0
    panel.chart.setFocus()
    while panel.chart.current != base:
        qtbot.keyClick(panel.chart, Key.Key_Right)
    assert words(panel, "best_sets_figures").startswith("Base plan")
    assert not panel.take.isVisible()


def test_a_set_becomes_an_option_in_one_step_and_goes_again_with_undo(opened, panel, qtbot):
    found(panel, qtbot)
    before = opened.bench.project
    qtbot.mouseClick(panel.take, LEFT)
    project = opened.bench.project
    assert [one.name for one in project.options][1:] == ["Best set 1"]
    assert len(project.measures) > len(before.measures)
    assert panel.chart.spots[-1].label.startswith("Best set 1")
    qtbot.keyClick(opened.window, Key.Key_Z, CTRL)
    assert opened.bench.project.options == before.options
    assert len(opened.bench.project.measures) == len(before.measures)
    assert panel.chart.spots[-1].label.startswith("Base plan")


def test_an_option_on_the_chart_opens_by_a_click_and_by_keys(opened, panel, qtbot):
    found(panel, qtbot)
    panel.rows.setFocus()
    qtbot.keyClick(panel.rows, Key.Key_Return)
    taken = len(panel.chart.spots) - 1
    assert panel.chart.spots[taken].is_option
    qtbot.mouseClick(panel.chart, LEFT, pos=panel.chart.place_of(taken).toPoint())
    assert opened.bench.place.option == "set-1"
    assert len(opened.bench.seen.measures) > 0
    panel.chart.setFocus()
    while panel.chart.current != len(panel.found.sets):
        qtbot.keyClick(panel.chart, Key.Key_Right)
    qtbot.keyClick(panel.chart, Key.Key_Return)
    assert opened.bench.place.option == "base"


def test_a_second_set_is_taken_from_the_chart_while_the_map_shows_the_first(opened, panel, qtbot):
    found(panel, qtbot)
    panel.chart.setFocus()
    qtbot.keyClick(panel.chart, Key.Key_Return)
    panel.chart.setFocus()
    while panel.chart.current != len(panel.chart.spots) - 1:
        qtbot.keyClick(panel.chart, Key.Key_Right)
    qtbot.mouseClick(panel.open, LEFT)
    assert opened.bench.place.option == "set-1"
    panel.chart.setFocus()
    while panel.chart.current != 1:
        qtbot.keyClick(panel.chart, Key.Key_Right)
    assert panel.take.isEnabled()
    qtbot.keyClick(panel.chart, Key.Key_Return)
    options = opened.bench.project.options
    assert [(one.name, one.parent) for one in options[1:]] == [
        ("Best set 1", "base"),
        ("Best set 2", "base"),
    ]


def test_sets_of_an_older_design_are_shown_but_not_offered(opened, panel, qtbot):
    found(panel, qtbot)
    qtbot.keyClick(opened.window, Key.Key_E, CTRL_ALT)
    assert opened.bench.place.option != "base"
    assert not panel.take.isEnabled()
    qtbot.keyClick(panel.rows, Key.Key_Return)
    assert len(opened.bench.project.options) == 2


def test_a_number_that_cannot_be_is_answered_in_words(panel, qtbot):
    panel.candidates.selectAll()
    qtbot.keyClicks(panel.candidates, "500")
    qtbot.mouseClick(panel.search, LEFT)
    qtbot.waitUntil(lambda: "60" in words(panel, "best_sets_outcome"), timeout=60_000)
    assert panel.search.isEnabled()


def test_a_search_is_stopped_by_its_button(panel, qtbot):
    panel.candidates.selectAll()
    qtbot.keyClicks(panel.candidates, "20")
    qtbot.mouseClick(panel.search, LEFT)
    assert panel.job.is_running
    qtbot.mouseClick(panel.job.cancel, LEFT)
    assert not panel.job.is_running
    assert panel.search.isEnabled()
    assert panel.found is None
