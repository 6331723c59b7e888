"""Fills and strokes of the draw list as Qt's brushes and pens and as the engine's inks."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QTransform

from sbd_tool.cartography.drawlist import Dots, Fill, Stroke
from sbd_tool.cartography.raster.engine import Ink, Style
from sbd_tool.gui.map.scene import ReadyPaths
from sbd_tool.gui.symbols import PX_PER_MM
from sbd_tool.gui.theme import Theme

HATCH_PX: Final = 8.0  # between two lines of a hatch
HATCH_LINE_PX: Final = 1.0
RIMLESS_FROM: Final = 20_000
Painted = list[tuple[QBrush, float]]


def is_for_engine(alike: Sequence[ReadyPaths]) -> bool:
    """Whether the engine can draw items of one look: it knows neither dashes nor hatches."""
    item = alike[0].item
    is_plain = item.stroke is None or not item.stroke.dash_mm
    is_plain = is_plain and (item.fill is None or not item.fill.hatch)
    return is_plain and all(ready.table is not None for ready in alike)


def engine_style(alike: Sequence[ReadyPaths], ratio: float) -> Style:
    """Items of one look for the engine."""
    item = alike[0].item
    fill = item.fill if item.is_closed else None
    return Style(
        tables=tuple(ready.table for ready in alike if ready.table is not None),
        fill=_ink(fill.colour, fill.opacity) if fill is not None and fill.colour else None,
        strokes=_strokes(item.stroke, ratio),
    )


def _ink(colour: str, opacity: float = 1.0, width_px: float = 0.0) -> Ink:
    return Ink(QColor(colour).rgb() & 0xFFFFFF, opacity, width_px)


def _strokes(stroke: Stroke | None, ratio: float) -> tuple[Ink, ...]:
    if stroke is None:
        return ()
    px = PX_PER_MM * ratio
    line = _ink(stroke.colour, stroke.opacity, stroke.width_mm * px)
    if not stroke.casing or stroke.casing_width_mm <= 0:
        return (line,)
    return (_ink(stroke.casing, stroke.opacity, stroke.casing_width_mm * px), line)


def dot_inks(dots: Dots, theme: Theme, ratio: float) -> tuple[Ink, ...]:
    """A disc with a rim of paper, as a plain marker has one; swarms go without the rim."""
    px = PX_PER_MM * ratio
    if len(dots.ids) > RIMLESS_FROM:
        return (_ink(dots.colour, dots.opacity, dots.size_mm * px),)
    rim_mm = max(0.12, 0.08 * dots.size_mm)
    return (
        _ink(theme["surface"], dots.opacity, (dots.size_mm + rim_mm) * px),
        _ink(dots.colour, dots.opacity, (dots.size_mm - rim_mm) * px),
    )


def brushes(fill: Fill, to_screen: QTransform, ratio: float) -> Painted:
    """Colour, then hatch; the hatch is bound to the ground but keeps its size on screen."""
    found = [(QBrush(QColor(fill.colour)), fill.opacity)] if fill.colour else []
    back, is_invertible = to_screen.inverted()
    if fill.hatch and is_invertible:
        brush = QBrush(_hatch(fill.hatch, fill.hatch_colour or fill.colour, ratio))
        fine = QTransform.fromScale(1 / ratio, 1 / ratio)
        upright = QTransform(back.m11(), back.m12(), back.m21(), back.m22(), 0, 0)
        brush.setTransform(fine * upright)
        found.append((brush, 1.0))
    return found


def _hatch(kind: str, colour: str, ratio: float) -> QImage:
    """One tile of a hatch in device pixels, so that it is as fine on every screen."""
    side = max(4, round(HATCH_PX * ratio))
    tile = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(0)
    p = QPainter(tile)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(QColor(colour), HATCH_LINE_PX * ratio))
    for shift in (-side, 0, side):  # neighbours reach into the corners
        p.drawLine(QLineF(shift - side, 2 * side, shift + 2 * side, -side))
        if kind == "cross":
            p.drawLine(QLineF(shift - side, -side, shift + 2 * side, 2 * side))
    p.end()
    return tile


def pens(stroke: Stroke | None, ratio: float) -> list[tuple[QPen, float]]:
    """Casing, then line."""
    if stroke is None:
        return []
    found = []
    if stroke.casing and stroke.casing_width_mm > 0:
        wide = stroke.casing_width_mm * PX_PER_MM
        found.append((_cosmetic(stroke.casing, wide, (), ratio), stroke.opacity))
    width = stroke.width_mm * PX_PER_MM
    found.append((_cosmetic(stroke.colour, width, stroke.dash_mm, ratio), stroke.opacity))
    return found


def _cosmetic(colour: str, width_px: float, dash_mm: tuple[float, ...], ratio: float) -> QPen:
    """A pen whose width ignores the zoom; cosmetic pens count device pixels, hence ``ratio``."""
    cap = Qt.PenCapStyle.FlatCap if dash_mm else Qt.PenCapStyle.RoundCap
    join = Qt.PenJoinStyle.RoundJoin
    pen = QPen(QColor(colour), width_px * ratio, Qt.PenStyle.SolidLine, cap, join)
    pen.setCosmetic(True)
    if dash_mm and width_px > 0:
        pen.setDashPattern([max(0.1, length * PX_PER_MM / width_px) for length in dash_mm])
    return pen
