"""The map of light: asked for by key, there when light was worked out, read under the pointer."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from sbd_tool.app.commands import RenameProject
from sbd_tool.domain.light_results import Light
from sbd_tool.domain.roles import Role

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def lit(start, square_project, qtbot):
    """The program with the small square, light worked out behind."""
    return lit_program(start, square_project, qtbot)


def lit_program(start, project, qtbot):
    program = start(is_whole=True)
    assert program.bench.new(project)
    canvas = program.window.workspace.map_area.canvas

    def has_light() -> bool:
        found = program.bench.assessment
        return found is not None and isinstance(found.results.get("light"), Light)

    qtbot.waitUntil(has_light, timeout=60_000)
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    return program


def shown_light(canvas):
    """The map of light over this canvas, or None."""
    return canvas.parent().light.drawn


def press(program, qtbot) -> None:
    qtbot.keyClick(program.window, Qt.Key.Key_L, CTRL_ALT)


def test_the_map_of_light_comes_and_goes_by_key(lit, qtbot):
    canvas = lit.window.workspace.map_area.canvas
    bare = canvas.grab().toImage()
    press(lit, qtbot)
    assert shown_light(canvas) is not None
    light = lit.bench.assessment.results["light"]
    assert np.nanmax(shown_light(canvas).lux) == light.grid.horizontal_lx.max()
    shown = canvas.grab().toImage()
    assert shown != bare
    x, y = light.grid.points[int(light.grid.horizontal_lx.argmax())]
    at = canvas.view.to_screen(x, y).toPoint()
    ratio = shown.devicePixelRatio()
    bright = shown.pixelColor(QPoint(round(at.x() * ratio), round(at.y() * ratio)))
    assert bright != bare.pixelColor(QPoint(round(at.x() * ratio), round(at.y() * ratio)))
    press(lit, qtbot)
    assert shown_light(canvas) is None


def test_each_place_tells_its_own_lux_and_none_outside(lit, qtbot):
    canvas = lit.window.workspace.map_area.canvas
    press(lit, qtbot)
    grid = lit.bench.assessment.results["light"].grid
    for number in (0, len(grid.points) // 2, len(grid.points) - 1):
        told = shown_light(canvas).value_at(*grid.points[number])
        assert told == pytest.approx(grid.horizontal_lx[number])
    assert shown_light(canvas).value_at(0.0, 0.0) is None


def test_after_an_edit_the_map_waits_until_light_is_there_again(lit, qtbot):
    canvas = lit.window.workspace.map_area.canvas
    press(lit, qtbot)
    before = shown_light(canvas)
    lit.bench.do(RenameProject(title="Another", by=lit.bench.by()))
    qtbot.waitUntil(lambda: lit.bench.is_assessment_current, timeout=60_000)
    qtbot.waitUntil(lambda: shown_light(canvas) is not None, timeout=60_000)
    assert np.array_equal(shown_light(canvas).lux, before.lux, equal_nan=True)


def test_light_that_is_still_worked_out_is_said_to_be(opened, qtbot):
    told = []
    opened.window.desk.told.connect(lambda words: told.append(words.key))
    press(opened, qtbot)
    assert opened.window.workspace.map_area.light.drawn is None
    assert told == ["light.map_waits"]


def test_a_square_without_a_known_lamp_gets_no_dark_map(start, square_project, qtbot):
    layers = tuple(one for one in square_project.layers if one.role is not Role.LAMP)
    rows = {key: m for key, m in square_project.measures.items() if "light" not in m.kind}
    bare = replace(square_project, layers=layers, measures=rows)
    program = lit_program(start, bare, qtbot)
    told = []
    program.window.desk.told.connect(lambda words: told.append(words.key))
    press(program, qtbot)
    assert program.window.workspace.map_area.light.drawn is None
    assert told == ["light.no_lamp_known"]
