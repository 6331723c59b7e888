"""From a dropped plan to the page for everybody: the planner's road at the desk, by hand alone."""

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from sbd_tool.app.conditions.writing import conditions_of
from sbd_tool.domain.conditions import Verdict
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.roles import Role
from sbd_tool.domain.seen import as_seen
from sbd_tool.gui.dialogs.export_card import ExportCard
from sbd_tool.gui.panels.best_sets.panel import BestSetsPanel
from sbd_tool.gui.panels.brief.chip import BriefChip
from sbd_tool.gui.panels.brief.panel import BriefPanel
from sbd_tool.gui.panels.catalogue import CataloguePanel
from sbd_tool.gui.panels.passages.service_panel import ServicePanel
from sbd_tool.gui.panels.ring.closure_panel import ClosurePanel
from sbd_tool.gui.panels.ring.ring_panel import RingPanel
from sbd_tool.gui.side_dock import side_dock
from tests.gui.conftest import METRES_EAST, METRES_NORTH

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def plan_with_route(plan):
    """The small square with the way of the fire engine drawn from the south."""
    content = json.loads(plan.read_text(encoding="utf-8"))
    way = [[METRES_EAST + 50, METRES_NORTH + north] for north in (-60, 25)]
    feature = {
        "type": "Feature",
        "properties": {"role": "emergency_route"},
        "geometry": {"type": "LineString", "coordinates": way},
    }
    content["features"].append(feature)
    plan.write_text(json.dumps(content), encoding="utf-8")
    return plan


def drop(window, path):
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    at, free = QPointF(40, 40), Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, files, LEFT, free))


def settle(program, qtbot):
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    canvas = program.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    return canvas


def pixel(canvas, x_m, y_m):
    west, south = canvas.content.bounds[:2]
    at = canvas.view.to_screen(west + x_m, south + y_m)
    return QPoint(round(at.x()), round(at.y()))


def drawn_run(program, qtbot, canvas, y_m):
    """A row of planters along the square: found by typing, drawn by two clicks."""
    panel = program.window.findChild(CataloguePanel)
    panel.search.setFocus()
    panel.search.selectAll()
    qtbot.keyClicks(panel.search, "rated planters")
    qtbot.keyClick(panel.search, Key.Key_Return)
    for x_m in (30, 75):
        qtbot.mouseClick(canvas, LEFT, pos=pixel(canvas, x_m, y_m))
    qtbot.keyClick(canvas, Key.Key_Return)
    qtbot.keyClick(canvas, Key.Key_Escape)
    settle(program, qtbot)


