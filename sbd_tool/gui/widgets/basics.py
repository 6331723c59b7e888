"""Small parts every panel uses: labels, buttons, rules, rows, segments, chips."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sbd_tool.gui.icons import icon
from sbd_tool.gui.theme import Theme, mark

STRETCH: Final = None
Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
NO_MARGINS: Final[Margins] = (0, 0, 0, 0)
_ROUND_SIGN_PX: Final = 8  # what the style keeps free round the sign of an icon button


class ElidedLabel(QLabel):
    """One line that ends in "…" when the room is short; the tip then holds the whole."""

    def __init__(self, words: str = "", role: str = "") -> None:
        super().__init__(words)
        mark(self, role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        self.setToolTip(self.text() if shown != self.text() else "")
        p.setPen(self.palette().color(self.foregroundRole()))
        p.drawText(self.rect(), (self.alignment() | Qt.AlignmentFlag.AlignVCenter).value, shown)
        p.end()


def label(words: str, role: str = "", *, is_wrapped: bool = False, tone: str = "") -> QLabel:
    """A plain-text label; words of users and files are never read as markup."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(is_wrapped)
    if is_wrapped:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    if role == "badge":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    mark(made, role, **({"tone": tone} if tone else {}))
    return made


def button(
    theme: Theme, words: str, name: str, *, role: str = "", sign: str = "", tip: str = ""
) -> QPushButton:
    """A push button: verb and object."""
    made = QPushButton(words)
    made.setObjectName(name)
    made.setAccessibleName(words)
    mark(made, role)
    if sign:
        made.setIcon(icon(theme, sign, "on_ink" if role == "primary" else "ink_2"))
        made.setIconSize(QSize(16, 16))
    made.setToolTip(tip or words)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def tool(
    theme: Theme, sign: str, name: str, words: str, *, shortcut: str = "", size_px: int = 18
) -> QToolButton:
    """An icon button; its words are tip and accessible name."""
    made = QToolButton()
    made.setObjectName(name)
    made.setIcon(icon(theme, sign))
    made.setIconSize(QSize(size_px, size_px))
    # A list that is just being filled may press its rows together for one picture.
    made.setMinimumSize(size_px + _ROUND_SIGN_PX, size_px + _ROUND_SIGN_PX)
    made.setToolTip(f"{words} ({shortcut})" if shortcut else words)
    made.setAccessibleName(words)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def keycap(keys: str) -> QLabel:
    """A key as it is printed on the board."""
    made = QLabel(keys)
    mark(made, "keycap")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def rule(*, is_upright: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    mark(made, "rule")
    if is_upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def row(*items: Item, spacing: int = 8, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Side by side: widgets, layouts, gaps in pixels, and None for a stretch."""
    made = QHBoxLayout()
    _fill(made, items, spacing, margins)
    return made


def column(*items: Item, spacing: int = 8, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """One below the other: widgets, layouts, gaps in pixels, and None for a stretch."""
    made = QVBoxLayout()
    _fill(made, items, spacing, margins)
    return made


def _fill(
    box: QHBoxLayout | QVBoxLayout, items: Sequence[Item], spacing: int, margins: Margins
) -> None:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)


def holder(layout: QLayout, role: str = "") -> QWidget:
    """A plain widget around a layout."""
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    mark(made, role)
    return made


def frame(layout: QLayout, role: str = "card") -> QFrame:
    """A framed widget around a layout."""
    made = QFrame()
    made.setLayout(layout)
    mark(made, role)
    return made


def scrolled(inner: QWidget, name: str) -> QScrollArea:
    """A scroll area without a frame that only scrolls up and down."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; widgets are deleted when the event loop is back."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
