"""Toolbar icons: one set (Phosphor regular), one weight, tinted by token."""

from typing import Final

import qtawesome
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap

from sbd_tool.gui.theme import Theme

SHARP: Final = 2.0


def icon(theme: Theme, name: str, tone: str = "ink_2") -> QIcon:
    """A tinted icon; it turns to the ground colour of a checked button by itself."""
    found: QIcon = qtawesome.icon(
        f"ph.{name}",
        color=theme[tone],
        color_active=theme["on_ink" if tone == "on_ink" else "ink"],
        color_on=theme["on_ink"],
        color_on_active=theme["on_ink"],
        color_disabled=theme["ink_disabled"],
    )
    return found


def pixmap(theme: Theme, name: str, size_px: int, tone: str = "ink_2") -> QPixmap:
    """A tinted icon as a picture for labels, sharp at 200 %."""
    # The ratio is named: else Qt multiplies by that of the screen, and 200 % doubles the size.
    return icon(theme, name, tone).pixmap(QSize(size_px, size_px), SHARP)
