"""Runs by mouse and by keys: units follow the line while it is drawn, and every gap is judged."""

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QWidget

from sbd_tool.app.commands import AddMeasures
from sbd_tool.cartography.runs import unit_of
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.map.sketching.run_overlay import RunOverlay

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
BOLLARDS = "bollards-rated-fixed"


@pytest.fixture
def near(free_hand):
    """The program, close enough to see units, with nothing caught."""
    canvas = free_hand.canvas
    west, south = free_hand.west, free_hand.south
    canvas.zoom_to((west + 15, south + 10, west + 45, south + 30))
    return free_hand.program


def canvas_of(program):
    return program.window.workspace.map_area.canvas


def at(canvas, x_m, y_m):
    west, south = canvas.content.bounds[:2]
    pixel = canvas.view.to_screen(west + x_m, south + y_m)
    return QPoint(round(pixel.x()), round(pixel.y()))


def runs_of(canvas):
    overlay = next(one for one in canvas.overlays if isinstance(one, RunOverlay))
    return overlay.runs(canvas, canvas.tool.drafts)


def row(desk, canvas, *places, **parameters):
    west, south = canvas.content.bounds[:2]
    line = shapely.LineString([(west + x, south + y) for x, y in places])
    made = Measure(stamp=desk.new_stamp(), kind=BOLLARDS, geometry=line, parameters=parameters)
    assert desk.do(AddMeasures(measures=(made,), by=desk.by()))
    desk.choose((made.id,))
    return made


def test_units_are_shown_and_respaced_while_the_line_is_drawn(near, qtbot):
    canvas, desk = canvas_of(near), near.window.desk
    desk.arm(BOLLARDS)
    assert runs_of(canvas) == ()
    qtbot.mouseClick(canvas, LEFT, pos=at(canvas, 20, 20))
    counts = []
    for x in (24, 30, 38):
        qtbot.mouseMove(canvas, at(canvas, x, 20))
        (run,) = runs_of(canvas)
        assert run.is_draft
        assert all(
            gap.clear_m is None or gap.clear_m <= 1.2 + 1e-6 for gap in run.layout.gaps[1:-1]
        )
        counts.append(len(run.layout.centres))
    assert counts == sorted(set(counts)), "pulling the line adds units and never widens a gap"
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert runs_of(canvas) == ()


def test_drawing_a_kind_that_is_no_run_shows_no_units(near, qtbot):
    canvas, desk = canvas_of(near), near.window.desk
    kinds = desk.rules.catalogue.measures
    lines = [kind for kind in kinds if kind.geometry.value == "line"]
    other = next(kind.key for kind in lines if unit_of(kind.symbol, {}) is None)
    desk.arm(other)
    qtbot.mouseClick(canvas, LEFT, pos=at(canvas, 20, 20))
    qtbot.mouseMove(canvas, at(canvas, 30, 20))
    assert runs_of(canvas) == ()


def test_dragging_a_vertex_respaces_the_units_live_and_lands_as_one_step(near, qtbot):
    canvas, desk = canvas_of(near), near.window.desk
    made = row(desk, canvas, (20, 20), (30, 20))
    near.window.actions_by_key["tool_edit"].trigger()
    (before,) = runs_of(canvas)
    assert not before.is_draft
    qtbot.mousePress(canvas, LEFT, pos=at(canvas, 30, 20))
    qtbot.mouseMove(canvas, at(canvas, 34, 20))
    qtbot.mouseMove(canvas, at(canvas, 40, 22))
    (during,) = runs_of(canvas)
    assert during.is_draft
    assert len(during.layout.centres) > len(before.layout.centres)
    assert near.bench.project.measures[made.id].geometry.equals(made.geometry), "still a draft"
    qtbot.mouseRelease(canvas, LEFT, pos=at(canvas, 40, 22))
    (after,) = runs_of(canvas)
    assert not after.is_draft
    assert len(after.layout.centres) == len(during.layout.centres)
    near.bench.undo()
    assert near.bench.project.measures[made.id].geometry.equals(made.geometry)


