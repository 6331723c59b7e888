"""From a dropped plan to the page for everybody: the planner's road at the desk, by hand alone."""

import json

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton

from sbd_tool.app.conditions.writing import conditions_of
from sbd_tool.domain.conditions import Verdict
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.seen import as_seen
from sbd_tool.gui.dialogs.export_card import ExportCard
from sbd_tool.gui.panels.brief.chip import BriefChip
from sbd_tool.gui.panels.brief.panel import BriefPanel
from sbd_tool.gui.panels.catalogue import CataloguePanel

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier


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
    start, qtbot, plan, tmp_path
):
    program = start()
    window, bench = program.window, program.bench
    drop(window, plan)
    qtbot.waitUntil(lambda: bench.project is not None, timeout=60_000)
    canvas = settle(program, qtbot)
    assert bench.problems == ()
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

    condition_written(program, qtbot)

    chip = window.findChild(QToolButton, "time_state_chip")
    templates = next(one.menu() for one in chip.menu().actions() if one.menu() is not None)
    market = next(one for one in templates.actions() if one.objectName() == "new_state_market")
    market.trigger()
    assert bench.place.time_state == "market"
    settle(program, qtbot)

    target = tmp_path / "everybody.geojson"
    exported(program, qtbot, target)
    assert bench.problems == ()
    written = target.read_text(encoding="utf-8")
    assert json.loads(written)["features"]
    assert run.kind not in written, "a barrier is street furniture to everybody"
