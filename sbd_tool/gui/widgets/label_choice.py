"""A choice of labels: one wider than what is inherited asks for a name and a reason."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sbd_tool.app.commands import By
from sbd_tool.domain.lowering import LONGEST_REASON
from sbd_tool.domain.marking import Tlp
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import Select, named_line

LONGEST_NAME = 200

Give = Callable[[str, str, By], object]
"""Told the label, the reason or "", and who gives it."""


class LabelChoice(QWidget):
    """A choice of labels; a narrower one is given at once.

    Args:
        desk: What is worked on.
        name: Object name of the choice; those of its lines and button begin with it.
        labels: What can be chosen.
        is_lowering: Whether a label is wider than the inherited one and not the one that stands.
        give: Called with a label that may be given.
        told: What stands before the choice.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        labels: Sequence[Tlp],
        is_lowering: Callable[[str], bool],
        give: Give,
        told: str,
    ) -> None:
        super().__init__()
        look = desk.look
        self.desk, self._is_wider, self._give = desk, is_lowering, give
        self.label = Select(look.theme, name, told)
        for one in labels:
            self.label.addItem(one.value, one.value)
        self.label.activated.connect(self._chosen)
        self.asks = label(look.words_of("marks.asks"), "small", is_wrapped=True, tone="warn")
        self.author = named_line(f"{name}_by", look.words_of("marks.by"), LONGEST_NAME)
        self.author.setText(desk.by().author)
        self.reason = named_line(f"{name}_reason", look.words_of("marks.reason"), LONGEST_REASON)
        self.reason.setPlaceholderText(look.words_of("marks.reason_word"))  # a panel is narrow
        self.apply = button(
            look.theme, look.words_of("marks.apply"), f"{name}_apply", sign="shield"
        )
        self.apply.clicked.connect(self.give)
        for line in (self.author, self.reason):
            line.returnPressed.connect(self.give)
            line.textChanged.connect(lambda _words: self._enable())
        self.setLayout(self._laid_out(told))
        self._show_asked()

    def show_label(self, current: str | None) -> None:
        """Show the label that stands; None where several do."""
        self.label.setCurrentIndex(self.label.findData(current) if current else -1)
        self.reason.clear()
        self._show_asked()

    def _laid_out(self, told: str) -> QVBoxLayout:
        first = row(label(told), self.label, spacing=10)
        first.setStretch(1, 1)
        lines = column(first, self.asks, self.author, self.reason, spacing=6)
        lines.addLayout(row(STRETCH, self.apply))
        return lines

    @property
    def marking(self) -> str:
        """The label that is chosen, or ""."""
        return str(self.label.currentData() or "")

    @property
    def is_lowering(self) -> bool:
        """Whether the label that is chosen asks for a name and a reason."""
        return self._is_wider(self.marking)

    def _chosen(self) -> None:
        self._show_asked()
        if self.is_lowering:
            self.reason.setFocus()
        else:
            self.give()

    def _show_asked(self) -> None:
        asked = self.is_lowering
        for part in (self.asks, self.author, self.reason, self.apply):
            part.setVisible(asked)
        self._enable()

    def _enable(self) -> None:
        self.apply.setEnabled(bool(self.author.text().strip() and self.reason.text().strip()))

    def give(self) -> None:
        """Give the label that is chosen; nothing while a name or reason lacks."""
        asked, by = self.is_lowering, self.desk.by()
        if not self.marking or (asked and not self.apply.isEnabled()):
            return
        if asked:
            by = replace(by, author=self.author.text().strip())
        self._give(self.marking, self.reason.text().strip() if asked else "", by)
