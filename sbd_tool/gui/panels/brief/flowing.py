"""A layout that sets parts one after another like words, in as many lines as it takes."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

TIGHT: Final = "follows_without_gap"  # a property of parts such as commas


class FlowLayout(QLayout):
    """Words and fields of one sentence; lines break between parts."""

    def __init__(self, parts: list[QWidget], spacing_px: int = 5) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = spacing_px
        self.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_asking=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_asking=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, is_asking: bool) -> int:
        lines: list[list[QLayoutItem]] = [[]]
        left = 0
        for item in self._items:
            wide = item.sizeHint().width()
            if lines[-1] and left + wide > rect.width() and not _is_tight(item):
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self._gap
        y = rect.y()
        for line in lines:
            high = max((item.sizeHint().height() for item in line), default=0)
            x = rect.x()
            for item in line:
                size = item.sizeHint()
                wide = min(size.width(), max(20, rect.width()))
                x -= self._gap - 1 if _is_tight(item) and x > rect.x() else 0
                if not is_asking:
                    top = y + (high - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, top), QSize(wide, size.height())))
                x += wide + self._gap
            y += high + self._gap
        return y - rect.y() - self._gap if self._items else 0


def _is_tight(item: QLayoutItem) -> bool:
    part = item.widget()
    return part is not None and bool(part.property(TIGHT))
