"""The chip in the status bar that says that this window reviews, or tries something out."""

from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from sbd_tool.domain.threads import Capacity
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import icon
from sbd_tool.gui.panels.review.state import ReviewState
from sbd_tool.gui.theme import mark


class CapacityChip(QPushButton):
    """Hidden while somebody plans."""

    def __init__(self, desk: Desk, state: ReviewState) -> None:
        super().__init__()
        self.desk, self.state = desk, state
        self.setObjectName("capacity_chip")
        mark(self, "small")
        state.changed.connect(self.refresh)
        desk.project_opened.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Say in which capacity."""
        if not isValid(self):
            return
        say, state = self.desk.look.words_of, self.state
        is_review = self.desk.project is not None and state.capacity is Capacity.REVIEWER
        key = "review.chip_trying" if state.is_trying else "review.chip_reviewing"
        self.setText(say(key))
        self.setAccessibleName(self.text())
        self.setToolTip(say(f"{key}_tip"))
        sign = "flask" if state.is_trying else "chats"
        self.setIcon(icon(self.desk.look.theme, sign))
        self.setVisible(is_review)
