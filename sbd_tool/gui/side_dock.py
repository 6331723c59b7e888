"""Panels that come when a task asks for them and go when it is done: a tab beside the inspector."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from sbd_tool.gui.dock_tabs import panel_list, show_whole_names
from sbd_tool.gui.look import Look
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import ElidedLabel, row, tool
from sbd_tool.gui.workspace import DockHead, Workspace

HEIGHT_SHARE: Final = 0.78
BODY_PX: Final = 17  # height of a line of text at 100 %


class SideDock(QDockWidget):
    """A dock that is gone once it is closed.

    Signals:
        closed: It was closed.
    """

    closed = Signal()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
        self.setParent(None)
        self.deleteLater()


def side_dock(workspace: Workspace, key: str) -> SideDock | None:
    """The dock of that key, or None while it is not open."""
    return workspace.findChild(SideDock, f"side_{key}")


def open_side(
    workspace: Workspace, look: Look, key: str, title: str, panel: QWidget, *, width_px: int = 0
) -> SideDock:
    """Open a panel beside the inspector and bring it to the front, for now as wide as it needs."""
    older = side_dock(workspace, key)
    if older is not None:
        older.close()
    dock = SideDock(title)
    dock.setObjectName(f"side_{key}")
    dock.setAccessibleName(title)
    panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    mark(panel, "panel")
    dock.setWidget(panel)
    words = look.say("dock.close", panel=title)
    shut = tool(look.theme, "x", f"close_{key}", words, size_px=14)
    shut.clicked.connect(dock.close)
    others = panel_list(workspace, look, dock, key)
    head = row(ElidedLabel(title, "strong"), others, shut, spacing=2, margins=(16, 6, 8, 4))
    head.setStretch(0, 1)
    dock.setTitleBarWidget(DockHead(head, round(40 * look.theme.text_scale)))
    beside = _beside(workspace)
    workspace.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    if beside is not None:
        workspace.tabifyDockWidget(beside, dock)
    dock.show()
    dock.raise_()
    before = workspace.inspector.width()
    QTimer.singleShot(0, dock, lambda: _make_room(workspace, dock, width_px))
    if width_px > before > 0:
        dock.closed.connect(lambda: _set_width(workspace, before))
    return dock


def _beside(workspace: Workspace) -> QDockWidget | None:
    """What a new panel shares its place with; a narrow window hides the inspector."""
    docked = (one for one in workspace.findChildren(SideDock) if not one.isFloating())
    rest = (one for one in docked if not one.isHidden())
    return workspace.inspector if workspace.inspector.isVisible() else next(rest, None)


def _make_room(workspace: Workspace, dock: SideDock, width_px: int) -> None:
    if dock.parentWidget() is not workspace:
        return  # closed again before there was time
    show_whole_names(workspace)
    height = round(workspace.height() * HEIGHT_SHARE)
    below = [one for one in (workspace.work,) if one.isVisible() and not one.isFloating()]
    heights = [height, *(workspace.height() - height for _ in below)]
    workspace.resizeDocks([dock, *below], heights, Qt.Orientation.Vertical)
    wanted = round(width_px * dock.fontMetrics().height() / BODY_PX)
    if wanted > dock.width():
        workspace.resizeDocks([dock], [wanted], Qt.Orientation.Horizontal)


def _set_width(workspace: Workspace, width_px: int) -> None:
    workspace.resizeDocks([workspace.inspector], [width_px], Qt.Orientation.Horizontal)
