"""One line at the foot of the map: what the next click or key does, and which aids are on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.gui.map.drafting.aids import DrawingAids
from sbd_tool.gui.map.tool_base import MapTool
from sbd_tool.gui.theme import Theme, mark
from sbd_tool.gui.widgets.basics import label, row

BOTTOM_PX = 30
LEFT_PX, RIGHT_PX = 200, 16  # beside the scale bar
LEAST_PX = 200


class PromptStrip(QFrame):
    """Words of the tool in hand; the mouse goes through it."""

    def __init__(self, theme: Theme, words: Words, host: QWidget) -> None:
        super().__init__(host)
        self.theme, self.words = theme, words
        self.setObjectName("tool_prompt")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        mark(self, "card")
        self._prompt = label("", "small")
        self._aids = label("", "badge")
        self.setLayout(row(self._prompt, self._aids, spacing=10, margins=(12, 5, 12, 5)))
        self.hide()

    @property
    def said(self) -> str:
        """What it says, or ""."""
        return "" if self.isHidden() else self._prompt.text()

    def show_for(self, tool: MapTool, aids: DrawingAids) -> None:
        """Say what a tool waits for."""
        prompt = tool.prompt
        self.setVisible(prompt is not None)
        if prompt is None:
            return
        words = self.words(prompt)
        on = " · ".join(self.words(text(f"tools.aid.{key}")) for key in aids_on(aids))
        if words == self._prompt.text() and on == self._aids.text():
            return
        self._prompt.setText(words)
        self._aids.setText(on)
        self._aids.setVisible(bool(on))
        self.setAccessibleName(f"{words} {on}".strip())
        self.place()

    def place(self) -> None:
        """Stand at the foot of the map, in the middle."""
        parent = self.parentWidget()
        if parent is None:
            return
        room = max(LEAST_PX, parent.width() - LEFT_PX - RIGHT_PX)
        self._prompt.setWordWrap(False)
        self._prompt.setFixedWidth(self._prompt.sizeHint().width())
        self.adjustSize()
        if self.width() > room:  # a long sentence on a narrow map takes two lines
            self._prompt.setFixedWidth(max(60, room - (self.width() - self._prompt.width())))
            self._prompt.setWordWrap(True)
            self.adjustSize()
        middle = (parent.width() - self.width()) // 2
        x = max(LEFT_PX, min(middle, parent.width() - self.width() - RIGHT_PX))
        self.move(x, parent.height() - self.height() - BOTTOM_PX)


def aids_on(aids: DrawingAids) -> list[str]:
    """Keys of the aids that are switched on."""
    flags = (
        ("ortho", aids.is_ortho),
        ("polar", bool(aids.polar_step_deg)),
        ("tracing", aids.is_tracing),
    )
    return [key for key, is_on in flags if is_on]
