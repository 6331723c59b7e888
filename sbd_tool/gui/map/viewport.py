"""Where the map meets the screen: metres to pixels and back, turned and magnified as wished.

`View.to_screen`, `View.to_map` and `View.transform` are the only mapping between ground and
pixels; whatever goes through them works on a turned map.
"""

import math
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
        rotation_deg: By how much the map is turned clockwise; north points that far to the right.
        magnifier: By how much signs, lines and letters are larger than the scale asks for.
    """

    x_m: float = 0.0
    y_m: float = 0.0
    m_per_px: float = 0.25
    width_px: float = 800.0
    height_px: float = 600.0
    rotation_deg: float = 0.0
    magnifier: float = 1.0

    @property
    def scale(self) -> float:
        """Scale denominator at 96 dpi; looking through the magnifier does not change it."""
        return self.m_per_px * self.magnifier / METRES_PER_CSS_PX

    @property
    def _turn(self) -> tuple[float, float]:
        """Cosine and sine of the rotation, exact at quarter turns."""
        quarter, rest = divmod(self.rotation_deg % 360.0, 90.0)
        if rest == 0.0:
            return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
        angle = math.radians(self.rotation_deg)
        return math.cos(angle), math.sin(angle)

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north of the frame in metres; of a turned one, of all its corners."""
        cos, sin = (abs(part) for part in self._turn)
        half_x = (self.width_px * cos + self.height_px * sin) * self.m_per_px / 2
        half_y = (self.width_px * sin + self.height_px * cos) * self.m_per_px / 2
        return self.x_m - half_x, self.y_m - half_y, self.x_m + half_x, self.y_m + half_y

    def to_screen(self, x_m: float, y_m: float) -> QPointF:
        """Pixel of a map position."""
        east, north = (x_m - self.x_m) / self.m_per_px, (y_m - self.y_m) / self.m_per_px
        cos, sin = self._turn
        return QPointF(
            east * cos + north * sin + self.width_px / 2,
            east * sin - north * cos + self.height_px / 2,
        )

    def to_map(self, at: QPointF) -> tuple[float, float]:
        """Map position of a pixel."""
        east, north = self._moved(at.x() - self.width_px / 2, at.y() - self.height_px / 2)
        return self.x_m + east, self.y_m + north

    def _moved(self, dx_px: float, dy_px: float) -> tuple[float, float]:
        """Metres east and north of a step on the screen."""
        cos, sin = self._turn
        return (
            (dx_px * cos + dy_px * sin) * self.m_per_px,
            (dx_px * sin - dy_px * cos) * self.m_per_px,
        )

    def transform(self, origin: tuple[float, float]) -> QTransform:
        """From metres relative to ``origin`` to pixels of this frame."""
        k = 1.0 / self.m_per_px
        cos, sin = self._turn
        at = self.to_screen(*origin)
        return QTransform(k * cos, k * sin, k * sin, -k * cos, at.x(), at.y())

    def zoomed(self, factor: float, at: QPointF) -> "View":
        """Closer by ``factor``, with the map position under ``at`` staying where it is."""
        m_per_px = min(COARSEST_M_PER_PX, max(FINEST_M_PER_PX, self.m_per_px / factor))
        return replace(self, m_per_px=m_per_px).with_place(*self.to_map(at), at)

    def with_place(self, x_m: float, y_m: float, at: QPointF) -> "View":
        """Shifted so that a map position lies at a pixel."""
        east, north = self._moved(at.x() - self.width_px / 2, at.y() - self.height_px / 2)
        return replace(self, x_m=x_m - east, y_m=y_m - north)

    def turned(self, rotation_deg: float, at: QPointF | None = None) -> "View":
        """Turned to a rotation around a pixel, or around the middle."""
        angle = (rotation_deg + 180.0) % 360.0 - 180.0
        turned = replace(self, rotation_deg=angle)
        return turned if at is None else turned.with_place(*self.to_map(at), at)

    def magnified(self, magnifier: float) -> "View":
        """Everything larger by a factor at the same scale, around the same middle."""
        m_per_px = self.m_per_px * self.magnifier / magnifier
        return replace(self, m_per_px=m_per_px, magnifier=magnifier)

    @property
    def unmagnified(self) -> "View":
        """The same frame in the larger pixels of the magnifier."""
        by = self.magnifier
        return replace(
            self,
            m_per_px=self.m_per_px * by,
            width_px=self.width_px / by,
            height_px=self.height_px / by,
            magnifier=1.0,
        )

    def at_scale(self, scale: float) -> "View":
        """At a scale denominator, around the same middle."""
        wanted = scale * METRES_PER_CSS_PX / self.magnifier
        return replace(self, m_per_px=min(COARSEST_M_PER_PX, max(FINEST_M_PER_PX, wanted)))

    def panned(self, dx_px: float, dy_px: float) -> "View":
        """Shifted so that the map follows the pointer by these pixels."""
        east, north = self._moved(dx_px, dy_px)
        return replace(self, x_m=self.x_m - east, y_m=self.y_m - north)

    def snapped(self, origin: tuple[float, float], ratio: float) -> "View":
        """Shifted by less than a device pixel, so that an origin lies between whole ones.

        Frames of one scale then fit together pixel for pixel.
        """
        at = self.to_screen(*origin)
        wanted = QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)
        return self.with_place(*origin, wanted)

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
        least = 200 * METRES_PER_CSS_PX / self.magnifier
        cos, sin = (abs(part) for part in self._turn)
        wide = (east - west) * cos + (north - south) * sin
        high = (east - west) * sin + (north - south) * cos
        m_per_px = max(wide / room_x, high / room_y, least)
        return replace(
            self,
            x_m=(west + east) / 2,
            y_m=(south + north) / 2,
            m_per_px=min(COARSEST_M_PER_PX, m_per_px),
        )
