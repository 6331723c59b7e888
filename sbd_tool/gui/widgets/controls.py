"""Controls with a form of their own: links, segments, selects."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QSizePolicy,
)

from sbd_tool.gui import paint
from sbd_tool.gui.icons import icon
from sbd_tool.gui.theme import Theme, mark
from sbd_tool.gui.widgets.basics import row

TIGHT_PX = 24  # what padding and border of a segment take beside its words


def named_line(name: str, words: str, longest: int | None = None) -> QLineEdit:
    """A line to type in; its words stand in it while it is empty, and are tip and name."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setPlaceholderText(words)
    made.setToolTip(words)
    if longest is not None:
        made.setMaxLength(longest)
    return made


class LinkButton(QPushButton):
    """A link that never asks for more room than there is: it elides, the tip holds the whole."""

    def __init__(self, theme: Theme, words: str, name: str, sign: str = "") -> None:
        super().__init__()
        self.theme, self.words = theme, words
        self._sign = icon(theme, sign) if sign else None
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        mark(self, "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, round(paint.line_height(self.theme.font("body")) + 9))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def say(self, words: str) -> None:
        """Say something else."""
        self.words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        p = QPainter(self)
        left = 4
        if self._sign is not None:
            self._sign.paint(p, left, (self.height() - 16) // 2, 16, 16)
            left += 23
        font = self.theme.font("body", "medium")
        font.setUnderline(True)
        room = QRectF(left, 0, self.width() - left - 4, self.height())
        paint.text(p, room, self.words, font, self.theme.color("ink"), is_elided=True)
        p.end()


class Segments(QFrame):
    """Up to five choices side by side; arrow keys move, one is always chosen."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        current: str,
        on_change: Callable[[str], None],
        name: str,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        mark(self, "segments")
        self._group = QButtonGroup(self)
        self._keys = [key for key, _ in choices]
        self._is_tight = False
        inner = row(spacing=2, margins=(2, 2, 2, 2))
        for index, (key, words) in enumerate(choices):
            made = QPushButton(words)
            mark(made, "segment")
            made.setObjectName(f"{name}_{key}")
            made.setAccessibleName(words)
            made.setToolTip(words)
            made.setCheckable(True)
            made.setChecked(key == current)
            made.setMinimumWidth(24)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(made, index)
            inner.addWidget(made)
        self.setLayout(inner)
        self._group.idClicked.connect(lambda index: on_change(self._keys[index]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where words would be cut, the room round them gives way first."""
        super().resizeEvent(event)
        buttons = self._group.buttons()
        share = self.width() / max(1, len(buttons))
        longest = max(
            (one.fontMetrics().horizontalAdvance(one.text()) for one in buttons), default=0
        )
        is_tight = longest + TIGHT_PX > share
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            for one in buttons:
                one.setProperty("tight", is_tight)
                one.style().unpolish(one)
                one.style().polish(one)

    @property
    def current(self) -> str:
        """Key of the chosen segment, or "" while none is."""
        index = self._group.checkedId()
        return self._keys[index] if index >= 0 else ""

    def show_choice(self, key: str) -> None:
        """Mark another segment without telling anybody."""
        self._group.button(self._keys.index(key)).setChecked(True)


class Select(QComboBox):
    """Combo box with its caret painted: a styled one loses the native caret."""

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a panel never changes a value on the way

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        p = QPainter(self)
        caret = icon(self.theme, "caret-down")
        caret.paint(p, self.width() - 22, (self.height() - 12) // 2, 12, 12)
        p.end()
