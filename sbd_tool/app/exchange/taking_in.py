"""Take in a copy that comes back: its changes since both parted, merged, with a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.app.commands import By
from sbd_tool.app.commands.taking_in import TakeIn
from sbd_tool.domain.changelog import LogEntry
from sbd_tool.domain.delta import Delta
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.merge import Choice, Conflict, merged
from sbd_tool.domain.merge.since import delta_since, shared_length
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.text import Text, literal, text

RECEIPT: Final = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A project with its log, as it lies in a file."""

    project: Project
    log: tuple[LogEntry, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """What taking in a copy would do, before it is done.

    Attributes:
        command: The step that does it; None when there is nothing to take in.
        changes: What the other side changed since both parted.
        conflicts: What both sides changed.
        edits: Rows that change something here.
        known: Rows that were here already.
        photos: Photos of the other side that are here with their bytes afterwards.
        photos_sent: Photos of the other side.
    """

    command: TakeIn | None
    changes: Delta
    conflicts: tuple[Conflict, ...]
    edits: int
    known: int
    photos: int
    photos_sent: int


def receive(
    ours: Copy, theirs: Copy, *, stamp: Stamp, by: By, choice: Choice | None = None
) -> Reception:
    """Look at a copy that came back.

    Args:
        ours: The project here.
        theirs: The copy.
        stamp: A new stamp for the receipt.
        by: Who takes it in, and when.
        choice: Whose value stands in conflicts that a person decided.

    Raises:
        InputError: The copy belongs to another project, or does not read.
    """
    if ours.project.id != theirs.project.id:
        raise InputError(
            text(
                "exchange.other_project",
                ours=literal(ours.project.title[:80]),
                theirs=literal(theirs.project.title[:80]),
            ),
            text("exchange.other_project.hint"),
            theirs.name,
        )
    start = max(shared_length(ours.log, theirs.log), _received(ours.project, theirs.log))
    changes = delta_since(theirs.project, theirs.log, start)
    changes = Delta(tuple(row for row in changes.rows if not _is_receipt(row.table, row.after)))
    try:
        found = merged(ours.project, changes, choice)
    except (ValueError, TypeError, RecursionError) as fault:
        raise InputError(
            text("exchange.unreadable"), text("exchange.unreadable.hint"), theirs.name
        ) from fault
    sent = theirs.project.photos
    arrived = sum(
        key in found.project.photos and photo.blob in found.project.blobs
        for key, photo in sent.items()
    )
    command = None
    if found.taken:
        receipt = _receipt(theirs, stamp, len(found.taken), found.conflicts, arrived)
        command = TakeIn(changes=changes, choice=choice or {}, receipt=receipt, by=by)
    return Reception(
        command=command,
        changes=changes,
        conflicts=found.conflicts,
        edits=len(found.taken),
        known=found.known,
        photos=arrived,
        photos_sent=len(sent),
    )


def receipt_said(found: Reception) -> Text:
    """Photos, edits and conflicts of a copy, in one sentence."""
    return text(
        "exchange.receipt",
        photos=found.photos,
        sent=found.photos_sent,
        edits=text("exchange.receipt_edits", count=found.edits),
        conflicts=text("exchange.receipt_conflicts", count=len(found.conflicts)),
    )


def _receipt(
    theirs: Copy, stamp: Stamp, edits: int, conflicts: Sequence[Conflict], photos: int
) -> Record:
    content = {
        "from": theirs.name[:200],
        "content": design_digest(theirs.project),
        "until": theirs.log[-1].id if theirs.log else "",
        "edits": edits,
        "photos": photos,
        "photos_sent": len(theirs.project.photos),
        "conflicts": tuple(
            {
                "table": one.table,
                "id": one.id,
                "field": one.field,
                "stands": one.stands.value,
                "is_chosen": one.is_chosen,
            }
            for one in conflicts[:500]
        ),
    }
    return Record(stamp=stamp, kind=RECEIPT, content=content)


def _received(project: Project, log: Sequence[LogEntry]) -> int:
    """How much of a log was taken in before, by the receipts kept here."""
    taken = {record.content.get("until") for record in records_of(project.records, RECEIPT)}
    return max((number for number, entry in enumerate(log, 1) if entry.id in taken), default=0)


def _is_receipt(table: str, row: object) -> bool:
    return table == "records" and isinstance(row, dict) and row.get("kind") == RECEIPT
