"""Sight and light follow the quick assessment in the background, and an edit starts them anew."""

from sbd_tool.app.commands import RenameProject
from sbd_tool.domain.scores import IndicatorState


def test_the_window_shows_quick_scores_first_and_sight_soon_after(start, square_project, qtbot):
    program = start(is_whole=True)
    bench, seen = program.bench, []

    def note():
        if bench.is_assessment_current:
            line = bench.assessment.scorecard.protection.indicators["P07"]
            seen.append((bench.is_assessment_whole, line.state))

    program.window.desk.assessed.connect(note)
    assert bench.new(square_project)
    qtbot.waitUntil(lambda: bench.is_assessment_whole, timeout=60_000)
    assert seen == [(False, IndicatorState.NOT_ASSESSED), (True, IndicatorState.ASSESSED)]
    assert bench.do(RenameProject(title="Renamed"))
    assert not bench.is_assessment_whole
    qtbot.waitUntil(lambda: bench.is_assessment_whole, timeout=60_000)
    assert not bench.problems


def test_the_numerics_are_made_ready_behind_the_window(start, qtbot):
    program = start()
    program.warm_up()
    assert program.runner.is_busy
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=120_000)
    assert not program.bench.problems
