"""What is known about a photo beside its bytes: how it was placed, when it was taken, what is near.

The facts of a photo are a record whose id follows from the photo's, so that two copies of a
project write the same row.
"""

import base64
import binascii
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.words import Words

FACTS: Final = "photo_facts"
LARGEST_THUMB_BYTES: Final = 48_000
_NAMES: Final = UUID("5b0a4a1c-63a6-5d0f-9a86-2f1d7b6f3f60")


class North(StrEnum):
    """Which north a heading is counted from, as the camera says."""

    TRUE = "true"
    MAGNETIC = "magnetic"
    UNSAID = ""


class Placed(StrEnum):
    """Who says where a photo was taken."""

    CAMERA = "camera"
    PERSON = "person"
    NOBODY = ""


def beside(photo_id: str, kind: str) -> str:
    """The id of the one record of a kind that belongs to a photo."""
    return str(uuid5(_NAMES, f"{kind}\n{photo_id}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFacts:
    """Facts of one photo.

    Attributes:
        stamp: Row data of the record.
        photo: Id of the photo.
        file: Name of the file it came from.
        taken: Local time as the camera wrote it ("2024-05-01 14:03:22"), or "".
        north: What its heading is counted from.
        accuracy_m: Error of the position the camera stated, metres, or None.
        placed: Who says where it was taken.
        near: Id of the nearest open task or object within reach, or "".
        near_m: Its distance, metres, or None.
        width_px, height_px: Size of the picture, upright.
        view_deg: Width of view, degrees, where the camera tells it.
        thumb: A small JPEG without anything but pixels, or nothing.
    """

    stamp: Stamp
    photo: str
    file: str = ""
    taken: str = ""
    north: North = North.UNSAID
    accuracy_m: float | None = None
    placed: Placed = Placed.NOBODY
    near: str = ""
    near_m: float | None = None
    width_px: int = 0
    height_px: int = 0
    view_deg: float | None = None
    thumb: bytes = b""

    def as_record(self) -> Record:
        """The record that keeps them."""
        stamp = replace(self.stamp, id=beside(self.photo, FACTS))
        content: dict[str, object] = {
            "photo": self.photo,
            "file": self.file,
            "taken": self.taken,
            "north": self.north.value,
            "accuracy_m": self.accuracy_m,
            "placed": self.placed.value,
            "near": self.near,
            "near_m": self.near_m,
            "width_px": self.width_px,
            "height_px": self.height_px,
            "view_deg": self.view_deg,
            "thumb": base64.b64encode(self.thumb).decode("ascii"),
        }
        return Record(stamp=stamp, kind=FACTS, content=content)


def facts_of(records: Mapping[str, Record]) -> dict[str, PhotoFacts]:
    """Facts by id of the photo; what does not read is left out."""
    found = (_read(record) for record in records_of(records, FACTS))
    return {facts.photo: facts for facts in found if facts is not None}


def facts_of_photo(records: Mapping[str, Record], photo_id: str) -> PhotoFacts | None:
    """Facts of one photo, or None: photos of older projects have none."""
    record = records.get(beside(photo_id, FACTS))
    return None if record is None or record.kind != FACTS else _read(record)


def taken_said(taken: str, words: Words) -> str:
    """When a photo was taken in the reader's form, or as it stands where it is no time."""
    try:
        return words.moment(datetime.fromisoformat(taken)) if taken else ""
    except ValueError:
        return taken


def without_time(caption: str, taken: str) -> str:
    """A caption without the time that former versions wrote into it.

    Examples:
        >>> without_time("a.jpg \u00b7 2026-05-01 12:00:00", "2026-05-01 12:00:00")
        'a.jpg'
    """
    return caption.removesuffix(taken).rstrip(" \u00b7") if taken else caption


def _read(record: Record) -> PhotoFacts | None:
    told = record.content
    photo = told.get("photo")
    if not isinstance(photo, str) or not photo:
        return None
    north, placed = told.get("north"), told.get("placed")
    return PhotoFacts(
        stamp=record.stamp,
        photo=photo,
        file=_words(told.get("file")),
        taken=_words(told.get("taken")),
        north=North(north) if isinstance(north, str) and north in set(North) else North.UNSAID,
        accuracy_m=_number(told.get("accuracy_m")),
        placed=Placed(placed)
        if isinstance(placed, str) and placed in set(Placed)
        else Placed.NOBODY,
        near=_words(told.get("near")),
        near_m=_number(told.get("near_m")),
        width_px=_pixels(told.get("width_px")),
        height_px=_pixels(told.get("height_px")),
        view_deg=_number(told.get("view_deg")),
        thumb=_bytes(told.get("thumb")),
    )


def _words(value: object) -> str:
    return value[:300] if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) else None  # type: ignore[arg-type]


def _pixels(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value <= 10**6 else 0


def _bytes(value: object) -> bytes:
    if not isinstance(value, str) or len(value) > 2 * LARGEST_THUMB_BYTES:
        return b""
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return b""
