"""Writing for the report: one text for each part, each with its label, kept when it is left."""

from typing import Final

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sbd_tool.app.writing import PARTS, part_name, write_part, written_part
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import text
from sbd_tool.domain.written import Part
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import Select

WIDTH_PX: Final = 520
TEXT_PX: Final = 220
LABELS: Final = (Tlp.AMBER, Tlp.GREEN, Tlp.CLEAR, Tlp.AMBER_STRICT, Tlp.RED)
"""Amber first: what nobody labelled."""


class WritingCard(FloatingCard):
    """A part to choose, its text, its label, and what it is for."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        look = desk.look
        super().__init__(look, host, look.word(text("report.writing")), "writing_card")
        self.desk, self._part = desk, Part.CONTEXT
        self.part = Select(look.theme, "writing_part", look.word(text("report.writing_part")))
        for part in PARTS:
            self.part.addItem(look.word(part_name(part)), part.value)
        self.part.activated.connect(self._part_chosen)
        self.words = _Words(self)
        self.words.setAccessibleName(look.word(text("report.writing_words")))
        self.label = Select(look.theme, "writing_label", look.word(text("report.writing_label")))
        for one in LABELS:
            self.label.addItem(one.value, one.value)
        self.label.activated.connect(self.keep)
        self.asks = label("", "small", is_wrapped=True)
        done = button(look.theme, look.say("close"), "writing_done", role="primary")
        done.clicked.connect(self.close_card)
        foot = row(
            label(look.word(text("report.writing_label")), "small"), self.label, STRETCH, done,
            spacing=10,
        )  # fmt: skip
        self.set_body(
            column(self.part, self.asks, self.words, foot, spacing=10, margins=(20, 14, 20, 18))
        )
        self.setFocusProxy(self.words)
        self._show_part()

    def keep(self) -> None:
        """Keep what stands there as one step of undo; nothing happens when it is what it was."""
        desk, project = self.desk, self.desk.project
        if project is None:
            return
        chosen = Tlp(str(self.label.currentData()))
        mark = None if chosen is Tlp.AMBER else chosen
        try:
            command = write_part(
                project, self._part, self.words.toPlainText(), mark,
                stamp=desk.new_stamp(), by=desk.by(),
            )  # fmt: skip
        except SbdError as problem:
            desk.report(problem)
            return
        if command is not None:
            desk.do(command)

    def close_card(self) -> None:
        """Keep the text, then go."""
        self.keep()
        super().close_card()

    def _part_chosen(self) -> None:
        self.keep()
        self._part = Part(str(self.part.currentData()))
        self._show_part()

    def _show_part(self) -> None:
        project, look = self.desk.project, self.desk.look
        found = None if project is None else written_part(project, self._part)
        self.words.setPlainText("" if found is None else found.words)
        shown = Tlp.AMBER if found is None else found.marking
        self.label.setCurrentIndex(LABELS.index(shown))
        self.asks.setText(look.word(text(f"report.part_{self._part.value}_asks")))
        self.fit()


class _Words(QPlainTextEdit):
    """A text that is kept when it is left."""

    def __init__(self, card: WritingCard) -> None:
        super().__init__()
        self._card = card
        self.setObjectName("writing_words")
        self.setTabChangesFocus(True)
        self.setFixedHeight(TEXT_PX)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._card.keep()
