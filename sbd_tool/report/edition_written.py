"""Written parts and notes of residents an edition may hold: by their label, else amber."""

from collections.abc import Iterable
from dataclasses import replace

from sbd_tool.domain.community import PlaceNote, may_leave
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.lowering import lowerings_of
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.shown_notes import shown_place_notes
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.written import written_of


def open_records(project: Project, edition: Edition) -> dict[str, Record]:
    """Records of an edition: the police get what is not red, others written parts and notes.

    What looks personal and nobody has cleared is in none. Of the notes of residents wider editions
    get those whose words were let out as far as their readers, unless the map hides them.

    Wider editions get all of them without author and times.
    """
    if edition is Edition.POLICE:
        return {
            key: row
            for key, row in project.records.items()
            if edition.may_show(_label(row)) and may_leave(row)
        }
    written = (
        replace(entry, stamp=Stamp(id=entry.stamp.id)).as_record()
        for entry in written_of(project.records).values()
        if edition.may_show(entry.marking)
    )
    notes = (_bare(one).as_record() for one in open_notes(project, edition))
    return {record.id: record for record in (*written, *notes)}


def open_notes(project: Project, edition: Edition) -> Iterable[PlaceNote]:
    """Notes of residents that stand on the maps of a wider edition.

    A person let each out with a name and a reason: before that was asked only words were promised
    to be published, so such notes stay in the words of the report.
    """
    told = lowerings_of(project.records)
    for note in shown_place_notes(project.records):
        known = told.get(note.id)
        is_let_out = known is not None and known.label is note.marking
        if is_let_out and edition.may_show(note.marking) and not note.traces:
            yield note


def _bare(note: PlaceNote) -> PlaceNote:
    """A note without who put it in, when and where it was said."""
    bare = replace(note, stamp=Stamp(id=note.id), origin="", day="")
    return bare.as_cleared() if note.cleared else bare


def withheld_written(project: Project, edition: Edition) -> Iterable[Text]:
    """Which written parts an edition leaves out, and what looks personal."""
    closed = [
        entry
        for entry in written_of(project.records).values()
        if entry.words.strip() and not edition.may_show(entry.marking)
    ]
    if closed:
        yield text("report.written_withheld", count=len(closed))
    held = sum(not may_leave(row) for row in project.records.values())
    if held:
        yield text("heard.held", count=held)


def _label(record: Record) -> Tlp:
    marking = record.stamp.marking
    return Tlp(marking) if marking and marking in set(Tlp) else Tlp.AMBER
