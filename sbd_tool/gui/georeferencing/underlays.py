"""Pictures under the plan: read as a job, laid upright in view, then to be given their place."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from sbd_tool.app.commands import AddLayers
from sbd_tool.app.georeferencing import laid_in_view, pictures_of
from sbd_tool.app.import_desk import read_pasted
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.rawplan import RawPicture
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.flows import Flows, ImportWish
from sbd_tool.gui.georeferencing.panel import GeoreferencePanel, subject_of
from sbd_tool.gui.side_dock import SideDock, open_side
from sbd_tool.gui.workspace import Workspace

VIEW_SHARE = 0.6
WIDTH_PX = 450


class Host(Protocol):
    """The window, as far as pictures need it."""

    desk: Desk
    workspace: Workspace
    flows: Flows


Found = tuple[tuple[Path | None, RawPicture], ...]


def add_underlays(window: Host, paths: Sequence[Path]) -> None:
    """Lay pictures of files under the plan; those that know their place go there."""

    def task(progress: Progress) -> Found:
        found: list[tuple[Path | None, RawPicture]] = []
        for number, path in enumerate(paths):
            step = Span(progress, number / len(paths), (number + 1) / len(paths))
            found += [(path, one) for one in pictures_of(path, progress=step)]
        return tuple(found)

    names = ", ".join(path.name for path in paths[:3])
    _run(window, text("desk.underlay_reading", file=names), task)


def add_pasted_picture(window: Host, content: bytes) -> None:
    """Lay a picture of the clipboard under the plan."""

    def task(progress: Progress) -> Found:
        return tuple((None, one) for one in read_pasted(content, progress=progress).pictures)

    _run(window, text("desk.underlay_reading", file=text("desk.clipboard")), task)


def open_georeferencing(window: Host, key: str = "") -> SideDock | None:
    """Open the panel for a picture or the layers of a file; without a key for the topmost."""
    desk, area = window.desk, window.workspace.map_area
    subject = None if desk.project is None else subject_of(desk.project, key)
    if subject is None:
        desk.told.emit(text("desk.geo_nothing"))
        return None
    title = desk.look.words_of("desk.georeference")
    panel = GeoreferencePanel(desk, area, subject)
    look = desk.look
    dock = open_side(window.workspace, look, "georeference", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.subject_wanted.connect(lambda wanted: open_georeferencing(window, wanted))
    return dock


def _run(window: Host, title: Text, task: Callable[[Progress], Found]) -> None:
    window.desk.run(title, task, lambda found: _arrived(window, found), key="underlay")


def _arrived(window: Host, found: Found) -> None:
    placed = [path for path, picture in found if picture.transform is not None and path is not None]
    if placed:
        wish = ImportWish(tuple(dict.fromkeys(placed)), is_added=True)
        window.flows.bring_in(wish)
    last = ""
    for path, picture in found:
        if picture.transform is None or path is None:
            last = _lay(window, picture) or last
    if last:
        open_georeferencing(window, last)
    elif not placed:
        window.desk.told.emit(text("desk.underlay_none"))


def _lay(window: Host, picture: RawPicture) -> str:
    """Lay one picture in the middle of the view; gives its id, or "" when it was refused."""
    desk, view = window.desk, window.workspace.map_area.canvas.view
    height, width = picture.pixels.shape[:2]
    room_m = min(view.width_px, view.height_px * width / max(height, 1)) * view.m_per_px
    underlay, png = laid_in_view(
        picture,
        centre_m=(view.x_m, view.y_m),
        width_m=VIEW_SHARE * room_m,
        new_id=desk.bench.new_id(),
        by=desk.by(),
    )
    done = desk.do(AddLayers(underlays=(underlay,), blobs={underlay.blob: png}, by=desk.by()))
    return underlay.id if done else ""
