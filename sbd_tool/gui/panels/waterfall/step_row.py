"""A row of the waterfall chart: a floating bar between where the ledger was and where it goes."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.panels.waterfall.steps import Side, Step, StepKind
from sbd_tool.gui.theme import Theme
from sbd_tool.gui.widgets.ledger_parts import PaintedButton

NAME_SHARE: Final = 0.47  # of the width
BAR_PX: Final = 10.0
LEAST_BAR_PX: Final = 2.0
Scale = tuple[float, float]


class AxisRow(QWidget):
    """The points at both ends and in the middle of the lane, above the rows."""

    def __init__(self, theme: Theme, words: tuple[str, str, str]) -> None:
        super().__init__()
        self.theme, self._words = theme, words
        self.setFixedHeight(round(paint.line_height(theme.font("caption")) + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        lane = lane_of(self.theme, QRectF(self.rect()))
        font, tone = self.theme.font("caption", is_tabular=True), self.theme.color("ink_3")
        for share, words in zip((0.0, 0.5, 1.0), self._words, strict=True):
            x = lane.left() + lane.width() * share
            paint.text(p, QRectF(x - 20, 0, 40, self.height()), words, font, tone, paint.CENTER)
        p.end()


def lane_of(theme: Theme, box: QRectF) -> QRectF:
    """Where the bars of a row are drawn."""
    side = figure_px(theme)
    left = box.left() + box.width() * NAME_SHARE
    return QRectF(left, box.top(), box.width() * (1 - NAME_SHARE) - side - 10, box.height())


def figure_px(theme: Theme) -> float:
    """Room for the points at the end of a row."""
    return paint.width("+00.0", theme.font("caption", "semibold", is_tabular=True)) + 8


class StepRow(PaintedButton):
    """Name, bar, points. Earned bars are filled, lost ones hollow, unknown ones hatched.

    Args:
        theme: Tokens.
        ledger: Ledger key, for the tone.
        step: What it shows.
        side: Earned or lost.
        scale: Points at the left and right end of the lane.
    """

    def __init__(self, theme: Theme, ledger: str, step: Step, side: Side, scale: Scale) -> None:
        super().__init__(theme, f"step_{step.key}", step.fact)
        self.step, self._ledger, self._side, self._scale = step, ledger, side, scale
        self.is_open = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if step.line is None:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        pad = 12 if self.step.kind is StepKind.FAMILY else 7
        return QSize(260, round(paint.line_height(self.theme.font("small")) + pad))

    def set_open(self, *, is_open: bool) -> None:
        """Show whether its details stand below it."""
        self.is_open = is_open
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk the rows; Enter opens one."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def draw(self, p: QPainter, box: QRectF) -> None:
        theme, step = self.theme, self.step
        is_family = step.kind is StepKind.FAMILY
        if (self._is_hot and step.line is not None) or self.is_open:
            paint.round_rect(p, box, 4, theme.color("hover"))
        figure = theme.font("caption", "semibold", is_tabular=True)
        side = figure_px(theme)
        indent = 4.0 if is_family else 14.0
        words = QRectF(
            box.left() + indent, box.top(), box.width() * NAME_SHARE - indent - 6, box.height()
        )
        font = theme.font("small", "semibold" if is_family else "regular")
        paint.text(p, words, step.name, font, theme.color("ink"), is_elided=True)
        lane = lane_of(theme, box)
        self._lane(p, lane)
        end = QRectF(box.right() - side - 4, box.top(), side, box.height())
        tone = theme.color("ink" if is_family else "ink_2")
        paint.text(p, end, step.words, figure, tone, paint.RIGHT)

    def _lane(self, p: QPainter, lane: QRectF) -> None:
        theme, step = self.theme, self.step
        p.setPen(QPen(theme.color("line"), 1))
        for share in (0.0, 0.5, 1.0):
            x = lane.left() + lane.width() * share
            p.drawLine(QPointF(x, lane.top()), QPointF(x, lane.bottom()))
        if step.kind is StepKind.OPEN or step.words == "?":
            bar = QRectF(lane.left() + 1, lane.center().y() - 3, lane.width() - 2, 6)
            paint.hatch(p, bar, theme.color("line_strong"), 5, 1, 2)
            return
        first, last = (self._at(lane, points) for points in (step.start, step.end))
        self._connectors(p, lane, first, last)
        left, right = min(first, last), max(first, last)
        right = max(right, left + LEAST_BAR_PX)
        height = BAR_PX if step.kind is not StepKind.FAMILY else BAR_PX / 2
        bar = QRectF(left, lane.center().y() - height / 2, right - left, height)
        hue = theme.color(self._ledger)
        if step.kind is StepKind.FAMILY:
            paint.round_rect(p, bar, 1, theme.color(f"{self._ledger}_soft"), hue, 1.0)
        elif step.kind is StepKind.HELD:
            paint.round_rect(p, bar, 1, None, hue, 1.0)
            paint.hatch(p, bar, hue, 4, 1, 1)
        elif self._side is Side.LOST:
            paint.round_rect(p, bar, 1, theme.color("surface"), hue, 1.4)
        else:
            paint.round_rect(p, bar, 1, hue)

    def _at(self, lane: QRectF, points: float) -> float:
        low, high = self._scale
        return lane.left() + lane.width() * (points - low) / (high - low)

    def _connectors(self, p: QPainter, lane: QRectF, first: float, last: float) -> None:
        """Where the row before ended, and where the next begins."""
        if self.step.kind is StepKind.FAMILY:
            last = first
        p.setPen(QPen(self.theme.color("ink_3"), 1, Qt.PenStyle.DotLine))
        middle = lane.center().y()
        p.drawLine(QPointF(first, lane.top()), QPointF(first, middle))
        p.drawLine(QPointF(last, middle), QPointF(last, lane.bottom()))
