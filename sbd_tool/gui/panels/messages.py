"""Everything the window said in this session, newest last; nothing said is lost with its banner."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from sbd_tool.app.problems import Problem
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import icon
from sbd_tool.gui.widgets.basics import STRETCH, button, column, row

MOST: Final = 500
WORDS: Final = Qt.ItemDataRole.UserRole


class MessagesPanel(QWidget):
    """A list with a sign and the time of each message; it can be copied as text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("messages_panel")
        self.list = QListWidget()
        self.list.setObjectName("messages_list")
        self.list.setAccessibleName(desk.look.word(text("frame.messages")))
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        words = desk.look.word(text("frame.messages.copy"))
        self.copy_button = button(desk.look.theme, words, "messages_copy", role="small")
        self.copy_button.clicked.connect(self.copy)
        foot = row(STRETCH, self.copy_button, margins=(10, 4, 10, 8))
        self.setLayout(column(self.list, foot, spacing=0, margins=(10, 0, 6, 0)))
        desk.told.connect(self.tell)
        desk.offered.connect(lambda words, _deeds: self.tell(words))
        desk.problem_raised.connect(self.tell_problem)

    def tell(self, words: Text) -> None:
        """Something went well."""
        self._add("check-circle", self.desk.look.word(words))

    def tell_problem(self, problem: Problem) -> None:
        """Something failed: what, and what to do next."""
        look = self.desk.look
        parts = (look.word(problem.title), look.word(problem.hint))
        self._add("warning", " ".join(part for part in parts if part))

    def copy(self) -> None:
        """Put the chosen messages, or all, on the clipboard."""
        chosen = self.list.selectedItems()
        every = [self.list.item(number) for number in range(self.list.count())]
        lines = [str(item.data(WORDS)) for item in chosen or every]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _add(self, sign: str, words: str) -> None:
        look = self.desk.look
        line = f"{look.words.moment(self.desk.clock.now())}  {words}"
        item = QListWidgetItem(icon(look.theme, sign), line)
        item.setData(WORDS, line)
        self.list.addItem(item)
        while self.list.count() > MOST:
            self.list.takeItem(0)
        self.list.scrollToBottom()
