"""The whole of a large map in small pictures, drawn once when nothing else is to be done.

While the map is moved or zoomed out, the overview fills what the last frame does not show.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from sbd_tool.gui.map.scene import Ground
from sbd_tool.gui.map.viewport import Bounds, View

FROM_COUNT: Final = 20_000
"""Rings and dots from which an overview pays."""
MOST_PX: Final = 8_000_000
LEAST_PX: Final = 400_000
MARGIN_SHARE: Final = 0.02

Draw = Callable[[View], QImage | None]


@dataclass(frozen=True, slots=True)
class Level:
    """One picture of the whole ground."""

    view: View
    image: QImage


@dataclass(frozen=True, slots=True)
class Overview:
    """Pictures of one ground, each half as fine as the one before.

    Attributes:
        ground: What they show.
        origin: Place of the map they belong to.
        ratio: Device pixels per pixel they were drawn for.
        magnifier: Magnifier they were drawn for.
        levels: From fine to coarse.
    """

    ground: Ground
    origin: tuple[float, float]
    ratio: float
    magnifier: float
    levels: tuple[Level, ...]

    def level(self, view: View) -> Level:
        """The level whose scale is nearest to a view's."""
        return min(self.levels, key=lambda one: abs(math.log(one.view.m_per_px / view.m_per_px)))

    def draw(self, p: QPainter, view: View) -> None:
        """Draw the ground of a view, at once and nearly right.

        Args:
            p: One unit is a pixel of the view.
            view: Where.
        """
        level = self.level(view)
        own = level.view
        corner = own.to_map(QPointF(0, 0))
        away = own.to_screen(*corner)
        p.save()
        p.setTransform(own.transform(corner).inverted()[0] * view.transform(corner), combine=True)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=True)
        p.drawImage(QRectF(away.x(), away.y(), own.width_px, own.height_px), level.image)
        p.restore()


def build_overview(
    ground: Ground, origin: tuple[float, float], view: View, ratio: float, draw: Draw
) -> Overview | None:
    """Draw the levels of an overview; None when there is nothing or drawing was given up.

    Args:
        ground: What to show.
        origin: Place of the map.
        view: Its magnifier is taken over; the levels are not turned.
        ratio: Device pixels per pixel.
        draw: Draws the ground of a view.
    """
    bounds = ground.bounds
    if bounds is None:
        return None
    levels: list[Level] = []
    m_per_px = _finest(bounds, ratio)
    while True:
        level = _whole(bounds, replace(view, rotation_deg=0.0), m_per_px)
        if levels and level.width_px * level.height_px * ratio**2 < LEAST_PX:
            return Overview(ground, origin, ratio, view.magnifier, tuple(levels))
        image = draw(level)
        if image is None:
            return None
        levels.append(Level(level, image))
        m_per_px *= 2


def _finest(bounds: Bounds, ratio: float) -> float:
    """Metres per pixel, a power of two, at which the whole has at most `MOST_PX` pixels."""
    west, south, east, north = bounds
    area = max(east - west, 1.0) * max(north - south, 1.0) * (1 + MARGIN_SHARE) ** 2
    return float(2.0 ** math.ceil(math.log2(math.sqrt(area * ratio**2 / MOST_PX))))


def _whole(bounds: Bounds, view: View, m_per_px: float) -> View:
    west, south, east, north = bounds
    return replace(
        view,
        x_m=(west + east) / 2,
        y_m=(south + north) / 2,
        m_per_px=m_per_px,
        width_px=float(math.ceil((east - west) * (1 + MARGIN_SHARE) / m_per_px)),
        height_px=float(math.ceil((north - south) * (1 + MARGIN_SHARE) / m_per_px)),
    )
