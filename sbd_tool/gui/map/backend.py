"""Draws a scene with QPainter and the pixel engine: the screen's twin of the page backends."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from sbd_tool.cartography.drawlist import Label, Marker
from sbd_tool.cartography.raster.engine import Pixels, Placing, Raster, Style
from sbd_tool.gui.map.inks import brushes, dot_inks, engine_style, is_for_engine, pens
from sbd_tool.gui.map.scene import (
    Ready,
    ReadyDots,
    ReadyGroup,
    ReadyPaths,
    ReadyPicture,
    Scene,
)
from sbd_tool.gui.map.signs import Signs, draw_picture
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.symbols import Symbols
from sbd_tool.gui.theme import Theme

CHECK_EVERY: Final = 64  # paths between two looks at whether the frame is still wanted
FAR_PX: Final = 40.0  # beyond the frame; signs and thick lines reach that far into it
Stale = Callable[[], bool]


@dataclass
class _Frame:
    """What one frame is drawn with.

    Attributes:
        painter: Open on the picture.
        view: The frame, without its magnifier.
        base: The painter's transform for pixels of the view.
        to_screen: From metres relative to the origin to pixels of the view.
        placing: The same for the pixel engine, to device pixels.
        ratio: Device pixels per pixel of the view.
        pixels: The picture's memory, or None where only the painter may draw.
        is_stale: Whether the frame may be given up.
        waiting: Styles the engine has yet to draw.
    """

    painter: QPainter
    view: View
    base: QTransform
    to_screen: QTransform
    placing: Placing
    ratio: float
    pixels: Pixels | None
    is_stale: Stale
    waiting: list[Style] = field(default_factory=list)

    @property
    def window(self) -> tuple[float, float, float, float]:
        """What may be seen, metres."""
        west, south, east, north = self.view.bounds
        far = FAR_PX * self.view.m_per_px
        return west - far, south - far, east + far, north + far


class SceneBackend:
    """Paints scenes in one theme.

    Args:
        theme: Fonts and the colours of map furniture.
        symbols: Draws markers.
        raster: Draws what comes in great numbers, once it is ready; None leaves all to Qt.
    """

    def __init__(self, theme: Theme, symbols: Symbols, raster: Raster | None = None) -> None:
        self.theme, self.symbols, self.raster = theme, symbols, raster
        self.signs = Signs(theme, symbols)

    def paint(
        self,
        p: QPainter,
        scene: Scene,
        view: View,
        is_stale: Stale = lambda: False,
        pixels: Pixels | None = None,
    ) -> bool:
        """Paint a whole frame; False when it was given up because ``is_stale`` said so."""
        p.fillRect(QRectF(0, 0, view.width_px, view.height_px), QColor(scene.ground.background))
        return self.paint_groups(p, scene.groups, scene.origin, view, is_stale, pixels)

    def paint_groups(
        self,
        p: QPainter,
        groups: Iterable[ReadyGroup],
        origin: tuple[float, float],
        view: View,
        is_stale: Stale = lambda: False,
        pixels: Pixels | None = None,
    ) -> bool:
        """Paint some groups onto what is there; False when it was given up.

        Args:
            p: Open on a picture, one unit being a pixel of the view.
            groups: From below to above.
            origin: What the scene's paths are relative to.
            view: Where.
            is_stale: Asked often.
            pixels: Memory of the same picture, 0xffRRGGBB, for the pixel engine.
        """
        outer = p.transform()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.scale(view.magnifier, view.magnifier)
        engine = pixels if self.raster is not None and self.raster.is_ready else None
        frame = _frame_of(p, view.unmagnified, origin, engine, is_stale)
        for group in groups:
            for run in _runs(group.items):
                if is_stale():
                    return False
                self._run(frame, run)
        self._flush(frame)
        p.setOpacity(1.0)
        p.setTransform(outer)
        return not is_stale()

    def _run(self, frame: _Frame, run: Sequence[Ready]) -> None:
        """Draw items that look alike, or a single one; the engine's share waits for its turn."""
        first = run[0]
        if isinstance(first, ReadyPaths):
            alike = [item for item in run if isinstance(item, ReadyPaths)]
            if frame.pixels is not None and is_for_engine(alike):
                frame.waiting.append(engine_style(alike, frame.ratio))
                return
        if isinstance(first, ReadyDots) and frame.pixels is not None:
            inks = dot_inks(first.item, self.theme, frame.ratio)
            frame.waiting.append(Style(dots=first.near(frame.window), dot_inks=inks))
            return
        self._flush(frame)
        frame.painter.setOpacity(1.0)
        frame.painter.setTransform(frame.base)
        if isinstance(first, ReadyPaths):
            _paths(frame, [item for item in run if isinstance(item, ReadyPaths)])
        else:
            self._single(frame, first)

    def _single(self, frame: _Frame, item: Ready) -> None:
        p, view = frame.painter, frame.view
        if isinstance(item, Marker):
            self.signs.marker(p, item, view)
        elif isinstance(item, Label):
            self.signs.label(p, item, view)
        elif isinstance(item, ReadyPicture):
            draw_picture(p, item, view)
        elif isinstance(item, ReadyDots):
            self._dots(frame, item)

    def _flush(self, frame: _Frame) -> None:
        """Let the engine draw what waits, so that what follows lies above it."""
        if frame.waiting and self.raster is not None and frame.pixels is not None:
            self.raster.draw(frame.pixels, frame.waiting, frame.placing, frame.is_stale)
        frame.waiting.clear()

    def _dots(self, frame: _Frame, ready: ReadyDots) -> None:
        """Dots without the engine: one sign each, but never two on one pixel."""
        west, south, east, north = frame.window
        dots, xy = ready.item, ready.near(frame.window)
        seen = (xy[:, 0] >= west) & (xy[:, 0] <= east) & (xy[:, 1] >= south) & (xy[:, 1] <= north)
        near = np.flatnonzero(seen)
        cells = np.floor(xy[near] / frame.view.m_per_px).astype(np.int64)
        _, firsts = np.unique(cells, axis=0, return_index=True)
        for count, row in enumerate(near[np.sort(firsts)].tolist()):
            if count % CHECK_EVERY == 0 and frame.is_stale():
                return
            x_m, y_m = xy[row].tolist()
            dot = Marker(
                x_m=x_m,
                y_m=y_m,
                symbol="",
                size_mm=dots.size_mm,
                colour=dots.colour,
                opacity=dots.opacity,
            )
            self.symbols.marker(frame.painter, dot, frame.view.to_screen(x_m, y_m))


