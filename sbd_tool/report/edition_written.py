"""Written parts an edition may hold: by the label a person gave each, else amber."""

from collections.abc import Iterable
from dataclasses import replace

from sbd_tool.domain.community import may_leave
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.written import written_of


def open_records(project: Project, edition: Edition) -> dict[str, Record]:
    """Records of an edition: the police get what is not red, others written parts only.

    What looks personal and nobody has cleared is in none.

    Wider editions get them without author and times.
    """
    if edition is Edition.POLICE:
        return {
            key: row
            for key, row in project.records.items()
            if edition.may_show(_label(row)) and may_leave(row)
        }
    return {
        entry.stamp.id: replace(entry, stamp=Stamp(id=entry.stamp.id)).as_record()
        for entry in written_of(project.records).values()
        if edition.may_show(entry.marking)
    }


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
