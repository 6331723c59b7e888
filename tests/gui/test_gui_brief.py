"""The brief in the window: written by filling in a sentence, judged after an edit, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QToolButton
from shapely.geometry import Point

from sbd_tool.app.commands import AddMeasures
from sbd_tool.app.conditions.writing import conditions_of
from sbd_tool.domain.conditions import Verdict
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.panels.brief.chip import BriefChip
from sbd_tool.gui.panels.brief.panel import BriefPanel

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(opened, qtbot) -> BriefPanel:
    qtbot.keyClick(opened.window, Key.Key_J, CTRL_ALT)
    return opened.window.findChild(BriefPanel)


def chip_of(program) -> BriefChip:
    return program.window.findChild(BriefChip)


def choose_kind(panel, key: str) -> None:
    """Go down the list by keys, as a person does."""
    kinds = panel.kinds
    kinds.setFocus()
    for _ in range(kinds.count()):
        if kinds.currentData() == key:
            break
        _press(kinds, Key.Key_Down)
    assert kinds.currentData() == key


def _press(widget, key) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClick(widget, key)


def fill(panel, blank: str, words: str, qtbot) -> None:
    field = panel.findChild(QLineEdit, f"blank_{blank}")
    field.selectAll()
    qtbot.keyClicks(field, words)


def write(panel, kind: str, qtbot, **blanks) -> None:
    choose_kind(panel, kind)
    for blank, words in blanks.items():
        fill(panel, blank, words, qtbot)
    qtbot.mouseClick(panel.add, LEFT)


def judged(program, qtbot) -> list[Verdict]:
    watch = program.window.brief
    qtbot.waitUntil(
        lambda: watch.is_fresh and len(watch.found.judgements) == watch.count, timeout=60_000
    )
    return [one.verdict for one in watch.found.judgements]


def test_a_condition_is_written_by_filling_in_a_sentence_and_the_chip_tells_it(
    opened, panel, qtbot
):
    assert not chip_of(opened).isVisible()
    write(panel, "openness_at_least", qtbot, least="1")
    assert judged(opened, qtbot) == [Verdict.MET]
    assert chip_of(opened).isVisible()
    assert chip_of(opened).words == "Brief: all met"
    assert len(panel.rows) == 1
    write(panel, "openness_at_least", qtbot, least="99")
    assert judged(opened, qtbot) == [Verdict.MET, Verdict.NOT_MET]
    assert chip_of(opened).words.startswith("Brief: 1 not met")
    assert "Openness at least 99" in chip_of(opened).accessibleName()


def test_an_edit_that_breaks_a_condition_turns_the_chip_and_a_click_shows_the_object(
    opened, panel, qtbot
):
    write(panel, "no_hostile", qtbot)
    judged(opened, qtbot)
    desk = opened.window.desk
    west, south = opened.window.workspace.map_area.canvas.content.bounds[:2]
    spikes = Measure(
        stamp=desk.new_stamp(),
        kind="hostile-architecture",
        geometry=Point(west + 40, south + 30),
    )
    assert desk.do(AddMeasures(measures=(spikes,), by=desk.by()))
    qtbot.waitUntil(lambda: opened.bench.is_assessment_current, timeout=60_000)
    assert judged(opened, qtbot) == [Verdict.NOT_MET]
    assert "not met" in chip_of(opened).words
    qtbot.waitUntil(lambda: "device" in panel.rows[0].accessibleName(), timeout=10_000)
    qtbot.mouseClick(panel.rows[0], LEFT)
    assert desk.selection == (spikes.id,)
    qtbot.keyClick(opened.window, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: opened.bench.is_assessment_current, timeout=60_000)
    assert judged(opened, qtbot) != [Verdict.NOT_MET]


def test_the_chip_opens_the_list(opened, panel, qtbot):
    write(panel, "no_gap_above", qtbot)
    judged(opened, qtbot)
    qtbot.mouseClick(opened.window.findChild(QToolButton, "close_brief"), LEFT)
    qtbot.waitUntil(lambda: opened.window.findChild(BriefPanel) is None, timeout=10_000)
    qtbot.mouseClick(chip_of(opened), LEFT)
    assert opened.window.findChild(BriefPanel).isVisible()


def test_a_condition_is_changed_and_crossed_out_and_each_is_undone(opened, panel, qtbot):
    write(panel, "openness_at_least", qtbot, least="40")
    judged(opened, qtbot)
    qtbot.mouseClick(panel.findChild(QToolButton, "condition_change_0"), LEFT)
    fill(panel, "least", "55", qtbot)
    qtbot.mouseClick(panel.add, LEFT)
    assert conditions_of(opened.bench.project)[0].number("least") == 55
    judged(opened, qtbot)
    qtbot.mouseClick(panel.findChild(QToolButton, "condition_cross_0"), LEFT)
    assert not conditions_of(opened.bench.project)
    opened.window.setFocus()
    qtbot.keyClick(opened.window, Key.Key_Z, CTRL)
    assert conditions_of(opened.bench.project)[0].number("least") == 55
    qtbot.keyClick(opened.window, Key.Key_Z, CTRL)
    assert conditions_of(opened.bench.project)[0].number("least") == 40


def test_a_number_out_of_range_is_refused_where_it_was_typed(opened, panel, qtbot):
    write(panel, "openness_at_least", qtbot, least="900")
    told = panel.findChild(QLabel, "brief_wrong")
    assert told.isVisible()
    assert "100" in told.text()
    assert not conditions_of(opened.bench.project)


def test_an_object_chosen_on_the_map_fills_its_blank(opened, panel, qtbot):
    desk = opened.window.desk
    choose_kind(panel, "object_kept")
    blank = panel.findChild(QPushButton, "blank_object")
    assert "Choose" in blank.text()
    tree = next(one for one in opened.bench.project.layers if one.role.value == "tree")
    desk.choose((tree.ids[0],))
    assert "Choose" not in blank.text()
    qtbot.mouseClick(panel.add, LEFT)
    assert conditions_of(opened.bench.project)[0].key("object") == tree.ids[0]
    assert judged(opened, qtbot) == [Verdict.MET]


@pytest.mark.parametrize("language", ["en", "de", "pseudo"])
def test_every_sentence_has_its_fields_in_every_language(start, square_project, language, qtbot):
    program = start(language=language)
    assert program.bench.new(square_project)
    canvas = program.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=30_000)
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    qtbot.keyClick(program.window, Key.Key_J, CTRL_ALT)
    panel = program.window.findChild(BriefPanel)
    for kind in panel._all_kinds():
        choose_kind(panel, kind.key)
        for blank in kind.blanks:
            name = f"blank_{blank.key}"
            fields = [
                panel.form.findChild(kind_of, name)
                for kind_of in (QLineEdit, QComboBox, QPushButton)
            ]
            assert any(fields), (kind.key, blank.key)
            assert next(one for one in fields if one).accessibleName()
