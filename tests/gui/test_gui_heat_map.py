"""A heat map on the canvas: seen under the measures, with its legend, told under the pointer."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.text import literal


@pytest.fixture
def heated(opened, qtbot):
    canvas = opened.window.workspace.map_area.canvas
    west, south, east, _north = canvas.content.bounds
    values = np.add.outer(np.zeros(24), np.linspace(0, 40, 36))
    values[:, :6] = np.nan
    heat = HeatMap(
        key="light",
        title=literal("Light at night"),
        values=values,
        x0_m=west,
        y0_m=south,
        step_m=(east - west) / 36,
        unit="lx",
        stops=(0.0, 5.0, 10.0, 20.0, 40.0),
        decimals=1,
    )
    with qtbot.waitSignal(canvas.frame_shown, timeout=10_000):
        canvas.set_heat_map(heat)
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    return canvas, heat


def pixel(canvas, x_m, y_m):
    at = canvas.view.to_screen(x_m, y_m)
    return QPoint(round(at.x()), round(at.y()))


def test_the_value_under_the_pointer_is_told_and_leaves_with_it(heated, qtbot):
    canvas, heat = heated
    x, y = heat.x0_m + 30.5 * heat.step_m, heat.y0_m + 3.5 * heat.step_m
    qtbot.mouseMove(canvas, pixel(canvas, x, y))
    assert canvas.heat_value() == pytest.approx(heat.value_at(x, y))
    qtbot.mouseMove(canvas, pixel(canvas, heat.x0_m + 2.5 * heat.step_m, y))
    assert canvas.heat_value() is None


def test_a_heat_map_is_drawn_in_its_place_and_taken_away_again(heated, qtbot):
    canvas, heat = heated
    place = pixel(canvas, heat.x0_m + 28.5 * heat.step_m, heat.y0_m + 14.5 * heat.step_m)
    shown = canvas.grab().toImage().pixelColor(place)
    with qtbot.waitSignal(canvas.frame_shown, timeout=10_000):
        canvas.set_heat_map(None)
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    bare = canvas.grab().toImage().pixelColor(place)
    assert shown.lightness() < bare.lightness() - 60
    assert canvas.heat_value() is None
