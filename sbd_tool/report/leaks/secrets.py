"""What of a project an edition must not hold: words and places of all that is withheld."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.community import place_notes
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.photo_facts import FACTS, facts_of
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.roles import Role
from sbd_tool.report.bare_pictures import bare_picture
from sbd_tool.report.edition_rules import NEVER_WIDER
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.leaks.needles import Needles, tight
from sbd_tool.report.model import ReportModel
from sbd_tool.report.spoken import spoken

Places = npt.NDArray[np.float64]
_TAG_WORDS: Final = re.compile(r"[a-z_:;.,+ /()-]*")
_DIGITS: Final = re.compile(r"[\d.,:/ -]{0,9}|#[0-9a-fA-F]{3,8}")
_WRITTEN: Final = re.compile(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{8,}")
_MARKS: Final = re.compile(rb"(?:[tzi]TXt|tEXt)(?:Comment|Description|Title)?|IEND\xaeB`\x82|IEND")
_PLAIN: Final = re.compile(rb"[\x20-\x7e]{8,}")
_VALUE: Final = re.compile(r":[ \t]+([^\n{}\[\],]+)")
_FIELD_NAME: Final = re.compile(r"[a-z][a-z_]{0,39}")
_KEY: Final = re.compile(r"[a-z0-9_.-]*")
_MARKUP: Final = re.compile(rb"[<>\"'=]+|\s{2,}|\bxmlns:")
"""Between what XMP says: a name space is in every such packet, and alone it tells nothing."""
_HEAD_BYTES: Final = 65_536
_SAMPLE_BYTES: Final = 48
_FREE: Final = frozenset(
    {"name", "title", "words", "caption", "note", "remark", "reason", "author", "answer", "text"}
)
"""Fields of records that people write into as they like."""

_TELLING: Final = 8
"""Shorter small words ("color", "rating") are in files of every kind."""
_LEAST_PICTURE_BYTES: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What is searched for in a finished file.

    Attributes:
        words: Withheld words -> part of the project they stand in ("measures", "notes" ...).
        places: Withheld corners, shape (n, 2), metres in the project's CRS.
        place_parts: Part of the project of each place.
        shown: Corners the edition may show, shape (m, 2), metres, and pairs of their numbers that
            files put side by side without being a place; see `_side_by_side`.
        pictures: Samples of bytes of withheld pictures -> part of the project.
        crs: The project's CRS.
    """

    words: Mapping[str, str]
    places: Places
    place_parts: tuple[str, ...]
    shown: Places
    pictures: Mapping[bytes, str]
    crs: str

    @property
    def count(self) -> int:
        """How many things are searched for."""
        return len(self.words) + len(self.place_parts) + len(self.pictures)


def secrets_of(
    project: Project,
    content: EditionContent,
    model: ReportModel,
    beside: Sequence[tuple[EditionContent, ReportModel]] = (),
) -> Secrets:
    """Everything of a project that its edition does not hold.

    What also stands in the edition is no secret, wherever else it stands: a withheld remark that
    says the name of the square cannot be told from that name.

    Args:
        project: The whole project.
        content: What the edition holds.
        model: What its report says.
        beside: What else the same file shows, of the same edition.
    """
    sides = ((content, model), *beside)
    words = _words(project, sides)
    held = [geometry for side, _ in sides for _, geometry in _geometries(side.project)]
    shown = _corners(held)
    places, parts = _hidden_places(project, shown)  # surroundings are drawn anew from what is shown
    pictures = {
        sample: "photos"
        for key, raw in project.blobs.items()
        if key not in content.project.blobs and (sample := _sample(raw))
    }
    thumbs = (facts.thumb for facts in facts_of(project.records).values())
    pictures |= {sample: "photos" for raw in thumbs if (sample := _sample(raw))}
    return Secrets(
        words=words,
        places=places,
        place_parts=parts,
        shown=np.vstack([shown, _side_by_side(held)]),
        pictures=pictures,
        crs=project.crs,
    )


# --- words --------------------------------------------------------------------------------


