"""The swatch of a layer with colours of its own."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from sbd_tool.domain.layer_style import NO_FILL, LayerStyle
from sbd_tool.gui import paint
from sbd_tool.gui.theme import Theme

MOST: Final = 4
WIDTH_PX: Final = 16.0
HEIGHT_PX: Final = 11.0


def tints_of(style: LayerStyle | None) -> tuple[str, ...]:
    """Colours of a style, at most four; () where only the role's own are used."""
    if style is None:
        return ()
    if style.is_classed:
        return tuple(one.colour for one in style.classes[:MOST])
    own = style.fill if style.fill != NO_FILL else ""
    return tuple(colour for colour in (own or style.line,) if colour)


def draw_tints(p: QPainter, theme: Theme, c: QPointF, tints: Sequence[str]) -> None:
    """Stripes of the colours in the form of a swatch."""
    box = QRectF(c.x() - WIDTH_PX / 2, c.y() - HEIGHT_PX / 2, WIDTH_PX, HEIGHT_PX)
    shape = QPainterPath()
    shape.addRoundedRect(box, 2, 2)
    p.save()
    p.setClipPath(shape)
    step = WIDTH_PX / len(tints)
    for number, tint in enumerate(tints):
        p.fillRect(
            QRectF(box.left() + number * step, box.top(), step, HEIGHT_PX), theme.color(tint)
        )
    p.restore()
    paint.round_rect(p, box, 2, theme.color("surface", 0.0), theme.color("line_strong"))
