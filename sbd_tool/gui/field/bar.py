"""The bar of the window on site: few deeds, each as large as a fingertip, with its word."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from sbd_tool.gui.icons import icon
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.tasks.rows import touch_px
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import column, label, tool

DEEDS: Final = (
    ("tasks", "check-square"),
    ("photo", "camera"),
    ("freehand", "scribble-loop"),
    ("here", "map-pin"),
    ("follow", "navigation-arrow"),
    ("undo", "arrow-u-up-left"),
    ("whole", "arrows-out"),
    ("light", "sun"),
    ("leave", "x"),
)
CHECKED: Final = ("freehand", "here", "follow")
MOST_DPI: Final = 320.0
ICON_PX: Final = 28
GAP_PX: Final = 6
IN_TWO_ROWS: Final = 5
"""Buttons of the upper row where one row would cut their words."""


class FieldBar(QWidget):
    """Buttons at the lower edge, and a line that says how exactly the place is known.

    Signals:
        wanted: Key of a deed, one of `DEEDS`.
        gone: The window is put away.
    """

    wanted = Signal(str)
    gone = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("field_bar")
        self.setAccessibleName(look.words_of("field.bar"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "panel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.said = label(look.words_of("field.no_place"), "small")
        self.said.setObjectName("field_said")
        self.buttons: dict[str, QToolButton] = {}
        least = finger_px(self)
        for key, sign in DEEDS:
            words = look.words_of(f"field.do_{key}")
            made = tool(look.theme, sign, f"field_{key}", words, size_px=ICON_PX)
            made.setToolTip(look.words_of(f"field.tip_{key}"))
            made.setIcon(icon(look.theme, sign, "ink"))
            made.setText(words)
            made.setIconSize(QSize(ICON_PX, ICON_PX))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.setStyleSheet(f"min-height: {max(least, 52)}px; min-width: {least}px;")
            made.setCheckable(key in CHECKED)
            made.clicked.connect(lambda _checked=False, one=key: self.wanted.emit(one))
            self.buttons[key] = made
        self._deeds = QGridLayout()
        self._deeds.setSpacing(GAP_PX)
        self._columns = 0
        self.setLayout(column(self.said, self._deeds, spacing=4, margins=(12, 6, 12, 8)))
        self._lay_out(len(DEEDS))

    def check(self, key: str, *, is_on: bool) -> None:
        """Show whether a deed is under way."""
        self.buttons[key].setChecked(is_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self._wide(len(DEEDS))
        self._lay_out(len(DEEDS) if is_wide else IN_TWO_ROWS)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its two rows: with one the panel beside it could never take its room."""
        wide = self._wide(IN_TWO_ROWS)
        return QSize(min(wide, self._wide(len(DEEDS))), super().minimumSizeHint().height())

    def _wide(self, columns: int) -> int:
        hints = [one.sizeHint().width() for one in self.buttons.values()]
        widest = [max(hints[column::columns]) for column in range(columns)]
        return sum(widest) + GAP_PX * (columns - 1) + 24

    def _lay_out(self, columns: int) -> None:
        """One row, or two where words would be cut."""
        if columns == self._columns:
            return
        self._columns = columns
        for number, made in enumerate(self.buttons.values()):
            self._deeds.addWidget(made, number // columns, number % columns)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.gone.emit()


def finger_px(widget: QWidget) -> int:
    """Pixels of 9 mm on the screen of a widget: as it tells its size, and never less than that.

    Screens that tell no true size are taken as the desktop takes them.
    """
    screen = widget.screen()
    told = screen.physicalDotsPerInchY()
    true = told if told <= MOST_DPI else 0.0
    return touch_px(max(float(widget.logicalDpiY()), true))
