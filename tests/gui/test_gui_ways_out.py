"""Ways out in the window: told, shown on the map, followed after an edit."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from shapely.geometry import LineString

from sbd_tool.app.commands import DeleteMeasures
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.roles import Role
from sbd_tool.gui.panels.passages.exit_panel import ExitPanel
from sbd_tool.gui.side_dock import side_dock
from tests.generated_square import layer, placed, project

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def square():
    """Houses on two sides; to the south a wall with an opening of 6 m, posts planned in it."""
    plain = project()
    wall = layer(
        Role.WALL,
        [LineString([(-5, -0.2), (20, -0.2)]), LineString([(26, -0.2), (65, -0.2)])],
        ids=["west", "east"],
        evidence=Evidence.SURVEYED,
    )
    made = replace(plain, layers=(*plain.layers, wall))
    return placed(made, "bollards-rated-fixed", LineString([(20, -0.2), (26, -0.2)]))


def test_ways_out_are_told_shown_on_the_map_and_followed(start, qtbot):
    program = start("en")
    assert program.bench.new(square())
    canvas = program.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)

    qtbot.keyClick(program.window, Key.Key_I, CTRL_ALT)
    panel = program.window.findChild(ExitPanel)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    content = panel.found.told.content
    assert len(panel.model.rows) == len(content["exits"]) >= 2
    is_in_time = words(panel, "exits_verdict").startswith("All out in time")
    assert is_in_time == content["own"]["carried_in_time"]

    south = narrow(panel)
    qtbot.keyClick(panel.list, Key.Key_Home)
    for _ in range(south):
        qtbot.keyClick(panel.list, Key.Key_Down)
    assert panel.chosen.number == str(south + 1)
    middle = panel.found.exits[south].line.interpolate(0.5, normalized=True)
    spot = canvas.view.to_screen(middle.x, middle.y).toPoint()
    assert canvas.rect().contains(spot)
    assert canvas.rect().width() * canvas.view.m_per_px < 60
    picture = panel.veil.grab().toImage()
    assert any(picture.pixelColor(spot.x(), spot.y() + dy).alpha() > 0 for dy in range(-6, 7))

    qtbot.mouseClick(panel.findChild(QPushButton, "exits_show_times"), LEFT)
    assert len(panel.model.rows) == len(content["flows"]) + len(content["profiles"])
    limit, flow = content["own"]["time_min"], content["flows"][0]["worst"]["clearing_min"]
    is_carried = flow is not None and flow <= limit
    assert (panel.model.rows[0].verdict is Verdict.PASSES) == is_carried
    qtbot.mouseClick(panel.findChild(QPushButton, "exits_show_room"), LEFT)
    assert [row.lines[0].split()[0] for row in panel.model.rows] == ["Room"] * 4

    qtbot.keyClick(panel.findChild(QCheckBox, "exits_limits"), Key.Key_Space)
    assert panel.list.isHidden()
    assert "narrowest ring" in words(panel, "exits_notes")

    before = content["exits"][south]["persons_per_min"]
    assert panel.desk.do(DeleteMeasures(measure_ids=("measure-0",), by=panel.desk.by()))
    assert not panel.is_fresh
    assert words(panel, "exits_state")
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    assert panel.found.told.content["exits"][south]["persons_per_min"] > before

    side_dock(program.window.workspace, "exits").close()
    assert panel.veil.parent() is None


def narrow(panel) -> int:
    """The opening that the posts stand in."""
    return next(number for number, one in enumerate(panel.found.exits) if one.is_narrowed)


def words(panel, name) -> str:
    return panel.findChild(QLabel, name).text()
