"""Small drawing vocabulary of the painted widgets: text, hatching, evidence dots, ledger marks."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
)

from sbd_tool.gui.theme import Theme

Align = Qt.AlignmentFlag
LEFT: Final = Align.AlignLeft | Align.AlignVCenter
RIGHT: Final = Align.AlignRight | Align.AlignVCenter
CENTER: Final = Align.AlignCenter
TOP: Final = Align.AlignLeft | Align.AlignTop
SHADOW_STEPS: Final = 7
HALF_ASSUMED: Final = 40.0


def hints(p: QPainter) -> None:
    """Smooth edges, letters and pictures."""
    hint = QPainter.RenderHint
    p.setRenderHints(hint.Antialiasing | hint.TextAntialiasing | hint.SmoothPixmapTransform)


def text(
    p: QPainter,
    rect: QRectF,
    words: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
    *,
    is_elided: bool = False,
) -> float:
    """Write one line into a box; returns the width of the whole line in pixels."""
    p.setFont(font)
    p.setPen(colour)
    metrics = QFontMetricsF(font)
    if is_elided:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    p.drawText(rect, align.value, words)
    return metrics.horizontalAdvance(words)


def width(words: str, font: QFont) -> float:
    """Width of a line in pixels."""
    return QFontMetricsF(font).horizontalAdvance(words)


def line_height(font: QFont) -> float:
    """Height of a line in pixels: what painted rows take their height from."""
    return QFontMetricsF(font).height()


def round_rect(
    p: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width_px: float = 1.0,
) -> None:
    """A rounded box with an optional ground and an optional outline."""
    p.setPen(QPen(line, width_px) if line is not None else QPen(Qt.PenStyle.NoPen))
    p.setBrush(QBrush(fill) if fill is not None else QBrush(Qt.BrushStyle.NoBrush))
    p.drawRoundedRect(rect, radius, radius)


def hatch(
    p: QPainter,
    rect: QRectF,
    colour: QColor,
    gap: float = 4.0,
    width_px: float = 1.0,
    radius: float = 0.0,
) -> None:
    """45 degree hatching: everywhere in the product it means "not known for sure"."""
    p.save()
    clip = QPainterPath()
    clip.addRoundedRect(rect, radius, radius)
    p.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    p.setPen(QPen(colour, width_px))
    x = rect.left() - rect.height()
    while x < rect.right():
        p.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
        x += gap
    p.restore()


def shadow(p: QPainter, theme: Theme, rect: QRectF, radius: float, level: str) -> None:
    """A soft shadow from seven translucent boxes: no effect object, survives vector export."""
    dy, blur, alpha = theme.tokens["elevation"][level]
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme.color("shadow", alpha / SHADOW_STEPS * (2.2 if theme.is_dark else 1.2)))
    for step in range(SHADOW_STEPS):
        grow = blur * (1 - step / SHADOW_STEPS) / 2 + 0.5
        box = rect.adjusted(-grow, -grow + dy / 2, grow, grow + dy / 2)
        p.drawRoundedRect(box, radius + grow, radius + grow)


def card(
    p: QPainter, theme: Theme, rect: QRectF, radius: float = 10.0, level: str = "floating"
) -> None:
    """A floating card: shadow, surface, hairline."""
    shadow(p, theme, rect, radius, level)
    round_rect(p, rect, radius, theme.color("surface"), theme.color("line"))


def evidence_dot(
    p: QPainter,
    theme: Theme,
    centre: QPointF,
    radius: float,
    evidence: str,
    colour: QColor | None = None,
) -> None:
    """Filled like a glass: full seen on site, three quarters, half from plan, empty assumed."""
    colour = colour or theme.color("ink_2")
    share = theme.evidence_fill(evidence)
    p.setPen(QPen(colour, 1.2))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(centre, radius, radius)
    if share <= 0:
        return
    path = QPainterPath()
    path.addEllipse(centre, radius, radius)
    level = centre.y() + radius - 2 * radius * share
    p.save()
    p.setClipRect(
        QRectF(centre.x() - radius, level, 2 * radius, 2 * radius * share),
        Qt.ClipOperation.IntersectClip,
    )
    p.fillPath(path, QBrush(colour))
    p.restore()


def ledger_mark(p: QPainter, theme: Theme, ledger: str, c: QPointF, r: float) -> None:
    """Openness is an open ring with a gap, protection a closed shield: told without colour."""
    colour = theme.color(ledger)
    p.setBrush(Qt.BrushStyle.NoBrush)
    if ledger == "openness":
        pen = QPen(colour, r * 0.48, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        p.setPen(pen)
        q = r * 0.78
        p.drawArc(QRectF(c.x() - q, c.y() - q, 2 * q, 2 * q), 75 * 16, 300 * 16)
        return
    x, y, w = c.x(), c.y(), r * 0.86
    path = QPainterPath(QPointF(x, y - r))
    path.lineTo(x + w, y - r * 0.66)
    path.lineTo(x + w, y + r * 0.05)
    path.cubicTo(x + w, y + r * 0.6, x + r * 0.4, y + r * 0.9, x, y + r * 1.08)
    path.cubicTo(x - r * 0.4, y + r * 0.9, x - w, y + r * 0.6, x - w, y + r * 0.05)
    path.lineTo(x - w, y - r * 0.66)
    path.closeSubpath()
    p.setPen(QPen(colour, 1.4))
    p.setBrush(colour)
    p.drawPath(path)


def brand(p: QPainter, theme: Theme, centre: QPointF, size: float) -> None:
    """The sign of the product: an open ring that holds a shield."""
    ledger_mark(p, theme, "openness", centre, size * 0.5)
    ledger_mark(p, theme, "protection", QPointF(centre.x(), centre.y() - size * 0.02), size * 0.2)


def tick(p: QPainter, c: QPointF, r: float, colour: QColor, *, is_ok: bool) -> None:
    """A tick for a pass, a cross for a fail."""
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    p.setPen(QPen(colour, max(1.6, r * 0.34), Qt.PenStyle.SolidLine, round_cap, round_join))
    p.setBrush(Qt.BrushStyle.NoBrush)
    if is_ok:
        p.drawPolyline(
            [
                QPointF(c.x() - r * 0.8, c.y()),
                QPointF(c.x() - r * 0.15, c.y() + r * 0.65),
                QPointF(c.x() + r * 0.9, c.y() - r * 0.7),
            ]
        )
        return
    k = r * 0.7
    p.drawLine(QPointF(c.x() - k, c.y() - k), QPointF(c.x() + k, c.y() + k))
    p.drawLine(QPointF(c.x() - k, c.y() + k), QPointF(c.x() + k, c.y() - k))


def tlp_chip(p: QPainter, theme: Theme, rect: QRectF, label: str) -> None:
    """TLP 2.0: fixed colours on black, never translated, never themed."""
    tones = theme.tokens["tlp"]
    tone = QColor(tones[label.removeprefix("TLP:")])
    round_rect(
        p,
        rect,
        3,
        QColor(tones["ground"]),
        theme.color("line_strong") if theme.is_dark else None,
    )
    text(p, rect, label, theme.font("caption", "bold"), tone, CENTER)


def focus_ring(p: QPainter, theme: Theme, rect: QRectF, radius: float = 6.0) -> None:
    """The 2 px ring of keyboard focus."""
    round_rect(p, rect.adjusted(1, 1, -1, -1), radius, None, theme.color("focus"), 2)
