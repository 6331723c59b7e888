"""Signs of comments: the form tells the status, the number which one, colour repeats it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from sbd_tool.domain.threads import Status
from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme

TONES: Final = {Status.OPEN: "danger", Status.ANSWERED: "info", Status.SETTLED: "done"}


def comment_sign(
    p: QPainter, theme: Theme, c: QPointF, r: float, status: Status, words: str = ""
) -> None:
    """A drop while open, a square when answered, a ring with a tick when settled.

    Args:
        p: Painter.
        theme: Colours.
        c: Middle.
        r: Half of the width, pixels.
        status: Where the comment stands.
        words: Its number.
    """
    tone = theme.color(TONES[status])
    is_settled = status is Status.SETTLED
    p.setPen(QPen(theme.color("surface"), 4.0))
    p.setBrush(theme.color("surface") if is_settled else tone)
    shape = _form(c, r, status)
    p.drawPath(shape)
    p.setPen(QPen(tone, 2.0 if is_settled else 1.2))
    p.drawPath(shape)
    if is_settled:
        paint.tick(p, c, r * 0.55, tone, is_ok=True)
        return
    font = theme.font("caption", "bold")
    box = QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r)
    paint.text(p, box, words or "!", font, theme.color("surface"), paint.CENTER)


def _form(c: QPointF, r: float, status: Status) -> QPainterPath:
    path = QPainterPath()
    if status is Status.ANSWERED:
        path.addRoundedRect(QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r), 2.5, 2.5)
        return path
    path.addEllipse(c, r, r)
    if status is Status.OPEN:
        tail = QPainterPath(QPointF(c.x() - r * 0.62, c.y() + r * 0.7))
        tail.lineTo(c.x(), c.y() + r * 1.75)
        tail.lineTo(c.x() + r * 0.62, c.y() + r * 0.7)
        tail.closeSubpath()
        path = path.united(tail)
    return path
