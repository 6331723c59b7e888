"""Surveys in the panel: taken in, listed in sentences, removed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sbd_tool.app.community.survey_words import survey_lines, survey_title
from sbd_tool.app.community.surveys import drop_survey
from sbd_tool.domain.project import Project
from sbd_tool.domain.survey import Survey, surveys
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.community.survey_form import SurveyForm
from sbd_tool.gui.widgets.basics import STRETCH, button, clear, column, frame, label, row

Pick = Callable[[str, Callable[[Sequence[Path]], None]], None]


class SurveysBox(QWidget):
    """The surveys of a project, each a card of sentences."""

    def __init__(self, desk: Desk, pick: Pick) -> None:
        super().__init__()
        self.desk, self._pick = desk, pick
        self.setObjectName("community_surveys")
        say, theme = desk.look.words_of, desk.look.theme
        self.add = button(theme, say("community.take_survey"), "survey_add", sign="plus")
        self.form = SurveyForm(desk)
        self.told = label("", "small", is_wrapped=True)
        self.told.setObjectName("survey_told")
        self.told.hide()
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("survey_wrong")
        self.wrong.hide()
        self.empty = label(say("community.surveys_empty"), "small", is_wrapped=True)
        self.cards = column(spacing=8)
        self.setLayout(
            column(
                row(label(say("community.surveys_head"), "strong"), STRETCH, self.add),
                self.form,
                self.wrong,
                self.told,
                self.empty,
                self.cards,
                spacing=8,
            )
        )
        self.add.clicked.connect(self._ask)
        self.form.taken.connect(lambda words: self._say(words, is_wrong=False))
        self.form.refused.connect(lambda words: self._say(words, is_wrong=True))

    def take(self, path: Path) -> None:
        """Ask how to read a file of answers."""
        self._say("", is_wrong=False)
        self.form.ask_for(path)

    def show_project(self, project: Project) -> None:
        """List the surveys there are, the latest first."""
        found = surveys(project.records)
        self.empty.setVisible(not found)
        clear(self.cards)
        for survey in reversed(found):
            self.cards.addWidget(self._card(survey))

    def _card(self, survey: Survey) -> QWidget:
        look = self.desk.look
        title = look.word(survey_title(survey))
        remove = button(look.theme, look.words_of("community.remove"), "survey_remove")
        remove.setAccessibleName(look.words_of("community.remove_named", name=survey.name))
        remove.clicked.connect(lambda: self._drop(survey.stamp.id))
        lines = [label(look.word(line), "small", is_wrapped=True) for line in survey_lines(survey)]
        inner = column(
            label(title, "strong", is_wrapped=True),
            *lines,
            row(STRETCH, remove),
            spacing=5,
            margins=(10, 8, 10, 8),
        )
        return frame(inner)

    def _drop(self, row_id: str) -> None:
        project = self.desk.whole
        if project is not None:
            self.desk.do(drop_survey(project, row_id, self.desk.by()))

    def _ask(self) -> None:
        title = self.desk.look.words_of("community.take_survey")
        self._pick(title, lambda paths: self.take(paths[0]))

    def _say(self, words: str, *, is_wrong: bool) -> None:
        if not isValid(self):
            return
        for made, shown in ((self.wrong, is_wrong), (self.told, not is_wrong)):
            made.setText(words if shown else "")
            made.setVisible(bool(words) and shown)
