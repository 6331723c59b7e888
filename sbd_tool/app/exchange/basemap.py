"""A basemap for the site: tiles round the square, carried inside the package as MBTiles."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pyproj import Transformer
from pyproj.exceptions import ProjError

from sbd_tool.app.city_window import Bbox, grown
from sbd_tool.app.commands.base import By, Command
from sbd_tool.app.commands.layers import AddLayers, SetLayer
from sbd_tool.app.commands.together import Together
from sbd_tool.cartography.tile_pictures import tile_transform
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import MBTILES, Underlay
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.rawplan import RawPicture
from sbd_tool.domain.text import text
from sbd_tool.formats.pictures import warp
from sbd_tool.formats.plans import read_plan

MARGIN_M: Final = 150.0
"""What is carried round the square when nobody says otherwise: about a block of houses."""
MOST_MARGIN_M: Final = 2_000.0


def basemap_command(
    path: Path,
    project: Project,
    stamp: Callable[[], Stamp],
    by: By,
    *,
    margin_m: float = MARGIN_M,
    progress: Progress = SILENT,
) -> Command:
    """The step that lays a basemap under everything; tiles further off are left out.

    Args:
        path: An MBTiles file with PNG or JPEG tiles; of another picture all is taken.
        project: Where it goes.
        stamp: Makes the stamp of the picture.
        by: Who adds it, and when.
        margin_m: How far beyond the box of the square, metres.
        progress: Told how far it is; may raise `Cancelled`.

    Raises:
        InputError: No square is picked, the project has no place on earth, the file holds no
            picture, or the margin is none.
        PlanUnreadableError: The file cannot be read.
    """
    if not 0.0 <= margin_m <= MOST_MARGIN_M:
        raise InputError(text("basemap.no_margin"), text("basemap.no_margin.hint"))
    window = _window(project, margin_m)
    plan = read_plan(path, bbox=window, progress=Span(progress, 0.0, 0.7))
    placed = [picture for picture in plan.pictures if picture.transform is not None]
    if not placed:
        raise InputError(
            text("basemap.no_pictures", file=path.name), text("basemap.no_pictures.hint"), path.name
        )
    made = [_underlay(picture, project.crs, stamp()) for picture in placed]
    progress.advance(1.0)
    add = AddLayers(
        underlays=tuple(underlay for underlay, _ in made),
        blobs={underlay.blob: raw for underlay, raw in made},
        findings=plan.findings,
        by=by,
    )
    lowest = [SetLayer(layer_id=underlay.id, position=0, by=by) for underlay, _ in made]
    commands: tuple[Command, ...] = (add, *lowest) if project.underlays else (add,)
    return Together(commands=commands, label=text("basemap.do_add"), by=by)


def _window(project: Project, margin_m: float) -> Bbox:
    found = project.feature(project.square) if project.square else None
    if found is None:
        raise InputError(text("basemap.no_square"), text("basemap.no_square.hint"))
    try:
        way = Transformer.from_crs(project.crs, "EPSG:4326", always_xy=True)
        west, south, east, north = way.transform_bounds(*found[1].geometry.bounds)
    except ProjError as fault:
        raise InputError(text("field.no_way"), text("field.no_way_hint")) from fault
    return grown((west, south, east, north), margin_m)


def _underlay(picture: RawPicture, crs: str, stamp: Stamp) -> tuple[Underlay, bytes]:
    if picture.tiles is not None and picture.transform is not None:
        tiles, (wide_m, _, left, _, high_m, top) = picture.tiles, picture.transform
        corners = (left, top + high_m, left + wide_m, top)
        place = tile_transform(corners, crs, tiles.width_px, tiles.height_px)
        held = Underlay(
            stamp=stamp, name=picture.name, blob=hashlib.sha256(tiles.raw).hexdigest(),
            media_type=MBTILES, width_px=tiles.width_px, height_px=tiles.height_px,
            transform=place, source=picture.source,
        )  # fmt: skip
        return held, tiles.raw
    png, width, height, transform = warp(picture, crs)
    underlay = Underlay(
        stamp=stamp, name=picture.name, blob=hashlib.sha256(png).hexdigest(),
        media_type="image/png", width_px=width, height_px=height, transform=transform,
        source=picture.source,
    )  # fmt: skip
    return underlay, png
