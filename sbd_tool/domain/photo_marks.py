"""What people add to a photo on layers of their own: a sketch, a brush that blurs, their word.

Points are shares of the upright picture: (0, 0) is its upper left corner, (1, 1) the lower right;
widths are shares of its longer side. The picture itself is never changed.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.photo_facts import FACTS, beside
from sbd_tool.domain.plain import Plain, canonical
from sbd_tool.domain.project import Photo
from sbd_tool.domain.records import Record, records_of

SKETCH, CHECK = "photo_sketch", "photo_check"
MOST_STROKES: Final = 300
MOST_POINTS: Final = 400
MOST_POINTS_ALL: Final = 8_000
"""Of one photo; records hold no more than 20,000 values."""
INKS: Final = ("danger", "warn", "select", "surface", "ink")
"""Tokens of the colours a sketch is drawn with."""
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke of pen or brush.

    Attributes:
        points: Shares of the picture, (x, y).
        width: Share of the longer side.
        ink: Token of its colour; "" for the brush that blurs.
    """

    points: Points
    width: float
    ink: str = ""

    def plain(self) -> dict[str, object]:
        """As a record holds it."""
        flat = tuple(value for point in self.points for value in point)
        return {"points": flat, "width": self.width, "ink": self.ink}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is drawn on a photo."""

    stamp: Stamp
    photo: str
    strokes: tuple[Stroke, ...] = ()

    def as_record(self) -> Record:
        """The record that keeps it."""
        stamp = replace(self.stamp, id=beside(self.photo, SKETCH))
        content = {"photo": self.photo, "strokes": tuple(one.plain() for one in self.strokes)}
        return Record(stamp=stamp, kind=SKETCH, content=content)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoCheck:
    """Whether a person looked at a photo for what must not leave, and what they blurred.

    Attributes:
        stamp: Who said so, when.
        photo: Id of the photo.
        brush: Places to be destroyed in every copy that leaves.
        word: Digest of what the person looked at when they said that it may leave, or "". A
            merge joins fields: so a word given about one brush is none about another.
    """

    stamp: Stamp
    photo: str
    brush: tuple[Stroke, ...] = ()
    word: str = ""

    def as_record(self) -> Record:
        """The record that keeps it."""
        stamp = replace(self.stamp, id=beside(self.photo, CHECK))
        content = {
            "photo": self.photo,
            "brush": tuple(one.plain() for one in self.brush),
            "word": self.word,
        }
        return Record(stamp=stamp, kind=CHECK, content=content)

    def covers(self, photo: Photo) -> bool:
        """Whether the person's word is about this picture and these words as they are now."""
        return self.word != "" and self.word == word_about(photo, self.brush)


def word_about(photo: Photo, brush: tuple[Stroke, ...]) -> str:
    """Digest of the picture, its caption and what is blurred of it: 64 hexadecimal digits."""
    told = canonical([photo.blob, photo.caption, *(_flat(one) for one in brush)])
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def sketches_of(records: Mapping[str, Record]) -> dict[str, Sketch]:
    """Sketches by id of the photo; what does not read is left out."""
    found = (_sketch(record) for record in records_of(records, SKETCH))
    return {one.photo: one for one in found if one is not None}


def checks_of(records: Mapping[str, Record]) -> dict[str, PhotoCheck]:
    """Checks by id of the photo; what does not read counts as no check."""
    found = (_check(record) for record in records_of(records, CHECK))
    return {one.photo: one for one in found if one is not None}


def belongs_to(record: Record, photo_id: str) -> bool:
    """Whether a record lies beside that photo."""
    return record.kind in {FACTS, SKETCH, CHECK} and record.content.get("photo") == photo_id


def may_leave(photo: Photo, check: PhotoCheck | None, edition: Edition) -> bool:
    """Whether a photo may stand in an edition.

    A photo is amber by itself. Below amber it goes only once a person has checked or blurred it,
    and never beyond a label that a person gave it.
    """
    label = _label(photo.stamp.marking)
    if label is not None and not edition.may_show(label):
        return False
    return edition.may_show(Tlp.AMBER) or (check is not None and check.covers(photo))


def accepted(strokes: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Strokes with bounded numbers of points, inside the picture; the first ones stay."""
    kept: list[Stroke] = []
    left = MOST_POINTS_ALL
    for stroke in strokes:
        thin = _thinned(stroke.points)
        if not thin or len(thin) > left or len(kept) >= MOST_STROKES:
            continue
        left -= len(thin)
        width = round(min(max(stroke.width, 0.001), 0.5), 5)
        kept.append(Stroke(thin, width, stroke.ink if stroke.ink in INKS else ""))
    return tuple(kept)


def _thinned(points: Points) -> Points:
    sound = tuple(
        (round(min(max(x, 0.0), 1.0), 5), round(min(max(y, 0.0), 1.0), 5))
        for x, y in points
        if math.isfinite(x) and math.isfinite(y)
    )
    step = -(-len(sound) // MOST_POINTS) if sound else 1
    return (*sound[:-1:step], sound[-1]) if step > 1 else sound


def _label(marking: str | None) -> Tlp | None:
    if not marking:
        return None
    return Tlp(marking) if marking in set(Tlp) else Tlp.RED  # an unknown label is no permission


def _sketch(record: Record) -> Sketch | None:
    photo, strokes = record.content.get("photo"), _strokes(record.content.get("strokes"))
    if not isinstance(photo, str) or strokes is None:
        return None
    return Sketch(stamp=record.stamp, photo=photo, strokes=strokes)


def _check(record: Record) -> PhotoCheck | None:
    told = record.content
    photo, brush = told.get("photo"), _strokes(told.get("brush"))
    if not isinstance(photo, str) or brush is None:  # a brush that does not read hides nothing
        return None
    word = told.get("word")
    return PhotoCheck(
        stamp=record.stamp, photo=photo, brush=brush, word=word if isinstance(word, str) else ""
    )


def _flat(stroke: Stroke) -> list[Plain]:
    return [stroke.width, *(value for point in stroke.points for value in point)]


def _strokes(value: object) -> tuple[Stroke, ...] | None:
    if not isinstance(value, tuple) or len(value) > MOST_STROKES:
        return None
    read = [_stroke(one) for one in value]
    kept = [one for one in read if one is not None]
    return tuple(kept) if len(kept) == len(read) else None


def _stroke(value: object) -> Stroke | None:
    if not isinstance(value, Mapping):
        return None
    flat, width, ink = value.get("points"), value.get("width"), value.get("ink")
    if not isinstance(flat, tuple) or len(flat) % 2 or not flat or not _is_share(width):
        return None
    if not all(_is_share(number) for number in flat) or len(flat) > 2 * MOST_POINTS + 2:
        return None
    points = tuple(zip(flat[::2], flat[1::2], strict=True))
    return Stroke(points, float(width or 0.0), ink if isinstance(ink, str) and ink in INKS else "")


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0.0 <= value <= 1.0
