"""Small drawings with a meaning: ledger marks, evidence dots, labels, the product's sign."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QWidget,
)

from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme

LONGEST_BESIDE = 24
"""Of a longer mark the beginning stands in a bar; its tip says the whole."""


class Swatch(QWidget):
    """A small free drawing inside a layout; a width of 0 takes what room there is."""

    def __init__(
        self, width_px: int, height_px: int, draw: Callable[[QPainter, QRectF], object]
    ) -> None:
        super().__init__()
        self.setFixedHeight(height_px)
        if width_px:
            self.setFixedWidth(width_px)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._draw = draw

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        self._draw(p, QRectF(self.rect()))
        p.end()


def ledger_sign(theme: Theme, ledger: str, size_px: int = 16) -> Swatch:
    """The mark of a ledger."""
    radius = size_px * 0.38
    return Swatch(
        size_px, size_px, lambda p, r: paint.ledger_mark(p, theme, ledger, r.center(), radius)
    )


def evidence_sign(theme: Theme, evidence: str, words: str) -> Swatch:
    """The evidence dot, with its meaning as tip."""
    made = Swatch(16, 16, lambda p, r: paint.evidence_dot(p, theme, r.center(), 4.6, evidence))
    made.setToolTip(words)
    made.setAccessibleName(words)
    return made


def tlp_sign(theme: Theme, label_words: str) -> Swatch:
    """The TLP chip."""
    width = round(paint.width(label_words, theme.font("caption", "bold"))) + 16
    made = Swatch(width, 24, lambda p, r: paint.tlp_chip(p, theme, r, label_words))
    made.setAccessibleName(label_words)
    return made


class TlpChip(QWidget):
    """A TLP chip that can change; its tip says why it is so narrow."""

    def __init__(self, theme: Theme, label_words: str) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName("project_label")
        self.words, self.mark, self.mark_px = "", "", 0
        self.show_label(label_words, "")

    def show_label(self, label_words: str, why: str, beside: str = "") -> None:
        """Show another label, with the mark of a national set before it."""
        self.words, self.mark = label_words, beside[:LONGEST_BESIDE]
        font = self.theme.font("caption", "bold")
        self.mark_px = round(paint.width(self.mark, font)) + 8 if self.mark else 0
        width = round(paint.width(label_words, font)) + 16 + self.mark_px
        self.setFixedSize(width, max(24, round(paint.line_height(font) + 8)))
        self.setToolTip(why)
        self.setAccessibleName(f"{self.mark} {label_words}. {why}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        whole = QRectF(self.rect())
        if self.mark:
            font, ink = self.theme.font("caption", "bold"), self.theme.color("ink")
            paint.text(p, whole, self.mark, font, ink)
        paint.tlp_chip(p, self.theme, whole.adjusted(self.mark_px, 0, 0, 0), self.words)
        p.end()


def brand_sign(theme: Theme, size_px: int = 26) -> Swatch:
    """The sign of the product."""
    return Swatch(
        size_px + 4,
        size_px + 4,
        lambda p, r: paint.brand(p, theme, QPointF(r.center()), float(size_px)),
    )