def _words(project: Project, sides: Sequence[tuple[EditionContent, ReportModel]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part, words in _spoken_parts(project):
        if not _DIGITS.fullmatch(words):
            found.setdefault(words, part)
    told = "\n".join(dict.fromkeys(word for side in sides for word in _permitted(*side)))
    known = Needles(found).found_in(told)
    return {words: part for words, part in found.items() if words not in known and _is_word(words)}


def _is_word(words: str) -> bool:
    return any(sign.isalnum() for sign in tight(words))


def _permitted(content: EditionContent, model: ReportModel) -> Iterator[str]:
    yield from spoken(content.project)
    yield from spoken(model)
    yield from spoken((content.findings, content.suggestions, content.questions))
    yield from spoken((content.openness, content.protection, content.provenance))
    yield content.edition.value
    yield content.sheet.title  # written to be printed on the sheet of every edition
    for name in {layer.name for layer in content.project.layers}:
        yield from (f"{name} ({kind})" for kind in ("points", "lines", "areas"))


def _spoken_parts(project: Project) -> Iterator[tuple[str, str]]:
    for field in fields(project):
        value = getattr(project, field.name)
        if field.name == "layers":
            for layer in value:
                yield from (("layers", words) for words in dict.fromkeys(_of_layer(layer)))
        elif field.name == "blobs":
            for raw in value.values():
                yield from (("photos", words) for words in _written_beside(raw))
        elif field.name == "records":
            yield from (("records", words) for words in _of_records(_without_pictures(value)))
        else:
            yield from ((field.name, words) for words in spoken(value))
            if field.name == "rules":
                yield from ((field.name, words) for words in _scalars(value.catalogue_overlay))


def _scalars(document: str) -> Iterator[str]:
    """Sentences in a rule file: of the whole only the beginning would be searched for."""
    for found in _VALUE.findall(document):
        words = found.strip(" \"'")
        if len(tight(words)) >= _TELLING and not _KEY.fullmatch(words):
            yield words


def _without_pictures(records: Mapping[str, Record]) -> dict[str, Record]:
    """Records without thumbnails: a picture is searched for as bytes, not as words."""
    return {
        key: replace(row, content={**row.content, "thumb": ""}) if row.kind == FACTS else row
        for key, row in records.items()
    }


def _of_records(records: Mapping[str, Record]) -> Iterator[str]:
    """Words of records; names of their fields are ours, as those of every table and list are."""
    for key, row in records.items():
        yield from spoken((key, row.stamp))
        named = (row.kind, *row.content)
        yield from (name for name in named if not _FIELD_NAME.fullmatch(name))
        for field, value in row.content.items():
            for words in spoken(value):
                if field in _FREE or not _is_fixed(words):
                    yield words


def _is_fixed(words: str) -> bool:
    """A value out of a short list ("open", "absent", "police"): such words are in any file."""
    return len(words) < _TELLING and _FIELD_NAME.fullmatch(words) is not None


def _of_layer(layer: Layer) -> Iterator[str]:
    """Words of a layer; plain small words are tags of every map unless the layer is withheld."""
    yield from spoken((layer.stamp, layer.name, layer.source, layer.style, layer.group, layer.ids))
    is_secret = any(layer.role in roles for roles in NEVER_WIDER.values())
    for row in layer.attributes:
        for words in spoken(row):
            is_tag = _TAG_WORDS.fullmatch(words) is not None
            if not is_tag or (is_secret and len(words) >= _TELLING):
                yield words


def _written_beside(raw: bytes) -> Iterator[str]:
    """Words in a picture that are not needed to show it: EXIF, XMP, comments."""
    bare = bare_picture(raw)
    for run in _WRITTEN.findall(raw[:_HEAD_BYTES] + raw[len(bare) :][-_HEAD_BYTES:]):
        for part in () if run in bare else _MARKS.split(run):
            for found in _MARKUP.split(part):
                yield found.decode("utf-8", "ignore")
                # bytes of a checksum may read as one more letter
                yield from (plain.decode("ascii") for plain in _PLAIN.findall(found))


def _sample(raw: bytes) -> bytes:
    """Bytes from within a picture; small ones are little but tables that all pictures share."""
    start = len(raw) * 3 // 4
    sample = raw[start : start + _SAMPLE_BYTES] if len(raw) >= _LEAST_PICTURE_BYTES else b""
    return sample if len(set(sample)) > _SAMPLE_BYTES // 4 else b""


# --- places -------------------------------------------------------------------------------


def _geometries(
    project: Project, skipped: frozenset[Role | None] = frozenset()
) -> Iterator[tuple[str, BaseGeometry]]:
    for layer in (layer for layer in project.layers if layer.role not in skipped):
        yield from (("layers", geometry) for geometry in layer.geometry)
    for part in ("measures", "annotations"):
        for row in getattr(project, part).values():
            if row.geometry is not None:
                yield part, row.geometry
    for part in ("notes", "photos"):
        for row in getattr(project, part).values():
            if row.x_m is not None and row.y_m is not None:
                yield part, shapely.Point(row.x_m, row.y_m)
    yield from (("records", shapely.Point(n.x_m, n.y_m)) for n in place_notes(project.records))


def _corners(geometries: Iterable[BaseGeometry]) -> Places:
    kept = [geometry for geometry in geometries if geometry and not geometry.is_empty]
    found: Any = shapely.get_coordinates(kept) if kept else np.empty((0, 2))
    corners: Places = found[np.isfinite(found).all(axis=1)]
    return corners


def _side_by_side(shown: Sequence[BaseGeometry]) -> Places:
    """Numbers of shown objects that stand side by side in files without being a place.

    They are bounds, and the end of one corner with the beginning of the next; nothing tells a
    withheld place of just these numbers from them.
    """
    found = []
    for geometry in shown:
        corners = _corners((geometry,))
        if len(corners) > 1:
            found.append(np.column_stack([corners[:-1, 1], corners[1:, 0]]))
    boxes = [_corners((geometry,)) for geometry in shown]
    boxes = [corners for corners in boxes if len(corners)]
    if boxes:
        boxes.append(np.vstack(boxes))
    for corners in boxes:
        (left, bottom), (right, top) = corners.min(axis=0), corners.max(axis=0)
        found.append(np.array([[left, bottom], [bottom, right], [right, top]]))
        found.append(np.array([[left, right], [right, bottom], [bottom, top]]))
    return np.vstack(found) if found else np.empty((0, 2))


def _hidden_places(project: Project, shown: Places) -> tuple[Places, tuple[str, ...]]:
    known = set(map(tuple, np.round(shown, 3)))
    places: dict[tuple[float, float], str] = {}
    for part, geometry in _geometries(project, frozenset({Role.CONTEXT})):
        for x, y in _corners((geometry,)):
            spot = (round(float(x), 3), round(float(y), 3))
            if spot not in known:
                places.setdefault(spot, part)
    array = np.array(list(places), dtype=np.float64).reshape(-1, 2)
    return array, tuple(places.values())
