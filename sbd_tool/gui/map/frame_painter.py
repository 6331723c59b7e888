"""Paints frames: ground from what is kept, everything above it anew; knows no threads."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from sbd_tool.cartography.drawlist import DrawList
from sbd_tool.gui.map.backend import SceneBackend, pixels_of
from sbd_tool.gui.map.ground_cache import GroundCache
from sbd_tool.gui.map.overview import FROM_COUNT, Overview, build_overview
from sbd_tool.gui.map.scene import Scene, SceneBuilder
from sbd_tool.gui.map.viewport import View

PARTIAL_S: Final = 0.1  # between two looks at an unfinished frame
GREATEST_PX: Final = 40_000_000  # of one frame; a wall of screens still fits
WARM_FROM: Final = 1_500  # rings from which the pixel engine is worth its compiling

Compose = Callable[[float], DrawList]
"""Makes the draw list for a scale denominator."""
Stale = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of a view.

    Attributes:
        image: The picture, its device pixel ratio set.
        view: What it shows.
        is_whole: Whether all of it is drawn; what is unfinished only bridges the time.
    """

    image: QImage
    view: View
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class FrameWish:
    """What to render: how to compose, where, and with which backend.

    ``version`` changes whenever ``compose`` may give another draw list for the same scale.
    """

    compose: Compose
    version: tuple[float, ...]
    view: View
    ratio: float
    origin: tuple[float, float]
    backend: SceneBackend


class FramePainter:
    """Paints frames one after another and keeps what the next may need.

    Args:
        partial_s: Seconds between two unfinished frames.
        overview_from: Rings and dots from which the whole is kept in small.
    """

    def __init__(self, partial_s: float = PARTIAL_S, overview_from: int = FROM_COUNT) -> None:
        self._partial_s, self._overview_from = partial_s, overview_from
        self.ground = GroundCache()
        self.overview: Overview | None = None
        self._builder = SceneBuilder()
        self._scene: tuple[tuple[object, ...], Scene] | None = None

    def paint(
        self,
        wish: FrameWish,
        is_stale: Stale = lambda: False,
        show: Callable[[Frame], None] | None = None,
    ) -> Frame | None:
        """Paint a frame.

        Args:
            wish: What is wanted.
            is_stale: Asked often; when it says yes, the frame is given up.
            show: Given unfinished frames every now and then, when somebody waits for the first.

        Returns:
            The frame, or None when it was given up.
        """
        scene = self._scene_of(wish, is_stale)
        if scene is None or is_stale():
            return None
        view = wish.view.snapped(wish.origin, wish.ratio)
        width, height = _size(view, wish.ratio)
        if width * height > GREATEST_PX:
            return None
        pulse = _Pulse(is_stale, view, show, self._partial_s)

        def draw(part: View) -> QImage | None:
            return self._draw_ground(wish, scene, part, pulse)

        image = self.ground.picture(scene.ground, view, wish.ratio, draw)
        if image is None:
            return None
        if any(group.items for group in scene.above):
            image = image.copy()
            image.setDevicePixelRatio(wish.ratio)
            p, pixels = QPainter(image), pixels_of(image)
            above, origin, backend = scene.above, scene.origin, wish.backend
            is_done = backend.paint_groups(p, above, origin, view, is_stale, pixels)
            p.end()
            if not is_done:
                return None
        return Frame(image, view)

    def look_over(self, wish: FrameWish, is_stale: Stale) -> bool:
        """Draw an overview where the map is large enough; whether there is a new one."""
        raster = wish.backend.raster
        scene = self._scene_of(wish, is_stale)
        if scene is None or scene.ground.count < self._overview_from:
            return False
        if raster is not None and not raster.is_ready:  # Qt alone would take seconds
            return False
        now, looks = self.overview, (wish.ratio, wish.view.magnifier)
        if now is not None and now.ground == scene.ground and (now.ratio, now.magnifier) == looks:
            return False
        pulse = _Pulse(is_stale, wish.view, None, self._partial_s)
        found = build_overview(
            scene.ground,
            wish.origin,
            wish.view,
            wish.ratio,
            lambda view: self._draw_ground(wish, scene, view, pulse),
        )
        if found is not None:
            self.overview = found
        return found is not None

    def _draw_ground(
        self, wish: FrameWish, scene: Scene, view: View, pulse: "_Pulse"
    ) -> QImage | None:
        image = QImage(*_size(view, wish.ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(wish.ratio)
        p = QPainter(image)
        p.fillRect(QRectF(0, 0, view.width_px, view.height_px), QColor(scene.ground.background))
        pixels = pixels_of(image)
        pulse.begin(image, view)
        groups, origin = scene.ground.groups, scene.origin
        is_done = wish.backend.paint_groups(p, groups, origin, view, pulse.is_stale, pixels)
        p.end()
        return image if is_done else None

    def _scene_of(self, wish: FrameWish, is_stale: Stale) -> Scene | None:
        key = (*wish.version, round(wish.view.scale, 3), wish.origin)
        if self._scene is not None and self._scene[0] == key:
            return self._scene[1]
        draw_list = wish.compose(wish.view.scale)
        if is_stale():
            return None
        scene = self._builder.build(draw_list, wish.origin, is_stale)
        if scene is not None:
            self._scene = (key, scene)
            raster = wish.backend.raster
            if raster is not None and scene.ground.count > WARM_FROM:
                raster.warm_later()
        return scene


class _Pulse:
    """Looks whether a frame is still wanted, and shows what there is of it meanwhile."""

    def __init__(
        self, is_stale: Stale, view: View, show: Callable[[Frame], None] | None, every_s: float
    ) -> None:
        self._is_stale, self._view, self._show, self._every_s = is_stale, view, show, every_s
        self._image: QImage | None = None
        self._shown = time.monotonic()

    def begin(self, image: QImage, view: View) -> None:
        """A picture is being drawn; only one of the whole view is shown unfinished."""
        self._image = image if view == self._view else None

    def is_stale(self) -> bool:
        """Whether to give up."""
        if self._is_stale():
            return True
        now = time.monotonic()
        if self._show is not None and self._image is not None and now - self._shown > self._every_s:
            self._shown = now
            self._show(Frame(self._image.copy(), self._view, is_whole=False))
        return False


def _size(view: View, ratio: float) -> tuple[int, int]:
    return max(1, round(view.width_px * ratio)), max(1, round(view.height_px * ratio))
