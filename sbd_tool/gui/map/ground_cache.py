"""Pictures of the ground that were drawn before: kept whole, cut to size, grown by strips."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QImage, QPainter

from sbd_tool.gui.map.scene import Ground
from sbd_tool.gui.map.viewport import View

MOST_BYTES: Final = 96_000_000
MOST_PICTURES: Final = 6
LEAST_SHARED: Final = 0.2  # of a picture; with less in common, all of it is drawn anew
SEAM_PX: Final = 12  # drawn beyond a strip and cut off, so that nothing shows where strips meet
FARTHEST_PX: Final = 2**24
"""No picture reaches farther; pixels of the toolkit end at 2**31."""
OFF_GRID: Final = 0.02  # device pixels by which two frames may miss each other's grid

Draw = Callable[[View], QImage | None]
"""Draws the ground of a view, or gives up with None."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture of the ground.

    Attributes:
        ground: What it shows.
        view: Where.
        ratio: Device pixels per pixel.
        image: The picture.
    """

    ground: Ground
    view: View
    ratio: float
    image: QImage

    def offset(self, view: View, ratio: float) -> QPoint | None:
        """Device pixels from the corner of a view to that of this picture; None if it fits not."""
        same = self.view
        if (
            ratio != self.ratio
            or view.m_per_px != same.m_per_px
            or view.rotation_deg != same.rotation_deg
            or view.magnifier != same.magnifier
        ):
            return None
        corner = view.to_screen(*same.to_map(QPointF(0, 0)))
        x, y = corner.x() * ratio, corner.y() * ratio
        if max(abs(x), abs(y)) > FARTHEST_PX:
            return None
        if abs(x - round(x)) > OFF_GRID or abs(y - round(y)) > OFF_GRID:
            return None
        return QPoint(round(x), round(y))


class GroundCache:
    """The last pictures of the ground. Used by one thread."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._kept: list[Kept] = []  # the latest last
        self._most_bytes = most_bytes

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        """Forget all pictures."""
        self._kept.clear()

    def picture(self, ground: Ground, view: View, ratio: float, draw: Draw) -> QImage | None:
        """The ground of a view: from what is kept as far as possible, the rest drawn.

        Args:
            ground: What to show.
            view: Where, snapped to the grid of the ground (`View.snapped`).
            ratio: Device pixels per pixel.
            draw: Draws a part of the view.

        Returns:
            A picture of the view's size, perhaps the kept one itself, so copy it before drawing
            on it; None when drawing was given up.
        """
        frame = QRect(0, 0, round(view.width_px * ratio), round(view.height_px * ratio))
        best, where = self._best(ground, view, ratio, frame)
        if best is not None and where.contains(frame):
            self._kept.append(self._kept.pop(self._kept.index(best)))
            return (
                best.image
                if where == frame
                else best.image.copy(frame.translated(-where.topLeft()))
            )
        if best is None:
            image = draw(view)
        else:
            image = _patched(best.image, where, frame, (view, ratio), draw)
        if image is None:
            return None
        self._keep(Kept(ground, view, ratio, image), best, is_all=frame.contains(where))
        return image

    def _best(
        self, ground: Ground, view: View, ratio: float, frame: QRect
    ) -> tuple[Kept | None, QRect]:
        """The picture that shares most with a frame, and where it lies in it."""
        found: tuple[Kept | None, QRect] = (None, QRect())
        most = LEAST_SHARED * frame.width() * frame.height()
        for kept in self._kept:
            offset = kept.offset(view, ratio)
            if offset is None or kept.ground != ground:
                continue
            where = QRect(offset, kept.image.size())
            shared = where.intersected(frame)
            if shared.width() * shared.height() > most:
                most = shared.width() * shared.height()
                found = (kept, where)
        return found

    def _keep(self, fresh: Kept, old: Kept | None, *, is_all: bool) -> None:
        if old is not None and is_all:
            self._kept.remove(old)
        self._kept.append(fresh)
        while len(self._kept) > 1 and (
            len(self._kept) > MOST_PICTURES
            or sum(kept.image.sizeInBytes() for kept in self._kept) > self._most_bytes
        ):
            del self._kept[0]


def _patched(
    old: QImage, where: QRect, frame: QRect, place: tuple[View, float], draw: Draw
) -> QImage | None:
    """An old picture moved into a frame, with strips drawn where it does not reach."""
    view, ratio = place
    image = QImage(frame.size(), old.format())
    image.setDevicePixelRatio(1.0)
    shared = where.intersected(frame)
    p = QPainter(image)
    bare = old.copy(shared.translated(-where.topLeft()))
    bare.setDevicePixelRatio(1.0)
    p.drawImage(shared.topLeft(), bare)
    for strip in _around(shared, frame):
        wide = strip.adjusted(-SEAM_PX, -SEAM_PX, SEAM_PX, SEAM_PX)
        drawn = draw(_part(view, wide, ratio))
        if drawn is None:
            p.end()
            return None
        drawn.setDevicePixelRatio(1.0)
        p.drawImage(strip.topLeft(), drawn, QRect(QPoint(SEAM_PX, SEAM_PX), strip.size()))
    p.end()
    image.setDevicePixelRatio(ratio)
    return image


def _around(inner: QRect, frame: QRect) -> list[QRect]:
    """What of a frame lies outside an inner rectangle, as at most four strips."""
    strips = [
        QRect(frame.left(), frame.top(), frame.width(), inner.top() - frame.top()),
        QRect(frame.left(), inner.bottom() + 1, frame.width(), frame.bottom() - inner.bottom()),
        QRect(frame.left(), inner.top(), inner.left() - frame.left(), inner.height()),
        QRect(inner.right() + 1, inner.top(), frame.right() - inner.right(), inner.height()),
    ]
    return [strip for strip in strips if not strip.isEmpty()]


def _part(view: View, rect: QRect, ratio: float) -> View:
    """The part of a view that lies in a rectangle of its device pixels."""
    width, height = rect.width() / ratio, rect.height() / ratio
    middle = QPointF(rect.x() / ratio + width / 2, rect.y() / ratio + height / 2)
    x_m, y_m = view.to_map(middle)
    return replace(view.resized(width, height), x_m=x_m, y_m=y_m)
