"""Shortcuts, properties, and back to what is saved."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from sbd_tool.domain.text import text
from sbd_tool.gui import paint
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.properties_card import WIDTH_PX as PROPERTIES_PX
from sbd_tool.gui.dialogs.properties_card import PropertiesCard
from sbd_tool.gui.dialogs.shortcuts_card import WIDTH_PX as SHORTCUTS_PX
from sbd_tool.gui.dialogs.shortcuts_card import ShortcutsCard
from sbd_tool.gui.map.canvas import MapCanvas


def frame_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of the frame do."""

    def properties() -> PropertiesCard:
        card = PropertiesCard(window.desk, window.widget())
        card.open_at(*window.card_place(PROPERTIES_PX), PROPERTIES_PX)
        return card

    def shortcuts() -> ShortcutsCard:
        card = ShortcutsCard(window.desk, window.widget(), window.actions_by_key)
        card.open_at(*window.card_place(SHORTCUTS_PX), SHORTCUTS_PX)
        return card

    return {
        "properties": properties,
        "shortcuts": shortcuts,
        "copy_map": lambda: copy_map(window.desk, window.workspace.map_area.canvas),
        "revert": lambda: revert(window.desk),
    }


def copy_map(desk: Desk, canvas: MapCanvas) -> None:
    """Put the map as it stands on the clipboard, with the label of the project printed on it."""
    ratio, label = canvas.devicePixelRatioF(), desk.label.label.value
    picture = QImage(canvas.size() * ratio, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    canvas.render(picture)
    theme = desk.look.theme
    font = theme.font("small", "semibold")
    p = QPainter(picture)
    paint.hints(p)
    width = paint.width(label, font) + 20
    box = QRectF(canvas.width() - width - 12, canvas.height() - 40, width, 26)
    paint.round_rect(p, box, 4, theme.color("ink"), theme.color("ink"))
    paint.text(p, box, label, font, theme.color("on_ink"), paint.CENTER)
    p.end()
    QGuiApplication.clipboard().setImage(picture)
    desk.told.emit(text("frame.map_copied", label=label))


def revert(desk: Desk) -> None:
    """Go back to the saved state; redo brings the later steps back, so nothing is asked."""
    entries = desk.bench.entries()
    saved = next((row for row, entry in enumerate(entries) if entry.is_saved), None)
    if saved is None:
        desk.told.emit(text("frame.nothing_saved"))
        return
    steps = next(row for row, entry in enumerate(entries) if entry.is_current) - saved
    if steps:
        desk.bench.jump(saved)
    desk.told.emit(text("frame.reverted", count=abs(steps)))
