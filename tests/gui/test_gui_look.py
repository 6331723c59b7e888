"""The look tool: what is seen from under the pointer, followed through moves and edits."""

import shapely
from PySide6.QtCore import QPoint, Qt

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.measures import Measure

Key = Qt.Key


def canvas_of(program):
    return program.window.workspace.map_area.canvas


def place(program, x, y):
    """Pixel of a place given in metres from the corner of the square."""
    west, south, _, _ = program.window.desk.project.feature(program.bench.project.square)[
        1
    ].geometry.bounds
    spot = canvas_of(program).view.to_screen(west + x, south + y)
    return QPoint(round(spot.x()), round(spot.y()))


def looked(program, qtbot, x, y):
    qtbot.mouseMove(canvas_of(program), place(program, x, y))
    return canvas_of(program).tool.seen


def in_hand(program, qtbot):
    qtbot.keyClick(canvas_of(program), Key.Key_I)
    tool = canvas_of(program).tool
    assert tool.key == "tool_look"
    qtbot.waitUntil(lambda: canvas_of(program).tool.is_ready, timeout=60_000)
    return tool


def test_what_is_seen_follows_the_pointer_and_is_told(opened, qtbot):
    tool = in_hand(opened, qtbot)
    first, second = looked(opened, qtbot, 10, 10), looked(opened, qtbot, 25, 20)
    assert first.area_m2 > 0
    assert first.polygon.bounds != second.polygon.bounds
    lines = tool._told(second)
    assert lines[0].startswith("Seen")
    assert "outline" in lines[0]
    assert len(lines) >= 2
    qtbot.keyClick(canvas_of(opened), Key.Key_Escape)
    assert canvas_of(opened).tool.key == "select"


def test_without_a_mouse_the_arrow_keys_look_from_the_crosshair(opened, qtbot):
    tool = in_hand(opened, qtbot)
    canvas_of(opened).setFocus()
    qtbot.keyClick(canvas_of(opened), Key.Key_Right)
    first = tool.seen
    assert first is not None
    qtbot.keyClick(canvas_of(opened), Key.Key_Down)
    assert tool.seen.area_m2 != first.area_m2


def test_a_wall_placed_meanwhile_hides_and_is_named(opened, qtbot):
    tool = in_hand(opened, qtbot)
    before = looked(opened, qtbot, 10, 10)
    desk = opened.window.desk
    west, south, east, _ = desk.project.feature(desk.project.square)[1].geometry.bounds
    line = shapely.LineString([(west, south + 14), (east, south + 14)])
    kind = next(k for k in desk.rules.catalogue.measures if k.key == "planting-as-barrier")
    measure = Measure(stamp=desk.new_stamp(), kind=kind.key, geometry=line, parameters={})
    assert desk.do(AddMeasures(measures=(measure,), by=desk.by()))
    qtbot.waitUntil(lambda: canvas_of(opened).tool.is_ready, timeout=60_000)
    after = looked(opened, qtbot, 10, 10)
    assert after.area_m2 < before.area_m2
    assert measure.id in after.hidden_by
    assert any("Hidden most by" in line for line in tool._told(after))
