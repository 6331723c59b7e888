"""What a deed may use of the window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSettings, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sbd_tool.gui.desk import Desk
from sbd_tool.gui.flows import Flows
from sbd_tool.gui.leaving import Leaving
from sbd_tool.gui.panels.brief.watch import BriefWatch
from sbd_tool.gui.top_bar import TopBar
from sbd_tool.gui.workspace import Workspace

Deed = Callable[[], object]


class Window(Protocol):
    """The main window, as deeds see it."""

    desk: Desk
    workspace: Workspace
    top: TopBar
    look_wanted: SignalInstance
    flows: Flows
    actions_by_key: dict[str, QAction]
    memory: QSettings
    leaving: Leaving
    brief: BriefWatch

    def add_photos(self, paths: Sequence[Path]) -> None:
        """Photos into the open project; those without a position wait to be placed."""
        ...

    def pick_files(self, title: str, take: Callable[[Sequence[Path]], None]) -> None:
        """Ask for files; what is chosen is taken, a cancel takes nothing."""
        ...

    def pick_target(self, title: str, name: str, take: Callable[[Path], None]) -> None:
        """Ask where to write; what is chosen is taken, a cancel takes nothing."""
        ...

    def widget(self) -> QWidget:
        """The window itself, to parent cards to."""
        ...

    def card_place(self, width_px: int) -> tuple[int, int]:
        """Where a card of this width opens: left and top, window pixels."""
        ...
