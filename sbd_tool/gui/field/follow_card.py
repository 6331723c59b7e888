"""Which receiver is to be followed: a serial port, a port of this computer, or a recording."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.domain.errors import SbdError
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.tasks.rows import touchable
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row

WIDTH_PX: Final = 460
LONGEST: Final = 1000
Pick = Callable[[str, Callable[[Sequence[Path]], None]], None]


class FollowCard(FloatingCard):
    """Asks for the address of a receiver; says on itself why one was refused.

    Args:
        look: Words and theme.
        host: The window.
        where: Address to begin with.
        follow: Follows it, or refuses.
        pick: Asks for a file.
    """

    def __init__(
        self, look: Look, host: QWidget, where: str, follow: Callable[[str], None], pick: Pick
    ) -> None:
        super().__init__(look, host, look.words_of("field.do_follow"), "follow_card")
        self._follow, self._pick = follow, pick
        say = look.words_of
        self.where = QLineEdit(where)
        self.where.setObjectName("follow_where")
        self.where.setMaxLength(LONGEST)
        self.where.setAccessibleName(say("field.where"))
        self.where.setToolTip(say("field.where_tip"))
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("follow_wrong")
        self.wrong.hide()
        file = button(look.theme, say("field.recording"), "follow_file", sign="folder-open")
        go = button(
            look.theme, say("field.follow_go"), "follow_go", role="primary", sign="navigation-arrow"
        )
        file.clicked.connect(lambda: self._pick(say("field.recording"), self._take_file))
        go.clicked.connect(self.take)
        self.where.returnPressed.connect(self.take)
        for one in (self.where, file, go):
            touchable(one)
        self.set_body(
            column(
                label(say("field.where"), "strong"),
                self.where,
                label(say("field.where_tip"), "small", is_wrapped=True),
                self.wrong,
                row(file, STRETCH, go),
                spacing=9,
                margins=(20, 14, 20, 18),
            )
        )

    def take(self) -> None:
        """Follow what is written."""
        try:
            self._follow(self.where.text().strip())
        except SbdError as refusal:
            self.wrong.setText(f"{self.look.word(refusal.what)} {self.look.word(refusal.hint)}")
            self.wrong.show()
            self.adjustSize()
            return
        self.close_card()

    def _take_file(self, paths: Sequence[Path]) -> None:
        self.where.setText(str(paths[0]))
