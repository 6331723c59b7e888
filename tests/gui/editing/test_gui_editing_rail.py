"""The rail: groups with fly-outs that remember what was used last; and the snap index behind it."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from sbd_tool.domain.edits.snap import SnapKind
from sbd_tool.gui.actions import SPECS
from sbd_tool.gui.actions.rail import RAIL
from sbd_tool.gui.map.drafting.snap_stock import SnapStock, grown, stock_of
from sbd_tool.gui.toolbox import TOOLS

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def button(hand, key):
    return hand.window.findChild(QToolButton, f"rail_{key}")


def test_every_tool_is_on_the_rail_or_in_a_flyout_and_has_a_menu_entry():
    on_rail = {key for part in RAIL for group in part for key in group.actions}
    tools = {key for key, spec in SPECS.items() if spec.is_tool}
    assert tools <= set(TOOLS)
    assert {"tool_move", "tool_trim", "tool_edit", "tool_line", "measure_area"} <= on_rail


def test_the_flyout_opens_by_key_and_its_choice_stays_on_the_button(hand, qtbot):
    place = button(hand, "place")
    assert place.shown == "tool_move"
    place.setFocus()
    qtbot.keyClick(place, Key.Key_Right)
    qtbot.waitUntil(place.flyout.isVisible)
    qtbot.keyClick(place.flyout, Key.Key_Down)
    qtbot.keyClick(place.flyout, Key.Key_Down)
    qtbot.keyClick(place.flyout, Key.Key_Return)
    assert hand.canvas.tool.key == "rotate"
    assert place.shown == "tool_rotate"
    assert hand.window.memory.value("rail/place") == "tool_rotate"
    hand.shortcut("tool_select")
    qtbot.mouseClick(place, LEFT)
    assert hand.canvas.tool.key == "rotate"
    hand.shortcut("tool_move")  # also from the menu or by its key
    assert place.shown == "tool_move"


def test_a_button_names_its_group_and_what_it_does(hand):
    assert "Place" in button(hand, "place").accessibleName()
    assert "Shift+M" in button(hand, "place").toolTip()


def test_a_large_plan_is_indexed_as_a_job_and_the_pointer_never_waits(hand, qtbot):
    target = hand.add(shapely.LineString([(20, 20), (40, 30)]))
    hand.shortcut("measure_length")
    stock = hand.canvas.snaps = SnapStock(hand.desk, at_once=0)
    hand.move(40, 30)
    assert not stock.is_current
    qtbot.waitUntil(lambda: stock.is_current, timeout=10_000)
    hand.move(41, 31)
    hand.move(40, 30)
    hand.click(40, 30)
    assert hand.canvas.tool.points[0] == pytest.approx(hand.place(40, 30), abs=1e-9)
    assert target in stock.index.ids


def test_of_too_much_only_what_lies_nearest_is_indexed(square_project):
    bounds = tuple(float(v) for v in square_project.layers[0].bounds)
    stock = stock_of(square_project, grown(bounds), most=30)
    assert stock.is_cut
    assert 0 < len(stock.index.ids) < sum(len(layer) for layer in square_project.layers)


def test_hidden_layers_are_not_caught(square_project):
    hidden = replace(
        square_project,
        layers=tuple(replace(row, is_visible=False) for row in square_project.layers),
    )
    west, south, east, north = (float(v) for v in square_project.layers[0].bounds)
    shown = stock_of(square_project, (west, south, east, north)).index.ids
    assert shown
    assert stock_of(hidden, (west, south, east, north)).index.ids == tuple(
        name for name in shown if name in square_project.measures
    )


@pytest.mark.parametrize("kind", list(SnapKind))
def test_every_kind_of_snap_has_a_glyph_of_its_own(kind, qapp):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QImage, QPainter

    from sbd_tool.gui.map.overlays import draw_glyph

    def drawn(one):
        image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        p = QPainter(image)
        draw_glyph(p, one, QPointF(20, 20), 6.0)
        p.end()
        return np.frombuffer(image.constBits(), dtype=np.uint8).copy()

    mine = drawn(kind)
    assert mine.any()
    others = [one for one in SnapKind if one is not kind]
    assert all((drawn(one) != mine).any() for one in others)
