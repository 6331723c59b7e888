"""The list of stretches: a sign for what stands there, the band, and what there is to say."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.approach.speed_rows import SpeedModel, SpeedRow
from sbd_tool.gui.panels.ring.gap_list import verdict_sign
from sbd_tool.gui.widgets.row_list import ROW_ROLE, AnyIndex, row_ground

LEFT_PX: Final = 40.0
RIGHT_PX: Final = 12.0
SIGN_PX: Final = 8.5
WRAPPED: Final = 0x1000  # Qt.TextFlag.TextWordWrap


class SpeedDelegate(QStyledItemDelegate):
    """Paints one stretch; long lines go on below, nothing is cut."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self.look, self.view = look, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option
        row: SpeedRow = index.data(ROW_ROLE)
        room = self.view.viewport().width() - LEFT_PX - RIGHT_PX
        return QSize(120, round(sum(self._heights(row, room)) + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: SpeedRow = index.data(ROW_ROLE)
        painter.save()
        paint.hints(painter)
        box = QRectF(option.rect)
        row_ground(painter, self.look.theme, option, box)
        self._words(painter, box, row)
        painter.restore()

    def _words(self, p: QPainter, box: QRectF, row: SpeedRow) -> None:
        theme = self.look.theme
        room = box.width() - LEFT_PX - RIGHT_PX
        heights = self._heights(row, room)
        at = QRectF(box.left() + LEFT_PX, box.top() + 6, room, heights[0])
        sign = QPointF(box.left() + LEFT_PX / 2 + 2, at.top() + self._line() / 2 + 1)
        verdict_sign(p, theme, sign, SIGN_PX, row.verdict)
        fonts = [theme.font("body", "semibold", is_tabular=True)]
        fonts += [theme.font("small", is_tabular=True)] * len(row.lines)
        for number, (words, font) in enumerate(zip((row.title, *row.lines), fonts, strict=True)):
            at.setHeight(heights[number])
            p.setFont(font)
            p.setPen(theme.color("ink" if number == 0 else "ink_2"))
            p.drawText(at, WRAPPED, words)
            at.translate(0, heights[number])

    def _heights(self, row: SpeedRow, room: float) -> list[float]:
        theme = self.look.theme
        title = QFontMetricsF(theme.font("body", "semibold", is_tabular=True))
        small = QFontMetricsF(theme.font("small", is_tabular=True))
        wide = QRectF(0, 0, max(room, 60.0), 10_000)
        found = [title.boundingRect(wide, WRAPPED, row.title).height()]
        found += [small.boundingRect(wide, WRAPPED, words).height() for words in row.lines]
        return [height + 2 for height in found]

    def _line(self) -> float:
        return paint.line_height(self.look.theme.font("body"))


def speed_list(look: Look, model: SpeedModel) -> QListView:
    """The list itself."""
    made = QListView()
    made.setObjectName("speeds_list")
    made.setAccessibleName(look.words_of("speeds.list"))
    made.setAccessibleDescription(look.words_of("speeds.list_keys"))
    made.setModel(model)
    made.setItemDelegate(SpeedDelegate(look, made))
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setMouseTracking(True)
    made.setToolTip(look.words_of("speeds.list_keys"))
    return made
