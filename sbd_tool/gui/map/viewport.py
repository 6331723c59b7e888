"""Where the map meets the screen: north up, metres to pixels and back."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

METRES_PER_CSS_PX: Final = 0.0254 / 96.0
"""Length of a device-independent pixel on the screen; makes "1 : 500" mean what it says."""

FINEST_M_PER_PX: Final = 0.002
COARSEST_M_PER_PX: Final = 400.0
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A frame on the map.

    Attributes:
        x_m, y_m: Map position at the middle of the frame, project CRS.
        m_per_px: Metres per device-independent pixel.
        width_px, height_px: Size of the frame.
    """

    x_m: float = 0.0
    y_m: float = 0.0
    m_per_px: float = 0.25
    width_px: float = 800.0
    height_px: float = 600.0

    @property
    def scale(self) -> float:
        """Scale denominator at 96 dpi."""
        return self.m_per_px / METRES_PER_CSS_PX

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north of the frame in metres."""
        half_x, half_y = self.width_px * self.m_per_px / 2, self.height_px * self.m_per_px / 2
        return self.x_m - half_x, self.y_m - half_y, self.x_m + half_x, self.y_m + half_y

    def to_screen(self, x_m: float, y_m: float) -> QPointF:
        """Pixel of a map position."""
        return QPointF(
            (x_m - self.x_m) / self.m_per_px + self.width_px / 2,
            (self.y_m - y_m) / self.m_per_px + self.height_px / 2,
        )

    def to_map(self, at: QPointF) -> tuple[float, float]:
        """Map position of a pixel."""
        return (
            self.x_m + (at.x() - self.width_px / 2) * self.m_per_px,
            self.y_m - (at.y() - self.height_px / 2) * self.m_per_px,
        )

    def transform(self, origin: tuple[float, float]) -> QTransform:
        """From metres relative to ``origin`` to pixels of this frame."""
        k = 1.0 / self.m_per_px
        dx = (origin[0] - self.x_m) * k + self.width_px / 2
        dy = (self.y_m - origin[1]) * k + self.height_px / 2
        return QTransform(k, 0.0, 0.0, -k, dx, dy)

    def zoomed(self, factor: float, at: QPointF) -> "View":
        """Closer by ``factor``, with the map position under ``at`` staying where it is."""
        m_per_px = min(COARSEST_M_PER_PX, max(FINEST_M_PER_PX, self.m_per_px / factor))
        x, y = self.to_map(at)
        return replace(
            self,
            m_per_px=m_per_px,
            x_m=x - (at.x() - self.width_px / 2) * m_per_px,
            y_m=y + (at.y() - self.height_px / 2) * m_per_px,
        )

    def at_scale(self, scale: float) -> "View":
        """At a scale denominator, around the same middle."""
        m_per_px = min(COARSEST_M_PER_PX, max(FINEST_M_PER_PX, scale * METRES_PER_CSS_PX))
        return replace(self, m_per_px=m_per_px)

    def panned(self, dx_px: float, dy_px: float) -> "View":
        """Shifted so that the map follows the pointer by these pixels."""
        return replace(
            self, x_m=self.x_m - dx_px * self.m_per_px, y_m=self.y_m + dy_px * self.m_per_px
        )

    def resized(self, width_px: float, height_px: float) -> "View":
        """The same middle and scale in a frame of another size."""
        return replace(self, width_px=max(1.0, width_px), height_px=max(1.0, height_px))

    def grown(self, share: float) -> "View":
        """A wider frame around the same middle: rendered so that a pan has something to show."""
        return self.resized(self.width_px * (1 + share), self.height_px * (1 + share))

    def fitted(self, bounds: Bounds, margin_px: float = 48.0) -> "View":
        """Around bounds, with a margin; a single point keeps a scale of about 1 : 200."""
        west, south, east, north = bounds
        room_x = max(40.0, self.width_px - 2 * margin_px)
        room_y = max(40.0, self.height_px - 2 * margin_px)
        least = 200 * METRES_PER_CSS_PX
        m_per_px = max((east - west) / room_x, (north - south) / room_y, least)
        return replace(
            self,
            x_m=(west + east) / 2,
            y_m=(south + north) / 2,
            m_per_px=min(COARSEST_M_PER_PX, m_per_px),
        )
