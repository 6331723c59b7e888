"""Questions that narrow the ranges most: each a click or a number, with who said it and how."""

from typing import Final

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sbd_tool.app.commands import SetAnswer
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Question
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.indicator_page import show_objects
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.theme import mark, restyle
from sbd_tool.gui.widgets.basics import (
    Select,
    button,
    clear,
    column,
    holder,
    label,
    ledger_sign,
    row,
    rule,
    scrolled,
)

MOST: Final = 12
EVIDENCES: Final = (Evidence.SEEN, Evidence.SURVEYED, Evidence.ASSUMED)
MANY_CHOICES: Final = 4


class QuestionsPanel(QWidget):
    """The questions, best first; answering one moves the scores at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        look = desk.look
        self.setObjectName("questions_panel")
        self._shown: tuple[object, ...] | None = None
        self.evidence = Select(look.theme, "answer_evidence", look.say("question.evidence"))
        for evidence in EVIDENCES:
            self.evidence.addItem(look.say(f"evidence.{evidence.value}"), evidence.value)
        head = row(label(look.say("question.evidence"), "small"), self.evidence, spacing=8)
        head.setStretch(1, 1)
        head.setContentsMargins(16, 10, 16, 8)
        self._list: QVBoxLayout = column(spacing=0)
        body = scrolled(holder(self._list), "questions_scroll")
        self.setLayout(column(head, rule(), body, spacing=0))
        for signal in (desk.project_opened, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is open now."""
        questions = self.desk.questions[:MOST]
        if questions == self._shown:
            return
        self._shown = questions
        clear(self._list)
        for question in questions:
            self._list.addWidget(self._row(question))
            self._list.addWidget(rule())
        if not questions:
            words = self.desk.look.say("question.none")
            self._list.addWidget(
                holder(row(label(words, "small", is_wrapped=True), margins=(16, 12, 16, 12)))
            )
        self._list.addStretch(1)

    def _row(self, question: Question) -> QWidget:
        look = self.desk.look
        lines = column(
            label(look.word(question.ask), "strong", is_wrapped=True),
            self._narrows(question),
            self._answer(question),
            spacing=7,
            margins=(16, 11, 16, 12),
        )
        if question.objects:
            show = button(
                look.theme,
                look.say("question.show"),
                f"show_{question.key}",
                role="small",
                sign="map-pin",
            )
            show.clicked.connect(lambda: show_objects(self.desk, question.objects))
            lines.addLayout(row(show, None))
        return holder(lines)

    def _narrows(self, question: Question) -> QWidget:
        look = self.desk.look
        made = row(spacing=5)
        for ledger in LedgerKey:
            points = question.narrows.get(ledger, 0.0)
            if points >= 0.05:  # noqa: PLR2004 - what prints as 0.1
                made.addWidget(ledger_sign(look.theme, ledger.value, 14))
                words = look.say("question.narrows", points=Quantity(points, "", 1))
                made.addWidget(label(words, "caption"))
        made.addWidget(label("· " + look.say(f"question.{question.where}"), "caption"))
        made.addStretch(1)
        return holder(made)

    def _answer(self, question: Question) -> QWidget:
        if not question.choices:
            return self._number(question)
        if len(question.choices) > MANY_CHOICES:
            return self._select(question)
        made = row(spacing=6)
        for key, name in question.choices:
            words = self.desk.look.word(name)
            choice = button(self.desk.look.theme, words, f"answer_{question.key}_{key}")
            choice.clicked.connect(lambda _checked=False, one=key: self.answer(question, one))
            made.addWidget(choice)
        made.addStretch(1)
        is_wide = sum(len(self.desk.look.word(name)) for _, name in question.choices) > 34  # noqa: PLR2004
        return self._select(question) if is_wide else holder(made)

    def _select(self, question: Question) -> QWidget:
        look = self.desk.look
        select = Select(look.theme, f"answer_{question.key}", look.word(question.ask))
        select.addItem(look.say("question.choose"), "")
        for key, name in question.choices:
            select.addItem(look.word(name), key)
        select.setMinimumContentsLength(10)
        select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

        def take() -> None:
            if select.currentData():
                self.answer(question, str(select.currentData()))

        select.activated.connect(take)
        return select

    def _number(self, question: Question) -> QWidget:
        look = self.desk.look
        edit = QLineEdit()
        edit.setObjectName(f"answer_{question.key}")
        edit.setAccessibleName(f"{look.word(question.ask)} {question.unit}".strip())
        edit.setToolTip(look.say("question.number_tip"))
        edit.setFixedWidth(110)
        take = button(look.theme, look.say("question.answer"), f"take_{question.key}")

        def send() -> None:
            value = read_number(edit.text())
            low = question.minimum if question.minimum is not None else float("-inf")
            high = question.maximum if question.maximum is not None else float("inf")
            if value is None or not low <= value <= high:
                mark(edit, invalid=True)
                restyle(edit)
                return
            self.answer(question, value)

        take.clicked.connect(send)
        edit.returnPressed.connect(send)
        return holder(row(edit, label(question.unit, "small"), take, None, spacing=8))

    def answer(self, question: Question, value: str | float) -> None:
        """Keep an answer; the words yes and no of a choice are what the rubric takes as such."""
        from sbd_tool.app.answering import typed_answer
        from sbd_tool.domain.errors import SbdError

        desk = self.desk
        typed: str | float | bool = value
        try:
            if isinstance(value, str):
                typed = typed_answer(question.key, value, desk.rules)
        except SbdError as error:
            desk.report(error)
            return
        desk.do(
            SetAnswer(
                question=question.key,
                value=typed,
                new_id=desk.bench.new_id(),
                evidence=Evidence(self.evidence.currentData()),
                by=desk.by(),
            )
        )
