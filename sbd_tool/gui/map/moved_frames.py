"""A finished frame under a view it was not made for: moved, scaled, turned, until the next is."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPolygonF, QRegion

from sbd_tool.gui.map.frame_painter import Frame
from sbd_tool.gui.map.overview import Overview
from sbd_tool.gui.map.viewport import View

INSET_PX: Final = 1.5  # by which overview and frame overlap, so that no ground shows between


def draw_moved(
    p: QPainter, frame: Frame | None, overview: Overview | None, view: View, ratio: float
) -> None:
    """Draw what there is of a view at once.

    Args:
        p: Open on the window, one unit being a pixel.
        frame: The last frame, or None.
        overview: Fills what the frame does not reach, or None.
        view: What the window shows now.
        ratio: Device pixels per pixel.
    """
    if overview is not None:
        bare = QRegion(0, 0, round(view.width_px), round(view.height_px)) - _reach(frame, view)
        if not bare.isEmpty():
            p.save()
            p.setClipRegion(bare)
            overview.draw(p, view)
            p.restore()
    if frame is not None:
        _draw_frame(p, frame, view, ratio)


def _draw_frame(p: QPainter, frame: Frame, view: View, ratio: float) -> None:
    drawn = frame.view
    corner = drawn.to_map(QPointF(0, 0))
    moved = replace(
        drawn, x_m=view.x_m, y_m=view.y_m, width_px=view.width_px, height_px=view.height_px
    )
    if moved == view:  # whole device pixels keep a panned frame sharp
        at = view.to_screen(*corner)
        sharp = QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)
        p.drawImage(sharp, frame.image)
        return
    p.save()
    p.setTransform(drawn.transform(corner).inverted()[0] * view.transform(corner), combine=True)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.drawImage(QPointF(0, 0), frame.image)
    p.restore()


def _reach(frame: Frame | None, view: View) -> QRegion:
    """What of the window a frame shows."""
    if frame is None:
        return QRegion()
    drawn = frame.view
    left, right = INSET_PX, drawn.width_px - INSET_PX
    top, bottom = INSET_PX, drawn.height_px - INSET_PX
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    at = [view.to_screen(*drawn.to_map(QPointF(x, y))) for x, y in corners]
    return QRegion(QPolygonF(at).toPolygon())
