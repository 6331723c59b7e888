"""Photos an edition may hold, and those it is given as copies without anything but pixels.

A photo is amber by itself. It leaves below amber only once a person has said that it may: checked,
or blurred and checked. Whoever looked saw the picture with its blurred places and its caption; a
later change of any of them takes the word back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.legible import legible
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.photo_marks import Stroke, checks_of, may_leave
from sbd_tool.domain.project import Photo, Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoPrint:
    """A photo as a renderer is given it.

    Attributes:
        number: Its number in this edition; 1 is the first.
        caption: What stands under it.
        taken: Local time of the camera, or "".
        x_m, y_m: Where it was taken, metres, or None.
        heading_deg: Where it looks, or None.
        north: "true", "magnetic" or "": what the heading is counted from.
        is_checked: A person looked at it for what must not leave.
        jpeg: Its copy.
        width_px, height_px: Size of the copy.
        sketch: What is drawn on it.
    """

    number: int
    caption: str
    taken: str
    x_m: float | None
    y_m: float | None
    heading_deg: float | None
    north: str
    is_checked: bool
    jpeg: bytes
    width_px: int
    height_px: int
    sketch: tuple[Stroke, ...] = ()


def open_photos(project: Project, edition: Edition) -> dict[str, Photo]:
    """Photos of an edition; wider ones without author, times and the digest of the original."""
    checks = checks_of(project.records)
    kept = {
        key: replace(photo, caption=legible(photo.caption))
        for key, photo in project.photos.items()
        if may_leave(photo, checks.get(key), edition)
    }
    if edition is Edition.POLICE:
        return kept
    return {
        key: replace(photo, stamp=Stamp(id=key), blob=checks[key].word if key in checks else "")
        for key, photo in kept.items()
    }


def withheld_photos(project: Project, edition: Edition) -> Iterable[Text]:
    """How many photos an edition leaves out, and why."""
    checks = checks_of(project.records)
    left = [
        (photo, check)
        for key, photo in project.photos.items()
        if not may_leave(photo, check := checks.get(key), edition)
    ]
    unchecked = sum(check is None or not check.covers(photo) for photo, check in left)
    if unchecked and edition is not Edition.POLICE:
        yield text("photo.withheld_unchecked", count=unchecked)
    labelled = len(left) - (0 if edition is Edition.POLICE else unchecked)
    if labelled:
        yield text("photo.withheld_label", count=labelled)


def photo_blobs(project: Project) -> frozenset[str]:
    """Keys of the originals of photos that nothing else shows: no edition holds them."""
    shown = {underlay.blob for underlay in project.underlays}
    return frozenset(photo.blob for photo in project.photos.values()) - shown
