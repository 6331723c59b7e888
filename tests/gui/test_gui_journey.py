"""The planner's road through the window, with mouse and keys only."""

import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.dialogs.export_card import ExportCard
from sbd_tool.gui.panels.catalogue import CataloguePanel
from sbd_tool.gui.panels.inspector import InspectorPanel
from sbd_tool.gui.widgets.ledger_parts import LedgerRow

METRES_EAST, METRES_NORTH = 690_000.0, 5_330_000.0
LEFT = Qt.MouseButton.LeftButton


def scores(program):
    card = program.bench.assessment.scorecard
    return [(s.score, s.low, s.high) for s in (card.openness, card.protection)]


def settle(program, qtbot):
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    canvas = program.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)


def pick_in_palette(program, qtbot, typed):
    panel = program.window.findChild(CataloguePanel)
    panel.search.setFocus()
    qtbot.keyClicks(panel.search, typed)
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    return panel


def pixel(canvas, x_m, y_m):
    bounds = canvas.content.bounds
    west, south = bounds[0], bounds[1]
    at = canvas.view.to_screen(west + x_m, south + y_m)
    return QPoint(round(at.x()), round(at.y()))


def test_a_planner_tags_a_measure_sees_the_score_move_and_takes_it_back(opened, qtbot):
    before, digest = scores(opened), dict(opened.bench.project.measures)
    canvas = opened.window.workspace.map_area.canvas

    pick_in_palette(opened, qtbot, "bench")
    assert opened.window.desk.armed_kind is not None
    kind = opened.window.desk.kind(opened.window.desk.armed_kind)
    assert kind.geometry.value in ("point", "line")
    qtbot.mouseClick(canvas, LEFT, pos=pixel(canvas, 20, 15))
    if kind.geometry.value == "line":
        qtbot.mouseClick(canvas, LEFT, pos=pixel(canvas, 60, 15))
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    settle(opened, qtbot)

    assert len(opened.bench.project.measures) == len(digest) + 1
    assert scores(opened) != before
    assert opened.bench.undo_label is not None

    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseClick(opened.window.top.undo, LEFT)
    settle(opened, qtbot)
    assert dict(opened.bench.project.measures) == digest
    assert scores(opened) == before


def test_an_export_is_written_from_the_card_and_says_what_it_left_out(opened, qtbot, tmp_path):
    qtbot.mouseClick(opened.window.top.export, LEFT)
    card = opened.window.findChild(ExportCard)
    target = tmp_path / "map.svg"
    path = card.findChild(QLineEdit, "export_path")
    path.selectAll()
    qtbot.keyClicks(path, str(target))
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)
    qtbot.waitUntil(lambda: not opened.runner.is_busy, timeout=60_000)
    assert opened.bench.problems == ()
    assert target.stat().st_size > 1000
    banner = opened.window.workspace.map_area.banners.banner
    assert banner is not None
    assert "map.svg" in banner.accessibleName()


def test_two_clicks_lead_from_a_point_of_the_score_to_the_object_and_to_the_source(opened, qtbot):
    window = opened.window
    row = next(
        row
        for row in window.findChildren(LedgerRow)
        if row.isVisible() and row.line.points is not None
    )
    qtbot.mouseClick(row, LEFT)
    page = window.findChild(InspectorPanel)
    show = page.findChild(QPushButton, "show_objects")
    card = next(b for b in page.findChildren(QPushButton) if b.objectName().startswith("card_"))
    assert card is not None
    if show is not None:
        qtbot.mouseClick(show, LEFT)
        assert window.desk.selection
    card = next(b for b in page.findChildren(QPushButton) if b.objectName().startswith("card_"))
    qtbot.mouseClick(card, LEFT)
    words = window.desk.look.word
    titles = {words(c.title) for c in window.desk.rules.catalogue.cards}
    shown = {label.text() for label in page.findChildren(QLabel)}
    assert titles & shown


def test_an_answer_narrows_a_range_and_is_kept_with_evidence(opened, qtbot):
    window = opened.window
    window.desk.questions_wanted.emit()
    question = next(q for q in window.desk.questions if q.unit or q.maximum is not None)
    edit = window.findChild(QLineEdit, f"answer_{question.key}")
    middle = ((question.minimum or 0) + min(question.maximum or 100, 100)) / 2
    qtbot.keyClicks(edit, str(middle))
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle(opened, qtbot)
    answer = next(iter(opened.bench.project.answers.values()))
    assert answer.key == question.key
    assert answer.value == middle
    assert answer.stamp.evidence.value == "seen"


