"""Ring and cheapest closure in the window: looked at, asked for, taken and undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from shapely.geometry import LineString, Point, box

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.project import Rules
from sbd_tool.domain.ring_results import RingGap, Verdict
from sbd_tool.domain.roles import Role
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.ring.closure_panel import ClosurePanel
from sbd_tool.gui.panels.ring.gap_labels import width_words
from sbd_tool.gui.panels.ring.ring_drawing import told_apart
from sbd_tool.gui.panels.ring.ring_panel import RingPanel
from tests.generated_square import layer, moved, project

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
PLAIN_RULES = Rules()
RATED = "V/7200[N2A]/48/90:0.0"
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
CROWD = layer(Role.CROWD_AREA, [box(5, 5, 55, 55)], ids=["crowd"])
ROUTE = layer(Role.EMERGENCY_ROUTE, [LineString([(30, -60), (30, 30)])], ids=["fire"])
POSTS = layer(
    Role.BARRIER,
    [LineString([(0, -0.5), (60, -0.5)]), Point(-1, 30), Point(-3, 10)],
    [{"barrier": "bollard"}] * 3,
)


@pytest.fixture
def open_square(start, qtbot):
    """Opens the square of the tests with a crowd on it, assessed."""

    def opens(*more, rules=PLAIN_RULES):
        plain = project()
        made = replace(plain, layers=(*plain.layers, CROWD, *more), rules=rules)
        program = start()
        assert program.bench.new(made)
        qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
        canvas = program.window.workspace.map_area.canvas
        qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
        return program

    return opens


def ring_of(program, qtbot) -> RingPanel:
    qtbot.keyClick(program.window, Key.Key_G, CTRL_ALT)
    panel = program.window.findChild(RingPanel)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    return panel


def closure_of(program, qtbot) -> ClosurePanel:
    qtbot.keyClick(program.window, Key.Key_B, CTRL_ALT)
    return program.window.findChild(ClosurePanel)


def proposed(panel, qtbot, rating: str = "") -> None:
    if rating:
        panel.choices.rating.setFocus()
        qtbot.keyClicks(panel.choices.rating, rating)
    qtbot.mouseClick(panel.search, LEFT)
    qtbot.waitUntil(lambda: panel.proposed is not None, timeout=60_000)


def words(panel, name) -> str:
    return panel.findChild(QLabel, name).text()


def test_the_ring_tells_its_verdict_and_every_gap_along_the_edge(open_square, qtbot):
    panel = ring_of(open_square(POSTS), qtbot)
    assert words(panel, "ring_verdict") == "Open to vehicles"
    gaps = [row.gap for row in panel.model.rows]
    assert [gap.position_m for gap in gaps] == sorted(gap.position_m for gap in gaps)
    assert {Verdict.PASSES, Verdict.UNSURE} <= {gap.vehicles for gap in gaps}
    wide = next(row for row in panel.model.rows if row.gap.vehicles is Verdict.PASSES)
    assert "truck 18 t" in wide.title
    assert [name for _, name in wide.people] == [
        "wheelchair",
        "pram",
        "assistance dog",
        "cargo bike",
    ]
    assert wide.pair.count("Barrier") >= 1
    row = next(gap for gap in gaps if gap.is_row)
    assert "gap" in row.unknown, "nobody stated it: never told as if it were known"
    assert width_words(panel.desk.look, row, "ring.width").startswith("not stated, up to ")


def test_an_arrow_and_a_click_show_a_gap_on_the_map(open_square, qtbot):
    program = open_square(POSTS)
    panel, canvas = ring_of(program, qtbot), program.window.workspace.map_area.canvas
    qtbot.keyClick(panel.list, Key.Key_Down)
    first = panel.chosen
    assert first is not None
    assert abs(canvas.view.x_m - first.midpoint.x) < 1
    index = panel.model.index(1)
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=panel.list.visualRect(index).center())
    assert panel.chosen is panel.model.rows[1].gap
    assert panel.chosen is not first
    assert abs(canvas.view.y_m - panel.chosen.midpoint.y) < 1
    at = canvas.view.to_screen(panel.chosen.midpoint.x, panel.chosen.midpoint.y).toPoint()
    assert panel.veil.grab().toImage().pixelColor(at).alpha() > 0


def test_an_edit_makes_the_ring_out_of_date_until_the_assessment_rests(open_square, qtbot):
    program = open_square()
    panel = ring_of(program, qtbot)
    before = panel.found
    post = Measure(
        stamp=Stamp(id="post"),
        kind="bollards-rated-fixed",
        geometry=moved(LineString([(0, -1), (60, -1)])),
        state=MeasureState.PROPOSED,
    )
    desk = program.window.desk
    assert desk.do(AddMeasures(measures=(post,), by=desk.by()))
    assert not panel.is_fresh
    assert panel.stale.isVisible()
    assert words(panel, "ring_state").startswith("Out of date")
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    assert panel.found is not before
    assert not panel.stale.isVisible()
    latest = panel.found
    qtbot.mouseClick(panel.findChild(QToolButton, "ring_again"), LEFT)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    assert panel.found is not latest


def test_gaps_follow_a_post_while_it_is_dragged_by_the_mouse(open_square, qtbot):
    post = layer(Role.BARRIER, [Point(61.5, -2.0)], [{"barrier": "bollard"}], ids=["post"])
    program = open_square(post)
    panel, canvas = ring_of(program, qtbot), program.window.workspace.map_area.canvas
    program.window.desk.choose(("post",))
    canvas.setFocus()
    qtbot.keyClick(canvas, Key.Key_E)

    def at(x_m, y_m):
        return canvas.view.to_screen(*moved(Point(x_m, y_m)).coords[0]).toPoint()

    def beside():
        rings = panel.shown
        return [gap.width_m for ring in rings.zones for gap in ring.gaps if "post" in gap.between]

    kept = panel.found
    qtbot.mousePress(canvas, LEFT, pos=at(61.5, -2.0))
    for x_m, y_m in ((61.0, -4.0), (61.0, -8.0)):
        old = panel.live.rings
        qtbot.mouseMove(canvas, at(x_m, y_m))
        qtbot.waitUntil(lambda old=old: panel.shown is not (old or kept.rings), timeout=10_000)
    assert panel.live.moving == {"post"}
    assert words(panel, "ring_state").startswith("As it would be")
    assert panel.found is kept, "the list waits until it is let go"
    far = beside()
    qtbot.keyClick(canvas, Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.live.rings is None, timeout=10_000)
    assert panel.is_fresh
    assert beside() != far

    qtbot.mouseRelease(canvas, LEFT, pos=at(61.0, -8.0))
    qtbot.mousePress(canvas, LEFT, pos=at(61.5, -2.0))
    qtbot.mouseMove(canvas, at(61.0, -4.0))
    qtbot.mouseMove(canvas, at(61.0, -8.0))
    qtbot.waitUntil(lambda: panel.live.rings is not None, timeout=10_000)
    qtbot.mouseRelease(canvas, LEFT, pos=at(61.0, -8.0))
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    assert panel.live.rings is None
    assert panel.found is not kept
    assert beside() == pytest.approx(far, abs=0.2)


def test_a_drop_taken_back_before_the_ring_is_worked_out_shows_what_stands(open_square, qtbot):
    post = layer(Role.BARRIER, [Point(61.5, -2.0)], [{"barrier": "bollard"}], ids=["post"])
    program = open_square(post)
    panel, canvas = ring_of(program, qtbot), program.window.workspace.map_area.canvas
    program.window.desk.choose(("post",))
    canvas.setFocus()
    qtbot.keyClick(canvas, Key.Key_E)
    stood, kept = program.bench.project, panel.found

    def at(x_m, y_m):
        return canvas.view.to_screen(*moved(Point(x_m, y_m)).coords[0]).toPoint()

    qtbot.mousePress(canvas, LEFT, pos=at(61.5, -2.0))
    qtbot.mouseMove(canvas, at(61.0, -4.0))
    qtbot.mouseMove(canvas, at(61.0, -8.0))
    qtbot.waitUntil(lambda: panel.live.rings is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not panel.live.is_looking, timeout=10_000)
    dragged = panel.live.rings
    qtbot.mouseRelease(canvas, LEFT, pos=at(61.0, -8.0))
    assert program.bench.project is not stood
    qtbot.waitUntil(lambda: panel.live.rings is not dragged, timeout=10_000)
    qtbot.keyClick(program.window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.bench.project is stood
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=60_000)
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    assert panel.shown == kept.rings, "not the ring of what was taken back"


def test_labels_of_the_assessment_make_way_for_the_ring(open_square, qtbot):
    program = open_square()
    area, panel = program.window.workspace.map_area, closure_of(program, qtbot)
    proposed(panel, qtbot, RATED)
    qtbot.mouseClick(panel.accept, LEFT)

    def labels():
        return len(area.verdicts)

    qtbot.waitUntil(lambda: labels() > 0, timeout=20_000)
    before = labels()
    ring_of(program, qtbot)
    assert not labels()
    area.show_verdicts()
    assert not labels(), "nor do they come back with the next assessment"
    qtbot.mouseClick(program.window.findChild(object, "close_ring"), LEFT)
    assert labels() == before


def test_a_closure_is_shown_with_both_ledgers_before_anything_changes(open_square, qtbot):
    program = open_square(ROUTE)
    before = program.bench.project
    panel = closure_of(program, qtbot)
    proposed(panel, qtbot, RATED)
    assert "closes all vehicle routes" in words(panel, "closure_outcome")
    assert "+" in words(panel, "closure_move_protection")
    assert words(panel, "closure_move_openness")
    assert program.bench.project is before
    assert program.bench.undo_label is None
    canvas = program.window.workspace.map_area.canvas
    for one in panel.proposed.proposal.measures:
        at = canvas.view.to_screen(*one.geometry.interpolate(0.5, normalized=True).coords[0])
        assert canvas.rect().contains(at.toPoint())
    assert panel.result.list.hasFocus()
    kinds = {one.kind for one in panel.proposed.proposal.measures}
    assert "bollards-retractable" in kinds


def test_an_accepted_closure_closes_the_ring_and_one_undo_takes_it_back(open_square, qtbot):
    program = open_square()
    ring = ring_of(program, qtbot)
    assert words(ring, "ring_verdict") == "Open to vehicles"
    qtbot.mouseClick(ring.findChild(QPushButton, "ring_close_it"), LEFT)
    panel = program.window.findChild(ClosurePanel)
    proposed(panel, qtbot)
    count = len(panel.proposed.proposal.measures)
    before = set(program.bench.project.measures)
    qtbot.mouseClick(panel.accept, LEFT)
    assert len(program.bench.project.measures) == len(before) + count
    qtbot.waitUntil(lambda: ring.is_fresh, timeout=60_000)
    assert words(ring, "ring_verdict") == "Closed if everything drawn holds"
    qtbot.keyClick(program.window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert set(program.bench.project.measures) == before


def test_a_measure_taken_out_by_key_is_weighed_anew_and_not_added(open_square, qtbot):
    program = open_square(ROUTE)
    panel = closure_of(program, qtbot)
    proposed(panel, qtbot, RATED)
    whole = words(panel, "closure_move_protection")
    gone = panel.proposed.proposal.measures[0].id
    panel.result.list.setFocus()
    qtbot.keyClick(panel.result.list, Key.Key_Home)
    qtbot.keyClick(panel.result.list, Key.Key_Space)
    assert not panel.accept.isEnabled()
    qtbot.waitUntil(panel.accept.isEnabled, timeout=60_000)
    assert words(panel, "closure_move_protection") != whole
    assert panel.result.out == {gone}
    qtbot.mouseClick(panel.accept, LEFT)
    added = set(program.bench.project.measures)
    assert added
    assert gone not in added


def test_without_gates_the_route_is_closed_off_and_that_is_said(open_square, qtbot):
    panel = closure_of(open_square(ROUTE), qtbot)
    panel.choices.gates.setFocus()
    qtbot.keyClick(panel.choices.gates, Key.Key_Space)
    qtbot.keyClick(panel.choices.vehicle, Key.Key_Up)
    proposed(panel, qtbot)
    assert panel.proposed.wish.required == "van"
    assert all(not one.gates for one in panel.proposed.proposal.closure.stretches)
    assert "Gates are given up" in words(panel, "closure_notes")


def test_a_rejected_closure_leaves_nothing(open_square, qtbot):
    program = open_square()
    before = program.bench.project
    panel = closure_of(program, qtbot)
    proposed(panel, qtbot)
    qtbot.mouseClick(panel.reject, LEFT)
    assert panel.proposed is None
    assert not panel.result.isVisible()
    assert not panel.accept.isVisible()
    assert program.bench.project is before


def test_a_search_is_cancelled_from_the_panel(open_square, qtbot):
    program = open_square()
    panel = closure_of(program, qtbot)
    qtbot.mouseClick(panel.search, LEFT)
    assert panel.job.isVisible()
    qtbot.mouseClick(panel.job.cancel, LEFT)
    assert words(panel, "closure_told") == "Cancelled. Nothing was changed."
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=60_000)
    assert panel.proposed is None
    assert panel.search.isEnabled()


def test_a_proposal_for_an_older_plan_cannot_be_accepted(open_square, qtbot):
    program = open_square()
    panel = closure_of(program, qtbot)
    proposed(panel, qtbot)
    desk = program.window.desk
    post = Measure(
        stamp=Stamp(id="seat"),
        kind="bollards-rated-fixed",
        geometry=moved(LineString([(20, 20), (30, 20)])),
    )
    assert desk.do(AddMeasures(measures=(post,), by=desk.by()))
    assert not panel.accept.isEnabled()
    assert words(panel, "closure_told").startswith("Out of date")
    qtbot.keyClick(program.window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.is_fresh
    assert panel.accept.isEnabled()


def test_where_there_is_no_line_the_rule_that_binds_is_named(open_square, qtbot):
    wide = {"numbers.emergency_gate_m": (500.0, "a test", "nobody")}
    program = open_square(ROUTE, rules=Rules(rubric_overrides=wide))
    panel = closure_of(program, qtbot)
    proposed(panel, qtbot)
    told = words(panel, "closure_outcome")
    assert told.startswith("No line closes all vehicle routes under these rules.")
    assert "a route needs a gate wider than any stretch" in told
    assert not panel.accept.isVisible()
    assert panel.reject.isVisible()


def test_both_panels_carry_the_narrowest_label_and_leave_nothing_on_the_map(open_square, qtbot):
    program = open_square()
    ring, closure = ring_of(program, qtbot), closure_of(program, qtbot)
    for panel, name in ((ring, "ring_label"), (closure, "closure_label")):
        assert panel.findChild(object, name).words == Tlp.AMBER_STRICT.value
    assert program.window.desk.label.label is Tlp.AMBER_STRICT  # printed on a copied map
    for key in ("ring", "closure"):
        qtbot.mouseClick(program.window.findChild(object, f"close_{key}"), LEFT)
    qtbot.waitUntil(lambda: program.window.findChild(RingPanel) is None)
    qtbot.waitUntil(lambda: program.window.findChild(ClosurePanel) is None)
    assert program.window.findChild(object, "map_veil") is None


def test_of_gaps_too_near_to_tell_apart_the_worst_is_drawn():
    def gap(number, verdict):
        x = 0.01 * number
        return RingGap(
            width_m=1.0,
            low_m=1.0,
            high_m=1.0,
            between=("a", "b"),
            line=LineString([(x - 0.5, 0), (x + 0.5, 0)]),
            midpoint=Point(x, 0),
            position_m=x,
            verdicts={},
            widest_vehicle="",
            vehicles=verdict,
            not_stopped=(),
            unknown=(),
            is_row=False,
        )

    open_one = gap(170, Verdict.PASSES)
    many = (*(gap(n, Verdict.BLOCKED) for n in range(400) if n != 170), open_one)
    far = View(m_per_px=1.0, rotation_deg=30)
    assert told_apart(many, far) == [open_one]
    near = View(x_m=1.7, m_per_px=0.0005)
    shown = told_apart(many, near)
    assert open_one in shown
    assert len(shown) > 30
    assert told_apart(many, View(x_m=500, m_per_px=0.1)) == []


def test_a_rating_that_cannot_be_read_is_refused_in_words_and_nothing_is_proposed(
    open_square, qtbot
):
    panel = closure_of(open_square(), qtbot)
    panel.choices.rating.setFocus()
    qtbot.keyClicks(panel.choices.rating, "strong")
    qtbot.mouseClick(panel.search, LEFT)
    qtbot.waitUntil(lambda: "no rating" in panel.told.text(), timeout=60_000)
    assert panel.proposed is None
