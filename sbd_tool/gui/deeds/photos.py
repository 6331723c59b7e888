"""The contact sheet, a photo large, and placing photos one after the other."""

from functools import partial
from typing import Final

from sbd_tool.app.photos.listing import photo_rows
from sbd_tool.app.photos.marking import place_photo
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.photos.photo_card import PhotoCard
from sbd_tool.gui.photos.place_tool import PlacePhotoTool
from sbd_tool.gui.photos.sheet_panel import PhotosPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 420


def photo_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of photos do."""
    window.desk.photo_wanted.connect(lambda photo_id: open_photo(window, photo_id))
    return {"photos": lambda: open_photos(window)}


def open_photos(window: Window) -> SideDock | None:
    """Show the contact sheet beside the inspector."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = PhotosPanel(desk)
    title = desk.look.words_of("photo.panel")
    dock = open_side(window.workspace, desk.look, "photos", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.opened.connect(lambda photo_id: open_photo(window, photo_id))
    panel.place_wanted.connect(partial(place_photos, window))
    panel.add_wanted.connect(lambda: _ask_photos(window))
    panel.sheet.setFocus()
    return dock


def open_photo(window: Window, photo_id: str) -> PhotoCard | None:
    """Show a photo large."""
    project = window.desk.whole
    if project is None or photo_id not in project.photos:
        return None
    card = PhotoCard(window.desk, window.widget(), photo_id)
    card.open_large()
    return card


def place_photos(window: Window, photo_ids: tuple[str, ...]) -> None:
    """Take the tool in hand that places these photos by a tap each; Esc lays it down."""
    desk, area = window.desk, window.workspace.map_area
    project = desk.whole
    if project is None:
        return
    left = [one for one in photo_ids if one in project.photos]
    if not left:
        area.use_tool("tool_select")
        return
    now, *later = left
    number = next(one.number for one in photo_rows(project) if one.id == now)

    def place(place_m: tuple[float, float], heading_deg: float | None) -> None:
        current = desk.whole
        if current is not None and now in current.photos:
            stamp, by = desk.new_stamp(), desk.by()
            desk.do(place_photo(current, now, place_m, heading_deg, stamp=stamp, by=by))
            desk.choose((now,))
        place_photos(window, tuple(later))

    area.live.lay_down()
    area.canvas.use_tool(PlacePhotoTool(area.canvas, number, place))
    area.canvas.setFocus()


def _ask_photos(window: Window) -> None:
    window.pick_files(window.desk.look.words_of("photo.add"), window.add_photos)
