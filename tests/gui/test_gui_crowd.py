"""People walking out in the window: simulated, played, moved through by the slider, opened."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSlider

from sbd_tool.app.crowd_files import keep_trajectories
from sbd_tool.app.crowd_interpreter import kept_interpreter
from sbd_tool.gui.panels.crowd.crowd_panel import CrowdPanel
from tests.generated_square import project

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key


def test_people_are_simulated_played_and_opened_again(start, qtbot, tmp_path) -> None:
    program = start("en")
    assert program.bench.new(project())
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    program.window.actions_by_key["crowd"].trigger()
    panel = program.window.findChild(CrowdPanel)
    slider, now = panel.findChild(QSlider), panel.findChild(QLabel, "crowd_now")
    assert not slider.isEnabled()
    told = panel.findChild(QLabel, "crowd_told")
    qtbot.keyClicks(panel.people, "many")
    qtbot.mouseClick(panel.start, LEFT)
    assert "many" in told.text(), "refused in words, and nothing is simulated"
    panel.people.selectAll()
    qtbot.keyClicks(panel.people, "12000")
    qtbot.mouseClick(panel.start, LEFT)
    qtbot.waitUntil(lambda: "field" in told.text(), timeout=60_000)
    panel.people.selectAll()
    qtbot.keyClicks(panel.people, "40")
    qtbot.keyClick(panel.people, Key.Key_Return)
    qtbot.waitUntil(lambda: panel.found is not None, timeout=60_000)
    people = panel.found.people
    assert people == 40
    assert f"{people:,}".replace(",", "") in now.text().replace(",", "").replace("\u202f", "")
    slider.setFocus()
    qtbot.keyClick(slider, Key.Key_End)
    assert "0 still there" in now.text()
    qtbot.keyClick(slider, Key.Key_Home)
    play = panel.findChild(QPushButton, "crowd_play")
    qtbot.mouseClick(play, LEFT)
    assert play.text() == "Pause"
    qtbot.waitUntil(lambda: slider.value() > 0, timeout=20_000)
    qtbot.mouseClick(play, LEFT)
    assert play.text() == "Play"
    kept = tmp_path / "walk.json"
    keep_trajectories(panel.found, kept, program.bench.project)
    panel.found = None
    panel.take(kept)
    assert panel.found.people == people
    panel.take(tmp_path / "none.json")
    assert "no trajectories" in panel.findChild(QLabel, "crowd_told").text()


def test_without_jupedsim_the_panel_says_how_to_get_it(start, qtbot, tmp_path) -> None:
    program = start("de")
    assert program.bench.new(project())
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    program.window.actions_by_key["crowd"].trigger()
    panel = program.window.findChild(CrowdPanel)
    panel.engine.setFocus()
    qtbot.keyClick(panel.engine, Key.Key_End)
    assert panel.python.isEnabled()
    qtbot.keyClicks(panel.python, str(tmp_path / "none"))
    qtbot.mouseClick(panel.start, LEFT)
    told = panel.findChild(QLabel, "crowd_told")
    qtbot.waitUntil(lambda: "Interpreter" in told.text(), timeout=60_000)
    assert program.bench.settings.crowd_python == str(tmp_path / "none")
    assert kept_interpreter() == str(tmp_path / "none"), "the command line finds it too"
