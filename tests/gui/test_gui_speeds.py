"""Approach speeds in the window: asked for, listed, drawn, stopped, out of date, kept current."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from sbd_tool.app.commands import AddMeasures
from sbd_tool.app.verifying import read_seal
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.approach.speed_drawing import INKS, ink_of, quiet_corner
from sbd_tool.gui.panels.approach.speed_panel import SpeedPanel
from tests import dead_end_court
from tests.generated_square import moved

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
RATED = "V/7200[N2A]/80/90:0.0"
PROJECT = dead_end_court.project(rating=RATED)


@pytest.fixture
def court(start, qtbot):
    def opens(project=PROJECT, language="en"):
        program = start(language)
        assert program.bench.new(project)
        qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
        qtbot.keyClick(program.window, Key.Key_1, CTRL_ALT)
        return program, program.window.findChild(SpeedPanel)

    return opens


def words(panel, name):
    return panel.findChild(QLabel, name).text()


def p04(program):
    return program.bench.assessment.scorecard.protection.indicators["P04"].reading


def worked_out(panel, qtbot):
    qtbot.mouseClick(panel.findChild(QPushButton, "speeds_work_out"), LEFT)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=120_000)


def bollard(program):
    stamp = Stamp(id="post", author="Test")
    shape = moved(dead_end_court.ENTRY_AT.centroid)
    post = Measure(stamp=stamp, kind="bollard-fixed", geometry=shape, state=MeasureState.PROPOSED)
    return AddMeasures(measures=(post,), by=program.bench.by())


def test_speeds_are_worked_out_when_asked_for_and_read_by_the_scores(court, qtbot):
    program, panel = court()
    assert "not part of the scores yet" in words(panel, "speeds_state")
    assert p04(program).likely is None
    worked_out(panel, qtbot)
    assert p04(program).likely > 74.5
    assert program.bench.has_speeds
    (row,) = panel.model.rows
    assert "truck of 7.2 t" in row.title
    assert "rated for it" in row.lines[1]
    assert not panel.stale.isVisible()


def test_a_chosen_stretch_is_drawn_with_the_arithmetic_that_checks_it(court, qtbot):
    program, panel = court()
    worked_out(panel, qtbot)
    canvas = program.window.workspace.map_area.canvas
    before = canvas.view
    place = panel.list.visualRect(panel.model.index(0)).center()
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: canvas.view != before, timeout=10_000)
    assert panel.chosen is panel.lines[0]
    assert "14.33" in panel.model.rows[0].sentence
    assert panel.chosen.by_hand is not None


def test_a_change_makes_speeds_out_of_date_at_once(court, qtbot):
    program, panel = court()
    worked_out(panel, qtbot)
    assert program.bench.do(bollard(program))
    assert not panel.is_fresh
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    assert "Out of date" in words(panel, "speeds_state")
    assert p04(program).likely is None
    assert not program.bench.has_speeds
    assert panel.findChild(QPushButton, "speeds_work_out").isVisible()
    assert panel.lines  # what was found stays to be looked at


def test_kept_current_they_come_back_after_a_change(court, qtbot):
    program, panel = court()
    qtbot.mouseClick(panel.findChild(QCheckBox, "speeds_keep"), LEFT)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=120_000)
    assert program.bench.settings.keep_speeds
    assert program.bench.do(bollard(program))
    assert not panel.is_fresh
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=120_000)
    assert panel.found[0] is program.bench.seen


def test_the_work_can_be_stopped(court, qtbot):
    program, panel = court(dead_end_court.project({}, rating=RATED))
    qtbot.mouseClick(panel.findChild(QPushButton, "speeds_work_out"), LEFT)
    assert panel.job.is_running
    qtbot.mouseClick(panel.job.cancel, LEFT)
    qtbot.waitUntil(lambda: not panel.job.is_running, timeout=10_000)
    assert program.bench.speeds_ticket is None
    assert not program.bench.has_speeds
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    assert panel.start.isVisible()


def test_without_a_stated_entry_the_window_says_how_to_draw_one(court, qtbot):
    _, panel = court(dead_end_court.project({}), "de")
    worked_out(panel, qtbot)
    assert "entry_speed_kmh" in words(panel, "speeds_hint")
    assert "Keine einzelne Zahl" in panel.model.rows[0].sentence


def test_an_export_is_made_with_speeds_where_it_is_ticked(court, qtbot, tmp_path):
    program, _ = court()
    window = program.window
    window.actions_by_key["export"].trigger()
    card = window.findChild(QCheckBox, "export_speeds").window()
    tick = card.findChild(QCheckBox, "export_speeds")
    assert not tick.isChecked()
    qtbot.mouseClick(tick, LEFT)
    assert tick.isChecked()
    target = tmp_path / "court.svg"
    path = card.findChild(QLineEdit, "export_path")
    path.setFocus()
    path.selectAll()
    qtbot.keyClicks(path, str(target))
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)
    qtbot.waitUntil(target.exists, timeout=120_000)
    assert read_seal(Path(target).read_bytes(), target.name).speeds


def test_faster_bands_are_broader_and_less_broken():
    steps = (32, 48, 64, 80)
    inks = [ink_of(high, steps) for high in (20, 40, 60, 70, 100)]
    assert inks == list(INKS)
    widths = [ink.width_px for ink in inks]
    assert widths == sorted(widths)
    assert len({(ink.width_px, ink.dashes) for ink in inks}) == len(inks)


def test_the_arithmetic_stands_in_the_corner_where_it_covers_least():
    view = View(0.0, 0.0, 0.1, 800, 600)
    size = QSizeF(200, 60)
    corner = quiet_corner(view, size, ())
    assert corner.top() < 20, "at the top where nothing is in its way"
    lower = quiet_corner(view, size, [corner])
    assert not lower.intersects(corner)
    assert quiet_corner(view, size, [corner, lower, QRectF(500, 0, 300, 100)]).bottom() < 600
    assert quiet_corner(view, size, [QRectF(0, 0, 800, 600)]) == corner, "all alike: where it was"
