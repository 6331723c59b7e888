"""Map sheets: paper, scale and what stands beside the map, as a planner sets them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.records import Record, records_of

KIND: Final = "sheet"
_Choice = TypeVar("_Choice", bound=StrEnum)
LONGEST_TITLE: Final = 200
LEAST_SCALE: Final = 20
MOST_SCALE: Final = 100_000


class Paper(StrEnum):
    """Paper sizes of ISO 216."""

    A4 = "A4"
    A3 = "A3"
    A2 = "A2"
    A1 = "A1"
    A0 = "A0"

    @property
    def long_mm(self) -> float:
        """The long side."""
        return {"A4": 297.0, "A3": 420.0, "A2": 594.0, "A1": 841.0, "A0": 1189.0}[self.value]

    @property
    def short_mm(self) -> float:
        """The short side."""
        return {"A4": 210.0, "A3": 297.0, "A2": 420.0, "A1": 594.0, "A0": 841.0}[self.value]


class SheetPart(StrEnum):
    """Parts of a sheet that can be left out. Title, label, sources and scale always stand."""

    LEDGERS = "ledgers"
    PLANE = "plane"
    STEPS = "steps"
    LEGEND = "legend"
    GRID = "grid"
    INSET = "inset"
    NORTH = "north"
    SCALE_BAR = "scale_bar"


class Atlas(StrEnum):
    """What gets a page of its own."""

    ONE = "one"
    ZONES = "zones"
    STATES = "states"
    OPTIONS = "options"


USUAL_PARTS: Final = frozenset(SheetPart) - {SheetPart.GRID, SheetPart.INSET}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSheet:
    """A sheet as it was set up.

    Attributes:
        paper: Paper size.
        is_portrait: Upright; the parts beside the map then stand under it.
        scale: Scale denominator, or None to let the square fit.
        title: Title, or "" for the name of the project.
        parts: What stands on it.
        logo: SHA-256 of a picture of the project, or "".
        atlas: What gets a page of its own.
    """

    paper: Paper = Paper.A3
    is_portrait: bool = False
    scale: int | None = None
    title: str = ""
    parts: frozenset[SheetPart] = field(default=USUAL_PARTS)
    logo: str = ""
    atlas: Atlas = Atlas.ONE

    def shows(self, part: SheetPart) -> bool:
        """Whether a part stands on it."""
        return part in self.parts

    def as_content(self) -> Mapping[str, object]:
        """Its fields as plain values."""
        return {
            "paper": self.paper.value,
            "is_portrait": self.is_portrait,
            "scale": self.scale,
            "title": self.title,
            "parts": tuple(part.value for part in SheetPart if part in self.parts),
            "logo": self.logo,
            "atlas": self.atlas.value,
        }

    def as_record(self, stamp: Stamp) -> Record:
        """The record that keeps it."""
        return Record(stamp=stamp, kind=KIND, content=self.as_content())


USUAL_SHEET: Final = MapSheet()


def sheet_record(records: Mapping[str, Record]) -> Record | None:
    """The record that keeps the sheet of a project, or None while nobody set one up."""
    found = records_of(records, KIND)
    return found[-1] if found else None


def sheet_of(records: Mapping[str, Record]) -> MapSheet:
    """The sheet of a project; what does not read is as usual."""
    record = sheet_record(records)
    return USUAL_SHEET if record is None else _read(record.content)


def _read(content: Mapping[str, object]) -> MapSheet:
    parts = content.get("parts")
    title, logo = content.get("title"), content.get("logo")
    return MapSheet(
        paper=_one_of(Paper, content.get("paper"), Paper.A3),
        is_portrait=content.get("is_portrait") is True,
        scale=_scale(content.get("scale")),
        title=title[:LONGEST_TITLE] if isinstance(title, str) else "",
        parts=frozenset(part for part in SheetPart if part.value in parts)
        if isinstance(parts, tuple)
        else USUAL_PARTS,
        logo=logo if isinstance(logo, str) else "",
        atlas=_one_of(Atlas, content.get("atlas"), Atlas.ONE),
    )


def _scale(value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if LEAST_SCALE <= value <= MOST_SCALE else None


def _one_of(kind: type[_Choice], value: object, usual: _Choice) -> _Choice:
    return kind(value) if isinstance(value, str) and value in set(kind) else usual
