"""One click on the map gives a place: "I am here", or where a task belongs."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from sbd_tool.domain.checklists import XY
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.map.tools import MapTool, Pointer, ToolHost


class PointTool(MapTool):
    """Each click or tap gives a place; Esc lays the tool down.

    Args:
        host: The map.
        prompt: Key of what the strip says.
        on_place: Told the place.
        on_dropped: Told when the tool was cancelled, or another one was taken in hand.
    """

    key = "task_point"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self,
        host: ToolHost,
        prompt: str,
        on_place: Callable[[XY], None],
        on_dropped: Callable[[], None],
    ) -> None:
        super().__init__(host)
        self._prompt, self._on_place, self._on_dropped = prompt, on_place, on_dropped

    @property
    def prompt(self) -> Text | None:
        return text(self._prompt)

    def press(self, at: Pointer) -> None:
        self._on_place(self.host.view.to_map(at.screen))

    def cancel(self) -> None:
        self._on_dropped()
