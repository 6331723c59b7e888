"""Drawing with numbers, snaps, ortho and traced edges; by mouse, and by keys alone."""

import pytest
import shapely
from map_hand import RIGHT, Hand
from PySide6.QtCore import Qt

from sbd_tool.app.commands import SetLock

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def begin(hand, geometry):
    hand.desk.arm(hand.kind(geometry).key)
    return set(hand.program.bench.project.measures)


def test_a_typed_leg_has_exactly_the_typed_length_and_angle(hand):
    before = begin(hand, "line")
    hand.shortcut("snapping")
    hand.click(20, 20)
    hand.move(30, 22)
    hand.type("2.4<90")
    hand.type("@3,-1")
    hand.key(Key.Key_Return)
    x, y = hand.coords(hand.only_new(before))[0]
    expected = [(x, y), (x, y + 2.4), (x + 3, y + 1.4)]
    assert hand.coords(hand.only_new(before)) == [
        pytest.approx(place, abs=2e-3) for place in expected
    ]
    hand.program.bench.undo()
    assert set(hand.program.bench.project.measures) == before


def test_a_length_alone_goes_where_the_pointer_points_and_tab_fixes_the_angle_too(hand):
    before = begin(hand, "line")
    hand.shortcut("snapping")
    hand.click(20, 20)
    hand.move(26, 20)
    hand.type("5", then=Key.Key_Tab)
    hand.qtbot.keyClicks(hand.line(), "30")
    hand.qtbot.keyClick(hand.line(), Key.Key_Return)
    hand.move(20, 40)
    hand.type("4", then=None)
    hand.click(24, 40)  # a click takes the typed length in the pointer's direction
    hand.qtbot.mouseClick(hand.canvas, RIGHT, pos=hand.pixel(24, 40))
    hand.key(Key.Key_Return)
    line = hand.shape(hand.only_new(before))
    first, second = shapely.LineString(line.coords[:2]), shapely.LineString(line.coords[1:3])
    assert first.length == pytest.approx(5, abs=1e-6)
    assert second.length == pytest.approx(4, abs=1e-6)
    (x0, y0), (x1, y1) = line.coords[:2]
    assert (x1 - x0, y1 - y0) == pytest.approx((4.3301, 2.5), abs=1e-3)


def test_a_wrong_entry_is_explained_in_place_and_nothing_is_drawn(hand):
    begin(hand, "line")
    hand.click(20, 20)
    hand.type("2.4<9x")
    box = hand.canvas.entering.box
    assert "2.4<9x" in box.problem or "9x" in box.problem
    assert len(hand.canvas.tool.points) == 1
    hand.qtbot.keyClick(hand.line(), Key.Key_Escape)
    assert not box.is_open
    assert hand.canvas.hasFocus()
    assert len(hand.canvas.tool.points) == 1


def test_german_readers_type_a_decimal_comma(start, square_project, qtbot):
    program = start("de")
    assert program.bench.new(square_project)
    hand = Hand(program, qtbot)
    hand.shortcut("measure_length")
    hand.click(20, 20)
    hand.type("2,5<0")
    hand.key(Key.Key_Return)
    assert hand.canvas.tool.answer.length == pytest.approx(2.5)


def test_the_pointer_catches_an_end_and_says_so(hand):
    target = hand.add(shapely.LineString([(20, 20), (40, 30)]))
    before = begin(hand, "line")
    hand.move(40.3, 30.2)
    hand.click(40.3, 30.2)
    hand.click(60, 10, held=Modifier.NoModifier)
    hand.key(Key.Key_Return)
    assert hand.coords(hand.only_new(before))[0] == hand.coords(target)[-1]


def test_switched_off_kinds_are_not_caught_and_stay_off_for_the_next_start(hand):
    hand.add(shapely.LineString([(20, 20), (40, 30)]))
    for name, action in hand.window.actions_by_key.items():
        if name.startswith("snap_") and action.isChecked():
            action.trigger()
    before = begin(hand, "point")
    hand.click(40.4, 30.3)
    at = hand.shape(hand.only_new(before))
    assert (at.x, at.y) != pytest.approx((40, 30), abs=1e-3)
    assert hand.window.memory.value("aids/kinds") == ""
    hand.shortcut("snap_end")
    assert hand.window.memory.value("aids/kinds") == "end"


def test_ortho_keeps_legs_along_the_axes_and_shift_lets_go_for_one(hand):
    before = begin(hand, "line")
    hand.shortcut("snapping")
    hand.key(Key.Key_F8)
    assert hand.canvas.aids.is_ortho
    hand.click(20, 20)
    hand.click(40, 23)
    hand.click(50, 35, held=Modifier.ShiftModifier)
    hand.key(Key.Key_Return)
    a, b, c = hand.coords(hand.only_new(before))
    assert a[1] == b[1]
    assert abs(c[1] - b[1]) > 10
    assert abs(c[0] - b[0]) > 5


