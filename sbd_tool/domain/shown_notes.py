"""Which notes of residents the map shows: by what people think of a place, as a layer is shown."""

from collections.abc import Iterable, Mapping
from typing import Final

from sbd_tool.domain.community import Liking, PlaceNote, place_notes
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.records import Record, records_of

SHOWN_NOTES: Final = "shown_notes"


def hidden_likings(records: Mapping[str, Record]) -> frozenset[Liking]:
    """Sorts of notes that are switched off; what does not read is switched on."""
    record = shown_notes_record(records)
    told = () if record is None else record.content.get("hidden")
    named = told if isinstance(told, tuple) else ()
    return frozenset(one for one in Liking if one.value in named)


def shown_notes_record(records: Mapping[str, Record]) -> Record | None:
    """The record that keeps what is switched off, or None while everything is shown."""
    found = records_of(records, SHOWN_NOTES)
    return found[-1] if found else None


def hiding_record(hidden: Iterable[Liking], stamp: Stamp) -> Record:
    """The record that keeps what is switched off."""
    kept = frozenset(hidden)
    content = {"hidden": tuple(one.value for one in Liking if one in kept)}
    return Record(stamp=stamp, kind=SHOWN_NOTES, content=content)


def shown_place_notes(records: Mapping[str, Record]) -> tuple[PlaceNote, ...]:
    """Notes the map shows, in the order they were put in."""
    hidden = hidden_likings(records)
    return tuple(one for one in place_notes(records) if one.liking not in hidden)
