"""A second map over the first one: swiped across it, or beside it on the same ground."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.surface import MapContent, MapSurface

SWIPE, SIDE = "swipe", "side"
BAR_PX: Final = 14
STEP_PX: Final = 24


class SwipeBar(QWidget):
    """The edge between both maps: dragged with the mouse, moved with the arrow keys."""

    def __init__(self, look: Look, over: "SecondMap", canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._look, self._over = look, over
        self.setObjectName("swipe_bar")
        self.setAccessibleName(look.words_of("options.swipe_bar"))
        self.setToolTip(look.words_of("options.swipe_bar"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._over.split_at(self.x() + event.position().x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -STEP_PX, Qt.Key.Key_Right: STEP_PX}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._over.split_at(self._over.split_px + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        theme, middle = self._look.theme, self.width() / 2
        tone = "focus" if self.hasFocus() else "ink"
        p.setPen(QPen(theme.color("surface"), 4))
        p.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        p.setPen(QPen(theme.color(tone), 2))
        p.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        knob = QRectF(middle - 6, self.height() / 2 - 18, 12, 36)
        paint.round_rect(p, knob, 6, theme.color("surface"), theme.color(tone), 1.6)
        p.end()


class SecondMap(QWidget):
    """Follows the view of the canvas below it; the mouse goes through to the canvas.

    Args:
        look: Theme and words.
        canvas: The map below.
        name: What the second map shows, for its label.
    """

    def __init__(self, look: Look, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._look, self._canvas = look, canvas
        self.setObjectName("second_map")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.surface = MapSurface(look.theme, look.words, self)
        self.surface.north_letter = look.say("map.north")
        self.mode = SWIPE
        self._share = 0.5
        self._names = ("", "")
        self.tags = (_Tag(look, self), _Tag(look, canvas))
        self.bar = SwipeBar(look, self, canvas)
        canvas.installEventFilter(self)
        canvas.view_changed.connect(self.follow)

    @property
    def split_px(self) -> float:
        """Where the second map begins, pixels from the left."""
        return self._share * self._canvas.width()

    def show_map(self, content: MapContent, mode: str, names: tuple[str, str]) -> None:
        """Show another content; names are those of the first and the second map."""
        self.mode, self._names = mode, names
        self.surface.show_content(content)
        self.bar.setVisible(mode == SWIPE)
        self.show()
        self.raise_()
        self.bar.raise_()
        self.follow()

    def split_at(self, x_px: float) -> None:
        """Let the second map begin there."""
        width = max(1, self._canvas.width())
        self._share = min(0.97, max(0.03, x_px / width))
        self.follow()

    def follow(self) -> None:
        """Take over place and view of the canvas."""
        if self.isHidden():
            return
        width, height = self._canvas.width(), self._canvas.height()
        view = self._canvas.view
        if self.mode == SIDE:
            left = width // 2
            self.setGeometry(left, 0, width - left, height)
            self.surface.setGeometry(0, 0, width - left, height)
            x_m, y_m = view.to_map(QPointF(left / 2, height / 2))
            self.surface.set_view(replace(view, x_m=x_m, y_m=y_m))
        else:
            left = round(self.split_px)
            self.setGeometry(left, 0, width - left, height)
            self.surface.setGeometry(-left, 0, width, height)
            self.surface.set_view(view)
        self.bar.setGeometry(left - BAR_PX // 2, 0, BAR_PX, height)
        for tag, words in zip(self.tags, reversed(self._names), strict=True):
            tag.say(words)
        self.tags[0].move(10, 10)
        self.tags[1].move(max(64, left - self.tags[1].width() - 10), 10)

    def remove(self) -> None:
        """Take the second map away and stop its worker."""
        self._canvas.removeEventFilter(self)
        self.surface.shutdown()
        for part in (self.bar, self.tags[1], self):
            part.hide()
            part.setParent(None)
            part.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._canvas:
            self.follow()
        return super().eventFilter(watched, event)


class _Tag(QWidget):
    """Which design a map shows."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._words = look, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, words: str) -> None:
        self._words = words
        font = self._look.theme.font("small", "semibold")
        self.resize(round(paint.width(words, font)) + 20, round(paint.line_height(font)) + 10)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        theme = self._look.theme
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint.round_rect(p, box, 5, theme.color("surface"), theme.color("line_strong"), 1)
        font = theme.font("small", "semibold")
        paint.text(p, box, self._words, font, theme.color("ink"), paint.CENTER)
        p.end()
