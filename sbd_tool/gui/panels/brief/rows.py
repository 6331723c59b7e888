"""One condition in the list: sign, sentence, what was found; a click shows the object."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from sbd_tool.domain.conditions import Judgement
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.brief.signs import verdict_sign
from sbd_tool.gui.widgets.basics import STRETCH, column, label, row, tool
from sbd_tool.gui.widgets.ledger_parts import PaintedButton
from sbd_tool.gui.widgets.signs import Swatch


class ConditionRow(PaintedButton):
    """The whole row is one button; two tools beside it change it and cross it out."""

    def __init__(
        self, desk: Desk, judgement: Judgement, number: int, *, is_pending: bool = False
    ) -> None:
        look = desk.look
        key = "pending" if is_pending else judgement.verdict.value
        verdict = look.words_of(f"conditions.verdict_{key}")
        said, found = look.word(judgement.said), look.word(judgement.sentence)
        super().__init__(look.theme, f"condition_{number}", f"{verdict}: {said}. {found}")
        self.judgement = judgement
        theme = look.theme
        sign = Swatch(
            22, 22, lambda p, r: verdict_sign(p, theme, r.center(), 9.0, judgement.verdict)
        )
        lines = column(
            label(said, "strong", is_wrapped=True),
            label(verdict if is_pending else f"{verdict}. {found}", "small", is_wrapped=True),
            spacing=2,
        )
        box = row(column(sign, STRETCH), lines, spacing=10, margins=(14, 8, 6, 8))
        box.setStretch(1, 1)
        self.setLayout(box)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        has_place = bool(judgement.objects or judgement.bounds)
        self.setToolTip(look.words_of("conditions.row_tip") if has_place else said)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = self.layout()
        return inner.heightForWidth(width) if inner is not None else 40

    def draw(self, p: QPainter, box: QRectF) -> None:
        if self._is_hot:
            p.fillRect(box, self.theme.color("hover"))


def row_tools(desk: Desk, number: int) -> tuple[QWidget, QWidget]:
    """Tools that change and cross out the condition of a row."""
    theme, say = desk.look.theme, desk.look.words_of
    change = tool(
        theme, "pencil-simple", f"condition_change_{number}", say("conditions.change"), size_px=15
    )
    cross = tool(theme, "x", f"condition_cross_{number}", say("conditions.cross_out"), size_px=14)
    return change, cross
