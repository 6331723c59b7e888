"""Photos taken on site into a project: placed by what the camera wrote, else where they fell."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyproj import Transformer

from sbd_tool.app.commands import AddPhoto
from sbd_tool.app.commands.base import By
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Photo
from sbd_tool.domain.text import literal
from sbd_tool.formats.photos import PhotoFile, is_photo, read_photo

__all__ = ["Photographs", "is_photo", "read_photos"]


@dataclass(frozen=True, slots=True)
class Photographs:
    """What was read.

    Attributes:
        commands: One step for each photo.
        unplaced: How many lie where they were dropped, for want of a position of their own.
        refused: What could not be read, and why.
    """

    commands: tuple[AddPhoto, ...]
    unplaced: int
    refused: tuple[SbdError, ...]


def read_photos(
    paths: Sequence[Path],
    crs: str,
    place_m: tuple[float, float],
    *,
    stamp: Callable[[], Stamp],
    by: By,
    progress: Progress = SILENT,
) -> Photographs:
    """Read photos and make the commands that add them; one bad file never costs the others.

    Args:
        paths: JPEG and PNG files.
        crs: Metric CRS of the project.
        place_m: Where photos without a position go, project CRS.
        stamp: Makes a stamp for each new row.
        by: Who adds them, and when.
        progress: Told how far the work is.
    """
    commands: list[AddPhoto] = []
    refused: list[SbdError] = []
    unplaced = 0
    for number, path in enumerate(paths):
        progress.advance(number / len(paths), literal(path.name))
        try:
            found = read_photo(path)
        except SbdError as error:
            refused.append(error)
            continue
        own = _metres(found, crs)
        unplaced += own is None
        commands.append(_command(found, own or place_m, stamp(), by))
    return Photographs(tuple(commands), unplaced, tuple(refused))


def _command(found: PhotoFile, at_m: tuple[float, float], stamp: Stamp, by: By) -> AddPhoto:
    caption = " · ".join(part for part in (found.name[:120], found.taken) if part)
    photo = Photo(
        stamp=stamp,
        blob=hashlib.sha256(found.content).hexdigest(),
        media_type=found.media_type,
        caption=caption,
        x_m=at_m[0],
        y_m=at_m[1],
        heading_deg=found.heading_deg,
    )
    return AddPhoto(photo=photo, picture=found.content, by=by)


def _metres(found: PhotoFile, crs: str) -> tuple[float, float] | None:
    if found.lon_deg is None or found.lat_deg is None:
        return None
    to_metres = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    x_m, y_m = to_metres.transform(found.lon_deg, found.lat_deg)
    return (x_m, y_m) if abs(x_m) < 1e8 and abs(y_m) < 1e8 else None  # noqa: PLR2004 - inf outside
