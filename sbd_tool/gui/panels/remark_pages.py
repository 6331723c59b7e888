"""Inspector pages of notes and photos: words, who, when, and for photos the picture itself."""

from functools import partial
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sbd_tool.app.commands import DeleteNote, DeletePhoto, EditNote, EditPhoto
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.photo_facts import facts_of_photo
from sbd_tool.domain.project import Note, Photo
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.measure_page import NoteEdit
from sbd_tool.gui.panels.pages import PAGE_MARGINS, fact_row
from sbd_tool.gui.widgets.basics import button, column, holder, label, row, rule

THUMB_PX: Final = 296
MOST_SIDE_PX: Final = 30_000


def note_page(desk: Desk, note: Note) -> QWidget:
    """A note: edit it or delete it."""
    look = desk.look
    box = NoteEdit(note.words, lambda words: _edit_note(desk, note.id, words))
    box.setObjectName("note_words")
    box.setAccessibleName(look.say("note.words"))
    box.setMinimumHeight(120)
    delete = button(look.theme, look.say("note.delete"), "delete_note", role="danger", sign="trash")
    delete.clicked.connect(lambda: desk.do(DeleteNote(note_id=note.id, by=desk.by())))
    lines = column(label(look.say("note.title"), "title"), box, spacing=9, margins=PAGE_MARGINS)
    _add_facts(desk, lines, note.stamp)
    lines.addLayout(row(delete, None))
    lines.addStretch(1)
    return holder(lines)


def _edit_note(desk: Desk, note_id: str, words: str) -> None:
    if words:
        desk.do(EditNote(note_id=note_id, words=words, by=desk.by()))


def photo_page(desk: Desk, photo: Photo) -> QWidget:
    """A photo: the picture, its caption, where it looks."""
    look, project = desk.look, desk.project
    raw = project.blobs.get(photo.blob, b"") if project is not None else b""
    picture = QLabel()
    picture.setObjectName("photo_picture")
    picture.setAccessibleName(photo.caption or look.say("photo.title"))
    thumb = thumbnail(raw)
    if thumb.isNull():
        picture.setText(look.say("photo.unreadable"))
    else:
        picture.setPixmap(QPixmap.fromImage(thumb))
    box = NoteEdit(photo.caption, partial(_edit_photo, desk, photo.id))
    box.setObjectName("photo_caption")
    box.setAccessibleName(look.say("photo.caption"))
    box.setFixedHeight(64)
    delete = button(
        look.theme, look.say("photo.delete"), "delete_photo", role="danger", sign="trash"
    )
    delete.clicked.connect(lambda: desk.do(DeletePhoto(photo_id=photo.id, by=desk.by())))
    large = button(
        look.theme, look.words_of("photo.open"), "photo_large_open", sign="frame-corners"
    )
    large.clicked.connect(lambda: desk.photo_wanted.emit(photo.id))
    lines = column(
        label(look.say("photo.title"), "title"), picture, box, spacing=9, margins=PAGE_MARGINS
    )
    if photo.heading_deg is not None:
        known = facts_of_photo(project.records, photo.id) if project is not None else None
        north = "unsaid" if known is None or not known.north.value else known.north.value
        heading = Quantity(photo.heading_deg, "°")
        looks = look.words_of(f"photo.heading_{north}", heading=heading)
        lines.addWidget(fact_row(look.say("photo.looks"), looks))
    _add_facts(desk, lines, photo.stamp)
    lines.addLayout(row(large, None, delete))
    lines.addStretch(1)
    return holder(lines)


def _edit_photo(desk: Desk, photo_id: str, words: str) -> None:
    desk.do(EditPhoto(photo_id=photo_id, caption=words, by=desk.by()))


def _add_facts(desk: Desk, lines: QVBoxLayout, stamp: Stamp) -> None:
    look = desk.look
    lines.addWidget(rule())
    lines.addWidget(fact_row(look.say("remark.by"), stamp.author or look.say("remark.nobody")))
    when = stamp.created.replace("T", " ").removesuffix("Z")
    if when:
        lines.addWidget(fact_row(look.say("remark.when"), f"{when} UTC"))


def thumbnail(raw: bytes) -> QImage:
    """A picture in small, upright; a null image when it does not read."""
    data = QByteArray(raw)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MOST_SIDE_PX:
        return QImage()
    small = size.scaled(QSize(THUMB_PX, THUMB_PX), Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(small)
    return reader.read()
