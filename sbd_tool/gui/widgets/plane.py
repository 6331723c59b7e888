"""The openness x protection plane: where the square stands, how sure we are. No sum."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme

LEFT_PX, BOTTOM_PX = 36.0, 34.0
WIDE_PX: Final = 170.0
QUARTERS: Final = (25, 50, 75)


@dataclass(frozen=True, slots=True)
class PlaneWords:
    """Words of the plane."""

    openness: str
    protection: str
    closed: str
    both: str
    neither: str
    exposed: str
    fact: str


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an option stands.

    Attributes:
        openness, protection: Ranges (low, high).
        spot: The two scores, or None when one of them may not be printed.
    """

    openness: tuple[float, float]
    protection: tuple[float, float]
    spot: tuple[float, float] | None


class PlanePlot(QWidget):
    """Axes as coloured edges, corners in words, the range as a hatched box, the spot in ink."""

    def __init__(self, theme: Theme, words: PlaneWords) -> None:
        super().__init__()
        self.theme, self.words = theme, words
        self._stand: Stand | None = None
        self.setObjectName("plane")
        self.setMinimumSize(QSize(200, 180))
        self.setAccessibleName(words.fact)

    def show_stand(self, stand: Stand | None, fact: str) -> None:
        """Show another assessment."""
        self._stand = stand
        self.setAccessibleName(fact)
        self.setToolTip(fact)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        grow = self.theme.text_scale
        left, bottom = LEFT_PX * grow, BOTTOM_PX * grow
        room = self.width() - left - 14, self.height() - bottom - 14
        side = max(40.0, min(room))
        r = QRectF(left + (room[0] - side) / 2, 12 + (room[1] - side) / 2, side, side)
        self._ground(p, r)
        self._axes(p, r)
        if self._stand is not None:
            self._range(p, r, self._stand)
        self._corners(p, r)
        if self._stand is not None and self._stand.spot is not None:
            self._spot(p, _at(r, *self._stand.spot))
        p.end()

    def _ground(self, p: QPainter, r: QRectF) -> None:
        theme = self.theme
        paint.round_rect(p, r, 2, theme.color("sunken"))
        for key, bar in (
            ("openness", QRectF(r.left(), r.bottom() - 2, r.width(), 4)),
            ("protection", QRectF(r.left() - 2, r.top(), 4, r.height())),
        ):
            end = bar.topRight() if key == "openness" else bar.topLeft()
            fade = QLinearGradient(bar.bottomLeft(), end)
            fade.setColorAt(0, theme.color(key, 0.08))
            fade.setColorAt(1, theme.color(key))
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(fade)
            p.drawRoundedRect(bar, 2, 2)
        p.setPen(QPen(theme.color("line_strong", 0.35), 1, Qt.PenStyle.DotLine))
        for k in QUARTERS:
            x, y = r.left() + r.width() * k / 100, r.top() + r.height() * k / 100
            p.drawLine(QPointF(x, r.top()), QPointF(x, r.bottom()))
            p.drawLine(QPointF(r.left(), y), QPointF(r.right(), y))

    def _corners(self, p: QPainter, r: QRectF) -> None:
        align, words = Qt.AlignmentFlag, self.words
        font = self.theme.font("micro", "medium")
        inner = r.adjusted(7, 5, -7, -5)
        top = (words.closed, words.both)
        low = (words.neither, words.exposed)
        for (left, right), edge in ((top, align.AlignTop), (low, align.AlignBottom)):
            fits = paint.width(left, font) + paint.width(right, font) + 10 <= inner.width()
            is_top = edge is align.AlignTop
            if fits or not is_top:
                self._corner(p, inner, left, align.AlignLeft | edge)
            if fits or is_top:
                self._corner(p, inner, right, align.AlignRight | edge)

    def _corner(self, p: QPainter, inner: QRectF, words: str, where: Qt.AlignmentFlag) -> None:
        """Words on their own ground, so that the hatched range behind does not eat them."""
        font = self.theme.font("micro", "medium")
        width = min(inner.width(), paint.width(words, font)) + 8
        height = paint.line_height(font) + 2
        left = where & Qt.AlignmentFlag.AlignLeft
        top = where & Qt.AlignmentFlag.AlignTop
        x = inner.left() - 4 if left else inner.right() - width + 4
        y = inner.top() - 1 if top else inner.bottom() - height + 1
        box = QRectF(x, y, width, height)
        paint.round_rect(p, box, 3, self.theme.color("sunken", 0.88))
        ink = self.theme.color("ink_3")
        paint.text(p, box, words, font, ink, paint.CENTER, is_elided=True)

    def _axes(self, p: QPainter, r: QRectF) -> None:
        theme, soft = self.theme, self.theme.color("ink_3")
        grow = theme.text_scale
        number = theme.font("micro", is_tabular=True)
        for k in (0, 50, 100):
            x, y = r.left() + r.width() * k / 100, r.bottom() - r.height() * k / 100
            below = QRectF(x - 14 * grow, r.bottom() + 3, 28 * grow, 12 * grow)
            paint.text(p, below, str(k), number, soft, paint.CENTER)
            if k:
                box = QRectF(r.left() - 32 * grow, y - 7 * grow, 27 * grow, 14 * grow)
                paint.text(p, box, str(k), number, soft, paint.RIGHT)
        font = theme.font("caption", "semibold")
        box = QRectF(r.left(), r.bottom() + 16 * grow, r.width(), 16 * grow)
        paint.text(
            p, box, f"{self.words.openness}  →", font, theme.ledger_word("openness"), paint.CENTER
        )
        p.save()
        p.translate(r.left() - 26 * grow, r.center().y())
        p.rotate(-90)
        tone = theme.ledger_word("protection")
        box = QRectF(-r.height() / 2, -8 * grow, r.height(), 16 * grow)
        paint.text(p, box, f"{self.words.protection}  →", font, tone, paint.CENTER)
        p.restore()

    def _range(self, p: QPainter, r: QRectF, stand: Stand) -> None:
        theme = self.theme
        low, high = stand.openness, stand.protection
        box = QRectF(_at(r, low[0], high[1]), _at(r, low[1], high[0])).normalized()
        paint.round_rect(p, box, 4, theme.color("ink", 0.06), theme.color("ink_3"), 1)
        paint.hatch(p, box, theme.color("ink_3", 0.45), 5, 0.9, 4)

    def _spot(self, p: QPainter, c: QPointF) -> None:
        theme = self.theme
        p.setPen(QPen(theme.color("select"), 3))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(c, 9.5, 9.5)
        p.setPen(QPen(theme.color("surface"), 1.6))
        p.setBrush(theme.color("ink"))
        p.drawEllipse(c, 7, 7)


def _at(r: QRectF, openness: float, protection: float) -> QPointF:
    return QPointF(
        r.left() + r.width() * openness / 100, r.bottom() - r.height() * protection / 100
    )
