"""The bar of the window on site: few deeds, each as large as a fingertip, with its word."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.tasks.rows import touch_px
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import column, label, row, tool

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
ICON_PX: Final = 24


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
            made.setText(words)
            made.setIconSize(QSize(ICON_PX, ICON_PX))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.setStyleSheet(f"min-height: {max(least, 52)}px; min-width: {least}px;")
            made.setCheckable(key in CHECKED)
            made.clicked.connect(lambda _checked=False, one=key: self.wanted.emit(one))
            self.buttons[key] = made
        deeds = row(*self.buttons.values(), spacing=6)
        self.setLayout(column(self.said, deeds, spacing=4, margins=(12, 6, 12, 8)))

    def check(self, key: str, *, is_on: bool) -> None:
        """Show whether a deed is under way."""
        self.buttons[key].setChecked(is_on)

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
