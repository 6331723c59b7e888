"""Findings, questions and ideas under one row of tabs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.findings import FindingsPanel
from sbd_tool.gui.panels.ideas import IdeasPanel
from sbd_tool.gui.panels.questions import QuestionsPanel
from sbd_tool.gui.widgets.basics import column, holder, row, rule


class WorkList(QWidget):
    """Findings, questions and ideas under one row of tabs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("work_list")
        self.findings = FindingsPanel(desk)
        self.questions = QuestionsPanel(desk)
        self.ideas = IdeasPanel(desk)
        self.tabs = QTabBar()
        self.tabs.setObjectName("work_tabs")
        self.tabs.setAccessibleName(desk.look.say("work.title"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(True)
        self.stack = QStackedWidget()
        for panel in (self.findings, self.questions, self.ideas):
            self.tabs.addTab("")
            self.stack.addWidget(panel)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        head = holder(row(self.tabs, margins=(8, 0, 8, 0)))
        self.setLayout(column(head, rule(), self.stack, spacing=0))
        for signal in (desk.project_opened, desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        desk.questions_wanted.connect(lambda: self.tabs.setCurrentIndex(1))
        self.refresh()

    def refresh(self) -> None:
        """Counts on the tabs."""
        look, desk = self.desk.look, self.desk
        advice = desk.bench.advice
        ideas = 0 if advice is None else len(advice.suggestions) + len(advice.removals)
        counts = (len(desk.findings), len(desk.questions), ideas)
        for index, (key, count) in enumerate(
            zip(("findings", "questions", "ideas"), counts, strict=True)
        ):
            words = look.say(f"work.{key}")
            self.tabs.setTabText(index, f"{words} {look.words.number(count)}" if count else words)
            self.tabs.setTabToolTip(index, words)