def test_l_draws_parallel_then_square_to_the_edge_under_the_pointer(hand):
    hand.add(shapely.LineString([(10, 30), (30, 40)]))
    before = begin(hand, "line")
    hand.shortcut("snapping")
    hand.click(40, 20)
    hand.move(20, 35)
    hand.key(Key.Key_L)
    hand.click(60, 20)
    hand.move(20, 35)
    hand.key(Key.Key_L)
    hand.key(Key.Key_L)
    hand.click(50, 30)
    hand.key(Key.Key_Return)
    (x0, y0), (x1, y1), (x2, y2) = hand.shape(hand.only_new(before)).coords
    assert (y1 - y0) / (x1 - x0) == pytest.approx(0.5, abs=1e-6)
    assert (x2 - x1) * 20 + (y2 - y1) * 10 == pytest.approx(0, abs=1e-6)


def test_tracing_follows_the_drawn_edge_with_all_its_corners(hand):
    hand.add(shapely.LineString([(20, 10), (40, 10), (40, 25), (55, 25)]))
    before = begin(hand, "line")
    hand.shortcut("tracing")
    hand.click(20, 10)
    hand.click(55, 25)
    hand.key(Key.Key_Return)
    assert hand.coords(hand.only_new(before)) == [(20, 10), (40, 10), (40, 25), (55, 25)]


def test_an_area_is_closed_by_a_click_on_its_first_vertex(hand):
    before = begin(hand, "area")
    hand.shortcut("snapping")
    for place in ((20, 20), (40, 20), (40, 35), (20, 20)):
        hand.click(*place)
    area = hand.shape(hand.only_new(before))
    assert area.geom_type == "Polygon"
    assert area.area == pytest.approx(150, rel=0.05)


def test_a_line_is_drawn_moved_and_taken_back_with_keys_alone(hand):
    before = begin(hand, "line")
    hand.key(Key.Key_Left)  # an arrow brings the crosshair out
    hand.key(Key.Key_Return)  # the first vertex at the crosshair
    hand.type("12<0")
    hand.type("8<N0E")
    hand.key(Key.Key_Return)  # the crosshair stands on the last vertex: finished
    made = hand.only_new(before)
    (x0, y0), (x1, y1), (x2, y2) = hand.shape(made).coords
    assert (x1 - x0, y1 - y0) == pytest.approx((12, 0), abs=1e-6)
    assert (x2 - x1, y2 - y1) == pytest.approx((0, 8), abs=1e-6)
    hand.key(Key.Key_Escape)
    hand.shortcut("tool_move")
    hand.key(Key.Key_Return)
    hand.type("5<90")
    assert hand.shape(made).coords[0][1] == pytest.approx(y0 + 5, abs=1e-6)
    assert hand.canvas.tool.key == "select"
    hand.key(Key.Key_Z, Modifier.ControlModifier)
    assert hand.shape(made).coords[0][1] == pytest.approx(y0, abs=1e-6)


def test_enter_and_space_take_the_last_tool_in_hand_again(hand):
    before = begin(hand, "point")
    hand.click(20, 20)
    hand.key(Key.Key_Escape)
    assert hand.canvas.tool.key == "select"
    hand.key(Key.Key_Return)
    hand.click(30, 20)
    assert len(hand.program.bench.project.measures) == len(before) + 2
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Space)
    hand.click(40, 20)
    assert len(hand.program.bench.project.measures) == len(before) + 3


def test_with_no_measure_in_hand_the_layer_chosen_in_the_tree_is_drawn_into(hand):
    project = hand.program.bench.project
    building = next(row for row in project.layers if row.role and row.role.value == "building")
    area = hand.window.workspace.map_area
    area.draw_in_layer(building.id, "area")
    hand.shortcut("snapping")
    for place in ((50, 20), (60, 20), (60, 30), (50, 20)):
        hand.click(*place)
    layer = hand.program.bench.project.layer(building.id)
    assert len(layer) == len(building) + 1
    assert hand.desk.selection == (layer.ids[-1],)
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Return)  # the same again, into the same layer
    for place in ((20, 20), (30, 20), (30, 30), (20, 20)):
        hand.click(*place)
    assert len(hand.program.bench.project.layer(building.id)) == len(building) + 2
    hand.program.bench.undo()
    hand.program.bench.undo()
    assert hand.program.bench.project is project
    hand.key(Key.Key_Escape)
    hand.desk.do(SetLock(object_ids=(building.id,), by=hand.desk.by()))
    area.draw_in_layer(building.id, "area")
    assert hand.canvas.tool.key == "select"
    assert "locked" in area.banners.banner.accessibleName()
