"""Tasks in the window: a checklist put, answered by finger, by day and night; two assessors."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from sbd_tool.app.checklists.reading import entries_in, lists_of
from sbd_tool.domain.checklists import Pass
from sbd_tool.domain.tasks import TaskState
from sbd_tool.gui.panels.tasks.panel import TasksPanel
from sbd_tool.gui.panels.tasks.rows import touch_px

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
KEYS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(opened, qtbot) -> TasksPanel:
    qtbot.keyClick(opened.window, Key.Key_T, KEYS)
    return opened.window.findChild(TasksPanel)


def press(panel, kind, name, qtbot) -> None:
    qtbot.mouseClick(panel.findChild(kind, name), LEFT)


def put(panel, key, qtbot) -> None:
    """Put a checklist by its button, scrolled into view as a person would."""
    made = panel.put.findChild(QPushButton, f"put_{key}")
    qtbot.mouseClick(made, LEFT)


def state(program, number, when=Pass.DAY) -> TaskState:
    found = entries_in(program.bench.project)
    return next(e.state for e in found if e.task.number == number and e.when is when)


def test_a_list_is_put_and_its_next_task_answered_with_one_tap(opened, panel, qtbot):
    put(panel, "safety_walk", qtbot)
    assert len(panel.list.model.rows) > 0
    press(panel, QPushButton, "task_first", qtbot)
    first = panel.item.entry.task.number
    press(panel, QPushButton, "answer_2", qtbot)
    assert state(opened, first) is TaskState.ANSWERED
    assert state(opened, first, Pass.NIGHT) is TaskState.OPEN
    assert panel.item.entry.task.number != first  # the next one came up by itself
    qtbot.keyClick(opened.window, Key.Key_Z, CTRL)
    assert state(opened, first) is TaskState.OPEN


def test_what_a_finger_hits_is_nine_millimetres_high(panel, qtbot):
    put(panel, "safety_walk", qtbot)
    press(panel, QPushButton, "task_first", qtbot)
    least = touch_px(panel.logicalDpiY())
    buttons = [one for one in panel.item.findChildren(QPushButton) if one.isVisible()]
    assert len(buttons) == 5
    assert all(one.height() >= least for one in buttons)
    tools = [one for one in panel.item.findChildren(QToolButton) if one.isVisible()]
    assert all(min(one.width(), one.height()) >= least for one in tools)


def test_a_number_out_of_reach_is_refused_in_words_and_stays_typed(panel, qtbot):
    put(panel, "cpted_walk", qtbot)
    rows = panel.list.model.rows
    row = next(n for n, one in enumerate(rows) if one.entry.task.item.key == "kept")
    panel.list.list.setCurrentIndex(panel.list.model.index(row))
    qtbot.keyClick(panel.list.list, Key.Key_Return)
    field = panel.item.findChild(QLineEdit, "task_typed")
    qtbot.keyClicks(field, "9")
    qtbot.keyClick(field, Key.Key_Return)
    wrong = panel.item.findChild(QLabel, "task_wrong")
    assert wrong.isVisible()
    assert "out of range" in wrong.text()
    field.selectAll()
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Key.Key_Return)
    fact = [one for one in panel.desk.project.answers.values() if one.key == "O22"]
    assert [one.value for one in fact] == [3.0]


def test_the_nearest_tasks_come_first_from_where_somebody_taps(opened, panel, qtbot):
    put(panel, "safety_walk", qtbot)
    canvas = opened.window.workspace.map_area.canvas
    press(panel, QToolButton, "task_here", qtbot)
    far = panel.list.model.rows[-1].entry.task.site.stand
    at: QPointF = canvas.view.to_screen(*far)
    qtbot.mouseClick(canvas, LEFT, pos=at.toPoint())
    assert panel.here == pytest.approx(far, abs=0.5)
    assert panel.list.model.rows[0].entry.task.site.stand == far
    assert not panel.list.here.isChecked()


def test_a_place_is_moved_by_a_click_and_undone(opened, panel, qtbot):
    put(panel, "safety_walk", qtbot)
    press(panel, QPushButton, "task_first", qtbot)
    before = panel.item.entry.task.site.middle
    canvas = opened.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    press(panel, QToolButton, "task_move", qtbot)
    at = canvas.view.to_screen(before[0] + 4, before[1])
    qtbot.mouseClick(canvas, LEFT, pos=at.toPoint())
    assert panel.item.entry.task.site.middle == pytest.approx((before[0] + 4, before[1]), abs=0.2)
    qtbot.keyClick(opened.window, Key.Key_Z, CTRL)
    assert panel.item.entry.task.site.middle == pytest.approx(before)


def test_night_shows_the_questions_of_the_night(panel, qtbot):
    put(panel, "safety_walk", qtbot)
    by_day = {one.entry.task.item.key for one in panel.list.model.rows}
    press(panel, QPushButton, "task_pass_night", qtbot)
    by_night = {one.entry.task.item.key for one in panel.list.model.rows}
    assert by_night - by_day == {"lighting"}


def test_two_who_differ_settle_it_with_a_reason(opened, panel, qtbot):
    put(panel, "safety_walk", qtbot)
    press(panel, QPushButton, "task_show_all", qtbot)
    first = panel.list.model.rows[0].entry.task.number
    for role, answer in ((0, "answer_1"), (1, "answer_3")):
        panel.list.list.setCurrentIndex(panel.list.model.index(0))
        qtbot.keyClick(panel.list.list, Key.Key_Return)
        for _ in range(role):
            qtbot.keyClick(panel.item.role_choice, Key.Key_Down)
        press(panel, QPushButton, answer, qtbot)
        if not role:
            press(panel, QToolButton, "task_back", qtbot)
    assert state(opened, first) is TaskState.DISPUTED
    assert panel.item.entry.task.number == first  # it stays, to be settled
    press(panel, QPushButton, "answer_2", qtbot)
    assert "reason" in panel.item.wrong.text()
    qtbot.keyClicks(panel.item.remark_line, "Looked again together")
    press(panel, QPushButton, "answer_2", qtbot)
    assert state(opened, first) is TaskState.SETTLED


def test_an_assessor_answers_sealed_and_the_list_says_so(opened, panel, qtbot):
    put(panel, "safety_walk", qtbot)
    press(panel, QToolButton, "task_assessors", qtbot)
    words = panel.findChild(QLineEdit, "assessor_passphrase")
    qtbot.keyClicks(words, "walk at dusk")
    press(panel, QPushButton, "assessors_begin", qtbot)
    placed = panel.placed
    qtbot.waitUntil(lambda: panel.deeds.assessor_of(placed) == "A", timeout=20_000)
    assert "assessor A" in panel.list.summary.text()
    press(panel, QPushButton, "task_first", qtbot)
    press(panel, QPushButton, "answer_1", qtbot)
    assert not any(task.answers[Pass.DAY] for task in lists_of(opened.bench.project)[0].tasks)
    panel.show_list()
    assert "1 answered" in panel.list.summary.text()


def test_pins_leave_the_map_with_the_panel(opened, panel, qtbot):
    put(panel, "safety_walk", qtbot)
    canvas = opened.window.workspace.map_area.canvas
    press(opened.window, QToolButton, "close_tasks", qtbot)
    assert panel.veil.parent() is not canvas


@pytest.mark.parametrize("language", ["de"])
def test_it_speaks_german(start, square_project, qtbot, language):
    program = start(language)
    assert program.bench.new(square_project)
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    qtbot.keyClick(program.window, Key.Key_T, KEYS)
    panel = program.window.findChild(TasksPanel)
    put(panel, "eu_vulnerability", qtbot)
    assert panel.list.summary.text() == "7 offen, 0 beantwortet, 0 strittig"


def test_the_visit_list_becomes_tasks_once_its_ways_on_foot_are_found(opened, panel, qtbot):
    press(panel, QPushButton, "put_visit", qtbot)
    qtbot.waitUntil(lambda: bool(lists_of(opened.bench.project)), timeout=20_000)
    made = lists_of(opened.bench.project)[0].tasks
    assert len(panel.list.model.rows) == len(made)
    qtbot.keyClick(opened.window, Key.Key_Z, CTRL)
    assert lists_of(opened.bench.project) == ()
