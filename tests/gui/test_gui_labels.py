"""The card of labels: a set beside TLP, and a label lowered by a person with a reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton
from shapely.geometry import Point

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.label_sets import label_set_of
from sbd_tool.domain.lowering import lowerings_of
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.dialogs.label_card import LabelCard
from sbd_tool.gui.widgets.controls import Select

LEFT = Qt.MouseButton.LeftButton


def chosen(qtbot, select, words):
    """Choose an entry of a list by typing the beginning of its name."""
    select.setFocus()
    while not select.currentText().startswith(words):
        before = select.currentIndex()
        qtbot.keyClick(select, Qt.Key.Key_Down)
        if select.currentIndex() == before:
            raise AssertionError(words)


def test_a_set_is_chosen_and_a_label_lowered_with_name_and_reason(opened, qtbot):
    desk, window = opened.window.desk, opened.window
    window.resize(1300, 800)
    camera = "camera"
    row = Measure(stamp=Stamp(id=camera), kind="cctv-overview", geometry=Point(0, 0))
    opened.bench.do(AddMeasures(measures=(row,)))
    desk.choose((camera,))
    qtbot.mouseClick(window.findChild(QToolButton, "measure_label_change"), LEFT)
    card = window.findChild(LabelCard)
    chosen(qtbot, card.findChild(Select, "label_set"), "Germany")
    assert label_set_of(opened.bench.project.records).key == "de_vs"
    assert window.top.label.mark == "VS-NfD"
    assert "handled as TLP" in window.top.label.toolTip()

    reason = card.findChild(QLineEdit, "label_reason")
    apply = card.findChild(QPushButton, "label_apply")
    assert not reason.isVisible()
    label = card.findChild(Select, "label_of_objects")
    while label.currentData() != "TLP:CLEAR":
        qtbot.keyClick(label, Qt.Key.Key_Down)
    assert reason.isVisible()
    assert not apply.isEnabled()
    name = card.findChild(QLineEdit, "label_by")
    name.clear()
    qtbot.keyClicks(name, "A. Planner")
    qtbot.keyClicks(reason, "Everybody sees it")
    qtbot.mouseClick(apply, LEFT)
    kept = lowerings_of(opened.bench.project.records)[camera]
    assert (kept.author, kept.reason) == ("A. Planner", "Everybody sees it")
    assert opened.bench.project.measures[camera].stamp.marking == "TLP:CLEAR"
    opened.bench.undo()
    assert not lowerings_of(opened.bench.project.records)
