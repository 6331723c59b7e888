"""Writing for the report: one text for each part, each with its label, kept when it is left."""

from typing import Final

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sbd_tool.app.commands import By
from sbd_tool.app.writing import PARTS, part_name, write_part, written_part
from sbd_tool.domain.annotations import INHERITED
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.lowering import is_lowered
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.domain.written import Part
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.label_choice import LabelChoice

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
        told = look.word(text("report.writing_label"))
        self.label = LabelChoice(desk, "writing_label", LABELS, self._is_lowering, self._give, told)
        self.asks = label("", "small", is_wrapped=True)
        done = button(look.theme, look.say("close"), "writing_done", role="primary")
        done.clicked.connect(self.close_card)
        foot = row(STRETCH, done, spacing=10)
        parts = (self.part, self.asks, self.words, self.label, foot)
        self.set_body(column(*parts, spacing=10, margins=(20, 14, 20, 18)))
        self.setFocusProxy(self.words)
        self._show_part()

    def keep(self) -> None:
        """Keep what stands there as one step of undo; nothing happens when it is what it was."""
        desk, project = self.desk, self.desk.project
        if project is None:
            return
        chosen = self.label.marking
        if self.label.is_lowering:  # not given yet: the label that stands is kept
            found = written_part(project, self._part)
            chosen = Tlp.AMBER.value if found is None else found.marking.value
        self._keep(project, chosen, "", desk.by())

    def _give(self, marking: str, reason: str, by: By) -> None:
        project = self.desk.project
        if project is not None:
            self._keep(project, marking, reason, by)
            found = (
                None if self.desk.project is None else written_part(self.desk.project, self._part)
            )
            self.label.show_label(marking if found is None else found.marking.value)
            self.fit()

    def _keep(self, project: Project, marking: str, reason: str, by: By) -> None:
        mark = None if Tlp(marking) is Tlp.AMBER else Tlp(marking)
        try:
            command = write_part(
                project, self._part, self.words.toPlainText(), mark,
                stamp=self.desk.new_stamp(), by=by, reason=reason,
            )  # fmt: skip
        except SbdError as problem:
            self.desk.report(problem)
            return
        if command is not None:
            self.desk.do(command)

    def _is_lowering(self, marking: str) -> bool:
        project = self.desk.project
        found = None if project is None else written_part(project, self._part)
        stands = None if found is None else found.stamp.marking
        return is_lowered(marking, INHERITED) and marking != stands

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
        self.label.show_label(shown.value)
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
