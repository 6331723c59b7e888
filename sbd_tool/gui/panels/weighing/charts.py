"""Charts of robustness: spread, ranks, tornado. Form and words say what colour repeats."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme

NAME_SHARE: Final = 0.46
ROW_PAD_PX: Final = 8


@dataclass(frozen=True, slots=True)
class Span:
    """One row of a chart.

    Attributes:
        name: What it is.
        low, high: Ends of the bar on the chart's scale.
        tick: A mark on the bar, or None.
        said: Its figures as shown at the end of the row.
        is_hatched: Doubt rather than choice: drawn hatched.
    """

    name: str
    low: float
    high: float
    tick: float | None
    said: str
    is_hatched: bool = False


class SpanChart(QWidget):
    """Rows of bars over one scale, each with its name and figures.

    Args:
        theme: Colours.
        ledger: Whose colour the bars have.
        spans: Rows.
        scale: Ends of the scale.
        centre: A line through all rows (the score as it is), or None.
        words: What the chart shows, for assistive technology; the rows follow it.
        is_stacked: Names stand above their bars, where they are long.
    """

    def __init__(
        self,
        theme: Theme,
        ledger: str,
        spans: Sequence[Span],
        scale: tuple[float, float],
        centre: float | None,
        words: str,
        *,
        is_stacked: bool = False,
    ) -> None:
        super().__init__()
        self.theme, self.ledger, self.spans = theme, ledger, tuple(spans)
        self.is_stacked = is_stacked
        self.scale, self.centre = scale, centre
        told = "; ".join(f"{span.name}: {span.said}" for span in self.spans)
        self.setAccessibleName(f"{words}. {told}")
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def row_px(self) -> float:
        """Height of a row."""
        line = paint.line_height(self.theme.font("small"))
        return 2 * line + ROW_PAD_PX if self.is_stacked else line + ROW_PAD_PX

    def sizeHint(self) -> QSize:
        return QSize(220, round(self.row_px * len(self.spans)) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        theme = self.theme
        figures = theme.font("caption", "medium", is_tabular=True)
        end_px = max((paint.width(span.said, figures) for span in self.spans), default=0.0) + 10
        left = 0.0 if self.is_stacked else self.width() * NAME_SHARE
        track = QRectF(left, 0, max(20.0, self.width() - left - end_px), self.height())
        for number, span in enumerate(self.spans):
            line = QRectF(0, number * self.row_px, self.width(), self.row_px)
            name = QRectF(line.left(), line.top(), left - 8, line.height())
            if self.is_stacked:
                name = QRectF(line.left(), line.top() + 2, self.width(), line.height() / 2)
                line = QRectF(0, name.bottom() - 3, self.width(), line.height() / 2)
            small = theme.font("small")
            paint.text(p, name, span.name, small, theme.color("ink"), is_elided=True)
            end = QRectF(track.right(), line.top(), end_px, line.height())
            paint.text(p, end, span.said, figures, theme.color("ink_2"), paint.RIGHT)
            self._bar(p, QRectF(track.left(), line.center().y() - 5, track.width(), 10), span)
        if self.centre is not None:
            x = self._x(track, self.centre)
            p.setPen(QPen(theme.color("ink"), 1.2))
            p.drawLine(QPointF(x, 1), QPointF(x, self.height() - 1))
        p.end()

    def _x(self, track: QRectF, value: float) -> float:
        first, last = self.scale
        share = (value - first) / (last - first) if last > first else 0.5
        return track.left() + track.width() * min(max(share, 0.0), 1.0)

    def _bar(self, p: QPainter, track: QRectF, span: Span) -> None:
        theme, hue = self.theme, self.theme.color(self.ledger)
        paint.round_rect(p, track, 3, theme.color("sunken"))
        low, high = self._x(track, span.low), self._x(track, span.high)
        bar = QRectF(low, track.top(), max(2.0, high - low), track.height())
        if span.is_hatched:
            paint.round_rect(p, bar, 2, theme.color(f"{self.ledger}_soft"), hue, 1.0)
            paint.hatch(p, bar, hue, 4.5, 1.1, 2)
        else:
            paint.round_rect(p, bar, 2, hue)
        if span.tick is not None:
            x = self._x(track, span.tick)
            for tone, width in (("surface", 5.0), ("ink", 2.4)):
                p.setPen(QPen(theme.color(tone), width))
                p.drawLine(QPointF(x, track.top() - 2), QPointF(x, track.bottom() + 2))


class RankBars(QWidget):
    """Share of draws in which an option takes each rank: from left to right first to last.

    The share of the first rank is solid, later ranks are hatched ever wider; figures stand inside
    where there is room.
    """

    def __init__(
        self, theme: Theme, ledger: str, shares: Sequence[float], words: Sequence[str]
    ) -> None:
        super().__init__()
        self.theme, self.ledger = theme, ledger
        self.shares, self.words = tuple(shares), tuple(words)
        self.setAccessibleName(", ".join(self.words))
        self.setToolTip(", ".join(self.words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(paint.line_height(theme.font("caption"))) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        theme, hue = self.theme, self.theme.color(self.ledger)
        left, font = 0.0, theme.font("caption", "semibold", is_tabular=True)
        for rank, share in enumerate(self.shares):
            box = QRectF(left, 1, self.width() * share, self.height() - 2)
            left = box.right()
            if box.width() < 1:
                continue
            inner = box.adjusted(0.5, 0, -0.5, 0)
            ground = hue if rank == 0 else theme.color(f"{self.ledger}_soft")
            paint.round_rect(p, inner, 2, ground, hue, 0.8)
            if rank > 0:
                paint.hatch(p, inner, theme.color(self.ledger, 0.5), 3.0 + 3.0 * rank, 1.0, 2)
            whole = self.words[rank]
            has_room = paint.width(whole, font) + 14 < inner.width()
            words = whole if has_room else whole.rpartition(" ")[2]
            if paint.width(words, font) + 8 < inner.width():
                self._figure(p, inner, words, is_first=rank == 0)
        p.end()

    def _figure(self, p: QPainter, box: QRectF, words: str, *, is_first: bool) -> None:
        theme = self.theme
        font = theme.font("caption", "semibold", is_tabular=True)
        if not is_first:
            width = paint.width(words, font) + 6
            plate = QRectF(box.center().x() - width / 2, box.top() + 2, width, box.height() - 4)
            paint.round_rect(p, plate, 2, theme.color("surface"))
        tone = "surface" if is_first else "ink"
        paint.text(p, box, words, font, theme.color(tone), paint.CENTER)