def zone_drawn(program, qtbot, canvas):
    """The ground to protect: four corners, Enter; the ring round it tells its gaps at once."""
    window = program.window
    qtbot.keyClick(canvas, Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    for x_m, y_m in ((22, 18), (80, 18), (80, 42), (22, 42)):
        qtbot.mouseClick(canvas, LEFT, pos=pixel(canvas, x_m, y_m))
    qtbot.keyClick(canvas, Key.Key_Return)
    qtbot.keyClick(canvas, Key.Key_Escape)
    (layer,) = [one for one in program.bench.project.layers if one.role is Role.CROWD_AREA]
    assert layer.geometry[0].area > 500
    assert window.desk.selection == layer.ids
    settle(program, qtbot)
    qtbot.keyClick(window, Key.Key_G, CTRL_ALT)
    ring = window.findChild(RingPanel)
    qtbot.waitUntil(lambda: ring.is_fresh, timeout=60_000)
    assert ring.findChild(QLabel, "ring_verdict").text() == "Open to vehicles"
    assert ring.model.rows
    return ring


def closed_by_proposal(program, qtbot, ring):
    """The cheapest closure is shown with both ledgers, then taken as it is; the ring tells it."""
    window, before = program.window, set(program.window.desk.project.measures)
    qtbot.mouseClick(ring.findChild(QPushButton, "ring_close_it"), LEFT)
    panel = window.findChild(ClosurePanel)
    qtbot.mouseClick(panel.search, LEFT)
    qtbot.waitUntil(lambda: panel.proposed is not None, timeout=60_000)
    assert "close all vehicle routes" in panel.findChild(QLabel, "closure_outcome").text()
    assert panel.findChild(QLabel, "closure_move_openness").text()
    qtbot.mouseClick(panel.accept, LEFT)
    assert set(window.desk.project.measures) > before
    settle(program, qtbot)


def engine_told(program, qtbot):
    """Whether the fire engine passes, with barriers open and closed."""
    window = program.window
    qtbot.keyClick(window, Key.Key_Z, CTRL_ALT)
    panel = window.findChild(ServicePanel)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    assert panel.found.access.routes
    told = []
    panel.table.setFocus()
    for key in (Key.Key_Home, Key.Key_Right):
        qtbot.keyClick(panel.table, key)
        told.append(panel.findChild(QLabel, "service_told").text())
    assert told[0].startswith("Fire engine, barriers open: ")
    assert told[1].startswith("Fire engine, barriers closed: ")
    side_dock(window.workspace, "service").close()


def condition_written(program, qtbot):
    """A sentence of the brief, chosen and filled in by keys; the chip tells it."""
    window = program.window
    qtbot.keyClick(window, Key.Key_J, CTRL_ALT)
    brief = window.findChild(BriefPanel)
    brief.kinds.setFocus()
    for _ in range(brief.kinds.count()):
        if brief.kinds.currentData() == "openness_at_least":
            break
        QTest.keyClick(brief.kinds, Key.Key_Down)
    least = brief.findChild(QLineEdit, "blank_least")
    least.selectAll()
    qtbot.keyClicks(least, "1")
    qtbot.mouseClick(brief.add, LEFT)
    watch = window.brief
    qtbot.waitUntil(
        lambda: watch.is_fresh and len(watch.found.judgements) == watch.count, timeout=60_000
    )
    assert [one.verdict for one in watch.found.judgements] == [Verdict.MET]
    assert window.findChild(BriefChip).words == "Brief: all met"
    assert len(conditions_of(program.bench.project)) == 1


def best_set_taken(program, qtbot):
    """Sets of two candidates on the chart; the last but none is walked to and taken by keys."""
    window, bench = program.window, program.bench
    before, design = bench.project, window.desk.project
    qtbot.keyClick(window, Key.Key_M, CTRL_ALT)
    panel = window.findChild(BestSetsPanel)
    panel.candidates.selectAll()
    qtbot.keyClicks(panel.candidates, "2")
    qtbot.mouseClick(panel.search, LEFT)
    qtbot.waitUntil(lambda: panel.found is not None, timeout=60_000)
    told = panel.findChild(QLabel, "best_sets_figures")
    panel.chart.setFocus()
    last = len(panel.found.sets) - 1
    while panel.chart.current != last:
        qtbot.keyClick(panel.chart, Key.Key_Right)
    assert told.text().startswith(f"{last + 1}: openness")
    qtbot.keyClick(panel.chart, Key.Key_Return)
    assert len(bench.project.options) == len(before.options) + 1
    assert len(bench.project.measures) > len(before.measures)
    assert window.desk.project.measures == design.measures, "the design on the map stays as it was"
    side_dock(window.workspace, "best_sets").close()


def exported(program, qtbot, target):
    """The edition for everybody, from the card."""
    window = program.window
    qtbot.mouseClick(window.top.export, LEFT)
    card = window.findChild(ExportCard)
    qtbot.mouseClick(card.findChild(QPushButton, "export_edition_public"), LEFT)
    path = card.findChild(QLineEdit, "export_path")
    path.selectAll()
    qtbot.keyClicks(path, str(target))
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)
    qtbot.waitUntil(lambda: not program.runner.is_busy and target.exists(), timeout=60_000)


def test_a_plan_is_dropped_closed_varied_briefed_and_left_out_for_everybody(
    start, qtbot, plan_with_route, tmp_path
):
    program = start()
    window, bench = program.window, program.bench
    drop(window, plan_with_route)
    qtbot.waitUntil(lambda: bench.project is not None, timeout=60_000)
    canvas = settle(program, qtbot)
    assert bench.problems == ()
    ring = zone_drawn(program, qtbot, canvas)
    before = set(bench.project.measures)
    drawn_run(program, qtbot, canvas, 14)
    (run,) = [one for key, one in bench.project.measures.items() if key not in before]
    assert run.geometry.geom_type == "LineString"

    qtbot.keyClick(window, Key.Key_E, CTRL_ALT)
    assert bench.place == Place("option-b", "ordinary")
    drawn_run(program, qtbot, canvas, 20)
    branched = set(window.desk.project.measures) - before
    assert len(branched) == 2
    base = as_seen(bench.project, Place("base", "ordinary"))
    assert set(base.measures) - before == {run.id}, "the base plan keeps to its own row"

    closed_by_proposal(program, qtbot, ring)
    best_set_taken(program, qtbot)
    condition_written(program, qtbot)

    chip = window.findChild(QToolButton, "time_state_chip")
    templates = next(one.menu() for one in chip.menu().actions() if one.menu() is not None)
    market = next(one for one in templates.actions() if one.objectName() == "new_state_market")
    market.trigger()
    assert bench.place.time_state == "market"
    settle(program, qtbot)
    strip = window.workspace.strip
    qtbot.waitUntil(lambda: strip.pictures.is_current, timeout=60_000)
    assert not any(one.picture.pixmap().isNull() for one in strip.frames.values())
    engine_told(program, qtbot)

    target = tmp_path / "everybody.geojson"
    exported(program, qtbot, target)
    assert bench.problems == ()
    written = target.read_text(encoding="utf-8")
    assert json.loads(written)["features"]
    assert run.kind not in written, "a barrier is street furniture to everybody"
