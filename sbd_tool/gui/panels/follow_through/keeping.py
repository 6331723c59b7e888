"""The form below the list: what was seen or is planned for the chosen measure, when, in words."""

from typing import Final

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.follow_through.writing import Visit, inspect, look_at_built
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.follow_through import Built, Upkeep
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.day_field import DayField

PLAN: Final = "plan"


class KeepForm(QWidget):
    """Choice, day, words, and the button that keeps them.

    Signals:
        kept: Something was kept.
    """

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.measure = desk, ""
        look = desk.look
        say = look.words_of
        self.what = Select(look.theme, "follow_what", say("follow.what"))
        for one in Built:
            self.what.addItem(_headed(say(f"follow.built_{one.value}")), ("built", one))
        for upkeep in Upkeep:
            words = say("follow.inspected", found=say(f"follow.upkeep_{upkeep.value}"))
            self.what.addItem(words, ("upkeep", upkeep))
        self.what.addItem(say("follow.plan_inspection"), (PLAN, None))
        self.day = DayField(look, desk.clock.now().date(), "follow_day", say("follow.day"))
        self.said = QLineEdit()
        self.said.setObjectName("follow_words")
        self.said.setPlaceholderText(say("follow.words"))
        self.said.setAccessibleName(say("follow.words"))
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("follow_wrong")
        self.wrong.hide()
        self.keep = button(look.theme, say("follow.keep"), "follow_keep", role="primary")
        self.head = label("", "strong", is_wrapped=True)
        first = row(self.what, self.day, spacing=6)
        first.setStretch(0, 1)
        self.setLayout(
            column(
                self.head,
                first,
                self.said,
                self.wrong,
                row(STRETCH, self.keep),
                spacing=8,
                margins=(16, 10, 12, 12),
            )
        )
        self.keep.clicked.connect(self._keep)
        self.said.returnPressed.connect(self._keep)

    def show_for(self, measure: str, name: str) -> None:
        """Ask about another measure; "" hides the form."""
        if measure != self.measure:
            self.wrong.hide()
            self.said.clear()
            self.day.setDate(self._today())
        self.measure = measure
        self.head.setText(_headed(name))
        self.setVisible(bool(measure))

    def _today(self) -> QDate:
        return QDate.fromString(self.desk.clock.now().date().isoformat(), "yyyy-MM-dd")

    def _keep(self) -> None:
        project = self.desk.whole
        if project is None or not self.measure:
            return
        try:
            command = self._command(project)
        except SbdError as problem:
            words = (self.desk.look.word(problem.what), self.desk.look.word(problem.hint))
            self.wrong.setText(" ".join(words))
            self.wrong.show()
            return
        self.wrong.hide()
        if self.desk.do(command):
            self.said.clear()
            self.kept.emit()

    def _command(self, project: Project) -> PutRecords:
        way, found = self.what.currentData()
        day = self.day.date().toString("yyyy-MM-dd")
        visit = Visit(measure=self.measure, day=day, words=self.said.text())
        stamp, by = self.desk.new_stamp(), self.desk.by()
        if way == "built":
            return look_at_built(project, visit, Built(found), stamp, by)
        return inspect(project, visit, None if way == PLAN else Upkeep(found), stamp, by)


def _headed(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
