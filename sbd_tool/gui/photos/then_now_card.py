"""Then and now: both photos of a viewpoint side by side or one over the other, and what differs."""

from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QSlider, QWidget

from sbd_tool.app.photos.leaving import preview
from sbd_tool.app.photos.viewpoints import (
    Compared,
    Landmark,
    compared,
    landmarks_of,
    note_difference,
)
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.viewpoints import Viewpoint
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import Segments

MOST_WIDTH_PX: Final = 1_040
ROOM_PX: Final = 100
HEAD_AND_FOOT_PX: Final = 330
LEAST_PICTURE_PX: Final = 160
PREVIEW_PX: Final = 1_000
MOST_MARKS: Final = 12
WAYS: Final = ("beside", "ghost")


class PairPicture(QWidget):
    """Two pictures beside each other, or the later one over the earlier, as far as the slider says.

    Args:
        look: Theme.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("then_now_picture")
        self.setAccessibleName(look.words_of("photo.then_now"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.then, self.now = QImage(), QImage()
        self.marks: tuple[Landmark, ...] = ()
        self.is_ghost, self.share = False, 0.5

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        room = QRectF(self.rect())
        p.fillRect(room, self._look.theme.color("sunken"))
        if self.is_ghost:
            box = _fitted(self.then, room)
            p.drawImage(box, self.then)
            p.setOpacity(self.share)
            p.drawImage(box, self.now)
            p.setOpacity(1.0)
            self._draw_marks(p, box)
        else:
            half = room.width() / 2 - 3
            left = QRectF(room.x(), room.y(), half, room.height())
            box = _fitted(self.then, left)
            p.drawImage(box, self.then)
            p.drawImage(_fitted(self.now, left.translated(half + 6, 0)), self.now)
            self._draw_marks(p, box)
        p.end()

    def _draw_marks(self, p: QPainter, box: QRectF) -> None:
        theme = self._look.theme
        font = theme.font("caption", "semibold")
        for number, mark in enumerate(self.marks[:MOST_MARKS], 1):
            x = box.x() + mark.across * box.width()
            for tone, width in (("surface", 4.0), ("ink", 1.5)):
                p.setPen(QPen(theme.color(tone), width))
                p.drawLine(round(x), round(box.y()), round(x), round(box.y() + 26))
            disc = QRectF(x - 9, box.y() + 22, 18, 18)
            p.setPen(QPen(theme.color("surface"), 1.5))
            p.setBrush(theme.color("ink"))
            p.drawEllipse(disc)
            paint.text(p, disc, str(number), font, theme.color("on_ink"), paint.CENTER)


class ThenNowCard(FloatingCard):
    """One viewpoint: the earlier photo and the latest one taken again.

    Args:
        desk: The desk.
        host: The window.
        viewpoint: What is compared.
    """

    def __init__(self, desk: Desk, host: QWidget, viewpoint: Viewpoint) -> None:
        title = desk.look.words_of("photo.then_now")
        super().__init__(desk.look, host, title, "then_now_card")
        self.desk, self.viewpoint = desk, viewpoint
        project = desk.whole
        pairs = compared(project, viewpoint) if project is not None else ()
        self.pair: Compared | None = pairs[-1] if pairs else None
        self.pictures = PairPicture(desk.look)
        self._build()
        desk.project_opened.connect(self.close_card)
        self._prepare()

    def _build(self) -> None:
        look, words = self.desk.look, self.desk.look.words_of
        self._build_ways()
        told = " ".join(look.word(one) for one in (self.pair.sentences() if self.pair else ()))
        self.told = label(told, "small", is_wrapped=True)
        self.told.setObjectName("then_now_told")
        self.marks = label(words("photo.marks_coming"), "caption", is_wrapped=True)
        self.marks.setObjectName("then_now_marks")
        self.remark = QLineEdit()
        self.remark.setObjectName("then_now_remark")
        self.remark.setMaxLength(500)
        self.remark.setPlaceholderText(words("photo.difference"))
        self.remark.setAccessibleName(words("photo.difference"))
        self.remark.returnPressed.connect(self._write)
        keep = button(
            look.theme, words("photo.keep_difference"), "then_now_keep", role="primary",
            sign="note-pencil",
        )  # fmt: skip
        keep.clicked.connect(self._write)
        foot = row(self.remark, keep, spacing=10)
        foot.setStretch(0, 1)
        name = label(self.viewpoint.name, "strong", is_wrapped=True)
        self.set_body(
            column(
                name, row(self.ways, self.slider, STRETCH, spacing=12), self.pictures, self.told,
                self.marks, foot, spacing=8, margins=(20, 10, 20, 16),
            )
        )  # fmt: skip

    def _build_ways(self) -> None:
        words = self.desk.look.words_of
        ways = [(one, words(f"photo.way_{one}")) for one in WAYS]
        self.ways = Segments(ways, WAYS[0], self._show_as, "then_now_way")
        self.ways.setAccessibleName(words("photo.way"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("then_now_slider")
        self.slider.setRange(0, 100)
        self.slider.setValue(50)
        self.slider.setAccessibleName(words("photo.ghost"))
        self.slider.setToolTip(words("photo.ghost"))
        self.slider.setFixedWidth(220)
        self.slider.valueChanged.connect(self._fade)
        self.slider.hide()

    def open_large(self) -> None:
        """Show the card as large as the window allows."""
        host = self.parentWidget()
        if host is None:
            return
        width = min(MOST_WIDTH_PX, host.width() - ROOM_PX)
        height = max(LEAST_PICTURE_PX, host.height() - HEAD_AND_FOOT_PX - ROOM_PX // 2)
        self.pictures.setFixedHeight(height)
        self.open_at((host.width() - width) // 2, 30, width)
        self.remark.setFocus()

    def _prepare(self) -> None:
        project, pair, viewpoint = self.desk.whole, self.pair, self.viewpoint
        if project is None or pair is None:
            return
        rules = self.desk.rules

        def pictures(progress: Progress) -> tuple[bytes, bytes]:
            progress.advance(0.0)
            then = preview(project, pair.earlier, PREVIEW_PX)
            progress.advance(0.5)
            return then, preview(project, pair.later, PREVIEW_PX)

        def marks(progress: Progress) -> tuple[Landmark, ...]:
            progress.advance(0.0)
            return landmarks_of(project, rules, viewpoint) if project.square else ()

        run = partial(self.desk.run, text("photo.preparing"))
        run(pictures, self._arrived, key="photo_pair")
        run(marks, self._marked, key="photo_marks")

    def _arrived(self, raws: tuple[bytes, bytes]) -> None:
        if not self.isHidden():
            self.pictures.then, self.pictures.now = (QImage.fromData(raw) for raw in raws)
            self.pictures.update()

    def _marked(self, marks: tuple[Landmark, ...]) -> None:
        if self.isHidden():
            return
        look = self.desk.look
        self.pictures.marks = marks
        told = [f"{number} {mark_told(look, one)}" for number, one in enumerate(marks, 1)]
        rest = len(told) - MOST_MARKS
        shown = " \u00b7 ".join(told[:MOST_MARKS])
        more = look.words_of("photo.marks_more", count=rest) if rest > 0 else ""
        self.marks.setText(" ".join(part for part in (shown, more) if part) or self._no_marks())
        self.pictures.update()

    def _no_marks(self) -> str:
        return self.desk.look.words_of("photo.no_marks")

    def _show_as(self, way: str) -> None:
        self.pictures.is_ghost = way == "ghost"
        self.slider.setVisible(self.pictures.is_ghost)
        self.pictures.update()

    def _fade(self, value: int) -> None:
        self.pictures.share = value / 100
        self.pictures.update()

    def _write(self) -> None:
        words = self.remark.text().strip()
        if not words:
            return
        stamp, by = self.desk.new_stamp(), self.desk.by()
        if self.desk.do(note_difference(self.viewpoint, words, (), stamp=stamp, by=by)):
            self.remark.clear()
            self.desk.told.emit(text("photo.difference_kept"))


def mark_told(look: Look, one: Landmark) -> str:
    """A landmark in few words: what, which way, how far."""
    return look.words_of(
        "photo.mark",
        name=one.name,
        bearing=Quantity(one.bearing_deg, "\u00b0"),
        distance=Quantity(one.distance_m, "m"),
    )


def _fitted(image: QImage, room: QRectF) -> QRectF:
    size = image.size() if not image.isNull() else QSize(4, 3)
    fitted = size.scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    found = QRectF(0, 0, fitted.width(), fitted.height())
    found.moveCenter(room.center())
    return found
