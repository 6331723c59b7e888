"""A floating card over the window that blocks nothing: Esc or its cross closes it."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget
from shiboken6 import isValid

from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import column, label, row, rule, tool

ROOM_PX = 26
TOP_PX = 12
EDGE_PX = 6


class FloatingCard(QWidget):
    """Title, cross and a body, painted with a soft shadow."""

    def __init__(self, look: Look, host: QWidget, title: str, name: str) -> None:
        super().__init__(host)
        self.look = look
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._came_from: QWidget | None = host.focusWidget()
        close = tool(look.theme, "x", f"{name}_close", look.say("close"), shortcut="Esc")
        close.clicked.connect(self.close_card)
        head = row(label(title, "title"), close, spacing=8, margins=(20, 14, 12, 10))
        head.setStretch(0, 1)
        self._frame = column(head, rule(), spacing=0, margins=(ROOM_PX, TOP_PX, ROOM_PX, ROOM_PX))
        self.setLayout(self._frame)

    def set_body(self, body: QLayout) -> None:
        """Fill the card."""
        self._frame.addLayout(body)

    def open_at(self, x_px: int, y_px: int, width_px: int) -> None:
        """Show it there, as high as it needs."""
        self.setFixedWidth(width_px + 2 * ROOM_PX)
        self.adjustSize()
        self.move(x_px - ROOM_PX, y_px - TOP_PX)
        self._keep_inside()
        self.show()
        self.raise_()
        self.setFocus()

    def fit(self) -> None:
        """As high as the body needs, once its new parts are shown."""
        QTimer.singleShot(0, self, self._fit_now)

    def _fit_now(self) -> None:
        frame = self.layout()
        if self.isVisible() and frame is not None:
            frame.activate()
            wanted = frame.totalHeightForWidth(self.width())
            self.resize(self.width(), max(wanted, frame.totalMinimumSize().height()))
            self._keep_inside()

    def _keep_inside(self) -> None:
        """Up or left as far as its foot and its right edge need to stay in the window."""
        host = self.parentWidget()
        if host is None:
            return
        lowest = host.height() + ROOM_PX - EDGE_PX - self.height()
        farthest = host.width() + ROOM_PX - EDGE_PX - self.width()
        x_px = max(EDGE_PX - ROOM_PX, min(self.x(), farthest))
        self.move(x_px, max(EDGE_PX - TOP_PX, min(self.y(), lowest)))

    def close_card(self) -> None:
        """Go away and give the focus back; where that is gone, to the window."""
        if self.isHidden() and self.parentWidget() is None:
            return  # closed already, as by a change of the project
        host, came_from = self.parentWidget(), self._came_from
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus()
        elif host is not None:
            host.setFocus()  # before it goes: a window without focus would hear no key
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        box = QRectF(self.rect()).adjusted(ROOM_PX, TOP_PX, -ROOM_PX, -ROOM_PX)
        paint.card(p, self.look.theme, box, 14, "dialog")
        p.end()
