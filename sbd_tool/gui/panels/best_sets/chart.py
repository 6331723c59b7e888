"""The chart of best sets: openness by protection, cost as size; hand-made options among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme

LEFT_PX, BOTTOM_PX, TOP_PX, RIGHT_PX = 44.0, 40.0, 12.0, 16.0
LEAST_PX, MOST_PX = 3.5, 10.0
OPTION_PX: Final = 7.5
NEAR_PX: Final = 16.0
OPENING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
ROOMY: Final = 80  # more points than this are drawn smaller
PALE, FULL = 0.2, 0.5  # how strongly discs are filled
CHEAPER_PX: Final = 1.8  # of a pale disc among many
STEPS: Final = (1, 2, 5, 10, 20, 25, 50)
MOST_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """One point of the chart.

    Attributes:
        openness, protection: Where it lies, points.
        cost: What its size tells.
        label: Short words beside it when it is chosen.
        fact: All of it, for tips and assistive technology.
        is_option: An option somebody made.
        is_beaten: Some set is as good in all and better in one.
        is_cheaper: It stands there for its cost alone: another set is as open and as well
            protected, and better in one.
    """

    openness: float
    protection: float
    cost: float
    label: str
    fact: str
    is_option: bool = False
    is_beaten: bool = False
    is_cheaper: bool = False


class ParetoChart(QWidget):
    """Sets are discs, options diamonds; beaten options are hollow and crossed out.

    Signals:
        chosen: Number of the spot somebody clicked or went to by keys.
        opened: Number of the spot to act on: an option that was clicked, or Enter on any.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme, openness: str, protection: str, name: str) -> None:
        super().__init__()
        self.theme, self._names = theme, (openness, protection)
        self.spots: tuple[Spot, ...] = ()
        self.current = -1
        self.setObjectName("best_sets_chart")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(240, 220))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    def show_spots(self, spots: Sequence[Spot], current: int = -1) -> None:
        """Show other points."""
        self.spots, self.current = tuple(spots), current
        self.update()

    def choose(self, number: int) -> None:
        """Mark a point without telling anybody."""
        self.current = number
        fact = self.spots[number].fact if 0 <= number < len(self.spots) else ""
        self.setAccessibleDescription(fact)
        self.update()

    def place_of(self, number: int) -> QPointF:
        """Where a point is drawn, in pixels of the widget."""
        return self._at(self.spots[number])

    # --- geometry ---------------------------------------------------------------------

    def _box(self) -> QRectF:
        grow = self.theme.text_scale
        left, bottom = LEFT_PX * grow, BOTTOM_PX * grow
        wide, high = self.width() - left - RIGHT_PX, self.height() - bottom - TOP_PX
        return QRectF(left, TOP_PX, max(20.0, wide), max(20.0, high))

    def _ends(self, values: Sequence[float]) -> tuple[float, float]:
        low, high = min(values, default=0.0), max(values, default=100.0)
        room = max(1.0, (high - low) * 0.08)
        return max(0.0, low - room), min(100.0, high + room)

    def _at(self, spot: Spot) -> QPointF:
        box = self._box()
        (x0, x1), (y0, y1) = self._axes()
        x = box.left() + box.width() * (spot.openness - x0) / (x1 - x0)
        y = box.bottom() - box.height() * (spot.protection - y0) / (y1 - y0)
        return QPointF(x, y)

    def _axes(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return (
            self._ends([spot.openness for spot in self.spots]),
            self._ends([spot.protection for spot in self.spots]),
        )

    @property
    def is_crowded(self) -> bool:
        """Too many points for all to be drawn alike."""
        return len(self.spots) > ROOMY

    def _radius(self, spot: Spot) -> float:
        if self.is_crowded and spot.is_cheaper:
            return CHEAPER_PX
        most = max((one.cost for one in self.spots), default=0.0)
        share = spot.cost / most if most > 0 else 0.0
        drawn = sum(not one.is_cheaper for one in self.spots)
        crowd = min(1.0, (ROOMY / max(1, drawn)) ** 0.5)
        return float(crowd * (LEAST_PX + (MOST_PX - LEAST_PX) * max(0.0, share) ** 0.5))

    def _nearest(self, at: QPointF) -> int:
        found = [  # an option is drawn over sets, so it is also caught before them
            ((self._at(spot) - at).manhattanLength(), not spot.is_option, number)
            for number, spot in enumerate(self.spots)
        ]
        distance, _, number = min(found, default=(NEAR_PX + 1, True, -1))
        return number if distance <= NEAR_PX else -1

    # --- hands ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._nearest(event.position())
        self._go(number)
        if number >= 0 and self.spots[number].is_option:
            self.opened.emit(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self._nearest(event.position())
        if number >= 0 and number == self.current:
            self.opened.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if key in steps and self.spots:
            self._go((self.current + steps[Qt.Key(key)]) % len(self.spots))
        elif key in OPENING and 0 <= self.current < len(self.spots):
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _go(self, number: int) -> None:
        if number >= 0:
            self.choose(number)
            self.chosen.emit(number)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            number = self._nearest(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.spots[number].fact if number >= 0 else "")
            return True
        return super().event(event)

    # --- drawing ----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        box = self._box()
        paint.round_rect(p, box, 3, self.theme.color("sunken"))
        self._grid(p, box)
        order = sorted(range(len(self.spots)), key=lambda n: _layer(self.spots[n]))
        for number in order:
            if number != self.current:
                self._spot(p, self.spots[number], is_current=False)
        if 0 <= self.current < len(self.spots):
            self._spot(p, self.spots[self.current], is_current=True)
            self._label(p, box, self.spots[self.current])
        if self.hasFocus():
            paint.focus_ring(p, self.theme, QRectF(self.rect()))
        p.end()

    def _grid(self, p: QPainter, box: QRectF) -> None:
        theme, grow = self.theme, self.theme.text_scale
        soft = QPen(theme.color("line_strong", 0.35), 1, Qt.PenStyle.DotLine)
        number = theme.font("micro", is_tabular=True)
        (x0, x1), (y0, y1) = self._axes()
        for value in _round_values(x0, x1):
            x = box.left() + box.width() * (value - x0) / (x1 - x0)
            p.setPen(soft)
            p.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            room = QRectF(x - 16, box.bottom() + 3, 32, 13 * grow)
            paint.text(p, room, str(value), number, theme.color("ink_3"), paint.CENTER)
        for value in _round_values(y0, y1):
            y = box.bottom() - box.height() * (value - y0) / (y1 - y0)
            p.setPen(soft)
            p.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            room = QRectF(box.left() - 30, y - 7, 26, 14)
            paint.text(p, room, str(value), number, theme.color("ink_3"), paint.RIGHT)
        font = theme.font("caption", "semibold")
        room = QRectF(box.left(), self.height() - 19 * grow, box.width(), 16 * grow)
        tone = theme.ledger_word("openness")
        paint.text(p, room, f"{self._names[0]}  →", font, tone, paint.CENTER)
        p.save()
        p.translate(9 * grow, box.center().y())
        p.rotate(-90)
        room = QRectF(-box.height() / 2, -8 * grow, box.height(), 16 * grow)
        tone = theme.ledger_word("protection")
        paint.text(p, room, f"{self._names[1]}  →", font, tone, paint.CENTER)
        p.restore()

    def _spot(self, p: QPainter, spot: Spot, *, is_current: bool) -> None:
        theme, c, r = self.theme, self._at(spot), self._radius(spot)
        ink = theme.color("ink")
        is_pale = self.is_crowded and spot.is_cheaper
        p.setPen(Qt.PenStyle.NoPen if is_pale else QPen(theme.color("surface"), 1.2))
        p.setBrush(theme.color("ink", PALE if is_pale else FULL))
        if spot.is_option:
            r = max(r, OPTION_PX)
            corners = [QPointF(0, -r), QPointF(r, 0), QPointF(0, r), QPointF(-r, 0)]
            p.setPen(QPen(ink, 1.6))
            p.setBrush(theme.color("surface") if spot.is_beaten else theme.color("ink"))
            p.drawPolygon(QPolygonF([c + corner for corner in corners]))
            if spot.is_beaten:
                paint.tick(p, c, 3.2, ink, is_ok=False)
        else:
            p.drawEllipse(c, r, r)
        if is_current:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(theme.color("select"), 3))
            p.drawEllipse(c, r + 3.5, r + 3.5)

    def _label(self, p: QPainter, box: QRectF, spot: Spot) -> None:
        theme, c = self.theme, self._at(spot)
        font = theme.font("caption", "semibold", is_tabular=True)
        wide, high = paint.width(spot.label, font) + 10, paint.line_height(font) + 4
        left = min(max(box.left() + 2, c.x() - wide / 2), box.right() - wide - 2)
        above = c.y() - self._radius(spot) - high - 8
        top = above if above > box.top() else c.y() + self._radius(spot) + 8
        room = QRectF(left, top, wide, high)
        paint.round_rect(p, room, 4, theme.color("surface"), theme.color("line_strong"), 1)
        paint.text(p, room, spot.label, font, theme.color("ink"), paint.CENTER)


def _layer(spot: Spot) -> tuple[bool, bool, float]:
    """What is drawn first: pale discs, then dear ones, options over all."""
    return (spot.is_option, not spot.is_cheaper, -spot.cost)


def _round_values(low: float, high: float) -> list[int]:
    """Whole numbers for lines of a grid, a handful at most."""
    step = next((one for one in STEPS if (high - low) / one <= MOST_LINES), STEPS[-1])
    first = int(-(-low // step)) * step
    return [value for value in range(first, int(high) + 1, step) if low <= value <= high]
