"""Tasks as rows: sign and number, question, where it stands and how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot
from typing import Final

from PySide6.QtCore import (
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sbd_tool.app.checklists.values import value_words
from sbd_tool.domain.checklists import XY
from sbd_tool.domain.tasks import Entry
from sbd_tool.domain.text import Quantity
from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.tasks.signs import state_sign
from sbd_tool.gui.widgets.row_list import ROW_ROLE, AnyIndex, RowModel, row_ground

LEFT_PX: Final = 44.0
SIDES_PX: Final = 14.0
TOUCH_MM: Final = 9.0
MOST_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row.

    Attributes:
        entry: The task in its pass.
        ask: The question.
        state: Number, state, value and distance in one line.
        said: All of it, for tips and for those who hear it.
    """

    entry: Entry
    ask: str
    state: str
    said: str


def touch_px(dots_per_inch: float) -> int:
    """Height of a target that a finger hits: 9 mm.

    Examples:
        >>> touch_px(96.0)
        35
    """
    return -int(-TOUCH_MM / 25.4 * dots_per_inch // 1)


def touchable(widget: QWidget, *, is_square: bool = False) -> None:
    """Make a control as high as a fingertip, and as wide where it is a sign alone.

    A least height set in code would lose against that of the style sheet.
    """
    least = touch_px(widget.logicalDpiY())
    wide = f"min-width: {least}px;" if is_square else ""
    widget.setStyleSheet(f"min-height: {least}px; {wide}")


def far_m(entry: Entry, here: XY) -> float:
    """Metres from a point to where a task is looked at from, in a straight line."""
    x, y = entry.task.site.stand
    return hypot(x - here[0], y - here[1])


def rows_of(entries: Iterable[Entry], here: XY | None, look: Look) -> tuple[TaskRow, ...]:
    """Rows in the order given, or the nearest first where somebody says where they are."""
    found = list(entries)
    if here is not None:
        found.sort(key=lambda entry: far_m(entry, here))
    return tuple(_row(entry, here, look) for entry in found)


def _row(entry: Entry, here: XY | None, look: Look) -> TaskRow:
    ask = look.word(entry.task.item.ask)
    state = look.words_of(f"checklist.state_{entry.state.value}")
    if entry.value is not None:
        state = f"{state}: {look.word(value_words(entry.task.item, entry.value))}"
    parts = [entry.task.number, state]
    if here is not None:
        parts.append(look.words.quantity(Quantity(far_m(entry, here), "m")))
    told = " · ".join(parts)
    return TaskRow(entry, ask, told, f"{ask} {told}")


class TaskModel(RowModel[TaskRow]):
    """Rows for the list."""

    def said(self, row: TaskRow) -> str:
        return row.said


class TaskDelegate(QStyledItemDelegate):
    """Paints a question over as many lines as it needs, its state under it."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self.look, self.view = look, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option
        row: TaskRow = index.data(ROW_ROLE)
        height = self._ask_height(row, self.view.viewport().width() - LEFT_PX - SIDES_PX)
        whole = height + self._line() + 16
        return QSize(120, max(round(whole), touch_px(self.view.logicalDpiY())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: TaskRow = index.data(ROW_ROLE)
        theme, box = self.look.theme, QRectF(option.rect)
        painter.save()
        paint.hints(painter)
        row_ground(painter, theme, option, box)
        room = box.width() - LEFT_PX - SIDES_PX
        height = self._ask_height(row, room)
        at = QRectF(box.left() + LEFT_PX, box.top() + 7, room, height)
        sign = QPointF(box.left() + LEFT_PX / 2 + 3, box.top() + 8 + self._line() / 2)
        state_sign(painter, theme, sign, 8.0, row.entry.state)
        painter.setFont(theme.font("body", "medium"))
        painter.setPen(theme.color("ink"))
        flags = Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(at, flags, row.ask)
        under = QRectF(at.left(), at.bottom() + 1, room, self._line())
        small = theme.font("small", is_tabular=True)
        paint.text(painter, under, row.state, small, theme.color("ink_2"), is_elided=True)
        painter.restore()

    def _ask_height(self, row: TaskRow, room: float) -> float:
        metrics = QFontMetricsF(self.look.theme.font("body", "medium"))
        wide = QRectF(0, 0, max(60.0, room), 10_000)
        flags = Qt.TextFlag.TextWordWrap.value
        return min(
            metrics.boundingRect(wide, flags, row.ask).height(), MOST_LINES * metrics.lineSpacing()
        )

    def _line(self) -> float:
        return paint.line_height(self.look.theme.font("body")) + 2


def task_list(look: Look, model: TaskModel) -> QListView:
    """The list itself; rows are as high as their words, and never lower than a fingertip."""
    made = QListView()
    made.setObjectName("task_list")
    made.setAccessibleName(look.words_of("checklist.list"))
    made.setAccessibleDescription(look.words_of("checklist.list_keys"))
    made.setToolTip(look.words_of("checklist.list_keys"))
    made.setModel(model)
    made.setItemDelegate(TaskDelegate(look, made))
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setMouseTracking(True)
    return made
