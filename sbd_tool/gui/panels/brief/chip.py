"""The chip of the brief in the status bar: sign, word and count; a click opens the list."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.conditions import CheckedBrief, Judgement, Verdict
from sbd_tool.domain.text import literal
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.brief.signs import verdict_sign
from sbd_tool.gui.panels.brief.watch import BriefWatch
from sbd_tool.gui.widgets.ledger_parts import PaintedButton

HEIGHT_PX: Final = 20
SIGN_PX: Final = 14
WAITING_OPACITY: Final = 0.5
MOST_SIGNS: Final = 28


class BriefChip(PaintedButton):
    """Hidden while the brief has no condition; pale while it is being checked."""

    def __init__(self, desk: Desk, watch: BriefWatch) -> None:
        super().__init__(desk.look.theme, "brief_chip", "")
        self.desk, self.watch = desk, watch
        self._thing = ""  # counted through the whole plan: once a check, not once a drawing
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        watch.checked.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the judgements there are."""
        look, found = self.desk.look, self.watch.found
        self._thing = "" if found is None else self._breaking(found)
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
        if found is None or not found.judgements:
            return look.words_of("conditions.chip_waiting")
        verdict = found.verdict
        if verdict is None:
            return look.words_of("conditions.chip_pending", count=len(found.pending))
        words = look.words_of(f"conditions.chip_{verdict.value}", count=found.count(verdict))
        if not self._thing:
            return words
        return look.words_of("conditions.chip_named", verdict=words, object=literal(self._thing))

    def _breaking(self, found: CheckedBrief) -> str:
        """The object that breaks a condition, by the name people have for it."""
        project, first = self.desk.project, _first(found)
        if project is None or first is None or not first.objects:
            return ""
        if first.verdict is not Verdict.NOT_MET:
            return ""
        called = names_of(project, self.desk.rules, self.desk.whole or project)
        name = self.desk.look.word(called(first.objects[0]))
        return name if len(name) <= MOST_SIGNS else f"{name[: MOST_SIGNS - 1]}\u2026"

    def draw(self, p: QPainter, box: QRectF) -> None:
        theme, found = self.theme, self.watch.found
        grow = theme.text_scale
        if self._is_hot:
            paint.round_rect(p, box, 5, theme.color("hover"))
        p.setOpacity(1.0 if self.watch.is_current else WAITING_OPACITY)
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


def _first(found: CheckedBrief) -> Judgement | None:
    return next((one for one in found.settled if one.verdict is found.verdict), None)


def _first_of(desk: Desk, found: CheckedBrief) -> str:
    """The gravest condition with what was found, in words."""
    first = _first(found)
    if first is None:
        return ""
    return f"{desk.look.word(first.said)}: {desk.look.word(first.sentence)}"
