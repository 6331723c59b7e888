"""Service vehicles in the window: open and closed, the swept ground, what is in the way."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from shapely.geometry import LineString

from sbd_tool.app.commands import DeleteMeasures
from sbd_tool.domain.roles import Role
from sbd_tool.gui.panels.passages.service_panel import ServicePanel
from sbd_tool.gui.side_dock import side_dock
from tests.generated_square import layer, placed, project

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def square():
    """A drawn route from the south through rising bollards, and fixed ones planned across it."""
    plain = project()
    kept = tuple(
        one for one in plain.layers if one.role not in {Role.TREE, Role.SEAT, Role.FOOTWAY}
    )
    rising = {"bollard": "rising", "clear_gap_m": 1.1}
    more = (
        layer(Role.EMERGENCY_ROUTE, [LineString([(30, -14), (30, 30)])], ids=["fire"]),
        layer(Role.GATE, [LineString([(25, -1), (35, -1)])], [rising], ids=["rising"]),
    )
    made = replace(plain, layers=(*kept, *more))
    return placed(made, "bollards-rated-fixed", LineString([(24, 6), (36, 6)]))


def test_service_vehicles_are_told_shown_on_the_map_and_followed(start, qtbot):
    program = start("en")
    assert program.bench.new(square())
    canvas = program.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)

    qtbot.keyClick(program.window, Key.Key_Z, CTRL_ALT)
    panel = program.window.findChild(ServicePanel)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    routes = panel.found.access.routes
    drawn = next(number for number, one in enumerate(routes) if one.is_drawn_for_it)
    panel.route.setFocus()
    qtbot.keyClick(panel.route, Key.Key_Home)
    for _ in range(drawn):
        qtbot.keyClick(panel.route, Key.Key_Down)
    assert panel.route.currentIndex() == drawn
    assert panel.table.item(0, 0).text() == "\u2717 blocked"
    assert "Fixed bollards" in panel.model.rows[0].title

    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=first_row(panel))
    at = panel.drive.conflicts[0].at
    spot = canvas.view.to_screen(at.x, at.y).toPoint()
    assert canvas.rect().contains(spot)
    picture = panel.veil.grab().toImage()
    assert any(picture.pixelColor(spot.x() + dx, spot.y()).alpha() > 0 for dx in range(-18, 19))

    qtbot.keyClick(panel.findChild(QCheckBox, "service_limits"), Key.Key_Space)
    assert "clear height" in words(panel, "service_notes")
    qtbot.keyClick(panel.findChild(QCheckBox, "service_limits"), Key.Key_Space)

    assert panel.desk.do(DeleteMeasures(measure_ids=("measure-0",), by=panel.desk.by()))
    assert not panel.is_fresh
    assert words(panel, "service_state")
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    assert panel.route.currentIndex() == drawn
    assert panel.table.item(0, 0).text() == "\u2713 passes"
    plain = panel.veil.grab().toImage()
    qtbot.keyClick(panel.table, Key.Key_Right)
    assert panel.table.currentItem().text() == "\u2717 blocked"
    assert len(panel.model.rows) == 1
    assert words(panel, "service_told").startswith("Fire engine, barriers closed: gets ")
    assert panel.veil.grab().toImage() != plain

    side_dock(program.window.workspace, "service").close()
    assert panel.veil.parent() is None


def first_row(panel):
    return panel.list.visualRect(panel.model.index(0)).center()


def words(panel, name) -> str:
    return panel.findChild(QLabel, name).text()
