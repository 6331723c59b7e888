"""Renders frames off the window's thread: the newest wish wins, older ones are given up."""

import itertools
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from sbd_tool.gui.map.frame_painter import Frame, FramePainter, FrameWish
from sbd_tool.gui.map.overview import Overview

POLL_MS: Final = 8
MARGIN_SHARE: Final = 0.3  # drawn beyond the window, so that a pan has something to show
TURN_S: Final = 0.001  # after which a thread hands over: the window waits no longer for a worker


class FrameRenderer(QObject):
    """One worker thread; answers arrive as a signal in the thread that owns this object.

    A wish is answered by a frame of the window first, then by one with a margin around it, then
    by an overview where the map is large.
    """

    ready = Signal(object)  # Frame
    failed = Signal(object)  # Exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if sys.getswitchinterval() > TURN_S:
            sys.setswitchinterval(TURN_S)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="sbd-job-map")
        self._count = itertools.count(1)
        self._newest = 0
        self._future: Future[None] | None = None
        self._done: deque[Frame] = deque()
        self._painter = FramePainter()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def is_busy(self) -> bool:
        """Whether a frame is on its way."""
        return self._future is not None

    @property
    def overview(self) -> Overview | None:
        """The whole of a large map, once it was drawn."""
        return self._painter.overview

    def ask(self, wish: FrameWish, *, shows_parts: bool = False) -> None:
        """Render this; whatever was on its way is dropped.

        Args:
            wish: What is wanted.
            shows_parts: Unfinished frames are welcome: there is nothing to look at yet.
        """
        self._newest = mine = next(self._count)
        self._future = self._pool.submit(
            self._render, wish, lambda: self._newest != mine, shows_parts=shows_parts
        )
        self._timer.start()

    def shutdown(self) -> None:
        """Stop the worker; call before the window goes."""
        self._newest = -1
        self._timer.stop()
        self._future = None
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _poll(self) -> None:
        future = self._future
        is_over = future is not None and future.done()
        if is_over:
            self._future = None
            self._timer.stop()
        while self._done:
            frame = self._done.popleft()
            if not self._done:  # only the latest is worth a look
                self.ready.emit(frame)
        if future is not None and is_over and not future.cancelled():
            error = future.exception()
            if error is not None:
                self.failed.emit(error)

    def _render(self, wish: FrameWish, is_stale: Callable[[], bool], *, shows_parts: bool) -> None:
        painter = self._painter
        show = self._done.append if shows_parts else None
        frame = painter.paint(wish, is_stale, show)
        if frame is None:
            return
        self._done.append(frame)
        wider = replace(wish, view=wish.view.grown(MARGIN_SHARE))
        with_margin = painter.paint(wider, is_stale)
        if with_margin is not None:
            self._done.append(with_margin)
        if not is_stale():
            painter.look_over(wish, is_stale)
