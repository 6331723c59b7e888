"""How a file of answers is to be read: its columns, what numbers mean, which question was asked."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sbd_tool.app.community.survey_words import read_lines
from sbd_tool.app.community.surveys import (
    NUMBERS,
    SurveyColumns,
    SurveyRead,
    SurveyWish,
    keep_survey,
    offered_columns,
    read_survey,
    survey_rules,
)
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.day_field import DayField

_NONE = ""


class SurveyForm(QWidget):
    """Asks how to read one file, then takes it in.

    Signals:
        taken: A survey was taken in: what was read and left out, in words.
        refused: Something was refused, in words.
    """

    taken = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.path: Path | None = None
        say, theme = desk.look.words_of, desk.look.theme
        self.head = label("", "strong", is_wrapped=True)
        self.columns = {
            key: Select(theme, f"survey_{key}", say(f"community.column_{key}"))
            for key in ("day", "night", "group")
        }
        self.numbers = Select(theme, "survey_numbers", say("community.numbers_mean"))
        self.numbers.addItem(say("community.numbers_none"), _NONE)
        for one in NUMBERS:
            self.numbers.addItem(say(f"community.numbers_{one}"), one)
        self.wording = Select(theme, "survey_wording", say("community.asked"))
        self.wording.addItem(say("community.asked_other"), _NONE)
        for known in survey_rules().wordings:
            self.wording.addItem(say(f"community.wording_{known.key}"), known.key)
            lines = "\n".join(dict.fromkeys(known.questions.values()))
            self.wording.setItemData(self.wording.count() - 1, lines, 3)
        today, asked = desk.clock.now().date(), say("community.held")
        self.day = DayField(desk.look, today, "survey_held", asked)
        self.take = button(theme, say("community.take_in"), "survey_take", role="primary")
        self.cancel = button(theme, say("community.leave_it"), "survey_cancel")
        self._build()
        self.hide()

    def _build(self) -> None:
        say = self.desk.look.words_of
        parts: list[QWidget] = [self.head]
        for key, made in self.columns.items():
            parts += [label(say(f"community.column_{key}"), "small"), made]
        parts += [label(say("community.numbers_mean"), "small"), self.numbers]
        parts += [label(say("community.asked"), "small"), self.wording]
        parts += [label(say("community.held"), "small"), self.day]
        self.setLayout(column(*parts, row(STRETCH, self.cancel, self.take), spacing=5))
        self.take.clicked.connect(self._take)
        self.cancel.clicked.connect(self.hide)

    def ask_for(self, path: Path) -> None:
        """Look at a file in the background and show the form."""
        self.path = path

        def work(progress: Progress) -> SurveyColumns:
            progress.advance(0.1)
            return offered_columns(path)

        self.desk.run(text("community.reading"), work, self._show, self._failed, key="survey")

    def _show(self, found: SurveyColumns) -> None:
        if self.path is None:
            return
        for key, made in self.columns.items():
            made.clear()
            made.addItem(self.desk.look.words_of("community.column_none"), _NONE)
            for name in found.columns:
                made.addItem(name, name)
            made.setCurrentIndex(max(made.findData(found.guessed.get(key, "")), 0))
        self.head.setText(self.path.name)
        self.show()
        self.take.setFocus()

    def _take(self) -> None:
        path = self.path
        if path is None:
            return
        chosen = {key: str(made.currentData()) for key, made in self.columns.items()}
        wish = SurveyWish(
            columns={key: name for key, name in chosen.items() if name},
            is_guessing=False,
            numbers=str(self.numbers.currentData()),
            wording=str(self.wording.currentData()),
            day=self.day.date().toString("yyyy-MM-dd"),
        )
        stamp = self.desk.new_stamp()

        def work(progress: Progress) -> SurveyRead:
            progress.advance(0.1)
            return read_survey(path, wish, stamp)

        self.desk.run(text("community.reading"), work, self._keep, self._failed, key="survey")

    def _keep(self, found: SurveyRead) -> None:
        try:
            is_done = self.desk.do(keep_survey(found, self.desk.by()))
        except SbdError as problem:
            self._failed(problem)
            return
        if is_done:
            self.hide()
            look = self.desk.look
            self.taken.emit("\n".join(look.word(line) for line in read_lines(found)))

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, SbdError):
            self.desk.report(problem)
            return
        look = self.desk.look
        said = (look.word(problem.what), look.word(problem.hint))
        self.refused.emit(look.word(literal(" ".join(part for part in said if part))))
