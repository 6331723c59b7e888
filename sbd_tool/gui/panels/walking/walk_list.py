"""The list of ways: a sign for the verdict, both ends, and what there is to say."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from sbd_tool.domain.ring_results import Verdict
from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.walking.walk_rows import WalkModel, WalkRow
from sbd_tool.gui.theme import Theme
from sbd_tool.gui.widgets.row_list import ROW_ROLE, AnyIndex, row_ground

LEFT_PX: Final = 40.0
SIGN_PX: Final = 8.5
TONES: Final = {Verdict.PASSES: "openness", Verdict.BLOCKED: "danger", Verdict.UNSURE: "warn"}


def way_sign(p: QPainter, theme: Theme, c: QPointF, r: float, verdict: Verdict) -> None:
    """Tick where somebody gets through, cross where not, "?" where nobody knows."""
    tone = theme.color(TONES[verdict])
    ground = QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r)
    paint.round_rect(p, ground, r, theme.color(f"{TONES[verdict]}_soft"), tone, 1.2)
    if verdict is Verdict.UNSURE:
        paint.text(p, ground, "?", theme.font("small", "bold"), tone, paint.CENTER)
    else:
        paint.tick(p, c, r * 0.55, tone, is_ok=verdict is Verdict.PASSES)


class WalkDelegate(QStyledItemDelegate):
    """Paints one way in two to four lines."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option
        row: WalkRow = index.data(ROW_ROLE)
        return QSize(120, round((1 + len(row.lines)) * self._line() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: WalkRow = index.data(ROW_ROLE)
        painter.save()
        paint.hints(painter)
        box = QRectF(option.rect)
        row_ground(painter, self.look.theme, option, box)
        self._words(painter, box, row)
        painter.restore()

    def _words(self, p: QPainter, box: QRectF, row: WalkRow) -> None:
        theme, line = self.look.theme, self._line()
        at = QRectF(box.left() + LEFT_PX, box.top() + 6, box.width() - LEFT_PX - 12, line)
        sign = QPointF(box.left() + LEFT_PX / 2 + 2, at.center().y() + 1)
        self.sign(p, sign, row)
        paint.text(
            p, at, row.title, theme.font("body", "semibold"), theme.color("ink"), is_elided=True
        )
        small = theme.font("small", is_tabular=True)
        for number, words in enumerate(row.lines, start=1):
            place = at.translated(0, number * line)
            paint.text(p, place, words, small, theme.color("ink_2"), is_elided=True)

    def sign(self, p: QPainter, c: QPointF, row: WalkRow) -> None:
        """What stands before a row: its verdict."""
        way_sign(p, self.look.theme, c, SIGN_PX, row.verdict)

    def _line(self) -> float:
        return paint.line_height(self.look.theme.font("body")) + 2


def walk_list(look: Look, model: WalkModel) -> QListView:
    """The list itself."""
    made = QListView()
    made.setObjectName("walking_list")
    made.setAccessibleName(look.words_of("walking.list"))
    made.setAccessibleDescription(look.words_of("walking.list_keys"))
    made.setModel(model)
    made.setItemDelegate(WalkDelegate(look, made))
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setMouseTracking(True)
    made.setToolTip(look.words_of("walking.list_keys"))
    return made
