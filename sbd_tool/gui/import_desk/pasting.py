"""Ctrl+V of what other programs copied: files, a picture, GeoJSON or WKT."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from sbd_tool.app.import_desk import suffix_of_pasted
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import text
from sbd_tool.gui.flows import ImportWish
from sbd_tool.gui.georeferencing.underlays import add_pasted_picture
from sbd_tool.gui.import_desk.taking import Host, take_in

LOOKED_AT = 2048


def paste_from_outside(window: Host) -> bool:
    """Take in what the clipboard holds; False when it holds nothing a plan can be made of."""
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if held is None:  # nothing was ever copied, or another program holds the clipboard
        return False
    files = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    if files:
        take_in(window, files)
        return True
    if held.hasImage():
        _picture(window, QGuiApplication.clipboard().image())
        return True
    words = held.text()
    if suffix_of_pasted(words[:LOOKED_AT].encode("utf-8", "replace")) is None:
        return False
    is_added = window.desk.project is not None
    window.flows.bring_in(ImportWish((), is_added=is_added, pasted=words))
    return True


def paste_plan(window: Host) -> None:
    """The same, and a word when there is nothing."""
    if not paste_from_outside(window):
        window.desk.report(InputError(text("desk.paste_unknown"), text("desk.paste_hint")))


def _picture(window: Host, image: QImage) -> None:
    if window.desk.project is None:
        hint = text("desk.drop_needs_plan_hint")
        window.desk.report(InputError(text("desk.drop_needs_plan"), hint))
        return
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    buffer.close()
    add_pasted_picture(window, bytes(content.data()))
