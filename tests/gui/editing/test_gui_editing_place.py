"""Move, rotate, scale, mirror and repeat: by clicks, by drags and by typed numbers."""

import pytest
import shapely
from PySide6.QtCore import Qt

from sbd_tool.app.commands import SetLock

Key, Modifier = Qt.Key, Qt.KeyboardModifier
LINE = shapely.LineString([(20, 20), (30, 20)])


@pytest.fixture
def hand(free_hand):
    return free_hand


def test_two_objects_are_moved_together_by_a_typed_shift_in_one_step(hand):
    first, second = hand.add(LINE), hand.add(shapely.Point(25, 30))
    hand.click(25, 20)
    hand.click(25, 30, held=Modifier.ShiftModifier)
    assert set(hand.desk.selection) == {first, second}
    hand.key(Key.Key_M, Modifier.ShiftModifier)
    hand.click(25, 20)
    hand.type("@10,5")
    assert hand.coords(first) == [(30, 25), (40, 25)]
    assert hand.coords(second) == [(35, 35)]
    assert hand.canvas.tool.key == "select"
    assert set(hand.desk.selection) == {first, second}
    hand.key(Key.Key_Z, Modifier.ControlModifier)
    assert hand.coords(first) == [(20, 20), (30, 20)]
    assert hand.coords(second) == [(25, 30)]


def test_a_drag_moves_what_the_first_click_chose(hand):
    name = hand.add(LINE)
    hand.shortcut("tool_move")
    assert hand.canvas.strip.said.startswith("Click or box")
    hand.click(25, 20)
    hand.drag((25, 20), (25, 35))
    assert hand.shape(name).coords[0][1] == pytest.approx(35, abs=2 * hand.pixel_m)


def test_the_preview_follows_the_pointer_and_escape_leaves_all_as_it_was(hand):
    name = hand.add(LINE)
    hand.desk.choose((name,))
    hand.shortcut("tool_move")
    hand.click(20, 20)
    hand.move(20, 30)
    (ghost,) = hand.canvas.tool.ghosts
    assert ghost.distance(hand.program.bench.project.measures[name].geometry) == pytest.approx(
        10, abs=2 * hand.pixel_m
    )
    hand.key(Key.Key_Escape)
    assert hand.canvas.tool.ghosts == ()
    assert hand.coords(name) == [(20, 20), (30, 20)]


def test_a_typed_angle_turns_about_the_clicked_centre(hand):
    name = hand.add(LINE)
    hand.desk.choose((name,))
    hand.shortcut("snapping")
    hand.shortcut("tool_rotate")
    hand.click(20, 20)
    hand.type("90")
    assert hand.coords(name) == [(20, 20), (20, 30)]


def test_a_minus_turns_clockwise_and_two_directions_turn_by_what_lies_between(hand):
    name = hand.add(LINE)
    hand.desk.choose((name,))
    hand.shortcut("snapping")
    hand.shortcut("tool_rotate")
    hand.click(20, 20)
    hand.type("-90")
    assert hand.coords(name) == [(20, 20), (20, 10)]
    hand.shortcut("tool_rotate")
    hand.click(20, 20)
    hand.click(20, 10)
    hand.key(Key.Key_F8)
    hand.click(30, 21)
    assert hand.coords(name) == [(20, 20), (30, 20)]


def test_a_typed_factor_scales_and_a_wrong_one_is_explained_in_place(hand):
    name = hand.add(LINE)
    hand.desk.choose((name,))
    hand.shortcut("snapping")
    hand.shortcut("tool_scale")
    hand.click(20, 20)
    hand.type("0")
    assert hand.canvas.entering.box.problem
    hand.line().clear()
    hand.qtbot.keyClicks(hand.line(), "1.5")
    hand.qtbot.keyClick(hand.line(), Key.Key_Return)
    assert hand.coords(name) == [(20, 20), (35, 20)]


def test_mirroring_at_a_traced_line_flips_to_its_other_side(hand):
    name = hand.add(shapely.LineString([(20, 20), (30, 25)]))
    hand.desk.choose((name,))
    hand.shortcut("tool_mirror")
    hand.click(40, 10)
    hand.key(Key.Key_F8)
    hand.click(40.5, 40)
    xs = [x for x, _ in hand.coords(name)]
    assert xs == pytest.approx([60, 50], abs=4 * hand.pixel_m)


def test_a_row_is_repeated_by_count_and_spacing(hand):
    name = hand.add(shapely.Point(20, 20))
    before = set(hand.program.bench.project.measures)
    hand.desk.choose((name,))
    hand.shortcut("tool_array_linear")
    hand.click(20, 20)
    hand.key(Key.Key_F8)
    hand.move(30, 21)
    hand.type("5", then=Key.Key_Tab)
    hand.qtbot.keyClicks(hand.line(), "3")
    hand.qtbot.keyClick(hand.line(), Key.Key_Return)
    made = hand.program.bench.project.measures.keys() - before
    assert sorted(hand.coords(one)[0][0] for one in made) == pytest.approx([23, 26, 29, 32])
    hand.program.bench.undo()
    assert set(hand.program.bench.project.measures) == before


def test_page_keys_change_the_count_and_a_circle_is_filled_evenly(hand):
    name = hand.add(shapely.Point(30, 20))
    hand.desk.choose((name,))
    before = set(hand.program.bench.project.measures)
    hand.shortcut("snapping")
    hand.shortcut("tool_array_polar")
    hand.add(shapely.Point(20, 20))
    hand.click(20, 20)
    assert hand.canvas.tool.count == 4
    hand.key(Key.Key_PageUp)
    hand.key(Key.Key_PageUp)
    hand.key(Key.Key_Return)
    made = hand.program.bench.project.measures.keys() - before
    assert len(made) == 6  # five copies, and the point that marked the centre
    centre = shapely.Point(20, 20)
    far = sorted(round(hand.shape(one).distance(centre), 3) for one in made)
    assert far == [0, 10, 10, 10, 10, 10]


def test_plan_features_are_moved_too_but_locked_ones_are_refused_in_words(hand):
    project = hand.program.bench.project
    square = project.square
    hand.desk.choose((square,))
    hand.shortcut("tool_move")
    hand.click(40, 25)
    hand.type("@2,0")
    moved = hand.program.bench.project.feature(square)[1].geometry
    assert moved.bounds[0] == pytest.approx(project.feature(square)[1].geometry.bounds[0] + 2)
    hand.program.bench.undo()
    hand.desk.do(SetLock(object_ids=(square,), by=hand.desk.by()))
    hand.shortcut("tool_move")
    assert "locked" in hand.window.workspace.map_area.banners.banner.accessibleName()
    hand.click(40, 25)
    assert hand.canvas.tool.fields == ()
    kept = hand.program.bench.project.feature(square)[1].geometry
    assert kept.equals(project.feature(square)[1].geometry)
