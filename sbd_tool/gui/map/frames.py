"""Renders frames off the window's thread: the newest wish wins, older ones are given up."""

import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from sbd_tool.cartography.drawlist import DrawList
from sbd_tool.gui.map.backend import SceneBackend
from sbd_tool.gui.map.scene import Scene, SceneBuilder
from sbd_tool.gui.map.viewport import View

POLL_MS: Final = 12
MARGIN_SHARE: Final = 0.3  # drawn beyond the window, so that a pan has something to show
GREATEST_PX: Final = 40_000_000  # of one frame; a wall of screens still fits

Compose = Callable[[float], DrawList]
"""Makes the draw list for a scale denominator."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A finished picture of a view."""

    image: QImage
    view: View


@dataclass(frozen=True, slots=True)
class FrameWish:
    """What to render: how to compose, where, and with which backend."""

    compose: Compose
    version: tuple[int, int]
    view: View
    ratio: float
    origin: tuple[float, float]
    backend: SceneBackend


class FrameRenderer(QObject):
    """One worker thread; answers arrive as a signal in the thread that owns this object."""

    ready = Signal(object)  # Frame
    failed = Signal(object)  # Exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="sbd-job-map")
        self._count = itertools.count(1)
        self._newest = 0
        self._future: Future[Frame | None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._builder = SceneBuilder()
        self._scene: tuple[tuple[tuple[int, int], float], Scene] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a frame is on its way."""
        return self._future is not None

    def ask(self, wish: FrameWish) -> None:
        """Render this; whatever was on its way is dropped."""
        self._newest = mine = next(self._count)
        self._future = self._pool.submit(self._render, wish, lambda: self._newest != mine)
        self._timer.start()

    def shutdown(self) -> None:
        """Stop the worker; call before the window goes."""
        self._newest = -1
        self._timer.stop()
        self._future = None
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _poll(self) -> None:
        future = self._future
        if future is None or not future.done():
            return
        self._future = None
        self._timer.stop()
        error = None if future.cancelled() else future.exception()
        if error is not None:
            self.failed.emit(error)
            return
        frame = None if future.cancelled() else future.result()
        if frame is not None:
            self.ready.emit(frame)

    def _render(self, wish: FrameWish, is_stale: Callable[[], bool]) -> Frame | None:
        scene = self._scene_of(wish, is_stale)
        if scene is None or is_stale():
            return None
        view = wish.view.grown(MARGIN_SHARE)
        width, height = round(view.width_px * wish.ratio), round(view.height_px * wish.ratio)
        if width * height > GREATEST_PX:
            view = wish.view
            width, height = round(view.width_px * wish.ratio), round(view.height_px * wish.ratio)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(wish.ratio)
        p = QPainter(image)
        is_done = wish.backend.paint(p, scene, view, is_stale)
        p.end()
        return Frame(image, view) if is_done else None

    def _scene_of(self, wish: FrameWish, is_stale: Callable[[], bool]) -> Scene | None:
        key = (wish.version, round(wish.view.scale, 3))
        if self._scene is not None and self._scene[0] == key:
            return self._scene[1]
        draw_list = wish.compose(wish.view.scale)
        if is_stale():
            return None
        scene = self._builder.build(draw_list, wish.origin, is_stale)
        if scene is not None:
            self._scene = (key, scene)
        return scene
