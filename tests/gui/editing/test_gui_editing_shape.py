"""The vertex tool, split, merge, trim, extend, reshape and offset, by mouse and by keys."""

import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

Key, Modifier = Qt.Key, Qt.KeyboardModifier
BENT = shapely.LineString([(20, 20), (30, 20), (40, 30)])
AREA = shapely.Polygon([(20, 20), (40, 20), (40, 35), (20, 35)])


@pytest.fixture
def hand(free_hand):
    return free_hand


def edit(hand, shape):
    name = hand.add(shape)
    hand.desk.choose((name,))
    hand.key(Key.Key_E)
    return name


def test_a_vertex_is_pulled_out_of_a_leg_moved_by_numbers_and_deleted(hand):
    name = edit(hand, BENT)
    hand.drag((25, 20), (25, 25))
    assert len(hand.coords(name)) == 4
    hand.type("@1,-2")  # the new vertex is the picked one
    x, y = hand.coords(name)[1]
    assert (x, y) == pytest.approx((26, 23), abs=2 * hand.pixel_m)
    hand.key(Key.Key_Delete)
    assert hand.coords(name) == [(20, 20), (30, 20), (40, 30)]
    for _ in range(3):
        hand.key(Key.Key_Z, Modifier.ControlModifier)
    assert hand.coords(name) == [(20, 20), (30, 20), (40, 30)]


def test_a_box_picks_vertices_of_two_objects_and_one_drag_moves_them_in_one_step(hand):
    name = edit(hand, BENT)
    other = hand.add(shapely.LineString([(30, 24), (50, 24)]))
    hand.desk.choose((name, other))
    hand.drag((26, 28), (33, 17))
    assert len(hand.canvas.tool.picks) == 2
    hand.drag((30, 20), (30, 17))
    assert hand.coords(name)[1][1] == pytest.approx(17, abs=2 * hand.pixel_m)
    assert hand.coords(other)[0][1] == pytest.approx(21, abs=2 * hand.pixel_m)
    hand.key(Key.Key_Z, Modifier.ControlModifier)
    assert hand.coords(name)[1] == (30, 20)
    assert hand.coords(other)[0] == (30, 24)


def test_page_down_walks_over_the_vertices_so_that_keys_alone_reshape(hand):
    name = edit(hand, BENT)
    hand.key(Key.Key_PageDown)
    hand.key(Key.Key_PageDown)
    hand.type("4<90")
    assert hand.coords(name)[1] == (30, 24)
    hand.key(Key.Key_Escape)
    assert hand.canvas.tool.picks == frozenset()


def test_a_double_click_on_an_edge_sets_a_vertex(hand):
    name = edit(hand, AREA)
    hand.qtbot.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, pos=hand.pixel(27, 20))
    assert len(hand.shape(name).exterior.coords) == 6


def test_an_outline_that_would_cross_itself_is_refused_in_words(hand):
    name = edit(hand, AREA)
    hand.drag((20, 20), (45, 30))
    assert hand.shape(name).equals(AREA)
    assert "cross" in hand.window.workspace.map_area.banners.banner.accessibleName()


def test_a_drawn_line_splits_what_is_chosen_and_merge_joins_it_again(hand):
    name = hand.add(AREA)
    before = set(hand.program.bench.project.measures)
    hand.desk.choose((name,))
    hand.shortcut("tool_split")
    hand.click(30, 15)
    hand.click(30, 40)
    hand.key(Key.Key_Return)
    piece = hand.only_new(before)
    assert hand.shape(name).area + hand.shape(piece).area == pytest.approx(300)
    assert set(hand.desk.selection) == {name, piece}
    hand.key(Key.Key_J, Modifier.ShiftModifier)
    assert set(hand.program.bench.project.measures) == before
    assert hand.shape(name).area == pytest.approx(300)


