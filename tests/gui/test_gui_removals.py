"""Ideas also say what to take away; one click does it, one undo brings it back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar
from shapely.geometry import Point

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.panels.ideas import IdeasPanel
from sbd_tool.gui.panels.waterfall.panel import WaterfallPanel
from tests.gui.conftest import METRES_EAST, METRES_NORTH

LEFT = Qt.MouseButton.LeftButton


def settle(program, qtbot):
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=30_000)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=30_000)


def with_spikes(program, qtbot):
    bench = program.bench
    spikes = tuple(
        Measure(
            stamp=bench.new_stamp(),
            kind="hostile-architecture",
            geometry=Point(METRES_EAST + 30 + 4 * n, METRES_NORTH + 20),
            state=MeasureState.EXISTING,
        )
        for n in range(2)
    )
    assert bench.do(AddMeasures(measures=spikes, by=bench.by()))
    settle(program, qtbot)
    return spikes


def test_what_is_worth_taking_away_goes_with_one_click_and_comes_back_with_one_undo(opened, qtbot):
    bench, window, spikes = opened.bench, opened.window, with_spikes(opened, qtbot)
    panel = window.findChild(IdeasPanel)
    assert panel.findChild(QLabel, "removals_title") is not None
    before = bench.project
    take = panel.findChild(QPushButton, "idea_take_away:hostile-architecture:all")
    window.findChild(QTabBar, "work_tabs").setCurrentIndex(2)
    qtbot.mouseClick(take, LEFT)
    states = {bench.project.measures[one.id].state for one in spikes}
    assert states == {MeasureState.TO_REMOVE}
    settle(opened, qtbot)
    assert panel.findChild(QPushButton, "idea_take_away:hostile-architecture:all") is None
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.project.measures == before.measures


def test_the_waterfall_lists_what_to_take_away_and_doing_it_changes_exactly_that(opened, qtbot):
    bench, window = opened.bench, opened.window
    with_spikes(opened, qtbot)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_X, modifiers)
    panel = window.findChild(WaterfallPanel)
    qtbot.mouseClick(panel.findChild(QPushButton, "waterfall_side_changes"), LEFT)
    name = "take_away:hostile-architecture:all"
    told = next(one for one in bench.advice.removals if one.key == name)
    before = bench.assessment.scorecard
    qtbot.mouseClick(panel.findChild(QPushButton, f"change_{name}"), LEFT)
    settle(opened, qtbot)
    after = bench.assessment.scorecard
    for move, key in ((told.openness, LedgerKey.OPENNESS), (told.protection, LedgerKey.PROTECTION)):
        assert after.ledger(key).low - before.ledger(key).low == move.low_delta
        assert after.ledger(key).high - before.ledger(key).high == move.high_delta
    assert panel.findChild(QPushButton, f"change_{name}") is None
