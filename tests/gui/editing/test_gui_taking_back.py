"""Undo in the middle of a draft; a project that changes under a tool in hand."""

import shapely
import shapely.affinity
from map_hand import Hand
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

Key, Modifier = Qt.Key, Qt.KeyboardModifier
TREE = (30, 20)


def drawing(hand: Hand) -> set[str]:
    hand.desk.arm(hand.kind("line").key)
    before = set(hand.program.bench.project.measures)
    for place in ((20, 20), (30, 20), (40, 25)):
        hand.click(*place)
    return before


def test_ctrl_z_in_the_middle_of_a_line_takes_back_its_last_vertex(free_hand):
    hand = free_hand
    before = drawing(hand)
    assert hand.program.bench.undo_label is None
    hand.key(Key.Key_Z, Modifier.ControlModifier)
    assert len(hand.canvas.tool.points) == 2
    hand.key(Key.Key_Return)
    assert len(hand.shape(hand.only_new(before)).coords) == 2


def test_undo_while_drawing_leaves_what_was_done_before_alone(free_hand):
    hand = free_hand
    first = hand.add(shapely.Point(*TREE))
    drawing(hand)
    for left in (2, 1, 0):
        hand.key(Key.Key_Z, Modifier.ControlModifier)
        assert len(hand.canvas.tool.points) == left
        assert first in hand.program.bench.project.measures
    hand.key(Key.Key_Z, Modifier.ControlModifier)
    assert first not in hand.program.bench.project.measures


def test_the_undo_button_takes_back_a_vertex_as_well(free_hand):
    hand = free_hand
    first = hand.add(shapely.Point(*TREE))
    drawing(hand)
    hand.shortcut("undo")
    assert len(hand.canvas.tool.points) == 2
    assert first in hand.program.bench.project.measures


def test_ctrl_z_takes_back_the_base_point_of_a_move(free_hand):
    hand = free_hand
    one = hand.add(shapely.Point(*TREE))
    hand.desk.choose((one,))
    hand.shortcut("tool_move")
    hand.click(*TREE)
    hand.key(Key.Key_Z, Modifier.ControlModifier)
    assert hand.canvas.tool.marks == ()
    assert one in hand.program.bench.project.measures


def test_what_undo_took_away_is_not_moved_any_more(free_hand):
    hand = free_hand
    one = hand.add(shapely.Point(*TREE))
    hand.desk.choose((one,))
    hand.shortcut("tool_move")
    hand.shortcut("undo")
    hand.click(10, 10)  # chooses what is there, as with nothing chosen
    assert hand.canvas.tool.marks == ()
    assert one not in hand.desk.selection


def test_plan_features_and_measures_are_doubled_in_one_step(free_hand):
    hand = free_hand
    bench = hand.program.bench
    measure = hand.add(shapely.Point(*TREE))
    layer, before = bench.project.layers[0], set(bench.project.measures)
    hand.desk.choose((layer.ids[0], measure))
    hand.key(Key.Key_D, Modifier.ControlModifier)
    grown = bench.project.layer(layer.id)
    assert len(grown) == len(layer) + 1
    assert grown.geometry[-1].equals(shapely.affinity.translate(layer.geometry[0], 1, -1))
    assert set(hand.desk.selection) == {grown.ids[-1], *bench.project.measures} - before
    bench.undo()
    assert bench.project.layer(layer.id) == layer
    assert set(bench.project.measures) == before


def test_pasting_when_nothing_was_ever_copied_says_so(hand):
    told = []
    hand.desk.told.connect(told.append)
    QApplication.clipboard().clear()
    hand.shortcut("paste")
    hand.shortcut("paste_plan")
    assert told or hand.program.bench.problems


def test_a_place_typed_far_off_the_plan_is_shown_empty_and_the_way_back_works(free_hand):
    hand = free_hand
    hand.desk.arm(hand.kind("line").key)
    start, before = hand.canvas.view, hand.program.bench.problems
    hand.click(20, 20)
    hand.move(30, 20)
    hand.type("999999999<0")
    hand.qtbot.waitUntil(lambda: hand.canvas.is_settled, timeout=10_000)
    hand.key(Key.Key_Z, Modifier.ControlModifier)
    hand.shortcut("zoom_full")
    hand.qtbot.waitUntil(lambda: hand.canvas.is_settled, timeout=10_000)
    assert hand.program.bench.problems == before
    assert abs(hand.canvas.view.x_m - start.x_m) < 1_000
