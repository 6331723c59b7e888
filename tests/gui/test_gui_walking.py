"""Ways of people in the window: looked at, chosen, followed after edits."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from shapely.geometry import LineString, Point

from sbd_tool.app.commands import DeleteMeasures
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.overrides import Override, override_id
from sbd_tool.domain.project import Option
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.roles import Role
from sbd_tool.gui.panels.walking.walk_against import AgainstSelect
from sbd_tool.gui.panels.walking.walk_panel import WalkPanel
from sbd_tool.gui.side_dock import side_dock
from tests.generated_square import layer, placed, project

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def square():
    """A level footway across, a wall with an opening of 2 m, and a post planned in it."""
    plain = project()
    more = (
        layer(Role.FOOTWAY, [LineString([(-20, 30), (80, 30)])], [{"incline": "1%"}], ids=["way"]),
        layer(
            Role.WALL,
            [LineString([(30, -10), (30, 29)]), LineString([(30, 31), (30, 70)])],
            ids=["south", "north"],
            evidence=Evidence.SURVEYED,
        ),
        layer(Role.AMENITY, [Point(45, 45)], [{"amenity": "toilets"}], ids=["toilets"]),
    )
    kept = tuple(one for one in plain.layers if "square" in one.ids)
    made = replace(plain, layers=(*kept, *more))
    return placed(made, "bollards-rated-fixed", Point(30, 30), parameters={"unit_width_m": 0.25})


@pytest.fixture
def opened(start, qtbot):
    def opens(language: str = "en"):
        program = start(language)
        assert program.bench.new(square())
        qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
        canvas = program.window.workspace.map_area.canvas
        qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
        return program

    return opens


def walking(program, qtbot) -> WalkPanel:
    qtbot.keyClick(program.window, Key.Key_U, CTRL_ALT)
    panel = program.window.findChild(WalkPanel)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=90_000)
    return panel


def words(panel, name) -> str:
    return panel.findChild(QLabel, name).text()


def test_the_panel_tells_who_is_cut_off_and_by_what(opened, qtbot):
    panel = walking(opened(), qtbot)
    assert words(panel, "walking_verdict") == "2 pairs are cut off"
    assert "3 pairs." in words(panel, "walking_summary")
    assert "As it stands: sure 3" in words(panel, "walking_summary")
    first = panel.model.rows[0]
    assert first.verdict is Verdict.BLOCKED
    assert "0.88" in first.lines[1] or "0.87" in first.lines[1]
    assert "now no way" in first.lines[2]


def test_another_user_is_worked_out_when_chosen_with_keys(opened, qtbot):
    panel = walking(opened(), qtbot)
    panel.who.setFocus()
    qtbot.keyClick(panel.who, Key.Key_Down)
    assert panel.user == "pram"
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    assert words(panel, "walking_verdict") == "All 3 pairs have a way"
    assert panel.model.rows[0].lines[1].endswith("m")


def test_a_way_is_shown_on_the_map_with_the_place_that_pinches(opened, qtbot):
    program = opened()
    panel, canvas = walking(program, qtbot), program.window.workspace.map_area.canvas
    qtbot.keyClick(panel.list, Key.Key_Down)
    chosen = panel.chosen
    assert chosen is not None
    at = chosen.walk.pinch.at.centroid
    spot = canvas.view.to_screen(at.x, at.y).toPoint()
    assert canvas.rect().contains(spot)
    picture = panel.veil.grab().toImage()
    assert any(picture.pixelColor(spot.x() + dx, spot.y()).alpha() > 0 for dx in range(-16, 17))


def test_only_what_is_in_trouble_planned_or_by_measure_is_shown(opened, qtbot):
    panel = walking(opened(), qtbot)
    told = {}
    for key in ("all", "trouble", "changed", "measures"):
        qtbot.mouseClick(panel.findChild(QPushButton, f"walking_show_{key}"), LEFT)
        told[key] = len(panel.model.rows)
    assert told == {"all": 3, "trouble": 2, "changed": 2, "measures": 1}
    assert panel.model.rows[0].title.startswith("Fixed bollards")
    assert panel.model.rows[0].lines == ("Cuts off 2, 0.0\u202fm more to walk",)


def test_taking_the_post_away_gives_the_ways_back(opened, qtbot):
    program = opened()
    panel = walking(program, qtbot)
    before = panel.found
    assert panel.desk.do(DeleteMeasures(measure_ids=("measure-0",), by=panel.desk.by()))
    assert not panel.is_fresh
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=60_000)
    assert panel.found is not before
    assert words(panel, "walking_verdict") == "All 3 pairs have a way"


def test_desire_lines_are_drawn_when_asked_for(opened, qtbot):
    panel = walking(opened(), qtbot)
    plain = panel.veil.grab().toImage()
    qtbot.keyClick(panel.findChild(QCheckBox, "walking_desire"), Key.Key_Space)
    assert panel.desire.isChecked()
    assert panel.veil.grab().toImage() != plain


def test_closing_the_panel_takes_its_drawing_off_the_map(opened, qtbot):
    program = opened("de")
    panel = walking(program, qtbot)
    assert words(panel, "walking_verdict") == "2 Paare sind abgeschnitten"
    side_dock(program.window.workspace, "walking").close()
    assert panel.veil.parent() is None


def test_ways_are_compared_with_another_option_by_keys(start, qtbot) -> None:
    made = square()
    option = Option(key="free", name="Free", parent="base")
    stamp = Stamp(id=override_id("free", None, "measure-0"), option="free", evidence=Evidence.PLAN)
    gone = Override(stamp=stamp, target="measure-0", is_present=False)
    program = start("en")
    assert program.bench.new(
        replace(made, options=(*made.options, option), overrides={gone.id: gone})
    )
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    panel = walking(program, qtbot)
    select = panel.findChild(AgainstSelect)
    assert [select.itemText(n) for n in range(select.count())][-1] == "option “Free”"
    select.setFocus()
    qtbot.keyClick(select, Key.Key_End)
    qtbot.waitUntil(lambda: panel.is_fresh, timeout=90_000)
    assert "Compared with" in words(panel, "walking_summary")
    assert panel.found.before.walks[0].min_clear_m == pytest.approx(2.0, abs=1e-6)
    rows = panel.found.rows["changed"]
    assert any("Narrowest there 2.00" in line or "no way" in line for line in rows[0].lines)
