"""States and options in the window: begun, switched, edited here only, compared, merged."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QToolButton
from shapely.geometry import LineString, box

from sbd_tool.app.closing import GATE, accept, propose_closure
from sbd_tool.app.commands import By
from sbd_tool.app.designs import new_state
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.object_changes import Change
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import TimeState
from sbd_tool.domain.roles import Role
from sbd_tool.gui.designs.compare_panel import ComparePanel
from sbd_tool.gui.designs.second_map import SIDE, SWIPE
from tests.generated_square import layer, project

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
CROWD = layer(Role.CROWD_AREA, [box(5, 5, 55, 55)], ids=["crowd"])
ROUTE = layer(Role.EMERGENCY_ROUTE, [LineString([(30, -60), (30, 30)])], ids=["fire"])


def closed_square():
    rules = load_rules()
    plain = project()
    square = replace(plain, layers=(*plain.layers, CROWD, ROUTE))
    found = propose_closure(square, rules, ListWish(rating="V/7200[N2A]/48/90:0.0"))
    square = accept(found, By()).apply(square)
    market = TimeState(key="market", name="Market", template="market")
    return new_state(square, rules, market, by=By()).apply(square)


@pytest.fixture(scope="module")
def square():
    return closed_square()


@pytest.fixture
def open_square(start, qtbot, square):
    """Opens a closed square with a market, assessed."""

    def opens():
        program = start()
        assert program.bench.new(square)
        settle(program, qtbot)
        return program

    return opens


def settle(program, qtbot):
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    cards = program.window.workspace.strip.cards
    several = len(program.bench.project.time_states) > 1
    qtbot.waitUntil(lambda: cards.is_current or not several, timeout=60_000)


def strip_of(program):
    return program.window.workspace.strip


def click(program, qtbot, kind, name):
    found = program.window.findChild(kind, name)
    qtbot.mouseClick(found, LEFT)


def entry(menu: QMenu, name: str) -> QAction:
    return next(one for one in menu.actions() if one.objectName() == name)


def gate_of(program) -> str:
    return next(m.id for m in program.bench.project.measures.values() if m.kind == GATE)


def row_of(program) -> str:
    """A fixed row of the ring: without it protection falls by more than the least clear step."""
    return next(m.id for m in program.bench.project.measures.values() if m.kind != GATE)


def test_a_project_with_one_state_has_no_strip_and_a_second_state_brings_it(start, qtbot):
    program = start()
    assert program.bench.new(project())
    settle(program, qtbot)
    strip = strip_of(program)
    assert strip.isHidden()
    chip = program.window.findChild(QToolButton, "time_state_chip")
    templates = next(one.menu() for one in chip.menu().actions() if one.menu() is not None)
    entry(templates, "new_state_market").trigger()
    assert strip.isVisible()
    assert program.bench.place == Place("base", "market")
    assert program.bench.here_only
    assert program.bench.undo()
    assert strip.isHidden()
    assert program.bench.place == Place("base", "ordinary")


def test_what_is_deleted_here_only_is_gone_in_the_market_and_there_on_other_days(
    open_square, qtbot
):
    program = open_square()
    strip, gate = strip_of(program), row_of(program)
    click(program, qtbot, QPushButton, "state_market")
    program.window.workspace.map_area.canvas.setFocus()
    program.window.desk.choose((gate,))
    qtbot.keyClick(program.window, Key.Key_Delete)
    assert gate not in program.window.desk.project.measures
    assert gate in program.bench.project.measures
    settle(program, qtbot)
    assert "least protected" in strip.frames["market"].accessibleName()
    assert "least protected" not in strip.frames["ordinary"].accessibleName()
    qtbot.keyClick(program.window, Key.Key_PageUp, CTRL)
    assert program.bench.place.time_state == "ordinary"
    assert gate in program.window.desk.project.measures
    assert strip.frames["ordinary"].isChecked()


def test_the_switch_says_where_edits_count_and_is_turned_by_mouse_and_key(open_square, qtbot):
    program = open_square()
    strip, gate = strip_of(program), gate_of(program)
    click(program, qtbot, QPushButton, "state_market")
    assert strip.scope.current == "here"
    click(program, qtbot, QPushButton, "state_scope_all")
    assert not program.bench.here_only
    qtbot.keyClick(program.window, Key.Key_H, CTRL_SHIFT)
    assert strip.scope.current == "here"
    qtbot.keyClick(program.window, Key.Key_H, CTRL_SHIFT)
    program.window.workspace.map_area.canvas.setFocus()
    program.window.desk.choose((gate,))
    qtbot.keyClick(program.window, Key.Key_Delete)
    assert gate not in program.bench.project.measures
    program.bench.undo()
    assert gate in program.bench.project.measures


def test_a_frame_has_a_menu_that_renames_doubles_and_lets_objects_follow(open_square, qtbot):
    program = open_square()
    strip, gate = strip_of(program), gate_of(program)
    click(program, qtbot, QPushButton, "state_market")
    program.window.workspace.map_area.canvas.setFocus()
    program.window.desk.choose((gate,))
    qtbot.keyClick(program.window, Key.Key_Delete)
    frame = strip.frames["market"]
    frame.customContextMenuRequested.emit(QPoint(4, 4))
    menu = program.window.findChild(QMenu, "state_frame_menu")
    entry(menu, "design_rename").trigger()
    menu.close()
    name = program.window.findChild(QLineEdit, "design_name")
    assert name.text() == "Market"
    name.selectAll()
    qtbot.keyClicks(name, "Christmas market")
    qtbot.keyClicks(program.window.findChild(QLineEdit, "design_when"), "Advent, 16 to 21")
    qtbot.keyClick(name, Key.Key_Return)
    assert program.bench.project.time_states[1].name == "Christmas market"
    assert strip.frames["market"].state_name == "Christmas market"
    menu = strip.menus.state_menu("market", strip)
    entry(menu, "design_double").trigger()
    assert [one.key for one in program.bench.project.time_states] == [
        "ordinary",
        "market",
        "market-2",
    ]
    assert gate not in program.window.desk.project.measures
    menu = strip.menus.state_menu("market-2", strip)
    inner = next(one.menu() for one in menu.actions() if one.menu() is not None)
    assert "left out" in inner.actions()[0].text()
    inner.actions()[0].trigger()
    assert gate in program.window.desk.project.measures
    entry(strip.menus.state_menu("market-2", strip), "design_remove").trigger()
    assert program.bench.place == Place("base", "ordinary")
    settle(program, qtbot)


def test_an_option_is_begun_edited_compared_on_the_map_and_merged(open_square, qtbot):
    program = open_square()
    gate, window = gate_of(program), program.window
    qtbot.keyClick(window, Key.Key_E, CTRL_ALT)
    assert program.bench.place == Place("option-b", "ordinary")
    window.workspace.map_area.canvas.setFocus()
    program.window.desk.choose((gate,))
    qtbot.keyClick(window, Key.Key_Delete)
    assert gate in program.bench.project.measures
    settle(program, qtbot)
    qtbot.keyClick(window, Key.Key_D, CTRL_ALT)
    panel = window.findChild(ComparePanel)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=60_000)
    assert [(one.object_id, one.change) for one in panel.changes] == [(gate, Change.REMOVED)]
    assert panel.list.item(0).text().startswith("removed")
    for mode in (SWIPE, SIDE):
        click(program, qtbot, QPushButton, f"compare_mode_{mode}")
        assert panel.second.mode == mode
    click(program, qtbot, QPushButton, f"compare_mode_{SWIPE}")
    bar, before = panel.second.bar, panel.second.split_px
    bar.setFocus()
    qtbot.keyClick(bar, Key.Key_Right)
    assert panel.second.split_px > before
    click(program, qtbot, QPushButton, "compare_mode_off")
    assert panel.second is None
    click(program, qtbot, QPushButton, "compare_switch")
    assert program.bench.place.option == "base"
    assert gate in program.window.desk.project.measures
    program.bench.stand_in(Place("option-b", "ordinary"))
    menu = window.findChild(QToolButton, "option_chip").menu()
    entry(menu, "design_merge").trigger()
    assert [one.key for one in program.bench.project.options] == ["base"]
    assert gate not in program.window.desk.project.measures
    program.bench.undo()
    assert len(program.bench.project.options) == 2
    settle(program, qtbot)


def test_frames_that_would_be_cut_stand_without_their_pictures(open_square, qtbot):
    program = open_square()
    strip = program.window.workspace.strip
    frames = tuple(strip.frames.values())
    program.window.resize(1600, 900)
    qtbot.waitUntil(lambda: all(frame.picture.isVisible() for frame in frames))
    room = sum(frame.whole_px for frame in frames) - frames[0].whole_px // 2
    strip.resize(room + strip.width() - strip.area.viewport().width(), strip.height())
    qtbot.waitUntil(lambda: not any(frame.picture.isVisible() for frame in frames))
    last, seen = frames[-1], strip.area.viewport()
    qtbot.waitUntil(lambda: last.mapTo(seen, last.rect().topRight()).x() <= seen.width())
