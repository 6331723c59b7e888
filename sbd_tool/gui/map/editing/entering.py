"""Ties the entry box to the tool in hand: what is typed is shown live and applied on Enter."""

from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QPointF

from sbd_tool.domain.errors import InputError
from sbd_tool.gui.map.drafting.entry_box import EntryBox
from sbd_tool.gui.map.tool_base import MapTool


class Typable(Protocol):
    """A canvas whose tool takes numbers."""

    @property
    def tool(self) -> MapTool:
        """The tool in hand."""
        ...

    def update(self) -> None:
        """Paint again."""
        ...


class Entering(QObject):
    """Typing on one canvas.

    Args:
        canvas: The canvas.
        box: The entry box on it.
    """

    def __init__(self, canvas: Typable, box: EntryBox) -> None:
        super().__init__(box)
        self._canvas, self.box = canvas, box
        self.box.changed.connect(self._changed)
        self.box.entered.connect(self._entered)
        self.box.dropped.connect(self.drop)

    def begin(self, typed: str, pixel: QPointF) -> None:
        """Open the fields of the tool in hand."""
        fields = self._canvas.tool.fields
        if fields:
            self.box.open_with(fields, typed, pixel.toPoint())

    def drop(self) -> None:
        """Close the box; what was typed no longer holds."""
        if self.box.is_open:
            self.box.close_box()
            self._canvas.tool.typed({})

    def follow(self, pixel: QPoint) -> None:
        """The pointer moved."""
        if self.box.is_open:
            self.box.follow(pixel)

    def lets_click(self) -> bool:
        """Whether a click may go to the tool: not while the entry cannot be read."""
        if not self.box.is_open or not self.box.values:
            return True
        try:
            self._canvas.tool.typed(self.box.values)
        except InputError as problem:
            self.box.show_problem(problem)
            return False
        return True

    def _changed(self) -> None:
        try:
            self._canvas.tool.typed(self.box.values)
        except InputError:
            return  # half an entry is no mistake; Enter says what is wrong with it

    def _entered(self) -> None:
        try:
            self._canvas.tool.enter(self.box.values)
        except InputError as problem:
            self.box.show_problem(problem)
            return
        self.box.close_box()
        self._canvas.update()
