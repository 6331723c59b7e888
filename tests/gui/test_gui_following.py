"""What became of the advice, in the window: looked at, kept, undone; a folder of projects."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableWidget
from shapely.geometry import Point

from sbd_tool.app.commands.measures import AddMeasures
from sbd_tool.app.follow_through.listing import follow_through
from sbd_tool.app.projects import save_project
from sbd_tool.domain.follow_through import Built
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.deeds.following import read_folder
from sbd_tool.gui.panels.follow_through.panel import FollowPanel
from sbd_tool.gui.panels.follow_through.portfolio_panel import PortfolioPanel

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = CTRL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def benched(opened):
    desk = opened.window.desk
    at = desk.project.feature(desk.project.square)[1].geometry.representative_point()
    bench = Measure(
        stamp=desk.new_stamp(), kind="public-seating", geometry=Point(at.x, at.y), name="Long bench"
    )
    assert desk.do(AddMeasures(measures=(bench,), by=desk.by()))
    return opened


def panel_of(program) -> FollowPanel:
    return program.window.findChild(FollowPanel)


def press(program, name, qtbot) -> None:
    qtbot.mouseClick(panel_of(program).findChild(QPushButton, name), LEFT)


def roads(program):
    return follow_through(program.bench.project).roads


def test_a_look_is_chosen_worded_kept_and_undone(benched, qtbot):
    qtbot.keyClick(benched.window, Key.Key_F, KEYS)
    panel = panel_of(benched)
    qtbot.mouseClick(panel.rows[0], LEFT)
    assert benched.window.desk.selection == (roads(benched)[0].measure,)
    qtbot.keyClick(panel.form.what, Key.Key_Down)  # built with a difference
    press(benched, "follow_keep", qtbot)
    assert panel.findChild(QLabel, "follow_wrong").isVisible()
    assert roads(benched)[0].built is None
    words = panel.findChild(QLineEdit, "follow_words")
    qtbot.keyClicks(words, "Oak")
    qtbot.keyClick(words, Key.Key_Return)
    (road,) = roads(benched)
    assert (road.built.found, road.built.words) == (Built.DIFFERS, "Oak")
    assert "Oak" in panel.rows[0].accessibleName()
    qtbot.keyClick(benched.window, Key.Key_Z, CTRL)
    assert roads(benched)[0].built is None


def test_both_ledgers_are_kept_by_a_button_and_told(benched, qtbot):
    qtbot.keyClick(benched.window, Key.Key_F, KEYS)
    panel = panel_of(benched)
    qtbot.waitUntil(panel.before.isEnabled, timeout=20_000)
    press(benched, "follow_before", qtbot)
    assert follow_through(benched.bench.project).before is not None
    assert panel.moments.text().startswith("Before, ")
    assert "openness" in panel.moments.text()
    assert "protection" in panel.moments.text()


def test_a_folder_is_read_shown_and_a_project_opened_by_its_row(benched, qtbot, tmp_path):
    folder = tmp_path / "town"
    folder.mkdir()
    save_project(benched.bench.project, folder / "one.sbd.gpkg")
    shutil.copy(folder / "one.sbd.gpkg", folder / "two.sbd.gpkg")
    (folder / "broken.sbd.gpkg").write_bytes(b"none")
    read_folder(benched.window, folder)
    qtbot.waitUntil(lambda: benched.window.findChild(PortfolioPanel) is not None, timeout=20_000)
    panel = benched.window.findChild(PortfolioPanel)
    table = panel.findChild(QTableWidget, "portfolio_0")
    assert table.rowCount() == 2  # one project, and all of them; the copy counts once
    assert table.item(0, 1).text() == "one.sbd.gpkg"
    told = " ".join(one.text() for one in panel.findChildren(QLabel))
    assert "broken.sbd.gpkg" in told
    assert "two.sbd.gpkg" in told
