"""A field for a day, as the reader writes days."""

from datetime import date
from typing import Final

from PySide6.QtCore import QDate
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDateEdit

from sbd_tool.gui.icons import icon
from sbd_tool.gui.look import Look

ISO: Final = "yyyy-MM-dd"
_TYPED: Final = {"de": "dd.MM.yyyy"}
"""How a day is typed, by language; elsewhere as ISO 8601, which no reader mixes up."""


class DayField(QDateEdit):
    """A day with a calendar; its caret is painted, since a styled one loses the native caret."""

    def __init__(self, look: Look, day: date, name: str, said: str) -> None:
        """Begin with a day.

        Args:
            look: Language and theme of the window.
            day: The day it starts with.
            name: Name of the object.
            said: What it asks, for its tooltip and for readers aloud.
        """
        super().__init__(QDate(day.year, day.month, day.day))
        self._theme = look.theme
        self.setObjectName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat(_TYPED.get(look.language, ISO))
        self.setAccessibleName(said)
        self.setToolTip(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        p = QPainter(self)
        caret = icon(self._theme, "caret-down")
        caret.paint(p, self.width() - 22, (self.height() - 12) // 2, 12, 12)
        p.end()
