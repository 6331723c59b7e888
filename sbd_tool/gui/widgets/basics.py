"""Small parts every panel uses: labels, buttons, rules, rows, segments, chips."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
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

from sbd_tool.gui import paint
from sbd_tool.gui.icons import icon
from sbd_tool.gui.theme import Theme, mark

STRETCH: Final = None
Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
NO_MARGINS: Final[Margins] = (0, 0, 0, 0)


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


def tool(
    theme: Theme, sign: str, name: str, words: str, *, shortcut: str = "", size_px: int = 18
) -> QToolButton:
    """An icon button; its words are tip and accessible name."""
    made = QToolButton()
    made.setObjectName(name)
    made.setIcon(icon(theme, sign))
    made.setIconSize(QSize(size_px, size_px))
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

    @property
    def current(self) -> str:
        """Key of the chosen segment, or "" while none is."""
        index = self._group.checkedId()
        return self._keys[index] if index >= 0 else ""


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


def brand_sign(theme: Theme, size_px: int = 26) -> Swatch:
    """The sign of the product."""
    return Swatch(
        size_px + 4,
        size_px + 4,
        lambda p, r: paint.brand(p, theme, QPointF(r.center()), float(size_px)),
    )
