"""Signs of verdicts: shape, word and colour say the same."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from sbd_tool.domain.conditions import Verdict
from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme

TONES: Final = {
    Verdict.MET: "done",
    Verdict.NOT_MET: "danger",
    Verdict.NOT_DECIDED: "warn",
    Verdict.NOT_CHECKED: "info",
}


def verdict_sign(p: QPainter, theme: Theme, c: QPointF, r: float, verdict: Verdict) -> None:
    """Tick for met, cross for not met, "?" for not decided, a dash for not checkable."""
    tone = theme.color(TONES[verdict])
    ground = QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r)
    paint.round_rect(p, ground, r, theme.color(TONES[verdict], 0.14), tone, 1.2)
    if verdict in {Verdict.MET, Verdict.NOT_MET}:
        paint.tick(p, c, r * 0.5, tone, is_ok=verdict is Verdict.MET)
        return
    words = "?" if verdict is Verdict.NOT_DECIDED else "\u2013"
    paint.text(p, ground, words, theme.font("caption", "bold"), tone, paint.CENTER)
