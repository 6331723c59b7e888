"""The guided path: steps to tick, with words kept in the project; each change is one undo step."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from sbd_tool.app.guided_path import LONGEST_WORDS, StepState, set_step, steps_of
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import column, holder, label


def path_box(desk: Desk) -> QWidget:
    """All steps in order."""
    look, project = desk.look, desk.project
    lines = column(label(look.words_of("threats.path"), "strong", is_wrapped=True), spacing=8)
    if project is None:
        return holder(lines)
    for state in steps_of(project):
        lines.addWidget(_step(desk, state))
    citation = desk.rules.catalogue.sources["EUVAT"].citation
    lines.addWidget(label(citation, "caption", is_wrapped=True))
    return holder(lines)


def _step(desk: Desk, state: StepState) -> QWidget:
    look, rule = desk.look, state.rule
    name = look.word(rule.name)
    tick = QCheckBox(name)
    tick.setObjectName(f"step_done_{rule.key}")
    tick.setAccessibleName(name)
    tick.setToolTip(look.words_of("threats.step_tip"))
    tick.setChecked(state.is_done)
    tick.clicked.connect(lambda is_on: _tick(desk, rule.key, is_done=bool(is_on)))
    line = QLineEdit(state.words)
    line.setObjectName(f"step_words_{rule.key}")
    line.setAccessibleName(look.words_of("threats.step_words", name=name))
    line.setPlaceholderText(look.words_of("threats.step_hint"))
    line.setToolTip(look.words_of("threats.step_hint"))
    line.setMaxLength(LONGEST_WORDS)
    line.editingFinished.connect(partial(_write, desk, rule.key, line))
    return holder(column(tick, label(look.word(rule.words), "small", is_wrapped=True), line))


def _tick(desk: Desk, key: str, *, is_done: bool) -> None:
    if desk.project is not None:
        desk.do(set_step(desk.project, key, is_done=is_done, by=desk.by()))


def _write(desk: Desk, key: str, line: QLineEdit) -> None:
    if desk.project is None:
        return
    kept = next(one.words for one in steps_of(desk.project) if one.rule.key == key)
    if line.text() != kept:
        desk.do(set_step(desk.project, key, words=line.text(), by=desk.by()))
