"""A choice of labels: one wider than what is inherited asks for a name and a reason."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from sbd_tool.app.commands import By
from sbd_tool.domain.marking import Tlp
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import column, label, row
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.reasoned import Reasoned

Give = Callable[[str, str, By], object]
"""Told the label, the reason or "", and who gives it."""
_ASKED = ("marks.asks", "marks.by", "marks.reason_word", "marks.apply")


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
        self.desk, self._is_wider, self._give = desk, is_lowering, give
        self.label = Select(desk.look.theme, name, told)
        for one in labels:
            self.label.addItem(one.value, one.value)
        self.label.activated.connect(self._chosen)
        self.why = Reasoned(desk, name, self._lower, _ASKED)
        first = row(label(told), self.label, spacing=10)
        first.setStretch(1, 1)
        self.setLayout(column(first, self.why, spacing=6))
        self._show_asked()

    def show_label(self, current: str | None) -> None:
        """Show the label that stands; None where several do."""
        self.label.setCurrentIndex(self.label.findData(current) if current else -1)
        self.why.reason.clear()
        self._show_asked()

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
            self.why.reason.setFocus()
        elif self.marking:
            self._give(self.marking, "", self.desk.by())

    def _show_asked(self) -> None:
        self.why.setVisible(self.is_lowering)

    def _lower(self, author: str, reason: str) -> None:
        self._give(self.marking, reason, replace(self.desk.by(), author=author))
