"""One comment in the list: sign with number, what it is about, its words, where it stands."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from sbd_tool.app.review.listing import weight_said, where_said
from sbd_tool.app.review.pins import Pinned
from sbd_tool.domain.text import literal
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.review.signs import comment_sign
from sbd_tool.gui.widgets.basics import STRETCH, column, label, row
from sbd_tool.gui.widgets.ledger_parts import PaintedButton
from sbd_tool.gui.widgets.signs import Swatch

LONGEST: Final = 160


class CommentRow(PaintedButton):
    """The whole row is one button."""

    def __init__(self, desk: Desk, pinned: Pinned, *, is_chosen: bool) -> None:
        look, thread, project = desk.look, pinned.thread, desk.project
        status = look.words_of(f"review.status_{thread.status.value}")
        about = "" if project is None else look.word(where_said(pinned, project, desk.rules))
        said = look.word(literal(shortened(thread.words)))
        weight = look.word(weight_said(thread))
        name = f"{pinned.number}. {about}: {said}. {status}, {weight}"
        super().__init__(look.theme, f"comment_{pinned.number}", name)
        self.pinned, self.is_chosen = pinned, is_chosen
        theme = look.theme
        number = str(pinned.number)
        sign = Swatch(
            26, 28, lambda p, r: comment_sign(p, theme, r.center(), 9.5, thread.status, number)
        )
        lines = column(
            label(headed(about), "strong", is_wrapped=True),
            label(said, "", is_wrapped=True),
            label(_small(status, weight), "small", is_wrapped=True),
            spacing=2,
        )
        box = row(column(sign, STRETCH), lines, spacing=10, margins=(14, 8, 12, 8))
        box.setStretch(1, 1)
        self.setLayout(box)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setToolTip(look.words_of("review.row_tip"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = self.layout()
        return inner.heightForWidth(width) if inner is not None else 60

    def draw(self, p: QPainter, box: QRectF) -> None:
        if self.is_chosen or self._is_hot:
            p.fillRect(box, self.theme.color("select" if self.is_chosen else "hover", 0.28))


def shortened(words: str) -> str:
    """The first line of a comment, as long as a list has room for."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "\u2026"


def headed(words: str) -> str:
    """Words as they stand at the head of a line."""
    return f"{words[:1].upper()}{words[1:]}"


def _small(status: str, weight: str) -> str:
    return f"{headed(status)} \u00b7 {weight}"
