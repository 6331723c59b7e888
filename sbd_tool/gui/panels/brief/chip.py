"""The chip of the brief in the status bar: sign, word and count; a click opens the list."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from sbd_tool.domain.conditions import CheckedBrief, Verdict
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.brief.signs import verdict_sign
from sbd_tool.gui.panels.brief.watch import BriefWatch
from sbd_tool.gui.widgets.ledger_parts import PaintedButton

HEIGHT_PX: Final = 20
SIGN_PX: Final = 14
WAITING_OPACITY: Final = 0.5


class BriefChip(PaintedButton):
    """Hidden while the brief has no condition; pale while it is being checked."""

    def __init__(self, desk: Desk, watch: BriefWatch) -> None:
        super().__init__(desk.look.theme, "brief_chip", "")
        self.desk, self.watch = desk, watch
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        watch.checked.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the judgements there are."""
        look, found = self.desk.look, self.watch.found
        words = self.words
        self.setVisible(self.desk.project is not None and self.watch.count > 0)
        fact = words
        if found is not None and found.judgements:
            fact = f"{words}. {_first_of(self.desk, found)}"
        self.setAccessibleName(fact)
        keys = self.desk.shortcut_of("brief")
        tip = look.words_of("conditions.chip_tip")
        self.setToolTip(f"{fact}\n{tip} ({keys})" if keys else f"{fact}\n{tip}")
        font = look.theme.font("caption", "semibold")
        grow = look.theme.text_scale
        wide = paint.width(words, font) + (SIGN_PX + 18) * grow
        self.setFixedSize(QSize(round(wide), round(HEIGHT_PX * grow)))
        self.update()

    @property
    def words(self) -> str:
        """Word and count."""
        look, found = self.desk.look, self.watch.found
        if found is None or found.verdict is None:
            return look.words_of("conditions.chip_waiting")
        verdict = found.verdict
        return look.words_of(f"conditions.chip_{verdict.value}", count=found.count(verdict))

    def draw(self, p: QPainter, box: QRectF) -> None:
        theme, found = self.theme, self.watch.found
        grow = theme.text_scale
        if self._is_hot:
            paint.round_rect(p, box, 5, theme.color("hover"))
        p.setOpacity(1.0 if self.watch.is_fresh else WAITING_OPACITY)
        verdict = Verdict.NOT_CHECKED
        if found is not None and found.verdict is not None:
            verdict = found.verdict
        radius = SIGN_PX / 2 * grow
        centre = box.center()
        centre.setX(box.left() + 5 + radius)
        verdict_sign(p, theme, centre, radius, verdict)
        room = box.adjusted((SIGN_PX + 11) * grow, 0, 0, 0)
        font = theme.font("caption", "semibold")
        paint.text(p, room, self.words, font, theme.color("ink"))


def _first_of(desk: Desk, found: CheckedBrief) -> str:
    """The gravest condition with what was found, in words."""
    first = next((one for one in found.judgements if one.verdict is found.verdict), None)
    if first is None:
        return ""
    return f"{desk.look.word(first.said)}: {desk.look.word(first.sentence)}"
