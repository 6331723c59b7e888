"""Photos taken on site into a project, one by one: each is kept durably before the next is read.

A photo whose bytes are there already is not taken twice, so that an import that was stopped, or
killed, is taken up by starting it again.
"""

import hashlib
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import AddPhoto
from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.commands.together import Together
from sbd_tool.app.photos.targets import Nearby
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.photo_facts import PhotoFacts, Placed
from sbd_tool.domain.project import Photo, Project
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.formats.photo_pixels import thumbnail
from sbd_tool.formats.photo_rules import read_photo_rules
from sbd_tool.formats.photos import PhotoFile, read_photo

MOST_BYTES: Final = 900 * 1024 * 1024
"""Of all pictures of a project: a project file is not read beyond 1 GB."""
_FURTHEST_M: Final = 1e8
Metres = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """A photo as read, with everything that takes time worked out.

    Attributes:
        file: What lies on the disk.
        blob: SHA-256 of its bytes.
        thumb: A small JPEG of it.
    """

    file: PhotoFile
    blob: str
    thumb: bytes


@dataclass(slots=True)
class Taken:
    """How an import went.

    Attributes:
        added: Ids of new photos.
        unplaced: Ids of those without a position, to be placed by hand.
        known: Names of files whose bytes were there already.
        refused: What could not be read, and why.
        near: New photos that belong to a task or object.
        headed: New photos that know where they look.
        far: New photos that lie further from the plan than a visit goes.
    """

    added: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[SbdError] = field(default_factory=list)
    near: int = 0
    headed: int = 0
    far: int = 0

    @property
    def seen(self) -> int:
        """Files that were dealt with."""
        return len(self.added) + len(self.known) + len(self.refused)

    def sentences(self) -> tuple[Text, ...]:
        """What happened, in words: what came, what waits for a place, what was left."""
        found = [text("photo.taken", count=len(self.added))]
        if self.added:
            found.append(text("photo.taken_how", headed=self.headed, near=self.near))
        if self.far:
            found.append(text("photo.taken_far", count=self.far))
        if self.unplaced:
            found.append(text("photo.taken_unplaced", count=len(self.unplaced)))
        if self.known:
            found.append(text("photo.taken_known", count=len(self.known)))
        if self.refused:
            found.append(text("photo.taken_refused", count=len(self.refused)))
        return tuple(found)


def read_one(path: Path, known: Container[str] = ()) -> ReadPhoto:
    """Read a photo and make its thumbnail; needs no project and may run in a worker.

    Args:
        path: JPEG or PNG.
        known: SHA-256 of photos that need no thumbnail, because they are there already.

    Raises:
        InputError: It is no picture, too large, or damaged.
    """
    found = read_photo(path)
    blob = hashlib.sha256(found.content).hexdigest()
    return ReadPhoto(found, blob, b"" if blob in known else thumbnail(found.content))


def frame_of(project: Project) -> BaseGeometry | None:
    """The square, or the box round the whole plan where none is picked."""
    found = project.feature(project.square) if project.square else None
    if found is not None and found[1].geometry is not None:
        return found[1].geometry
    shapes = [one for layer in project.layers for one in layer.geometry if one is not None]
    return shapely.box(*shapely.total_bounds(shapes)) if shapes else None


class Intake:
    """Makes commands of photos that were read; all of one import are one step of undo.

    Args:
        project: The project as it stands at the beginning; later photos of the same import are
            remembered here.
        stamp: Makes a stamp for each new row.
        by: Who adds them, and when.

    Attributes:
        taken: How it went so far.
        known: SHA-256 of every photo that is there.
    """

    def __init__(self, project: Project, stamp: Callable[[], Stamp], by: By) -> None:
        self.taken = Taken()
        self._stamp, self._by = stamp, by
        self._run = stamp().id
        self.known = {photo.blob for photo in project.photos.values()}
        self._bytes = sum(len(raw) for raw in project.blobs.values())
        self._nearby = Nearby(project, read_photo_rules().value("near_reach_m"))
        self._frame = frame_of(project)
        self._far_m = read_photo_rules().value("far_m")
        self._metres: Metres = Transformer.from_crs(
            "EPSG:4326", project.crs, always_xy=True
        ).transform

    def refused(self, error: SbdError) -> None:
        """Note a file that could not be read; it never costs the others."""
        self.taken.refused.append(error)

    def command(self, read: ReadPhoto) -> Together | None:
        """The step that keeps a photo with its facts, or None where it is there already.

        Raises:
            InputError: The project would hold more than can be opened again.
        """
        if read.blob in self.known:
            self.taken.known.append(read.file.name)
            return None
        if self._bytes + len(read.file.content) > MOST_BYTES:
            raise InputError(
                text("photo.full", most=Quantity(MOST_BYTES / 1024**2, "MB")),
                text("photo.full.hint"),
                read.file.name,
            )
        photo = self._photo(read)
        facts = self._facts(read, photo)
        add = AddPhoto(photo=photo, picture=read.file.content, by=self._by)
        put = PutRecords(records=(facts.as_record(),), by=self._by)
        label = text("photo.do_take_in")
        return Together(commands=(add, put), label=label, by=self._by, run=self._run)

    def kept(self, read: ReadPhoto, command: Together) -> None:
        """Note that the step was taken."""
        self.known.add(read.blob)
        self._bytes += len(read.file.content)
        add, put = command.commands
        if isinstance(add, AddPhoto) and isinstance(put, PutRecords):
            self.taken.added.append(add.photo.id)
            if add.photo.x_m is None:
                self.taken.unplaced.append(add.photo.id)
            self.taken.far += self._is_far(add.photo)
            self.taken.headed += add.photo.heading_deg is not None
            self.taken.near += bool(put.records[0].content["near"])

    def _is_far(self, photo: Photo) -> bool:
        if photo.x_m is None or photo.y_m is None or self._frame is None:
            return False
        return bool(shapely.Point(photo.x_m, photo.y_m).distance(self._frame) > self._far_m)

    def _photo(self, read: ReadPhoto) -> Photo:
        place = self._place(read.file)
        found = read.file
        return Photo(
            stamp=self._stamp(),
            blob=read.blob,
            media_type=found.media_type,
            caption=found.name[:120],
            x_m=None if place is None else place[0],
            y_m=None if place is None else place[1],
            heading_deg=found.heading_deg,
        )

    def _facts(self, read: ReadPhoto, photo: Photo) -> PhotoFacts:
        found = read.file
        is_placed = photo.x_m is not None and photo.y_m is not None
        near = self._nearby.of(photo.x_m or 0.0, photo.y_m or 0.0) if is_placed else None
        return PhotoFacts(
            stamp=photo.stamp,
            photo=photo.id,
            file=found.name[:120],
            taken=found.taken,
            north=found.north,
            accuracy_m=found.accuracy_m,
            placed=Placed.CAMERA if is_placed else Placed.NOBODY,
            near="" if near is None else near[0],
            near_m=None if near is None else round(near[1], 2),
            width_px=found.size_px[0],
            height_px=found.size_px[1],
            view_deg=found.view_deg,
            thumb=read.thumb,
        )

    def _place(self, found: PhotoFile) -> tuple[float, float] | None:
        if found.lon_deg is None or found.lat_deg is None:
            return None
        x_m, y_m = self._metres(found.lon_deg, found.lat_deg)
        return (x_m, y_m) if abs(x_m) < _FURTHEST_M and abs(y_m) < _FURTHEST_M else None