def pixels_of(image: QImage) -> Pixels:
    """The memory of a 32-bit picture that nobody shares, as an array of its rows and columns."""
    memory = np.frombuffer(image.bits(), dtype=np.uint32)
    return memory.reshape(image.height(), image.width())


def _frame_of(
    p: QPainter, view: View, origin: tuple[float, float], pixels: Pixels | None, is_stale: Stale
) -> _Frame:
    ratio = max(1e-3, p.deviceTransform().m11())
    t = view.transform(origin)
    place = (
        t.m11() * ratio,
        t.m21() * ratio,
        t.m12() * ratio,
        t.m22() * ratio,
        t.dx() * ratio,
        t.dy() * ratio,
        *origin,
    )
    return _Frame(p, view, p.transform(), t, Placing(place), ratio, pixels, is_stale)


def _runs(items: Sequence[Ready]) -> Iterator[Sequence[Ready]]:
    """Items one by one; paths of the same look together, in order."""
    begin = 0
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        if (
            isinstance(item, ReadyPaths)
            and isinstance(following, ReadyPaths)
            and following.item.fill == item.item.fill
            and following.item.stroke == item.item.stroke
            and following.item.is_closed == item.item.is_closed
        ):
            continue
        yield items[begin : at + 1]
        begin = at + 1


def _paths(frame: _Frame, alike: Sequence[ReadyPaths]) -> None:
    """Paths of one look by Qt: all insides, then all outlines."""
    p, item = frame.painter, alike[0].item
    seen = [
        ready.chunks.paths[row] for ready in alike for row in ready.chunks.visible(*frame.window)
    ]
    if not seen:
        return
    p.setTransform(frame.to_screen * frame.base)
    draw = partial(_draw_all, p, seen, frame.is_stale)
    if item.fill is not None and item.is_closed:
        p.setPen(QPen(Qt.PenStyle.NoPen))
        for brush, opacity in brushes(item.fill, frame.to_screen, frame.ratio):
            p.setOpacity(opacity)
            p.setBrush(brush)
            draw()
    p.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    for pen, opacity in pens(item.stroke, frame.ratio):
        p.setOpacity(opacity)
        p.setPen(pen)
        draw()


def _draw_all(p: QPainter, paths: list[QPainterPath], is_stale: Stale) -> None:
    for index, path in enumerate(paths):
        if index % CHECK_EVERY == CHECK_EVERY - 1 and is_stale():
            return
        p.drawPath(path)
