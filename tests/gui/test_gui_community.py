"""The community in the window: answers taken in as sums, listed, removed, undone."""

import csv

from pyproj import Transformer
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QDateEdit, QLabel, QLineEdit, QPushButton, QToolButton

from sbd_tool.domain.community import Liking, place_notes
from sbd_tool.domain.lowering import lowerings_of
from sbd_tool.domain.shown_notes import hidden_likings
from sbd_tool.gui.panels.community.panel import CommunityPanel
from sbd_tool.gui.panels.layers import LayersPanel
from tests.generated_square import project

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key


def opened(start, qtbot, language):
    program = start(language)
    assert program.bench.new(project())
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    program.window.actions_by_key["community"].trigger()
    return program, program.window.findChild(CommunityPanel)


def words_in(panel) -> str:
    return " ".join(one.text() for one in panel.findChildren(QLabel) if not one.isHidden())


def test_answers_are_taken_in_listed_and_removed(start, qtbot, tmp_path) -> None:
    file = tmp_path / "spring.csv"
    with file.open("w", newline="") as out:
        csv.writer(out).writerows([("mail", "after dark"), *[("a@example.org", "4")] * 12])
    program, panel = opened(start, qtbot, "en")
    assert "No survey yet" in words_in(panel)
    panel.surveys.take(file)
    qtbot.waitUntil(panel.surveys.form.isVisible, timeout=20_000)
    form = panel.surveys.form
    assert form.columns["night"].currentText() == "after dark"
    assert form.columns["group"].findText("mail") < 0, "what is personal is not offered"
    qtbot.mouseClick(form.take, LEFT)
    wrong = panel.findChild(QLabel, "survey_wrong")
    qtbot.waitUntil(lambda: "what 1 means" in wrong.text(), timeout=20_000)
    form.numbers.setFocus()
    qtbot.keyClick(form.numbers, Key.Key_End)
    qtbot.mouseClick(form.take, LEFT)
    qtbot.waitUntil(lambda: "12 answers" in words_in(panel), timeout=20_000)
    assert "Left out as personal: column “mail”" in words_in(panel)
    qtbot.mouseClick(panel.findChild(QPushButton, "survey_remove"), LEFT)
    assert "No survey yet" in words_in(panel)
    program.window.actions_by_key["undo"].trigger()
    assert "12 answers" in words_in(panel)


def test_incidents_lie_over_the_map_until_taken_off(start, qtbot, tmp_path) -> None:
    file = tmp_path / "none.csv"
    file.write_text("a,b\n1,2\n")
    _program, panel = opened(start, qtbot, "de")
    box = panel.incidents
    box.take(file)
    told = panel.findChild(QLabel, "incidents_told")
    qtbot.waitUntil(lambda: "keine Orte" in told.text(), timeout=20_000)
    made = project()
    middle = made.feature(made.square)[1].geometry.centroid
    degrees = Transformer.from_crs(made.crs, "EPSG:4326", always_xy=True)
    x, y = degrees.transform(middle.x, middle.y)
    rows = [("Longitude", "Latitude"), *[(f"{x:.7f}", f"{y:.7f}")] * 12]
    with file.open("w", newline="") as out:
        csv.writer(out).writerows(rows)
    box.take(file)
    qtbot.waitUntil(lambda: box.found is not None, timeout=20_000)
    assert "12 Vorfälle" in told.text()
    assert [one.count for one in box.found.points] == [12]
    assert "nicht angegeben" in told.text()
    box.accuracy.setFocus()
    qtbot.keyClicks(box.accuracy, "0")
    qtbot.keyClick(box.accuracy, Key.Key_Return)
    qtbot.waitUntil(lambda: "keine Genauigkeit" in told.text(), timeout=20_000)
    assert box.accuracy.isVisible(), "what was wrong can be put right"
    qtbot.keyClick(box.accuracy, Key.Key_Backspace)
    qtbot.keyClicks(box.accuracy, "12,5")
    qtbot.keyClick(box.accuracy, Key.Key_Return)
    qtbot.waitUntil(lambda: "auf 12,5" in told.text(), timeout=20_000)
    assert box.found.accuracy_m == 12.5
    qtbot.mouseClick(box.hide_all, LEFT)
    assert box.found is None