def test_one_line_splits_two_objects_in_one_step_and_misses_are_told(hand):
    for y in (20, 30):
        hand.add(shapely.LineString([(20, y), (40, y)]))
    before = set(hand.program.bench.project.measures)
    hand.shortcut("tool_split")
    hand.click(30, 15)
    hand.click(30, 33)
    hand.key(Key.Key_Return)
    assert len(hand.program.bench.project.measures) >= len(before) + 2
    hand.program.bench.undo()
    assert set(hand.program.bench.project.measures) == before
    hand.desk.choose(tuple(before)[:1])
    hand.click(60, 15)
    hand.click(60, 18)
    hand.key(Key.Key_Return)
    assert hand.window.workspace.map_area.banners.banner is not None


def test_trim_shows_what_goes_and_leaves_two_pieces(hand):
    name = hand.add(shapely.LineString([(20, 20), (60, 20)]))
    for x in (30, 45):
        hand.add(shapely.LineString([(x, 15), (x, 25)]))
    before = set(hand.program.bench.project.measures)
    hand.shortcut("tool_trim")
    hand.move(37, 20)
    assert hand.canvas.tool.ghost.length == pytest.approx(15)
    hand.click(37, 20)
    assert hand.coords(name) == [(20, 20), (30, 20)]
    assert hand.coords(hand.only_new(before)) == [(45, 20), (60, 20)]
    hand.program.bench.undo()
    assert hand.coords(name) == [(20, 20), (60, 20)]


def test_extend_brings_the_near_end_to_the_next_edge(hand):
    name = hand.add(shapely.LineString([(20, 20), (40, 20)]))
    hand.add(shapely.LineString([(50, 10), (50, 30)]))
    hand.shortcut("tool_extend")
    hand.click(38, 20)
    assert hand.coords(name) == [(20, 20), (50, 20)]


def test_reshape_gives_a_stretch_another_course(hand):
    name = hand.add(AREA)
    hand.desk.choose((name,))
    hand.shortcut("tool_reshape")
    for place in ((25, 30), (25, 40), (35, 40), (35, 30)):
        hand.click(*place)
    right_click(hand, 35, 30)
    assert hand.shape(name).area == pytest.approx(350, abs=6)


def right_click(hand, *place):
    at = hand.pixel(*place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, hand.canvas.mapToGlobal(at))
    QApplication.sendEvent(hand.canvas, event)


def test_offset_draws_a_parallel_at_a_typed_distance_on_the_pointers_side(hand):
    name = hand.add(shapely.LineString([(20, 20), (40, 20)]))
    before = set(hand.program.bench.project.measures)
    hand.shortcut("tool_offset")
    hand.click(30, 20)
    hand.move(30, 28)
    assert hand.canvas.tool.ghost is not None
    hand.type("250cm")
    made = hand.only_new(before)
    assert hand.coords(made) == [(20, 22.5), (40, 22.5)]
    assert hand.coords(name) == [(20, 20), (40, 20)]
    hand.click(30, 20)
    hand.click(30, 16, held=Modifier.ControlModifier)  # itself, not a copy
    assert hand.coords(name)[0][1] == pytest.approx(16, abs=2 * hand.pixel_m)


def test_del_takes_plan_features_away_too_and_undo_brings_them_back(hand):
    project = hand.program.bench.project
    building = next(
        layer for layer in project.layers if layer.role and layer.role.value == "building"
    )
    hand.desk.choose(building.ids[:1])
    hand.shortcut("delete")
    assert hand.program.bench.project.feature(building.ids[0]) is None
    hand.program.bench.undo()
    assert hand.program.bench.project.feature(building.ids[0]) is not None


def test_picked_vertices_that_undo_takes_away_are_picked_no_more(hand):
    name = edit(hand, BENT)
    hand.drag((25, 20), (25, 25))
    assert len(hand.canvas.tool.picks) == 1
    hand.drag((26, 33), (45, 15))  # all but the first vertex
    assert len(hand.canvas.tool.picks) == 2
    hand.program.bench.undo()
    assert len(hand.coords(name)) == 3
    assert all(vertex.index < 3 for _, vertex in hand.canvas.tool.picks)
    hand.key(Key.Key_Delete)
    assert len(hand.coords(name)) == 2
    hand.desk.choose(())
    assert hand.canvas.tool.fields == ()
