"""The rail of tools: a button for each group, with a fly-out and a memory of the last choice."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from sbd_tool.domain.text import text
from sbd_tool.gui.actions import SPECS
from sbd_tool.gui.actions.rail import RAIL, RailGroup
from sbd_tool.gui.icons import icon
from sbd_tool.gui.look import Look
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import column, rule

WIDTH_PX: Final = 42
CORNER_PX: Final = 5.0
OPENERS: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Menu)


class GroupButton(QToolButton):
    """Does what was used last; a long press, a right click or the right arrow shows the others.

    Args:
        look: Theme and words.
        group: Its actions.
        actions: All actions of the window.
    """

    def __init__(self, look: Look, group: RailGroup, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._look, self.rail_group = look, group
        self._memory: QSettings | None = None
        self.setObjectName(f"rail_{group.key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._actions = {key: actions[key] for key in group.actions}
        self.flyout = QMenu(self)
        self.flyout.setObjectName(f"flyout_{group.key}")
        self.flyout.setToolTipsVisible(True)
        for key, action in self._actions.items():
            self.flyout.addAction(action)
            action.triggered.connect(lambda _checked=False, used=key: self.show_as(used))
        if group.extras:
            self.flyout.addSeparator()
        for key in group.extras:
            self.flyout.addAction(actions[key])
        if self.has_flyout:
            self.setMenu(self.flyout)
            self.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self.show_as(group.actions[0])

    @property
    def has_flyout(self) -> bool:
        """Whether there is more than the one action."""
        return len(self._actions) + len(self.rail_group.extras) > 1

    @property
    def shown(self) -> str:
        """Key of the action on the button."""
        return next(key for key, action in self._actions.items() if action is self.defaultAction())

    def show_as(self, key: str) -> None:
        """Put an action on the button and remember it."""
        action = self._actions[key]
        if self.defaultAction() is not action:
            self.setDefaultAction(action)
        words = action.text()
        if self.has_flyout and len(self._actions) > 1:
            group = self._look.words_of(f"tools.rail.{self.rail_group.key}")
            words = f"{group}: {words}"
        self.setAccessibleName(words)
        if self._memory is not None:
            self._memory.setValue(f"rail/{self.rail_group.key}", key)

    def open_flyout(self) -> None:
        """Show the other choices beside the button."""
        if self.has_flyout:
            self.flyout.popup(self.mapToGlobal(QPoint(self.width() + 4, 0)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_flyout()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENERS and self.has_flyout:
            self.open_flyout()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.has_flyout:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self._look.theme.color("on_ink" if self.isChecked() else "ink_2"))
        right, bottom = self.width() - 3.0, self.height() - 3.0
        corner = [(right, bottom - CORNER_PX), (right, bottom), (right - CORNER_PX, bottom)]
        p.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corner]))
        p.end()

    def remember(self, memory: QSettings) -> None:
        """Show what was used last, and keep the next choices."""
        kept = str(memory.value(f"rail/{self.rail_group.key}", ""))
        if kept in self._actions:
            self.show_as(kept)
        self._memory = memory


class ToolRail(QFrame):
    """All groups, one below the other.

    Args:
        look: Theme and words.
        actions: Actions of the window.
        host: The map area.
    """

    def __init__(self, look: Look, actions: Mapping[str, QAction], host: QWidget) -> None:
        super().__init__(host)
        self._groups: list[GroupButton] = []
        self.setObjectName("tool_rail")
        self.setAccessibleName(look.word(text("tools.rail")))
        mark(self, "rail")
        lines = column(spacing=2, margins=(4, 4, 4, 4))
        for number, part in enumerate(RAIL):
            if number:
                lines.addWidget(rule())
            for group in part:
                for key in (*group.actions, *group.extras):
                    if SPECS[key].icon:
                        actions[key].setIcon(icon(look.theme, SPECS[key].icon))
                made = GroupButton(look, group, actions)
                self._groups.append(made)
                lines.addWidget(made)
        self.setLayout(lines)
        self.setFixedWidth(WIDTH_PX)
        self.adjustSize()

    def remember(self, memory: QSettings) -> None:
        """Show the last choice of each group, and keep the next ones."""
        for group in self._groups:
            group.remember(memory)
