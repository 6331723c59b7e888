"""What people write for the report: one text for each chapter that no analysis can fill."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.records import Record, records_of

KIND: Final = "written"
LONGEST: Final = 20_000


class Part(StrEnum):
    """Chapters, or questions of a chapter, that people answer in words."""

    CONTEXT = "context"
    CRIME_WHERE = "crime_where"
    CRIME_WHAT = "crime_what"
    CRIME_WHO = "crime_who"
    CRIME_HOW = "crime_how"
    CONDITIONS = "conditions"
    RESIDUAL = "residual"
    CONSULTATION = "consultation"


CRIME: Final = (Part.CRIME_WHERE, Part.CRIME_WHAT, Part.CRIME_WHO, Part.CRIME_HOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The text of one part.

    Attributes:
        stamp: Who wrote it, when; ``stamp.marking`` is its label, amber where nobody set one.
        part: Which part.
        words: Paragraphs, parted by line breaks.
    """

    stamp: Stamp
    part: Part
    words: str

    @property
    def marking(self) -> Tlp:
        """Its label: a person's word, else amber as for every free remark."""
        marking = self.stamp.marking
        return Tlp(marking) if marking and marking in set(Tlp) else Tlp.AMBER

    def as_record(self) -> Record:
        """The record that keeps it."""
        return Record(
            stamp=self.stamp, kind=KIND, content={"part": self.part.value, "words": self.words}
        )


def written_of(records: Mapping[str, Record]) -> dict[Part, Written]:
    """The latest text of each part; what does not read is left out."""
    found: dict[Part, Written] = {}
    for record in records_of(records, KIND):
        part, words = record.content.get("part"), record.content.get("words")
        if isinstance(words, str) and isinstance(part, str) and part in set(Part):
            key = Part(part)
            found[key] = Written(stamp=record.stamp, part=key, words=words[:LONGEST])
    return found
