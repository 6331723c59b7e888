"""Two assessors, blind: begin or go on with a passphrase, lock, open, compare."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.app.checklists.agreement_words import agreement_words
from sbd_tool.app.checklists.assessors import Blind, Stage, agreement_of, blind_of
from sbd_tool.domain.tasks import PlacedList
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.tasks.rows import touchable
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    holder,
    label,
    row,
    rule,
    scrolled,
    tool,
)
from sbd_tool.gui.widgets.controls import Segments

DEEDS = ("begin", "go_on", "lock", "open", "compare")


class AssessorsPage(QWidget):
    """What can be done next stands as a button; what cannot is not shown.

    Signals:
        wanted: A deed ("begin", "go_on", "lock", "open", "compare"), assessor and passphrase.
        back: Leave the page.
    """

    wanted = Signal(str, str, str)
    back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("assessors_page")
        theme, say = desk.look.theme, desk.look.words_of
        leave = tool(theme, "arrow-left", "assessors_back", say("checklist.back"), size_px=20)
        touchable(leave, is_square=True)
        leave.clicked.connect(self.back.emit)
        head = row(leave, label(say("checklist.two_assessors"), "strong"), STRETCH, spacing=4)
        choices = [(one, say("checklist.assessor", assessor=one)) for one in ("A", "B")]
        self.who = Segments(choices, "A", lambda _key: self._show_deeds(), "assessor")
        self.who.setAccessibleName(say("checklist.which_assessor"))
        self.words = QLineEdit()
        self.words.setObjectName("assessor_passphrase")
        self.words.setEchoMode(QLineEdit.EchoMode.Password)
        self.words.setPlaceholderText(say("checklist.passphrase"))
        self.words.setAccessibleName(say("checklist.passphrase"))
        self.words.setToolTip(say("checklist.passphrase_why"))
        touchable(self.words)
        self.stage = label("", "", is_wrapped=True)
        self.stage.setObjectName("assessors_stage")
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.hide()
        self.deeds = {key: self._deed(key) for key in DEEDS}
        self._results = column(spacing=10)
        self._rule = rule()
        inner = column(
            self.stage,
            self.who,
            self.words,
            self.wrong,
            *self.deeds.values(),
            label(say("checklist.blind_limits"), "caption", is_wrapped=True),
            self._rule,
            self._results,
            spacing=10,
            margins=(16, 4, 14, 12),
        )
        inner.addStretch(1)
        self.setLayout(column(head, scrolled(holder(inner), "assessors_scroll"),
                              margins=(8, 4, 0, 0)))  # fmt: skip
        self._blind = Blind(stage=Stage.NONE)

    def _deed(self, key: str) -> QWidget:
        made = button(self.desk.look.theme, self.desk.look.words_of(f"checklist.deed_{key}"),
                      f"assessors_{key}", role="primary" if key != "go_on" else "")  # fmt: skip
        touchable(made)
        made.clicked.connect(lambda: self.wanted.emit(key, self.who.current, self.words.text()))
        return made

    def show_list(self, placed: PlacedList) -> None:
        """Show how far the assessment of a list is, and what both have in common."""
        project = self.desk.project
        if project is None:
            return
        self._blind = blind_of(project, placed)
        say = self.desk.look.words_of
        self.stage.setText(say(f"checklist.stage_{self._blind.stage.value}"))
        self._show_deeds()
        clear(self._results)
        found = agreement_of(placed)
        self._rule.setVisible(bool(found))
        for one in found:
            when = say(f"checklist.pass_{one.when.value}")
            ask = self.desk.look.word(one.item.ask)
            words = self.desk.look.word(agreement_words(one))
            self._results.addWidget(label(f"{ask} ({when})", "strong", is_wrapped=True))
            self._results.addWidget(label(words, "small", is_wrapped=True))

    def refuse(self, words: str) -> None:
        """Say why it was not done."""
        self.wrong.setText(words)
        self.wrong.show()

    def done(self) -> None:
        """Forget what was typed."""
        self.wrong.hide()
        self.words.clear()

    def _show_deeds(self) -> None:
        who, state = self.who.current, self._blind
        is_begun, is_locked = who in state.begun, who in state.locked
        shown = {
            "begin": not is_begun and state.stage in {Stage.NONE, Stage.ANSWERING},
            "go_on": is_begun and not is_locked,
            "lock": is_begun and not is_locked,
            "open": state.stage is Stage.LOCKED and who not in state.opened,
            "compare": state.stage is Stage.OPEN,
        }
        for key, one in self.deeds.items():
            one.setVisible(shown[key])
        needs = any(shown[key] for key in ("begin", "go_on", "lock", "open"))
        self.words.setVisible(needs)
        self.who.setVisible(state.stage not in {Stage.OPEN, Stage.COMPARED})
