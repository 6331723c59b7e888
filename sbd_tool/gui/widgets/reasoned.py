"""A name and a reason, asked for where a label becomes wider."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sbd_tool.domain.lowering import LONGEST_REASON
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import named_line

LONGEST_NAME = 200


class Reasoned(QWidget):
    """Two lines and a button that works once both are filled in.

    Args:
        desk: What is worked on; its author stands in the first line.
        name: Begins the object names.
        give: Called with the name and the reason.
        words: Keys of the sentences: what is asked, who, why, and the button.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        give: Callable[[str, str], None],
        words: tuple[str, str, str, str],
    ) -> None:
        super().__init__()
        look, (asks, who, why, now) = desk.look, words
        self._give = give
        self.author = named_line(f"{name}_by", look.words_of(who), LONGEST_NAME)
        self.author.setText(desk.by().author)
        self.reason = named_line(f"{name}_reason", look.words_of(why), LONGEST_REASON)
        self.apply = button(look.theme, look.words_of(now), f"{name}_apply", sign="shield")
        self.apply.clicked.connect(self.give)
        for line in (self.author, self.reason):
            line.returnPressed.connect(self.give)
            line.textChanged.connect(lambda _words: self._enable())
        told = label(look.words_of(asks), "small", is_wrapped=True, tone="warn")
        lines = column(told, self.author, self.reason, spacing=6)
        lines.addLayout(row(STRETCH, self.apply))
        self.setLayout(lines)
        self._enable()

    def _enable(self) -> None:
        self.apply.setEnabled(bool(self.author.text().strip() and self.reason.text().strip()))

    def give(self) -> None:
        """Hand both on; nothing while one lacks."""
        if self.apply.isEnabled():
            self._give(self.author.text().strip(), self.reason.text().strip())
