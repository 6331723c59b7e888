"""The parts of a ledger page as real buttons: focus, keys and assistive names come for free."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme

PALE_BELOW: Final = 40.0
ROW_PAD_PX: Final = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator as a ledger page shows it.

    Attributes:
        key: Indicator key.
        ledger: Ledger key.
        name: Shown name.
        value: Value with unit, or what stands in its place.
        points: 0 to 100, or None when not assessed.
        low, high: Range of the points.
        weight: Share of the ledger, 0 to 1.
        lost: Ledger points still to win, or None when not assessed.
        evidence: Evidence key.
        fact: The whole fact in one sentence, for tips and assistive technology.
    """

    key: str
    ledger: str
    name: str
    value: str
    points: float | None
    low: float
    high: float
    weight: float
    lost: float | None
    evidence: str
    fact: str


class PaintedButton(QAbstractButton):
    """A button that paints itself, with hover and a focus ring."""

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._is_hot = False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hot = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hot = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        box = QRectF(self.rect())
        self.draw(p, box)
        if self.hasFocus():
            paint.focus_ring(p, self.theme, box, 4)
        p.end()

    def draw(self, p: QPainter, box: QRectF) -> None:
        """Paint the button itself."""


class ProfileCell(PaintedButton):
    """Height is the score; hatched is not assessed; an outline is assumed; pale is below 40."""

    def __init__(self, theme: Theme, line: Line) -> None:
        super().__init__(theme, f"cell_{line.key}", line.fact)
        self.line = line
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(4)

    def sizeHint(self) -> QSize:
        return QSize(14, 26)

    def draw(self, p: QPainter, box: QRectF) -> None:
        theme, line = self.theme, self.line
        paint.round_rect(p, box, 2, theme.color("hover" if self._is_hot else "sunken"))
        if line.points is None:
            paint.hatch(p, box, theme.color("line_strong", 0.8), 4, 1, 2)
            return
        height = max(2.0, box.height() * line.points / 100)
        bar = QRectF(box.left(), box.bottom() - height, box.width(), height)
        if line.evidence == "assumed":
            inner = bar.adjusted(0.6, 0.6, -0.6, -0.6)
            soft = theme.color(f"{line.ledger}_soft")
            paint.round_rect(p, inner, 2, soft, theme.color(line.ledger), 1.2)
            return
        alpha = 1.0 if line.points >= PALE_BELOW else 0.55
        paint.round_rect(p, bar, 2, theme.color(line.ledger, alpha))


class LedgerRow(PaintedButton):
    """Evidence dot, name, value, track of the weight, fill of what is won, points still to win."""

    def __init__(self, theme: Theme, line: Line, longest: float, lost_words: str) -> None:
        super().__init__(theme, f"row_{line.key}", line.fact)
        self.line, self._longest, self._lost_words = line, max(longest, 1e-9), lost_words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        height = paint.line_height(self.theme.font("small", "medium")) + ROW_PAD_PX
        return QSize(220, round(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def draw(self, p: QPainter, box: QRectF) -> None:
        theme, line = self.theme, self.line
        if self._is_hot:
            paint.round_rect(p, box, 4, theme.color("hover"))
        r = box.adjusted(4, 0, -4, 0)
        number = theme.font("caption", "semibold", is_tabular=True)
        end_width = max(30.0, paint.width(self._lost_words, number) + 6)
        words_width = r.width() * 0.66
        small = theme.font("caption", is_tabular=True)
        needed = paint.width(line.value, small) + 10
        # A number is never cut: where it has no room the name takes all, the tip holds it.
        is_known = line.points is not None and needed <= words_width * 0.42
        value_width = needed if is_known else 8
        name_width = words_width - value_width
        dot = QPointF(r.left() + 5, r.center().y())
        paint.evidence_dot(p, theme, dot, 3.6, line.evidence, theme.color("ink_3"))
        name = QRectF(r.left() + 15, r.top(), name_width - 21, r.height())
        paint.text(
            p, name, line.name, theme.font("small", "medium"), theme.color("ink"), is_elided=True
        )
        if is_known:
            value = QRectF(r.left() + name_width, r.top(), value_width - 8, r.height())
            paint.text(p, value, line.value, small, theme.color("ink_3"), paint.RIGHT)
        left, right = r.left() + words_width, r.right() - end_width
        self._track(p, QRectF(left, r.center().y() - 4, max(8.0, right - left), 8))
        end = QRectF(right, r.top(), end_width, r.height())
        paint.text(p, end, self._lost_words, number, theme.color("ink_2"), paint.RIGHT)

    def _track(self, p: QPainter, room: QRectF) -> None:
        theme, line = self.theme, self.line
        full = max(6.0, room.width() * line.weight / self._longest)
        track = QRectF(room.left(), room.top(), full, room.height())
        if line.points is None:
            paint.round_rect(p, track, 2, theme.color("sunken"), theme.color("line_strong", 0.6))
            paint.hatch(p, track, theme.color("line_strong", 0.9), 4.5, 1, 2)
            return
        hue, soft = theme.color(line.ledger), theme.color(f"{line.ledger}_soft")
        paint.round_rect(p, track, 2, soft, theme.color(line.ledger, 0.45))
        if line.high > line.low:
            unsure = QRectF(
                track.left() + full * line.low / 100,
                track.top(),
                full * (line.high - line.low) / 100,
                track.height(),
            )
            paint.hatch(p, unsure, theme.color(line.ledger, 0.55), 4, 1)
        won = QRectF(track.left(), track.top(), max(2.0, full * line.points / 100), track.height())
        paint.round_rect(p, won, 2, hue)


class IntervalBar(QWidget):
    """0 to 100: solid to the low end, hatched across what is uncertain, a tick at the score."""

    def __init__(
        self, theme: Theme, ledger: str, low: float, high: float, tick: float | None
    ) -> None:
        super().__init__()
        self.theme, self.ledger, self.low, self.high, self.tick = theme, ledger, low, high, tick
        self.setFixedHeight(18)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        draw_interval(
            p,
            self.theme,
            self.ledger,
            QRectF(0, 4, self.width(), 10),
            self.low,
            self.high,
            self.tick,
        )
        p.end()


def draw_interval(
    p: QPainter, theme: Theme, ledger: str, r: QRectF, low: float, high: float, tick: float | None
) -> None:
    """An interval bar in a box."""
    hue = theme.color(ledger)
    x_low, x_high = (r.left() + r.width() * value / 100 for value in (low, high))
    radius = r.height() / 2
    paint.round_rect(p, r, radius, theme.color("pressed"))
    p.save()
    p.setClipRect(QRectF(r.left(), r.top(), max(0.0, x_high - r.left()), r.height()))
    paint.round_rect(p, r, radius, theme.color(f"{ledger}_soft"))
    paint.hatch(p, r, hue, 4.5, 1.2, radius)
    p.setClipRect(QRectF(r.left(), r.top(), max(0.0, x_low - r.left()), r.height()))
    paint.round_rect(p, r, radius, hue)
    p.restore()
    if tick is None:
        return
    x = r.left() + r.width() * tick / 100
    for tone, width in (("surface", 5.0), ("ink", 2.4)):
        p.setPen(QPen(theme.color(tone), width))
        p.drawLine(QPointF(x, r.top() - 3), QPointF(x, r.bottom() + 3))
