"""A review in the window: comments by keyboard, pins on the map, answers, the way through."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from sbd_tool.app.review.pins import pinned_threads
from sbd_tool.app.review.signing import sign_offs
from sbd_tool.domain.threads import Decision, Severity, Status
from sbd_tool.gui.dialogs.comment_card import CommentCard
from sbd_tool.gui.dialogs.sign_card import SignCard
from sbd_tool.gui.panels.review.map_pins import STEM_PX
from sbd_tool.gui.panels.review.panel import ReviewPanel
from sbd_tool.gui.panels.review.state import review_of

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def tree_of(program) -> str:
    layers = program.bench.project.layers
    return next(one for one in layers if one.role.value == "tree").ids[0]


def comment(program, words, qtbot, ids=()) -> None:
    """One shortcut, type, Enter."""
    program.window.desk.choose(ids)
    qtbot.keyClick(program.window, Key.Key_F9)
    card = program.window.findChild(CommentCard)
    qtbot.keyClicks(card.words, words)
    qtbot.keyClick(card.words, Key.Key_Return)


def comments(program):
    return pinned_threads(program.bench.project)


@pytest.fixture
def commented(opened, qtbot):
    comment(opened, "Keep this tree.", qtbot, (tree_of(opened),))
    return opened


def panel_of(program) -> ReviewPanel:
    return program.window.findChild(ReviewPanel)


def press(program, name, qtbot) -> None:
    qtbot.mouseClick(panel_of(program).findChild(QPushButton, name), LEFT)


def test_a_comment_is_one_shortcut_words_and_enter(commented, qtbot):
    (one,) = comments(commented)
    assert one.thread.words == "Keep this tree."
    assert one.thread.objects == (tree_of(commented),)
    assert one.thread.status is Status.OPEN
    assert commented.window.findChild(CommentCard) is None
    assert panel_of(commented).rows[0].pinned.thread.id == one.thread.id
    qtbot.keyClick(commented.window, Key.Key_Z, CTRL)
    assert not comments(commented)


def test_a_phrase_is_found_by_typing_and_brings_its_weight_and_source(opened, qtbot):
    qtbot.keyClick(opened.window, Key.Key_Q, CTRL_ALT)
    panel = panel_of(opened)
    assert "F9" in panel.findChild(QLabel, "review_summary").text()
    assert not panel.page.isVisible()
    opened.window.desk.choose((tree_of(opened),))
    qtbot.keyClick(opened.window, Key.Key_F9)
    card = opened.window.findChild(CommentCard)
    qtbot.keyClick(card.words, Key.Key_Return)
    assert card.findChild(QLabel, "comment_wrong").isVisible()
    assert not comments(opened)
    qtbot.keyClicks(card.words, "rating test cert")
    assert card.offered.count() == 1
    qtbot.keyClick(card.words, Key.Key_Down)
    qtbot.keyClick(card.offered, Key.Key_Return)
    qtbot.keyClick(card.words, Key.Key_Return)
    (one,) = comments(opened)
    assert "test certificate" in one.thread.words
    assert one.thread.severity is Severity.HIGH
    assert one.thread.is_required
    assert one.thread.source == "ISO22343-1"


def test_the_planner_rejects_with_a_reason_settles_and_goes_through_the_comments_by_one_key(
    commented, qtbot
):
    press(commented, "review_reject", qtbot)
    assert panel_of(commented).findChild(QLabel, "review_wrong").isVisible()
    page = panel_of(commented).page
    qtbot.keyClicks(page.answer, "It is dead.")
    press(commented, "review_reject", qtbot)
    assert comments(commented)[0].thread.decision is Decision.REJECTED
    press(commented, "review_settle", qtbot)
    assert comments(commented)[0].thread.status is Status.SETTLED
    assert not page.answer.isVisible()
    press(commented, "review_reopen", qtbot)
    assert comments(commented)[0].thread.status is Status.OPEN

    comment(commented, "And this place?", qtbot)
    desk, state = commented.window.desk, review_of(commented.window.desk)
    first, second = (one.thread for one in state.pinned)
    seen = []
    for _ in range(2):
        qtbot.keyClick(commented.window, Key.Key_F4)
        seen.append(state.chosen)
    assert set(seen) == {first.id, second.id}
    qtbot.keyClick(commented.window, Key.Key_F4, SHIFT)
    assert state.chosen == seen[0]
    tree = next(one for one in state.pinned if one.thread.objects)
    while state.chosen != tree.thread.id:
        qtbot.keyClick(commented.window, Key.Key_F4)
    assert desk.selection == (tree_of(commented),)
    canvas = commented.window.workspace.map_area.canvas
    state.pick("")
    at = canvas.view.to_screen(*tree.place)
    qtbot.mouseClick(canvas, LEFT, pos=QPoint(round(at.x()), round(at.y() - STEM_PX)))
    assert state.chosen == tree.thread.id
    assert panel_of(commented).page.isVisible()
    press(commented, "review_filter_settled", qtbot)
    assert not panel_of(commented).rows
    press(commented, "review_filter_open", qtbot)
    assert len(panel_of(commented).rows) == 2


def test_a_reviewer_changes_no_design_tries_things_out_signs_and_sees_what_is_new(opened, qtbot):
    qtbot.keyClick(opened.window, Key.Key_Q, CTRL_ALT)
    window, desk, panel = opened.window, opened.window.desk, panel_of(opened)
    chip = window.findChild(QPushButton, "capacity_chip")
    assert not chip.isVisible()
    press(opened, "review_capacity_reviewer", qtbot)
    assert chip.isVisible()
    tree = tree_of(opened)
    delete = window.actions_by_key["delete"]

    def is_there() -> bool:
        return opened.bench.project.feature(tree) is not None

    desk.choose((tree,))
    delete.trigger()
    assert is_there()
    assert window.workspace.map_area.banners.banner is not None
    window.actions_by_key["try_out"].trigger()
    delete.trigger()
    assert not is_there()
    window.actions_by_key["try_out"].trigger()
    assert is_there()
    press(opened, "review_since_seen", qtbot)
    press(opened, "review_capacity_planner", qtbot)
    press(opened, "review_since_seen", qtbot)
    desk.choose((tree,))
    delete.trigger()
    state = review_of(desk)
    qtbot.waitUntil(
        lambda: state.since is not None and len(state.since.changes) > 0, timeout=20_000
    )
    press(opened, "review_since_show", qtbot)
    assert state.is_since_shown
    assert panel.since.findChild(QPushButton, "review_change_0") is not None
    window.actions_by_key["sign_off"].trigger()
    card = window.findChild(SignCard)
    qtbot.keyClicks(card.words, "Agreed.")
    qtbot.keyClick(card.words, Key.Key_Return)
    assert card.findChild(QLabel, "sign_wrong").isVisible()
    qtbot.keyClicks(card.name, "A. Officer")
    qtbot.mouseClick(card.findChild(QPushButton, "sign_keep"), LEFT)
    (signed,) = sign_offs(opened.bench.project)
    assert signed.stamp.author == "A. Officer"
