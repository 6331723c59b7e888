"""The picture large, with a pen that draws over it and a brush that says what is to be destroyed.

What is shown is the copy that would leave: blurred places are gone in it. Mouse, pen and finger
draw alike; with the keys the arrows move a crosshair, the space bar lowers and lifts the pen.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sbd_tool.domain.photo_marks import Stroke
from sbd_tool.gui import paint
from sbd_tool.gui.look import Look

STEP: Final = 0.02
FINE: Final = 0.004
CROSS_PX: Final = 9.0
ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Hand(StrEnum):
    """What is in hand over the picture."""

    LOOK = "look"
    PEN = "pen"
    BRUSH = "brush"


class PhotoPicture(QWidget):
    """Shows a picture with strokes and takes new ones.

    Args:
        look: Theme and words.
        drawn: Told each finished stroke.
    """

    def __init__(self, look: Look, drawn: Callable[[Hand, Stroke], None]) -> None:
        super().__init__()
        self._look, self._drawn = look, drawn
        self.setObjectName("photo_large")
        self.setAccessibleName(look.words_of("photo.large"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, on=False)  # come as the mouse
        self.image, self.words = QImage(), ""
        self.strokes: tuple[Stroke, ...] = ()
        self.hand, self.ink, self.width_share = Hand.LOOK, "danger", 0.006
        self._points: list[tuple[float, float]] = []
        self._cross = (0.5, 0.5)
        self._is_down_by_key = False

    def sizeHint(self) -> QSize:
        return QSize(640, 420)

    def show_picture(self, image: QImage, words: str = "") -> None:
        """Show a picture, or words while there is none."""
        self.image, self.words = image, words
        self.update()

    def show_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Show what is drawn over it."""
        self.strokes = tuple(strokes)
        self.update()

    def take(self, hand: Hand) -> None:
        """Take another thing in hand."""
        self.hand = hand
        self._points, self._is_down_by_key = [], False
        self.setCursor(
            Qt.CursorShape.ArrowCursor if hand is Hand.LOOK else Qt.CursorShape.CrossCursor
        )
        self.update()

    @property
    def frame(self) -> QRectF:
        """Where the picture lies in the widget."""
        if self.image.isNull():
            return QRectF(self.rect())
        room = self.rect().size()
        size = self.image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        found = QRectF(0, 0, size.width(), size.height())
        found.moveCenter(QRectF(self.rect()).center())
        return found

    # --- mouse, pen, finger -----------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())
        self._finish()

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.ignore()  # it then comes as the mouse, in the same order

    # --- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.hand is Hand.LOOK or (key not in ARROWS and key is not Qt.Key.Key_Space):
            super().keyPressEvent(event)
        elif key is Qt.Key.Key_Space:
            self._space()
        else:
            step = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
            right, down = ARROWS[key]
            x, y = self._cross[0] + right * step, self._cross[1] + down * step
            self._cross = (min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
            if self._is_down_by_key:
                self._points.append(self._cross)
            self.update()

    def _space(self) -> None:
        if self._is_down_by_key:
            self._is_down_by_key = False
            self._finish()
        else:
            self._is_down_by_key = True
            self._points = [self._cross]
            self.update()

    # --- strokes ----------------------------------------------------------------------------

    def _begin(self, at: QPointF) -> None:
        if self.hand is not Hand.LOOK and not self.image.isNull() and self.frame.contains(at):
            self._points = [self._share(at)]
            self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._points and not self._is_down_by_key:
            point = self._share(at)
            if point != self._points[-1]:
                self._points.append(point)
            self.update()

    def _finish(self) -> None:
        points, self._points = tuple(self._points), []
        if points:
            self._drawn(self.hand, self._stroke(points))
        self.update()

    def _stroke(self, points: tuple[tuple[float, float], ...]) -> Stroke:
        return Stroke(points, self.width_share, "" if self.hand is Hand.BRUSH else self.ink)

    def _share(self, at: QPointF) -> tuple[float, float]:
        box = self.frame
        x, y = (at.x() - box.x()) / box.width(), (at.y() - box.y()) / box.height()
        self._cross = (min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
        return self._cross

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        theme, box = self._look.theme, self.frame
        p.fillRect(self.rect(), theme.color("sunken"))
        if self.image.isNull():
            font = theme.font("body")
            paint.text(p, QRectF(self.rect()), self.words, font, theme.color("ink_2"), paint.CENTER)
        else:
            p.drawImage(box, self.image)
            p.save()
            p.setClipRect(box)
            for stroke in self.strokes:
                self._draw(p, box, stroke)
            if self._points:
                self._draw(p, box, self._stroke(tuple(self._points)))
            p.restore()
        if self.hasFocus():
            self._draw_cross(p, box)
            paint.focus_ring(p, theme, QRectF(self.rect()).adjusted(1, 1, -1, -1))
        p.end()

    def _draw(self, p: QPainter, box: QRectF, stroke: Stroke) -> None:
        colour = self._colour(stroke.ink or "ink", 1.0 if stroke.ink else 0.55)
        width = max(1.5, stroke.width * max(box.width(), box.height()))
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        p.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, round_cap, round_join))
        points = [
            QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in stroke.points
        ]
        if len(points) == 1:
            p.drawPoint(points[0])
        else:
            p.drawPolyline(points)

    def _colour(self, ink: str, alpha: float) -> QColor:
        """As on paper, whatever the theme: red stays red, and black is no white at night."""
        colour = QColor(self._look.theme.tokens["theme"]["light"][ink])
        colour.setAlphaF(alpha)
        return colour

    def _draw_cross(self, p: QPainter, box: QRectF) -> None:
        if self.hand is Hand.LOOK or self.image.isNull():
            return
        theme = self._look.theme
        x = box.x() + self._cross[0] * box.width()
        y = box.y() + self._cross[1] * box.height()
        for tone, width in (("surface", 4.0), ("ink", 1.6)):
            p.setPen(QPen(theme.color(tone), width))
            p.drawLine(QPointF(x - CROSS_PX, y), QPointF(x + CROSS_PX, y))
            p.drawLine(QPointF(x, y - CROSS_PX), QPointF(x, y + CROSS_PX))
