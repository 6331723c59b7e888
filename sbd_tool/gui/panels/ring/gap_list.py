"""The list of gaps: sign and words for vehicles, the pair, and a sign for each sort of user."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from sbd_tool.domain.ring_results import Verdict
from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.ring.gap_rows import GapModel, GapRow
from sbd_tool.gui.theme import Theme
from sbd_tool.gui.widgets.row_list import ROW_ROLE, AnyIndex, row_ground

LEFT_PX: Final = 40.0
SIGN_PX: Final = 15.0
TONES: Final = {Verdict.PASSES: "danger", Verdict.BLOCKED: "protection", Verdict.UNSURE: "warn"}


def verdict_sign(p: QPainter, theme: Theme, c: QPointF, r: float, verdict: Verdict) -> None:
    """Tick where vehicles are kept out, cross where they get through, "?" where nobody knows."""
    tone = theme.color(TONES[verdict])
    ground = QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r)
    paint.round_rect(p, ground, r, theme.color(f"{TONES[verdict]}_soft"), tone, 1.2)
    if verdict is Verdict.UNSURE:
        paint.text(p, ground, "?", theme.font("small", "bold"), tone, paint.CENTER)
    else:
        paint.tick(p, c, r * 0.55, tone, is_ok=verdict is Verdict.BLOCKED)


def user_sign(p: QPainter, theme: Theme, c: QPointF, verdict: Verdict) -> None:
    """Tick where somebody gets through, cross where not."""
    if verdict is Verdict.UNSURE:
        room = QRectF(c.x() - 6, c.y() - 8, 12, 16)
        paint.text(p, room, "?", theme.font("small", "bold"), theme.color("warn"), paint.CENTER)
        return
    is_ok = verdict is Verdict.PASSES
    paint.tick(p, c, 4.2, theme.color("openness" if is_ok else "danger"), is_ok=is_ok)


class GapDelegate(QStyledItemDelegate):
    """Paints one gap in three or four lines."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self.look, self.view = look, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option
        row: GapRow = index.data(ROW_ROLE)
        line = self._line()
        if row.gap is None:
            return QSize(120, round(line + 12))
        places = self._places(row, self.view.viewport().width() - LEFT_PX - 12)
        lines = 2 + (1 + max((at for at, _ in places), default=0))
        return QSize(120, round(lines * line + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: GapRow = index.data(ROW_ROLE)
        painter.save()
        paint.hints(painter)
        box = QRectF(option.rect)
        row_ground(painter, self.look.theme, option, box)
        self._words(painter, box, row)
        painter.restore()

    def _words(self, p: QPainter, box: QRectF, row: GapRow) -> None:
        theme, line = self.look.theme, self._line()
        at = QRectF(box.left() + LEFT_PX, box.top() + 6, box.width() - LEFT_PX - 12, line)
        sign = QPointF(box.left() + LEFT_PX / 2 + 2, at.center().y() + 1)
        verdict_sign(p, theme, sign, SIGN_PX / 2 + 1, row.verdict)
        font = theme.font("body", "semibold", is_tabular=True)
        paint.text(p, at, row.title, font, theme.color("ink"), is_elided=True)
        if row.gap is None:
            return
        small, quiet = theme.font("small"), theme.color("ink_2")
        paint.text(p, at.translated(0, line), row.pair, small, quiet, is_elided=True)
        for (number, left), (verdict, words) in zip(
            self._places(row, at.width()), row.people, strict=True
        ):
            place = at.translated(left + 16, (2 + number) * line)
            user_sign(p, theme, QPointF(place.left() - 10, place.center().y()), verdict)
            paint.text(p, place, words, small, quiet)

    def _places(self, row: GapRow, room: float) -> list[tuple[int, float]]:
        """Line and left edge of each sort of user; a new line where there is no more room."""
        font = self.look.theme.font("small")
        places: list[tuple[int, float]] = []
        number, left = 0, 0.0
        for _, words in row.people:
            wide = 16 + paint.width(words, font)
            if left > 0 and left + wide > room:
                number, left = number + 1, 0.0
            places.append((number, left))
            left += wide + 12
        return places

    def _line(self) -> float:
        return paint.line_height(self.look.theme.font("body")) + 2


def gap_list(look: Look, model: GapModel) -> QListView:
    """The list itself; rows are as high as their words at the width there is."""
    made = QListView()
    made.setObjectName("ring_gaps")
    made.setAccessibleName(look.words_of("ring.list"))
    made.setAccessibleDescription(look.words_of("ring.list_keys"))
    made.setModel(model)
    made.setItemDelegate(GapDelegate(look, made))
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setMouseTracking(True)
    made.setToolTip(look.words_of("ring.list_keys"))
    return made