def test_notes_lie_on_the_map_and_who_was_asked_stands_in_the_panel(start, qtbot) -> None:
    program, panel = opened(start, qtbot, "de")
    day = panel.findChild(QDateEdit, "engagement_day")
    assert day.text() == day.date().toString("dd.MM.yyyy"), "a day as a German reader writes it"
    notes, canvas = panel.notes, program.window.workspace.map_area.canvas
    notes.words.setFocus()
    qtbot.keyClicks(notes.words, "Mrs Okafor sits here")
    qtbot.mouseClick(notes.place, LEFT)
    assert canvas.tool.key == "task_point"
    qtbot.keyClick(canvas, Key.Key_Up)
    qtbot.keyClick(canvas, Key.Key_Return)
    assert "Ein Name könnte darin stehen." in words_in(panel)
    assert canvas.tool.key == "select"
    qtbot.mouseClick(panel.findChild(QPushButton, "heard_clear"), LEFT)
    assert "Ein Name könnte darin stehen." not in words_in(panel)
    before = program.bench.project
    let_out_with_a_reason(qtbot, panel)
    after = program.bench.project
    assert [one.author for one in lowerings_of(after.records).values()] == ["A. Planner"]
    for key, wanted in (("undo", before), ("redo", after)):
        program.window.actions_by_key[key].trigger()
        assert program.bench.project == wanted
    assert "Der Wortlaut darf öffentlich werden." in words_in(panel)
    spot = canvas.view.to_screen(*place_notes(program.bench.project.records)[0].place)
    qtbot.mouseClick(canvas, LEFT, pos=(spot - QPointF(0, 15)).toPoint())
    assert notes.pins.chosen
    notes.layer.setFocus()
    qtbot.keyClick(notes.layer, Key.Key_Space)
    assert not notes.pins.is_shown
    a_sort_is_shown_again_in_the_layer_tree(qtbot, program)
    assert notes.layer.isChecked(), "the panel follows the tree"
    qtbot.mouseClick(panel.findChild(QToolButton, "heard_remove"), LEFT)
    assert "Noch keine Notizen." in words_in(panel)
    ask_a_group(qtbot, panel)


def let_out_with_a_reason(qtbot, panel) -> None:
    qtbot.mouseClick(panel.findChild(QPushButton, "heard_publish"), LEFT)
    assert "Wer veröffentlicht es, und warum?" in words_in(panel)
    assert not panel.findChild(QPushButton, "heard_publish_apply").isEnabled()
    name = panel.findChild(QLineEdit, "heard_publish_by")
    name.clear()
    qtbot.keyClicks(name, "A. Planner")
    qtbot.keyClick(name, Key.Key_Tab)
    why = panel.findChild(QLineEdit, "heard_publish_reason")
    qtbot.keyClicks(why, "she agreed")
    qtbot.keyClick(why, Key.Key_Return)


def a_sort_is_shown_again_in_the_layer_tree(qtbot, program) -> None:
    layers = program.window.workspace.findChild(LayersPanel)
    index = layers.model.find(Liking.LIKE.value)
    layers.tree.setCurrentIndex(index)
    assert "Ort, den Menschen mögen" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "ausgeblendet" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    hidden = program.bench.project
    spot = layers.tree.visualRect(index)
    qtbot.mouseClick(layers.tree.viewport(), LEFT, pos=spot.topLeft() + QPoint(17, 14))
    assert Liking.LIKE not in hidden_likings(program.bench.project.records)
    program.window.actions_by_key["undo"].trigger()
    assert program.bench.project == hidden
    program.window.actions_by_key["redo"].trigger()


def ask_a_group(qtbot, panel) -> None:
    asked = panel.asked
    unheard = panel.findChild(QLabel, "engagement_unheard")
    assert "Anwohnende" in unheard.text()
    asked.count.setFocus()
    asked.count.selectAll()
    qtbot.keyClicks(asked.count, "14")
    qtbot.keyClicks(asked.said.words, "Zu dunkel")
    qtbot.keyClick(asked.said.answered, Key.Key_End)
    qtbot.mouseClick(asked.add, LEFT)
    assert "Ablehnung braucht einen Grund" in words_in(panel)
    qtbot.keyClicks(asked.said.reason, "Fledermaus")
    qtbot.mouseClick(asked.add, LEFT)
    assert "Anwohnende" not in unheard.text()
    assert "14 Personen" in words_in(panel)
    assert "nicht aufgegriffen: Fledermaus" in words_in(panel)
