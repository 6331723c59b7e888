"""What somebody said and what was done about it, as a small form."""

from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.app.community.engagements import SaidWish
from sbd_tool.app.thing_names import plain_name
from sbd_tool.domain.community import Answered
from sbd_tool.domain.project import Project
from sbd_tool.domain.threads import threads_of
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import column
from sbd_tool.gui.widgets.controls import Select

_LONGEST_ENTRY = 60


class SaidForm(QWidget):
    """Words, what became of them, the measure or decision it is about, and why."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        say, theme = desk.look.words_of, desk.look.theme
        self.words = self._edit("said_words", "heard.said_words")
        self.reason = self._edit("said_reason", "heard.said_reason")
        self.answered = Select(theme, "said_answered", say("heard.choose_answered"))
        self.answered.setToolTip(say("heard.choose_answered"))
        for one in Answered:
            words = say(f"heard.done_{one.value}")
            self.answered.addItem(words[:1].upper() + words[1:], one.value)
        self.target = Select(theme, "said_target", say("heard.choose_target"))
        self.target.setToolTip(say("heard.choose_target"))
        self._project: Project | None = None
        self.setLayout(column(self.words, self.answered, self.target, self.reason, spacing=6))
        self.answered.currentIndexChanged.connect(self._offer)
        self._offer()

    def show_project(self, project: Project) -> None:
        """Offer the measures and decided comments of a project."""
        self._project = project
        self._offer()

    def wish(self) -> SaidWish | None:
        """What stands in the form, or None where nothing was written."""
        if not self.words.text().strip():
            return None
        return SaidWish(
            words=self.words.text(),
            answered=self._answered(),
            target=str(self.target.currentData() or ""),
            reason=self.reason.text(),
        )

    def clear(self) -> None:
        """Empty it."""
        self.words.clear()
        self.reason.clear()
        self.answered.setCurrentIndex(0)

    def _edit(self, name: str, key: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        for put in (made.setPlaceholderText, made.setAccessibleName, made.setToolTip):
            put(self.desk.look.words_of(key))
        return made

    def _answered(self) -> Answered:
        return Answered(str(self.answered.currentData()))

    def _offer(self) -> None:
        answered, kept = self._answered(), self.target.currentData()
        self.target.clear()
        for row, words in self._targets(answered):
            self.target.addItem(words[:_LONGEST_ENTRY], row)
        self.target.setCurrentIndex(max(self.target.findData(kept), 0))
        self.target.setVisible(self.target.count() > 0)
        self.reason.setVisible(answered is not Answered.OPEN)

    def _targets(self, answered: Answered) -> list[tuple[str, str]]:
        project, look = self._project, self.desk.look
        if project is None:
            return []
        if answered is Answered.MEASURE:
            names = ((row, plain_name(project, self.desk.rules, row)) for row in project.measures)
            return [(row, look.word(name)) for row, name in names]
        if answered is Answered.DECISION:
            return [(one.id, one.words) for one in threads_of(project.records) if one.decision]
        return []
