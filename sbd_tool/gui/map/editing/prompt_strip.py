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
LEAST_PX = 220
GAP_PX = 12


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
        self.setLayout(
            row(self._prompt, self._aids, spacing=GAP_PX, margins=(GAP_PX, 5, GAP_PX, 5))
        )
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
        aids = 0 if self._aids.isHidden() else self._aids.sizeHint().width() + GAP_PX
        metrics = self._prompt.fontMetrics()
        natural = metrics.horizontalAdvance(self._prompt.text()) + 2
        width = min(natural, room - aids - 2 * GAP_PX - 4)
        self._prompt.setWordWrap(width < natural)  # long words on a narrow map take two lines
        self._prompt.setFixedWidth(width)
        lines = self._prompt.heightForWidth(width) if width < natural else metrics.height()
        self.resize(width + aids + 2 * GAP_PX + 4, lines + 12)
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
