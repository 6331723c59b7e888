"""What is written on site and in a review is undone and redone by keys, a step each, exactly."""

import csv

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton
from shapely.geometry import Point

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.dialogs.comment_card import CommentCard
from sbd_tool.gui.dialogs.label_card import LabelCard
from sbd_tool.gui.dialogs.sign_card import SignCard
from sbd_tool.gui.panels.community.panel import CommunityPanel
from sbd_tool.gui.panels.review.panel import ReviewPanel
from sbd_tool.gui.panels.tasks.panel import TasksPanel
from sbd_tool.gui.widgets.controls import Select

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Steps:
    """The project after each thing a person did."""

    def __init__(self, program, qtbot):
        self.program, self.qtbot = program, qtbot
        self.states = [program.bench.project]

    def done(self) -> None:
        assert self.program.bench.project != self.states[-1], "it did something"
        self.states.append(self.program.bench.project)

    def key(self, key, with_keys=CTRL) -> None:
        self.qtbot.keyClick(self.program.window, key, with_keys)

    def press(self, inside, name, kind=QPushButton) -> None:
        self.qtbot.mouseClick(inside.findChild(kind, name), LEFT)

    def undone_and_redone(self) -> None:
        """Back to the start and forward again, twice, by either shortcut of redo."""
        for redo in ((Key.Key_Y, CTRL), (Key.Key_Z, CTRL | SHIFT)):
            for state in reversed(self.states[:-1]):
                self.key(Key.Key_Z)
                assert self.program.bench.project == state
            for state in self.states[1:]:
                self.key(*redo)
                assert self.program.bench.project == state


def a_checklist_and_its_answers(opened, steps):
    opened.window.actions_by_key["tasks"].trigger()
    panel = opened.window.findChild(TasksPanel)
    steps.press(panel.put, "put_safety_walk")
    steps.done()
    steps.press(panel, "task_first")
    for answer in ("answer_2", "answer_0"):
        steps.press(panel, answer)
        steps.done()


def comments_decisions_and_a_signature(opened, qtbot, steps):
    window = opened.window
    qtbot.keyClick(window, Key.Key_F9)
    card = window.findChild(CommentCard)
    qtbot.keyClicks(card.words, "Keep this.")
    qtbot.keyClick(card.words, Key.Key_Return)
    steps.done()
    panel = window.findChild(ReviewPanel)
    qtbot.keyClicks(panel.page.answer, "It is dead.")
    for name in ("review_reject", "review_settle", "review_reopen"):
        steps.press(panel, name)
        steps.done()
    window.actions_by_key["sign_off"].trigger()
    card = window.findChild(SignCard)
    qtbot.keyClicks(card.words, "Agreed.")
    card.name.clear()
    qtbot.keyClicks(card.name, "A. Officer")
    steps.press(card, "sign_keep")
    steps.done()


def a_survey_taken_in_and_removed(opened, qtbot, tmp_path, steps):
    file = tmp_path / "spring.csv"
    with file.open("w", newline="") as out:
        csv.writer(out).writerows([("after dark",), *[("4",)] * 12])
    opened.window.actions_by_key["community"].trigger()
    panel = opened.window.findChild(CommunityPanel)
    panel.surveys.take(file)
    form = panel.surveys.form
    qtbot.waitUntil(form.isVisible, timeout=20_000)
    form.numbers.setFocus()
    qtbot.keyClick(form.numbers, Key.Key_End)
    qtbot.mouseClick(form.take, LEFT)
    remove = (QPushButton, "survey_remove")
    qtbot.waitUntil(lambda: panel.findChild(*remove) is not None, timeout=20_000)
    steps.done()
    steps.press(panel, "survey_remove")
    steps.done()


def a_set_of_labels_and_a_lowered_label(opened, qtbot, steps):
    row = Measure(stamp=Stamp(id="camera"), kind="cctv-overview", geometry=Point(0, 0))
    opened.bench.do(AddMeasures(measures=(row,)))
    steps.done()
    opened.window.desk.choose(("camera",))
    steps.press(opened.window, "measure_label_change", QToolButton)
    card = opened.window.findChild(LabelCard)
    qtbot.keyClick(card.findChild(Select, "label_set"), Key.Key_Down)
    steps.done()
    label = card.findChild(Select, "label_of_objects")
    while label.currentData() != "TLP:CLEAR":
        qtbot.keyClick(label, Key.Key_Down)
    for name, words in (("label_by", "A. Planner"), ("label_reason", "Everybody sees it")):
        line = card.findChild(QLineEdit, name)
        line.clear()
        qtbot.keyClicks(line, words)
    steps.press(card, "label_apply")
    steps.done()


def test_steps_of_all_panels_go_back_and_forth_by_keys(opened, qtbot, tmp_path):
    steps = Steps(opened, qtbot)
    a_checklist_and_its_answers(opened, steps)
    comments_decisions_and_a_signature(opened, qtbot, steps)
    a_survey_taken_in_and_removed(opened, qtbot, tmp_path, steps)
    a_set_of_labels_and_a_lowered_label(opened, qtbot, steps)
    assert len(steps.states) == 14
    steps.undone_and_redone()
