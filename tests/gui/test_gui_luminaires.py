"""A maker's luminaire file comes to lamps by the inspector or by dropping it on the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFileDialog, QLineEdit, QPushButton

LEFT = Qt.MouseButton.LeftButton
SPOT = """IESNA:LM-63-2002
[LUMINAIRE] Spot
TILT=NONE
1 -1 1 3 1 1 2 0.1 0.1 0
1 1 20
0 20 25
0
9000 8000 0
"""


@pytest.fixture
def spot(tmp_path):
    path = tmp_path / "Spot.ies"
    path.write_text(SPOT, encoding="latin-1")
    return path


@pytest.fixture
def lamps(opened):
    found = [m.id for m in opened.bench.project.measures.values() if "light" in m.kind]
    assert len(found) == 4
    return found


def named(opened):
    return [m.parameters.get("photometry") for m in opened.bench.project.measures.values()]


def test_a_file_dropped_on_the_window_goes_to_the_lamps_that_are_chosen(opened, lamps, spot, qtbot):
    desk = opened.window.desk
    desk.choose((lamps[0], lamps[1]))
    opened.window.drop_paths([spot])
    qtbot.waitUntil(lambda: bool(opened.bench.project.luminaires), timeout=10_000)
    assert named(opened).count("spot") == 2
    qtbot.waitUntil(lambda: desk.rules.rubric.luminaires.get("spot") is not None)
    opened.bench.undo()
    assert not opened.bench.project.luminaires
    assert "spot" not in named(opened)


def test_the_inspector_offers_ours_and_those_of_the_project(opened, lamps, spot, qtbot):
    desk = opened.window.desk
    desk.choose((lamps[0],))
    opened.window.drop_paths([spot])
    qtbot.waitUntil(lambda: "spot" in named(opened), timeout=10_000)
    desk.choose((lamps[2],))
    select = opened.window.findChild(QComboBox, "parameter_photometry")
    words = [select.itemText(k) for k in range(select.count())]
    assert "Spot" in words
    assert len(words) == 4
    select.setFocus()
    qtbot.keyClick(select, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: named(opened).count("spot") == 2, timeout=5_000)
    lamp = opened.bench.project.measures[lamps[2]]
    assert lamp.parameters["luminous_flux_lm"] is None  # that of the file


def test_the_link_asks_for_a_file_and_brings_it_to_the_lamp(opened, lamps, spot, qtbot):
    opened.window.memory.setValue("files/folder", str(spot.parent))  # where files came from last
    opened.window.desk.choose((lamps[0],))
    link = opened.window.findChild(QPushButton, "attach_luminaire")
    qtbot.mouseClick(link, LEFT)
    dialog = opened.window.findChild(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    field = dialog.findChild(QLineEdit)
    QTest.keyClicks(field, spot.name)
    qtbot.waitUntil(lambda: field.text() == spot.name)
    box = dialog.findChild(QDialogButtonBox)
    qtbot.mouseClick(box.button(QDialogButtonBox.StandardButton.Open), LEFT)
    qtbot.waitUntil(lambda: "spot" in named(opened), timeout=10_000)
    assert named(opened).count("spot") == 1


def test_a_broken_file_is_a_listed_problem_and_nothing_changes(opened, lamps, tmp_path, qtbot):
    broken = tmp_path / "broken.ldt"
    broken.write_text("no luminaire", encoding="latin-1")
    before = opened.bench.project
    opened.window.desk.choose((lamps[0],))
    opened.window.drop_paths([broken])
    qtbot.waitUntil(lambda: bool(opened.bench.problems), timeout=10_000)
    assert opened.bench.problems[-1].subject == "broken.ldt"
    assert opened.bench.project is before
