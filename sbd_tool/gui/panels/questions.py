"""Questions that narrow the ranges most: each a click or a number, with who said it and how."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from sbd_tool.app.answering import typed_answer
from sbd_tool.app.commands import SetAnswer
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.printed import unit_words
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Question
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.answers_given import answer_row
from sbd_tool.gui.panels.indicator_page import show_objects
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.theme import mark, restyle
from sbd_tool.gui.widgets.basics import button, clear, column, holder, label, row, rule, scrolled
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.drafts import has_draft, has_focus_inside, has_ticks
from sbd_tool.gui.widgets.signs import ledger_sign

MOST: Final = 12
BAR_PX, MOST_WIDE_PX = 14, 440
PER_BUTTON_PX, SIDES_PX = 34, 52  # padding of a button; margins and scroll bar of the list
AGAIN_MS: Final = 400  # until it is seen whether somebody is still answering
EVIDENCES: Final = (Evidence.SEEN, Evidence.SURVEYED, Evidence.ASSUMED)
NONE_WORD: Final = "none"  # the choice that says "none of these" in questions with a list


class QuestionsPanel(QWidget):
    """The questions, best first; answering one moves the scores at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        look = desk.look
        self.setObjectName("questions_panel")
        self._shown: tuple[object, ...] | None = None
        self._is_answered = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        self.evidence = Select(look.theme, "answer_evidence", look.say("question.evidence"))
        for evidence in EVIDENCES:
            self.evidence.addItem(look.say(f"evidence.{evidence.value}"), evidence.value)
        head = row(label(look.say("question.evidence"), "small"), self.evidence, spacing=8)
        head.setStretch(1, 1)
        self.name = self._name_line()
        named = row(label(look.say("question.name"), "small"), self.name, spacing=8)
        named.setStretch(1, 1)
        heads = column(head, named, spacing=6, margins=(16, 10, 16, 8))
        self._list: QVBoxLayout = column(spacing=0)
        body = self._body = scrolled(holder(self._list), "questions_scroll")
        self.setLayout(column(heads, rule(), body, spacing=0))
        for signal in (desk.project_opened, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    def _name_line(self) -> QLineEdit:
        """Whose answers these are; kept as the name of whoever works here."""
        look, bench = self.desk.look, self.desk.bench
        line = QLineEdit(bench.settings.author)
        line.setObjectName("answer_name")
        line.setAccessibleName(look.say("question.name"))
        line.setPlaceholderText(look.say("question.name_hint"))
        line.setToolTip(look.say("question.name_hint"))
        line.setMaxLength(120)

        def keep() -> None:
            line.setModified(False)
            author = line.text().strip()
            if author != bench.settings.author:
                bench.set_settings(replace(bench.settings, author=author))

        line.editingFinished.connect(keep)
        return line

    def refresh(self) -> None:
        """Show what is open now."""
        questions, project = self.desk.questions, self.desk.project
        answers = tuple(project.answers.values()) if project is not None else ()
        state = (questions, answers)
        if state == self._shown:
            return
        is_busy = has_focus_inside(self) and (has_draft(self) or has_ticks(self))
        if is_busy and not self._is_answered:
            self._again.start()
            return
        self._is_answered = False
        self._shown = state
        clear(self._list)
        for where in ("desk", "site"):
            self._add_group(where, [one for one in questions if one.where == where])
        if not questions:
            words = self.desk.look.say("question.none")
            self._list.addWidget(
                holder(row(label(words, "small", is_wrapped=True), margins=(16, 12, 16, 12)))
            )
        self._keep_width()
        if answers:
            self._add_heading("given", len(answers))
        for answer in reversed(answers):
            self._list.addWidget(answer_row(self.desk, answer))
            self._list.addWidget(rule())
        self._list.addStretch(1)

    def _keep_width(self) -> None:
        """Never narrower than the widest answer: what is cut cannot be read."""
        inner = self._body.widget()
        needed = inner.minimumSizeHint().width() + BAR_PX if inner is not None else 0
        self._body.setMinimumWidth(min(needed, MOST_WIDE_PX))

    def _add_group(self, where: str, questions: Sequence[Question]) -> None:
        """Questions of one place, those that narrow most first."""
        if questions:
            self._add_heading(where, len(questions))
        for question in questions[:MOST]:
            self._list.addWidget(self._row(question))
            self._list.addWidget(rule())

    def _add_heading(self, key: str, count: int) -> None:
        look = self.desk.look
        words = look.say(f"question.group_{key}", number=look.words.number(count))
        made = label(words.upper(), "micro")
        made.setObjectName(f"questions_{key}")
        self._list.addWidget(holder(row(made, margins=(16, 12, 16, 2))))

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
        keys = [key for key, _ in question.choices]
        if not keys:
            return self._typed(question)
        if NONE_WORD in keys:
            return self._list_of(question)
        theme = self.desk.look.theme
        names = [self.desk.look.word(name) for _, name in question.choices]
        needed = sum(
            paint.width(one, theme.font("body", "medium")) + PER_BUTTON_PX for one in names
        )
        room = (theme.px("size", "right") - SIDES_PX) * theme.text_scale
        made = row(spacing=6) if needed <= room else column(spacing=6)
        for key, name in question.choices:
            words = self.desk.look.word(name)
            choice = button(self.desk.look.theme, words, f"answer_{question.key}_{key}")
            choice.clicked.connect(partial(self.answer, question, key))
            made.addWidget(choice)
        made.addStretch(1)
        return holder(made)

    def _list_of(self, question: Question) -> QWidget:
        """Several may be true at once; none of them is an answer too."""
        look = self.desk.look
        boxes: dict[str, QCheckBox] = {}
        lines = column(spacing=5)
        for key, name in question.choices:
            box = QCheckBox()
            box.setObjectName(f"answer_{question.key}_{key}")
            box.setAccessibleName(look.word(name))
            words = label(look.word(name), "small", is_wrapped=True)
            words.setBuddy(box)
            line = row(box, words, spacing=8)
            line.setStretch(1, 1)
            lines.addLayout(line)
            boxes[key] = box
        take = button(look.theme, look.say("question.answer"), f"take_{question.key}")
        take.setEnabled(False)

        def ticked() -> None:
            others = [box for key, box in boxes.items() if key != NONE_WORD]
            for box in others:
                box.setEnabled(not boxes[NONE_WORD].isChecked())
            take.setEnabled(any(box.isChecked() for box in boxes.values()))

        def send() -> None:
            if boxes[NONE_WORD].isChecked():
                self.answer(question, NONE_WORD)
            else:
                named = [key for key, box in boxes.items() if box.isChecked()]
                self.answer(question, ",".join(named))

        for box in boxes.values():
            box.toggled.connect(ticked)
        take.clicked.connect(send)
        lines.addLayout(row(take, None))
        return holder(lines)

    def _typed(self, question: Question) -> QWidget:
        look = self.desk.look
        is_number = bool(question.unit) or question.maximum is not None
        edit = QLineEdit()
        edit.setObjectName(f"answer_{question.key}")
        unit = look.word(unit_words(question.unit))
        edit.setAccessibleName(f"{look.word(question.ask)} {unit}".strip())
        edit.setToolTip(look.say("question.number_tip" if is_number else "question.words_tip"))
        edit.setFixedWidth(90 if is_number else 150)
        take = button(look.theme, look.say("question.answer"), f"take_{question.key}")

        wrong = label(look.word(_expected(question)), "small", is_wrapped=True, tone="danger")
        wrong.setObjectName(f"wrong_{question.key}")
        wrong.setVisible(False)

        def send() -> None:
            typed = edit.text().strip()
            value = read_number(typed) if is_number else None
            low = question.minimum if question.minimum is not None else float("-inf")
            high = question.maximum if question.maximum is not None else float("inf")
            if not typed or (is_number and (value is None or not low <= value <= high)):
                mark(edit, invalid=True)
                restyle(edit)
                wrong.setVisible(is_number)
                return
            self.answer(question, typed if value is None else str(value))

        take.clicked.connect(send)
        edit.returnPressed.connect(send)
        lines = column(spacing=2)
        lines.addLayout(row(edit, label(unit, "small"), take, None, spacing=8))
        lines.addWidget(wrong)
        return holder(lines)

    def answer(self, question: Question, words: str, *_checked: object) -> None:
        """Keep an answer, checked by the same rules as on the command line."""
        desk = self.desk
        try:
            value = typed_answer(question.key, words, desk.rules)
        except SbdError as error:
            desk.report(error)
            return
        self._is_answered = True
        desk.do(
            SetAnswer(
                question=question.key,
                value=value,
                new_id=desk.bench.new_id(),
                evidence=Evidence(self.evidence.currentData()),
                by=desk.by(),
            )
        )


def _expected(question: Question) -> Text:
    """What a number has to be, in words, for somebody who typed something else."""
    if question.minimum is None or question.maximum is None:
        return text("question.give_a_number")
    low, high = Quantity(question.minimum), Quantity(question.maximum)
    return text("question.range_is", low=low, high=high)