def test_moving_a_whole_run_judges_the_gap_to_its_neighbour_at_every_move(near, qtbot):
    canvas, desk = canvas_of(near), near.window.desk
    row(desk, canvas, (34, 14), (34, 26))
    made = row(desk, canvas, (20, 20), (28, 20))
    near.window.actions_by_key["tool_edit"].trigger()
    qtbot.mousePress(canvas, LEFT, pos=at(canvas, 22, 20))
    widths = []
    for x in (23, 25, 27):
        qtbot.mouseMove(canvas, at(canvas, x, 20))
        (run,) = runs_of(canvas)
        end = run.layout.gaps[-1]
        assert run.setting.obstacle_ids[end.obstacle] != made.id
        widths.append(end.clear_m)
    assert widths == sorted(widths, reverse=True)
    assert widths[0] - widths[-1] == pytest.approx(4, abs=4 * canvas.view.m_per_px)
    qtbot.keyClick(canvas, Key.Key_Escape)
    qtbot.mouseRelease(canvas, LEFT, pos=at(canvas, 27, 20))


def test_a_run_is_drawn_by_keys_alone_and_judged_the_same(near, qtbot):
    canvas, desk = canvas_of(near), near.window.desk
    desk.arm(BOLLARDS)
    canvas.setFocus()
    qtbot.keyClick(canvas, Key.Key_Insert)
    for _ in range(3):
        qtbot.keyClick(canvas, Key.Key_Right)
    (run,) = runs_of(canvas)
    assert run.is_draft
    qtbot.keyClick(canvas, Key.Key_Insert)
    qtbot.keyClick(canvas, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    placed = [m for m in near.bench.project.measures.values() if m.kind == BOLLARDS]
    assert len(placed) == 1
    assert placed[0].geometry.geom_type == "LineString"


def test_far_out_the_signs_step_back(near):
    canvas, desk = canvas_of(near), near.window.desk
    row(desk, canvas, (20, 20), (30, 20))
    image = canvas.grab().toImage()
    desk.choose(())
    assert canvas.grab().toImage() != image


def field(near, qtbot, name):
    panel = near.window.findChild(QWidget, "inspector_panel")
    qtbot.waitUntil(lambda: panel.findChild(QAbstractSpinBox, name) is not None, timeout=5000)
    return panel.findChild(QAbstractSpinBox, name)


def typed(qtbot, box, words):
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, words)


def test_the_gap_typed_in_the_inspector_respaces_the_run_before_enter_and_keeps_it_after(
    near, qtbot
):
    canvas, desk = canvas_of(near), near.window.desk
    made = row(desk, canvas, (20, 20), (30, 20))
    box = field(near, qtbot, "run_gap")
    (before,) = runs_of(canvas)
    typed(qtbot, box, "0.8")
    (during,) = runs_of(canvas)
    assert during.is_draft
    assert len(during.layout.centres) > len(before.layout.centres)
    said = near.window.findChild(QLabel, "run_sentences").text()
    assert "wheelchairs" in said
    assert near.bench.project.measures[made.id].parameters == {}
    qtbot.keyClick(box, Key.Key_Return)
    assert near.bench.project.measures[made.id].parameters["clear_gap_m"] == 0.8
    assert desk.run_draft is None
    near.bench.undo()
    assert near.bench.project.measures[made.id].parameters == {}


def test_a_count_of_units_is_met_exactly_by_the_gap_that_spreads_them(near, qtbot):
    canvas, desk = canvas_of(near), near.window.desk
    made = row(desk, canvas, (20, 20), (30, 20))
    for wanted in (5, 9, 13):
        box = field(near, qtbot, "run_count")
        typed(qtbot, box, str(wanted))
        qtbot.keyClick(box, Key.Key_Return)
        assert desk.run_draft is None
        (run,) = runs_of(canvas)
        assert len(run.layout.centres) == wanted
    assert set(near.bench.project.measures[made.id].parameters) >= {"clear_gap_m"}


def test_choosing_something_else_gives_up_what_was_being_typed_or_keeps_it_whole(near, qtbot):
    canvas, desk = canvas_of(near), near.window.desk
    made = row(desk, canvas, (20, 20), (30, 20))
    typed(qtbot, field(near, qtbot, "run_gap"), "0.7")
    assert desk.run_draft is not None
    desk.choose(())
    assert desk.run_draft is None
    kept = near.bench.project.measures[made.id].parameters
    assert kept.get("clear_gap_m", 0.7) == 0.7