def test_a_wrong_answer_is_not_kept_and_the_panel_says_what_is_expected(opened, qtbot):
    window = opened.window
    window.desk.questions_wanted.emit()
    question = next(q for q in window.desk.questions if q.maximum is not None)
    edit = window.findChild(QLineEdit, f"answer_{question.key}")
    said = window.findChild(QLabel, f"wrong_{question.key}")
    assert not said.isVisibleTo(window)
    qtbot.keyClicks(edit, "many")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert opened.bench.project.answers == {}
    assert said.isVisibleTo(window)
    assert "number" in said.text()


def test_the_command_palette_runs_what_it_finds_and_escape_gives_the_focus_back(opened, qtbot):
    window = opened.window
    canvas = window.workspace.map_area.canvas
    canvas.setFocus()
    window.actions_by_key["palette"].trigger()
    palette = window.findChild(type(window.open_palette()))
    palette.close_palette()
    palette = window.open_palette()
    qtbot.keyClicks(palette.edit, "measure distance")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert canvas.tool.key == "measure_length"
    palette = window.open_palette()
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_drawing_without_a_unit_or_place_asks_in_a_bar_and_goes_on(start, qtbot, tmp_path):
    path = tmp_path / "nowhere.csv"
    path.write_text("x;y;name\n10;10;a\n20;10;b\n20;30;c\n", encoding="utf-8")
    program = start()
    program.window.flows.open_paths([path])
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=20_000)
    asked = program.window.start_banners.banner
    assert asked is not None
    place = program.window.findChild(QComboBox, "ask_crs")
    assert place is not None
    place.setCurrentText("EPSG:25832")
    qtbot.mouseClick(asked.findChild(QPushButton, "banner_action_0"), LEFT)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=20_000)
    again = program.window.start_banners.banner
    assert again is None or "nowhere" in again.accessibleName() or program.bench.project is not None


def test_saved_projects_appear_on_the_start_page_with_both_ledgers(opened, qtbot, tmp_path):
    window = opened.window
    assert window.flows.save_as(tmp_path / "kept.sbd.gpkg")
    assert not opened.bench.is_dirty
    window.actions_by_key["close_project"].trigger()
    assert window.stack.currentWidget() is window.start
    card = next(
        w for w in window.start.findChildren(QAbstractButton) if w.objectName() == "recent_kept.sbd"
    )
    assert "Openness" in card.accessibleName()
    assert "Protection" in card.accessibleName()
    qtbot.mouseClick(card, LEFT)
    qtbot.waitUntil(lambda: opened.bench.project is not None, timeout=10_000)
    assert opened.bench.project.title == "Test Square"


def test_another_language_or_theme_keeps_project_view_and_choice(opened, qtbot):
    chosen = (next(iter(opened.bench.project.measures), None),)
    view = opened.window.workspace.map_area.canvas.view
    if chosen[0]:
        opened.window.desk.choose(chosen)
    opened.change_look("language", "de")
    opened.change_look("theme", "dark")
    window = opened.window
    assert window.desk.look.say("ledger.openness") == "Offenheit"
    assert window.desk.look.theme.is_dark
    assert window.workspace.map_area.canvas.view.m_per_px == view.m_per_px
    settle(opened, qtbot)


def test_closing_with_unsaved_changes_asks_in_a_bar_and_loses_nothing(opened, qtbot, tmp_path):
    window = opened.window
    window.close()
    assert window.isVisible()
    banner = window.workspace.map_area.banners.banner
    assert banner is not None
    assert "Test Square" in banner.accessibleName()
    assert window.flows.save_as(tmp_path / "kept.sbd.gpkg")
    window.close()
    assert not window.isVisible()


def test_what_somebody_types_survives_an_assessment_that_arrives_meanwhile(opened, qtbot):
    window, desk = opened.window, opened.window.desk
    kind = next(k for k in desk.rules.catalogue.measures if k.geometry.value == "point")
    measure = Measure(
        stamp=desk.new_stamp(),
        kind=kind.key,
        geometry=shapely.Point(METRES_EAST + 30, METRES_NORTH + 20),
    )
    assert desk.do(AddMeasures(measures=(measure,), by=desk.by()))
    desk.choose((measure.id,))
    window.activateWindow()
    name = window.findChild(QLineEdit, "measure_name")
    name.setFocus()
    qtbot.keyClicks(name, "At the fount")
    settle(opened, qtbot)
    qtbot.wait(100)
    assert window.findChild(QLineEdit, "measure_name").text() == "At the fount"
    qtbot.keyClicks(name, "ain")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert opened.bench.project.measures[measure.id].name == "At the fountain"
