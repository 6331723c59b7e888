"""One photo of the contact sheet: its thumbnail, its number, and signs for what is still open."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sbd_tool.app.photos.listing import PhotoRow
from sbd_tool.domain.photo_facts import taken_said, without_time
from sbd_tool.gui import paint
from sbd_tool.gui.icons import icon
from sbd_tool.gui.look import Look

TILE_PX: Final = QSize(120, 118)
PICTURE_PX: Final = QSize(112, 84)
SIGN_PX: Final = 15
ROW: Final = Qt.ItemDataRole.UserRole
IMAGE: Final = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class PhotoTiles(QStyledItemDelegate):
    """Paints tiles of photos."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        scale = self._look.theme.text_scale
        return QSize(TILE_PX.width(), round(TILE_PX.height() + 18 * (scale - 1)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(ROW)
        if not isinstance(found, PhotoRow):
            return
        theme, box = self._look.theme, QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        paint.hints(painter)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(theme.color("select" if is_chosen else "line"), 2 if is_chosen else 1))
        painter.setBrush(theme.color("pressed" if is_chosen else "surface"))
        painter.drawRoundedRect(box, 6, 6)
        self._draw_picture(painter, box, index.data(IMAGE))
        self._draw_foot(painter, box, found)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, theme, box)
        painter.restore()

    def _draw_picture(self, p: QPainter, box: QRectF, image: object) -> None:
        theme = self._look.theme
        room = QRectF(box.x() + 4, box.y() + 4, box.width() - 8, PICTURE_PX.height())
        if not isinstance(image, QImage) or image.isNull():
            icon(theme, "image-broken", "ink_3").paint(p, room.toRect())
            return
        size = image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRectF(0, 0, size.width(), size.height())
        shown.moveCenter(room.center())
        p.drawImage(shown, image)

    def _draw_foot(self, p: QPainter, box: QRectF, found: PhotoRow) -> None:
        theme = self._look.theme
        top = box.y() + PICTURE_PX.height() + 6
        foot = QRectF(box.x() + 6, top, box.width() - 12, box.bottom() - top - 3)
        number = self._look.words.number(found.number)
        font = theme.font("small", "semibold", is_tabular=True)
        paint.text(p, foot, number, font, theme.color("ink"))
        right = foot.right()
        for sign in signs_of(found):
            right -= SIGN_PX + 3
            where = QRectF(right, foot.center().y() - SIGN_PX / 2, SIGN_PX, SIGN_PX)
            icon(theme, sign, "ink_2").paint(p, where.toRect())


def signs_of(found: PhotoRow) -> tuple[str, ...]:
    """Icons of a tile from the right: checked or not, without a place, sketched, blurred."""
    return tuple(
        sign
        for sign, is_shown in (
            ("check-circle" if found.is_checked else "lock-simple", True),
            ("map-pin-line", not found.is_placed),
            ("pencil-simple", found.strokes > 0),
            ("eraser", found.is_blurred),
        )
        if is_shown
    )


def told_of(look: Look, found: PhotoRow) -> str:
    """A tile in words, for tips and for readers who do not see it."""
    words = look.words_of
    parts = [
        words("photo.number", number=found.number),
        without_time(found.photo.caption, found.taken),
        taken_said(found.taken, look.words),
        words("photo.is_checked" if found.is_checked else "photo.is_unchecked"),
        "" if found.is_placed else words("photo.is_unplaced"),
        words("photo.is_sketched") if found.strokes else "",
        words("photo.is_blurred") if found.is_blurred else "",
    ]
    return ", ".join(part for part in parts if part)
